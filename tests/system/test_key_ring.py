"""The key ring: who opens it, who does not, and what it says when somebody else wrote in it."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from counter_app.system import files, key_ring
from counter_app.system.key_ring import Holder, KeyRing, OfficeKeys, RingError, Trouble
from counter_app.values import pattern

OFFICE = "0123456789abcdef"
PASSWORD = "thuyền-chở-gạo"


def keys_of(ring: KeyRing, login: str = "lan.nt", password: str = PASSWORD) -> OfficeKeys:
    return ring.unlock(Holder.OFFICER, login, password)


def a_ring(*, encrypted: bool = True) -> tuple[KeyRing, OfficeKeys]:
    keys = key_ring.new_keys(encrypted=encrypted)
    ring = key_ring.new_ring(OFFICE, keys)
    return (
        ring.with_wrap(keys, Holder.OFFICER, "lan.nt", PASSWORD, label="Nguyễn Thị Lan", mark="a"),
        keys,
    )


def why(error: pytest.ExceptionInfo[RingError]) -> Trouble:
    return error.value.why


@pytest.mark.parametrize("encrypted", [True, False])
def test_whoever_has_a_wrap_opens_both_secrets(tmp_path: Path, encrypted: bool) -> None:
    ring, keys = a_ring(encrypted=encrypted)
    ring = ring.with_wrap(keys, Holder.SCRIPT, "dem", "x" * 43)
    key_ring.write(tmp_path / "so-lieu.khoa", ring)

    read = key_ring.read(tmp_path / "so-lieu.khoa")

    assert keys_of(read) == keys == read.unlock(Holder.SCRIPT, "dem", "x" * 43)
    assert (keys.data is not None) is encrypted is read.encrypted
    assert read.holders(Holder.OFFICER) == [("lan.nt", "Nguyễn Thị Lan")]


def test_a_password_opens_however_it_was_composed() -> None:
    ring, keys = a_ring()
    assert keys_of(ring, password=unicodedata.normalize("NFD", PASSWORD)) == keys


def test_no_secret_and_no_name_of_it_stands_in_the_file(tmp_path: Path) -> None:
    ring, keys = a_ring()
    key_ring.write(tmp_path / "so-lieu.khoa", ring)
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "Nguyễn Thị Lan".encode() in raw  # the canary: what is meant to be read is
    for secret in (keys.data, keys.signing):
        assert secret is not None
        assert secret not in raw
        assert secret.hex().encode() not in raw
    assert PASSWORD.encode() not in raw
    assert keys.signing.hex() not in repr(keys)
    assert "OfficeKeys(…)" in f"{keys}"


def test_a_wrong_password_a_stranger_and_another_kind_do_not_open() -> None:
    ring, _keys = a_ring()
    with pytest.raises(RingError) as wrong:
        keys_of(ring, password="thuyền-chở-ngô")
    with pytest.raises(RingError) as stranger:
        keys_of(ring, login="ba.nv")
    with pytest.raises(RingError) as other_kind:
        ring.unlock(Holder.SCRIPT, "lan.nt", PASSWORD)
    assert (why(wrong), why(stranger), why(other_kind)) == (
        Trouble.WRONG_SECRET, Trouble.NOBODY, Trouble.NOBODY,
    )  # fmt: skip


def test_a_wrap_moved_to_another_name_or_another_office_does_not_open() -> None:
    ring, keys = a_ring()
    [mine] = json.loads(ring.to_bytes())["wraps"]
    stolen = key_ring.Wrap.from_json({**mine, "name": "ba.nv"})
    both = KeyRing(
        office=OFFICE, public=ring.public, opens=ring.opens, wraps=(*ring.wraps, stolen)
    ).renamed(keys, Holder.OFFICER, "ba.nv", "")
    with pytest.raises(RingError) as moved:
        keys_of(both, login="ba.nv")
    other = key_ring.new_ring("f" * 16, keys)
    abroad = KeyRing(
        office=other.office, public=other.public, opens=other.opens, wraps=ring.wraps
    ).renamed(keys, Holder.OFFICER, "lan.nt", "")
    with pytest.raises(RingError) as carried:
        keys_of(abroad)
    assert why(moved) is why(carried) is Trouble.WRONG_SECRET


@pytest.mark.parametrize(
    ("what", "becomes"),
    [("label", "Kẻ Lạ"), ("name", "ba.nv"), ("mark", "b"), ("kind", "script"), ("passes", 1)],
)
def test_whoever_edits_the_ring_without_the_keys_is_found(what: str, becomes: object) -> None:
    ring, _keys = a_ring()
    said = json.loads(ring.to_bytes())
    said["wraps"][0][what] = becomes
    with pytest.raises(RingError) as error:
        KeyRing.from_bytes(json.dumps(said).encode())
    assert why(error) is Trouble.DAMAGED


def test_every_byte_of_the_file_counts() -> None:
    """Each byte changed in turn: the ring is refused, never opened as something else."""
    ring, keys = a_ring()
    raw = ring.to_bytes()
    for at in range(0, len(raw) - 1, 7):
        bent = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        with pytest.raises(RingError):
            KeyRing.from_bytes(bent)
    assert keys_of(KeyRing.from_bytes(raw)) == keys


@pytest.mark.parametrize("cost", [("memory_kib", 10**9), ("passes", 0), ("lanes", True)])
def test_a_ring_that_would_take_all_memory_is_none(cost: tuple[str, int]) -> None:
    ring, _keys = a_ring()
    said = json.loads(ring.to_bytes())
    said["wraps"][0][cost[0]] = cost[1]
    with pytest.raises(RingError) as error:
        KeyRing.from_bytes(json.dumps(said).encode())
    assert why(error) is Trouble.DAMAGED


def test_the_second_copy_opens_where_the_first_is_damaged(tmp_path: Path) -> None:
    place = tmp_path / "so-lieu.khoa"
    ring, keys = a_ring()
    key_ring.write(place, ring)
    place.write_bytes(place.read_bytes()[:100])
    assert keys_of(key_ring.read(place)) == keys
    place.with_suffix(key_ring.SECOND).write_bytes(b"")
    with pytest.raises(RingError) as error:
        key_ring.read(place)
    assert (why(error), error.value.path) == (Trouble.DAMAGED, place)


@pytest.mark.parametrize("copy", [0, 1])
@pytest.mark.parametrize("harm", ["gone", "cut", "another"])
def test_a_copy_that_is_not_as_the_other_is_made_again_by_whoever_signs_in(
    tmp_path: Path, copy: int, harm: str
) -> None:
    place = tmp_path / "so-lieu.khoa"
    ring, keys = a_ring()
    key_ring.write(place, ring.rekeyed(keys, key_ring.new_keys(encrypted=True)))
    today = place.read_bytes()
    spoilt = (place, key_ring.second_of(place))[copy]
    if harm == "gone":
        spoilt.unlink()
    else:  # cut by a bad spot, or the ring of before, put back by somebody
        spoilt.write_bytes(today[:100] if harm == "cut" else ring.to_bytes())
    asked = KeyRing.from_bytes(today).opens
    assert key_ring.read(place, asked).opens == asked
    key_ring.change(place, lambda now: now, asked)
    assert place.read_bytes() == key_ring.second_of(place).read_bytes() == today


def test_no_ring_and_a_newer_one_are_told_apart(tmp_path: Path) -> None:
    place = tmp_path / "so-lieu.khoa"
    with pytest.raises(RingError) as none:
        key_ring.read(place)
    ring, _keys = a_ring()
    key_ring.write(place, ring)
    place.write_bytes(place.read_bytes().replace(b'"format":1', b'"format":2'))
    with pytest.raises(RingError) as newer:
        key_ring.read(place)
    assert (why(none), why(newer)) == (Trouble.MISSING, Trouble.NEWER)


def test_a_wrap_taken_away_is_in_neither_copy(tmp_path: Path) -> None:
    place = tmp_path / "so-lieu.khoa"
    ring, keys = a_ring()
    key_ring.write(place, ring.with_wrap(keys, Holder.OFFICER, "cu.vt", PASSWORD))
    key_ring.change(place, lambda now: now.without(keys, Holder.OFFICER, "cu.vt"))
    for copy in (place, place.with_suffix(key_ring.SECOND)):
        left = KeyRing.from_bytes(copy.read_bytes())
        assert [name for name, _label in left.holders(Holder.OFFICER)] == ["lan.nt"]


def test_until_the_act_is_written_the_old_and_the_new_password_open() -> None:
    ring, keys = a_ring()
    both = ring.with_wrap(keys, Holder.OFFICER, "lan.nt", "mật-khẩu-mới", mark="b", keep=True)
    assert keys_of(both) == keys == keys_of(both, password="mật-khẩu-mới")
    after = both.keeping(keys, lambda wrap: wrap.mark == "b")
    assert keys_of(after, password="mật-khẩu-mới") == keys
    with pytest.raises(RingError) as error:
        keys_of(after)
    assert why(error) is Trouble.WRONG_SECRET


def test_a_disk_that_fails_at_any_step_leaves_a_whole_ring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "so-lieu.khoa"
    ring, keys = a_ring()
    key_ring.write(place, ring)
    after = ring.with_wrap(keys, Holder.OFFICER, "moi.tv", PASSWORD)
    calls = failing = 0

    def fail_at(real: object) -> object:
        def call(*arguments: object) -> object:
            nonlocal calls
            calls += 1
            if calls > failing:
                raise OSError(28, "No space left on device")
            return real(*arguments)  # type: ignore[operator]

        return call

    syncing, moving = fail_at(files.sync_handle), fail_at(files.move)
    for failing in range(20):  # noqa: B007 - read by what fails
        calls = 0
        with monkeypatch.context() as patch:
            patch.setattr(files, "sync_handle", syncing)
            patch.setattr(files, "move", moving)
            try:
                key_ring.write(place, after)
                whole = True
            except OSError:
                whole = False
        assert keys_of(key_ring.read(place)) == keys
        assert {path.name for path in tmp_path.iterdir()} == {"so-lieu.khoa", "so-lieu.khoa-2"}
        if whole:
            break
        key_ring.write(place, ring)
    assert calls >= 4  # the canary: each of both copies is synced and moved


def test_a_key_of_before_opens_old_copies_and_a_strangers_does_not() -> None:
    ring, before = a_ring()
    fresh = OfficeKeys(key_ring.new_keys(encrypted=True).data, before.signing)
    again = KeyRing.from_bytes(ring.rekeyed(before, fresh).to_bytes())
    assert keys_of(again) == fresh  # by the password of before, which nobody was asked for
    assert keys_of(ring) == before
    assert again.data_key(fresh, key_ring.key_id(before.data)) == before.data
    assert again.data_key(fresh, key_ring.key_id(fresh.data)) == fresh.data
    assert again.data_key(fresh, "") is None
    with pytest.raises(RingError) as stranger:
        again.data_key(fresh, "0" * 32)
    assert why(stranger) is Trouble.OTHER_FILE


def test_no_secret_that_somebody_could_guess_stands_for_one_drawn_by_chance() -> None:
    ring, keys = a_ring()
    with pytest.raises(ValueError, match="128 bits"):
        ring.with_wrap(keys, Holder.SCRIPT, "dem", "mat-khau-de-doan")
    said = json.loads(ring.to_bytes())
    said["wraps"][0] |= {"memory_kib": 0, "passes": 0, "lanes": 0}
    with pytest.raises(RingError) as error:
        KeyRing.from_bytes(json.dumps(said).encode())
    assert why(error) is Trouble.DAMAGED


def test_keys_of_another_office_change_nothing() -> None:
    ring, _keys = a_ring()
    with pytest.raises(RingError) as error:
        ring.with_wrap(key_ring.new_keys(encrypted=True), Holder.OFFICER, "x", PASSWORD)
    assert why(error) is Trouble.OTHER_OFFICE


def test_a_data_file_says_which_key_it_asks_for(tmp_path: Path) -> None:
    plain, locked = tmp_path / "a.db", tmp_path / "b.db"
    plain.write_bytes(b"SQLite format 3\0" + bytes(84))
    keys = key_ring.new_keys(encrypted=True)
    locked.write_bytes(bytes.fromhex(key_ring.key_id(keys.data)) + bytes(84))
    assert key_ring.file_key_id(plain) == ""
    assert key_ring.file_key_id(locked) == key_ring.key_id(keys.data)
    assert key_ring.file_key_id(tmp_path / "none.db") is None
    assert pattern("[0-9a-f]{32}").fullmatch(key_ring.key_id(keys.data))


def test_what_the_office_signs_is_known_by_its_public_key() -> None:
    ring, keys = a_ring()
    signature = keys.sign(b"so chot")
    assert key_ring.signed_by(ring.public, b"so chot", signature)
    assert not key_ring.signed_by(ring.public, b"so chot sua", signature)
    assert not key_ring.signed_by(key_ring.new_keys(encrypted=False).public, b"so chot", signature)


def test_the_second_copy_opens_where_the_first_cannot_be_read(tmp_path: Path) -> None:
    """A bad spot of the disk under one of the two: the call fails, and nobody sees what is inside."""
    place = tmp_path / "so-lieu.khoa"
    ring, keys = a_ring()
    key_ring.write(place, ring)
    place.unlink()
    place.mkdir()
    assert keys_of(key_ring.read(place)) == keys
    key_ring.second_of(place).unlink()
    with pytest.raises(OSError, match=re.escape(place.name)):
        key_ring.read(place)
