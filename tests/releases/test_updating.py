"""Updates from a stick: what is taken, what is refused, and that a kill leaves a whole program."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from counter_app.errors import RuleError
from counter_app.releases import release as releases
from counter_app.releases.handing_on import MOST_STARTS, environment, note_shown, successor
from counter_app.releases.in_use import POINTER, VERSIONS, in_use
from counter_app.releases.release import ARCHIVE, FACTS, SIGNATURE, SUMS
from counter_app.releases.updating import ProgramPlace, go_back, newest, update
from counter_app.system import files
from counter_app.system.minisign import new_key
from tests.releases.places import (
    KEYS,
    NAME,
    archive,
    in_use_there,
    installed,
    program_files,
    released,
    sign,
    working,
)


@pytest.fixture
def place(tmp_path: Path) -> ProgramPlace:
    """Version 1.0.0, just installed, in a folder with letters of ours."""
    return installed(tmp_path / "Máy của Hường" / "QuayMotCua")


def put(place: ProgramPlace, folder: Path) -> None:
    update(newest(folder, KEYS), place, working)


def test_a_newer_version_is_used_from_the_next_start_on(
    place: ProgramPlace, tmp_path: Path
) -> None:
    released(tmp_path / "USB", "1.2.0")
    assert in_use_there(place) == "1.0.0"
    done = update(newest(tmp_path / "USB", KEYS), place, working)
    assert (done.before, done.version) == ("1.0.0", "1.2.0")
    assert in_use_there(place) == "1.2.0"
    assert (place.home / NAME).read_text("utf-8") == "1.0.0", "what runs is left alone"


def test_the_newest_on_a_stick_is_taken(place: ProgramPlace, tmp_path: Path) -> None:
    for version in ("1.9.0", "1.10.0", "1.2.0"):
        released(tmp_path / "USB", version)
    released(tmp_path / "USB", "3.0.0", platform="atari-m68k")
    put(place, tmp_path / "USB")
    assert in_use_there(place) == "1.10.0"


def test_the_version_of_before_is_used_again_and_forth(place: ProgramPlace, tmp_path: Path) -> None:
    put(place, released(tmp_path / "USB", "1.2.0"))
    done = go_back(place, working)
    assert (done.before, done.version, in_use_there(place)) == ("1.2.0", "1.0.0", "1.0.0")
    assert go_back(place, working).version == "1.2.0"
    assert in_use_there(place) == "1.2.0"


def test_there_is_nothing_to_go_back_to_at_first(place: ProgramPlace) -> None:
    with pytest.raises(RuleError, match="Không còn bản trước"):
        go_back(place, working)


@pytest.mark.parametrize("version", ["0.9.0", "1.0.0", "1.0"])
def test_an_older_or_the_same_version_is_refused(
    place: ProgramPlace, tmp_path: Path, version: str
) -> None:
    folder = released(tmp_path / "USB", version)
    with pytest.raises(RuleError, match="không mới hơn") as refused:
        put(place, folder)
    assert refused.value.rule == "older"
    assert not (place.home / VERSIONS / POINTER).exists()


def test_older_than_what_was_put_in_use_but_not_yet_started_is_refused(
    place: ProgramPlace, tmp_path: Path
) -> None:
    put(place, released(tmp_path / "USB", "1.5.0"))
    with pytest.raises(RuleError, match=r"bản đang dùng 1\.5\.0"):
        put(place, released(tmp_path / "USB", "1.4.0"))


def test_two_versions_are_kept_and_the_first(place: ProgramPlace, tmp_path: Path) -> None:
    for version in ("1.1.0", "1.2.0", "1.3.0"):
        put(place, released(tmp_path / "USB", version))
    kept = {item.name for item in place.versions.iterdir() if item.is_dir()}
    assert kept == {"1.2.0", "1.3.0"}
    assert in_use_there(place) == "1.3.0"
    assert go_back(place, working).version == "1.2.0"


def test_another_computer_s_program_is_refused(place: ProgramPlace, tmp_path: Path) -> None:
    folder = released(tmp_path / "USB", "1.2.0", platform="atari-m68k")
    with pytest.raises(RuleError, match="dành cho atari-m68k"):
        put(place, folder)


def change(name: str, old: bytes = b"", new: bytes = b"") -> Callable[[Path], object]:
    def spoil(folder: Path) -> None:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content.replace(old, new, 1) if old else content + b"\n")

    return spoil


def with_other_archive(folder: Path) -> None:
    archive(folder / ARCHIVE, {f"counter-app/{name}": b"" for name in program_files("")})


def with_folder(folder: Path) -> None:
    (folder / ARCHIVE).unlink()
    (folder / ARCHIVE).mkdir()


SPOILED: dict[str, Callable[[Path], object]] = {
    "the archive is another": with_other_archive,
    "a byte of the archive": change(ARCHIVE, b"PK", b"PJ"),
    "the version": change(FACTS, b"1.2.0", b"9.2.0"),
    "a sum": change(SUMS),
    "the trusted comment": change(SIGNATURE, b"comment: quay", b"comment: quan"),
    "the signature is none": lambda folder: (folder / SIGNATURE).write_text("ký"),
    "somebody else signed": lambda folder: sign(folder, new_key()),
    "there is no signature": lambda folder: (folder / SIGNATURE).unlink(),
    "there is no archive": lambda folder: (folder / ARCHIVE).unlink(),
    "there are no facts": lambda folder: (folder / FACTS).unlink(),
    "the sums are endless": lambda folder: (folder / SUMS).write_bytes(bytes(2_000_000)),
    "a folder lies where the archive was": with_folder,
}


@pytest.mark.parametrize("harm", SPOILED)
def test_nothing_is_taken_that_was_not_signed_so(
    place: ProgramPlace, tmp_path: Path, harm: str
) -> None:
    """And nothing of it is run: the self-test is never asked."""
    folder = released(tmp_path / "USB", "1.2.0")
    SPOILED[harm](folder)

    def never(_folder: Path, _version: str) -> str:
        raise AssertionError("run before it was proved")

    with pytest.raises(RuleError) as refused:
        update(newest(folder, KEYS), place, never)
    assert refused.value.rule == "release"
    assert in_use_there(place) == "1.0.0"
    assert not [item for item in place.home.rglob("*") if item.name == "1.2.0"]


def test_a_program_without_keys_takes_nothing(tmp_path: Path) -> None:
    folder = released(tmp_path / "USB", "1.2.0")
    with pytest.raises(RuleError, match="không mang khóa"):
        newest(folder, ())


def test_any_of_several_keys_will_do(place: ProgramPlace, tmp_path: Path) -> None:
    """A publisher who changes the key ships both for a while."""
    later = new_key()
    folder = released(tmp_path / "USB", "1.2.0", key=later)
    found = newest(folder, (*KEYS, later.public))
    assert found.signer == later.public.name


@pytest.mark.parametrize(
    "name",
    [
        *("../ngoài", "/ngoài", "counter-app/../../ngoài", "counter-app/a\\..\\b", "khác/a"),
        *("counter-app/C:/a", "counter-app/CON", "counter-app/NUL.txt", "counter-app"),
    ],
)
def test_an_archive_reaches_nowhere_else_even_when_it_is_signed(
    place: ProgramPlace, tmp_path: Path, name: str
) -> None:
    folder = released(tmp_path / "USB", "1.2.0")
    (folder / ARCHIVE).unlink()
    archive(folder / ARCHIVE, {f"counter-app/{NAME}": b"1.2.0", name: b""})
    sign(folder)
    before = {item for item in tmp_path.rglob("*") if VERSIONS not in item.parts}
    with pytest.raises(RuleError, match="bị hỏng"):
        put(place, folder)
    assert {item for item in tmp_path.rglob("*") if VERSIONS not in item.parts} == before
    assert in_use_there(place) == "1.0.0"


def test_a_version_whose_self_test_fails_is_not_put_in_use(
    place: ProgramPlace, tmp_path: Path
) -> None:
    folder = released(tmp_path / "USB", "1.2.0")
    with pytest.raises(RuleError, match=r"1\.2\.0 tự kiểm tra không đạt .*: window: hỏng"):
        update(newest(folder, KEYS), place, lambda _folder, _version: "window: hỏng")
    assert in_use_there(place) == "1.0.0"
    assert in_use(place.home).before is None


def test_a_version_that_never_shows_a_window_is_left(place: ProgramPlace, tmp_path: Path) -> None:
    put(place, released(tmp_path / "USB", "1.2.0"))
    first = place.home / NAME
    for _turn in range(MOST_STARTS):
        assert successor(first, window=True) == place.versions / "1.2.0" / NAME
    assert successor(first, window=False), "only windows count"
    assert successor(first, window=True) is None, "the program in the home folder runs itself"
    assert in_use(place.home).failed == "1.2.0"
    assert successor(first, window=True) is None


def test_a_window_shown_ends_the_trial(
    place: ProgramPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(place, released(tmp_path / "USB", "1.2.0"))
    first, second = place.home / NAME, place.versions / "1.2.0" / NAME
    note_shown(second)
    assert in_use(place.home).starts == 0, "from its sources it proves nothing"
    monkeypatch.setattr("sys.frozen", True, raising=False)
    note_shown(first)
    assert in_use(place.home).starts == 0, "another version proves nothing of this one"
    note_shown(second)
    for _turn in range(MOST_STARTS + 2):
        assert successor(first, window=True) == second


@pytest.mark.parametrize(
    "text", ["", "[ban", "[ban]\ndang-dung=../USB\n", "[ban]\ndang-dung=1.2.0\nthu=x\n", "\udcff"]
)
def test_a_pointer_that_cannot_be_understood_names_the_first(
    place: ProgramPlace, text: str
) -> None:
    place.versions.mkdir()
    (place.versions / POINTER).write_text(text, "utf-8", errors="surrogateescape")
    assert in_use_there(place) == "1.0.0"


def test_a_version_that_is_gone_is_not_started(place: ProgramPlace, tmp_path: Path) -> None:
    put(place, released(tmp_path / "USB", "1.2.0"))
    shutil.rmtree(place.versions / "1.2.0")
    assert in_use_there(place) == "1.0.0"


def test_another_copy_gets_nothing_of_this_one_s_surroundings() -> None:
    given = {
        "LD_LIBRARY_PATH": "/x/_internal",
        "LD_LIBRARY_PATH_ORIG": "/usr/local/lib",
        "TEMP": "C",
    }
    made = environment(given)
    assert made["LD_LIBRARY_PATH"] == "/usr/local/lib"
    assert made["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
    assert "LD_LIBRARY_PATH" not in environment({"LD_LIBRARY_PATH": "/x/_internal"})


class Killed(BaseException):
    """The process is gone: nothing after this ran."""


STEPS = ("sync_handle", "sync_folder", "move", "remove")


def dying_at(turn: int, patch: pytest.MonkeyPatch) -> Iterator[int]:
    """Let the ``turn``-th call that puts something on the disk, and all that follow, end the process."""
    done = [0]

    def guarded(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any) -> Any:
            done[0] += 1
            if done[0] >= turn:
                raise Killed(name)
            return call(*arguments)

        return step

    for name in STEPS:
        patch.setattr(files, name, guarded(name, getattr(files, name)))
    yield done[0]


def killed_states(place: ProgramPlace, act: Callable[[], object]) -> list[str]:
    """The version in use after a kill at each step of an act, tried on fresh copies of the folder."""
    kept = place.home.with_name("bản gốc")
    shutil.copytree(place.home, kept)
    found: list[str] = []
    for turn in range(1, 1_000):
        shutil.rmtree(place.home)
        shutil.copytree(kept, place.home)
        with pytest.MonkeyPatch.context() as patch:
            next(dying_at(turn, patch))
            try:
                act()
            except Killed:
                pass
            else:
                return found
        found.append(in_use_there(place))
    raise AssertionError("it never comes to its end")


def test_a_kill_at_any_step_leaves_one_whole_version(place: ProgramPlace, tmp_path: Path) -> None:
    folder = released(tmp_path / "USB", "1.2.0")
    found = killed_states(place, lambda: put(place, folder))
    assert len(found) > 10
    assert found == sorted(found), "the old one, from some step on the new one"
    assert set(found) == {"1.0.0", "1.2.0"}


def test_after_a_kill_at_any_step_the_update_goes_through(
    place: ProgramPlace, tmp_path: Path
) -> None:
    folder = released(tmp_path / "USB", "1.2.0")

    def twice() -> None:
        with pytest.MonkeyPatch.context() as whole:
            for name in STEPS:
                whole.setattr(files, name, real[name])
            if in_use(place.home).version != "1.2.0":
                put(place, folder)
        assert in_use_there(place) == "1.2.0"
        left = {item.name for item in place.versions.iterdir()}
        assert left == {"1.2.0", POINTER}, "what the killed one left is cleared away"

    real = {name: getattr(files, name) for name in STEPS}
    for turn in (2, 5, 9, 12):
        with pytest.MonkeyPatch.context() as patch:
            next(dying_at(turn, patch))
            with pytest.raises(Killed):
                put(place, folder)
        twice()
        shutil.rmtree(place.versions)


def test_a_kill_while_going_back_leaves_one_whole_version(
    place: ProgramPlace, tmp_path: Path
) -> None:
    for version in ("1.1.0", "1.2.0"):
        put(place, released(tmp_path / "USB", version))
    found = killed_states(place, lambda: go_back(place, working))
    assert set(found) == {"1.1.0", "1.2.0"}, "never the one installed first"
    assert found == sorted(found, reverse=True)


def test_one_update_at_a_time(place: ProgramPlace, tmp_path: Path) -> None:
    folder = released(tmp_path / "USB", "1.2.0")
    release = newest(folder, KEYS)

    def meanwhile(_folder: Path, _version: str) -> str:
        with pytest.raises(RuleError, match="Đang cập nhật"):
            go_back(place, working)
        return ""

    update(release, place, meanwhile)
    assert in_use_there(place) == "1.2.0"


def test_a_full_disk_is_told_before_anything_is_copied(
    place: ProgramPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = released(tmp_path / "USB", "1.2.0")
    usage = shutil.disk_usage(tmp_path)._replace(free=100)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(RuleError, match="không đủ chỗ"):
        put(place, folder)
    assert in_use_there(place) == "1.0.0"


def test_stopping_a_long_copy_leaves_the_old_version(place: ProgramPlace, tmp_path: Path) -> None:
    folder = released(tmp_path / "USB", "1.2.0")

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        update(newest(folder, KEYS), place, working, stop)
    assert in_use_there(place) == "1.0.0"
    put(place, folder)
    assert in_use_there(place) == "1.2.0"


def test_the_program_asked_is_the_one_unpacked(
    place: ProgramPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a home of nobody, and a report that is of that very version."""
    seen: dict[str, Any] = {}

    def run(words: list[Any], **options: Any) -> None:
        seen.update(options, words=words)
        Path(words[2]).write_text('{"ok": true, "version": "1.1.9", "checks": {}}', "utf-8")

    monkeypatch.setattr("subprocess.run", run)
    folder = released(tmp_path / "USB", "1.2.0")
    with pytest.raises(RuleError, match=r"1\.2\.0 ≠ 1\.1\.9"):
        update(newest(folder, KEYS), place)
    assert Path(seen["words"][0]).is_relative_to(place.home)
    assert seen["words"][1] == "--self-test"
    assert seen["env"]["HOME"] == seen["env"]["COUNTER_DATA"] != str(Path.home())
    assert releases.this_platform().endswith("x86_64")
