"""The inspector's program: it knows a right office without us, refuses a spoiled one, and reckons as we do."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from counter_app.desk.office.backup import backup
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.clock import FixedClock
from counter_app.domain.closing.statement import SignedClosing, Statement, key_mark
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.office import Office
from counter_app.store.core import schema
from counter_app.store.core.journal import entry_digest, head_code, payload_text
from counter_app.sync.batch.envelope import Envelope
from counter_app.sync.batch.manifest import Content
from counter_app.system.key_ring import OfficeKeys, new_keys
from counter_app.values import dataclass
from tests import makers
from tests.store.test_clever_edits import renamed, rewritten
from tests.store.test_signed_closings import by_another
from tests.sync.makers import KEYS, THEIRS, busy_store, carry
from tests.verify_program import PROGRAM, run, verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What an inspector is handed: a backup, the text of the last closing sheet, a receipt's code, a stick."""

    backup: Path
    sheet: str
    code: str
    stick: Path
    mark: str
    signed_to: int


def two_evenings(folder: Path) -> Case:
    """An office that closed two days, sent both, and worked on."""
    clock = FixedClock(makers.MONDAY)
    stick = folder / "usb"
    stick.mkdir()
    with closing(makers.found(folder / "data", clock)) as office:
        for _evening in range(2):
            makers.receive(office)
            office.closing.close_day()
            office.closing.export(stick)
            clock.tick(days=1)
        makers.receive(office)
        closed = max(office.store.closings.days(), key=lambda item: item.day)
        signed = office.store.closings.signed(closed)
        assert signed is not None
        (code,) = office.store.database.connection.execute(
            "SELECT head FROM print_job WHERE id < ? ORDER BY id LIMIT 1", (closed.seq,)
        ).fetchone()
        return Case(
            backup=backup(office.store, folder / "sao-luu").path,
            sheet=signed.paper_text(),
            code=code,
            stick=stick,
            mark=key_mark(signed.key),
            signed_to=closed.to_seq,
        )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Made once; nobody writes in it."""
    return two_evenings(tmp_path_factory.mktemp("office"))


@pytest.fixture
def case(whole: Case, tmp_path: Path) -> Case:
    """A copy of one's own, to be spoiled."""
    shutil.copyfile(whole.backup, tmp_path / "sao-luu.db")
    shutil.copytree(whole.stick, tmp_path / "usb")
    return Case(
        backup=tmp_path / "sao-luu.db",
        sheet=whole.sheet,
        code=whole.code,
        stick=tmp_path / "usb",
        mark=whole.mark,
        signed_to=whole.signed_to,
    )


def changed(path: Path, change: Callable[[Any], object]) -> None:
    """A backup after somebody was at it with a database browser."""
    with closing(dbapi2.connect(path)) as db:
        for name in schema.TRIGGERS:
            db.execute(f"DROP TRIGGER {name}")
        change(db)
        db.commit()


def test_a_right_office_is_found_right_in_every_part(whole: Case) -> None:
    found = verify(
        whole.backup, whole.stick, "--sheet", whole.sheet, "--code", whole.code, "--key", whole.mark
    )
    assert (found.code, found.good_to) == (0, whole.signed_to)
    assert found.names() >= {"backup", "batches", "chain", "signed", "sheet_same", "code", "key"}
    assert whole.mark in found.text


def test_its_words_are_vietnamese_and_english(whole: Case) -> None:
    told = run(whole.backup)
    assert told.returncode == 0
    assert told.stdout.rstrip().endswith("KẾT LUẬN: ĐÚNG.")
    assert run("--en", whole.backup).stdout.rstrip().endswith("RESULT: GOOD.")


def test_the_signature_s_file_on_the_stick_is_taken_as_it_is(whole: Case) -> None:
    (file,) = whole.stick.glob("HS_*/chu-ky-chot-2026-11-24.txt")
    found = verify(file)
    assert (found.code, found.names()) == (0, {"sheet", "key"})


def test_without_zstandard_a_batch_is_not_called_right(whole: Case) -> None:
    found = verify(whole.stick, libraries=())
    assert (found.code, found.names("unsure")) == (2, {"no_zstd"})


def test_without_cryptography_it_says_what_is_missing(whole: Case) -> None:
    done = run(whole.backup, libraries=())
    assert done.returncode == 0
    broken = run(whole.backup, without=("cryptography",))
    assert broken.returncode not in (0, 1)
    assert "cryptography" in broken.stderr


def test_a_sealed_batch_is_proved_without_its_key_and_read_with_it(
    whole: Case, tmp_path: Path
) -> None:
    store = busy_store(tmp_path / "office.db")
    both = Envelope(keys=KEYS, content=Content.FULL, recipients=(THEIRS.known, KEYS.known))
    written = carry(store, tmp_path, envelope=both)
    store.close()
    found = verify(written.folder)
    assert (found.code, found.names()) == (2, {"sealed"})
    key = tmp_path / "khoa.txt"
    key.write_text(f"# khóa\n{THEIRS.identity}\n", "utf-8")
    words, libraries = (written.folder, "--identity", key), ("zstandard", "pyrage")
    found = verify(*words, "--key", THEIRS.known.letters, libraries=libraries)
    assert found.names("bad") == {"other_key"}
    found = verify(*words, "--key", KEYS.known.letters, libraries=libraries)
    assert (found.names("bad"), found.names("unsure")) == (set(), {"unsigned"})
    key.write_text(whole.mark, "utf-8")
    assert "khóa đưa vào không mở được" in verify(*words, libraries=libraries).text
    written.signature.unlink()
    found = verify(*words, libraries=libraries)
    assert (found.code, found.names("bad")) == (1, {"manifest"})


def test_the_office_s_own_copy_is_compared_and_read_by_its_own_key(tmp_path: Path) -> None:
    """Whoever has the superior's key reads figures; the office's reads what they are figures of."""
    store = busy_store(tmp_path / "office.db")
    both = Envelope(keys=KEYS, recipients=(THEIRS.known, KEYS.known))
    written = carry(store, tmp_path, envelope=both)
    store.close()
    assert written.own is not None
    key, libraries = tmp_path / "khoa.txt", ("zstandard", "pyrage")
    for keys in (THEIRS, KEYS):
        key.write_text(keys.identity, "utf-8")
        found = verify(written.folder, "--identity", key, libraries=libraries)
        assert (found.names("bad"), found.names() >= {"own", "chain"}) == (set(), True)
    content = bytearray(written.own.read_bytes())
    content[-1] ^= 1
    written.own.write_bytes(content)
    assert verify(written.folder, "--identity", key, libraries=libraries).names("bad") == {
        "manifest"
    }
    written.own.unlink()
    found = verify(written.folder, "--identity", key, libraries=libraries)
    assert (found.names("bad"), found.names() >= {"no_own", "chain"}) == (set(), True)


@pytest.mark.parametrize("words", [(), ("khong-co.db",)])
def test_nothing_to_look_at_is_no_good_answer(words: tuple[str, ...]) -> None:
    assert run(*words).returncode == 2


def test_a_rewritten_backup_is_bad_and_good_up_to_the_evening_before(case: Case) -> None:
    changed(case.backup, lambda db: rewritten(db, "dossier.received", 1, renamed))
    found = verify(case.backup)
    assert found.code == 1
    assert {"closing", "good_to"} <= found.names()
    assert 0 < found.good_to < case.signed_to


def test_a_receipt_of_before_the_rewriting_is_of_no_use_to_whoever_rewrote(case: Case) -> None:
    changed(case.backup, lambda db: rewritten(db, "dossier.received", 0, renamed))
    assert verify(case.backup, "--code", case.code).names("bad") >= {"no_code", "closing"}
    assert verify(case.backup, "--sheet", case.sheet).names("bad") >= {"sheet_other", "closing"}


def test_a_history_signed_anew_by_a_key_of_one_s_own_is_of_another_office(
    case: Case, tmp_path: Path
) -> None:
    """All is right in itself: the key on paper tells."""
    (tmp_path / "gia").mkdir()
    forged = two_evenings(tmp_path / "gia")
    assert verify(forged.backup).code == 0
    found = verify(forged.backup, "--key", case.mark)
    assert (found.code, found.names("bad")) == (1, {"other_key"})
    assert verify(forged.backup, "--sheet", case.sheet).names("bad") == {"sheet_journal"}


def test_a_closing_signed_by_another_key_is_refused_by_the_inspector_too(case: Case) -> None:
    changed(
        case.backup,
        lambda db: rewritten(
            db, "day.closed", -1, lambda said: said.update(signed=by_another(said["signed"]))
        ),
    )
    found = verify(case.backup)
    assert found.code == 1
    assert any("khóa khác" in item["text"] for item in found.found if item["name"] == "closing")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("UPDATE payload SET body = replace(body, 'Nguyễn', 'Trần') WHERE seq > 5", "broken"),
        ("UPDATE journal SET actor = 'khac' WHERE seq = 7", "broken"),
        ("DELETE FROM journal WHERE seq = 7", "broken"),
        ("DELETE FROM payload WHERE seq = 7", "broken"),
        ("INSERT INTO erasure VALUES(7, '{}', 9); DELETE FROM payload WHERE seq = 7", "broken"),
        ("PRAGMA application_id = 0", "unread"),
    ],
)
def test_each_edit_of_a_backup_is_found(case: Case, change: str, name: str) -> None:
    changed(case.backup, lambda db: db.executescript(change))
    found = verify(case.backup)
    assert found.code == 1
    assert name in found.names("bad")


def test_no_flipped_bit_of_an_entry_goes_unnoticed(case: Case) -> None:
    with closing(dbapi2.connect(case.backup)) as db:
        bodies = [body for (body,) in db.execute("SELECT body FROM payload ORDER BY seq")]
    raw = bytearray(case.backup.read_bytes())
    for body in bodies:
        place = raw.find(body.encode())
        if place < 0:
            continue  # one so long that it lies on several pages
        spoiled = bytearray(raw)
        spoiled[place + len(body) // 2] ^= 1
        case.backup.write_bytes(spoiled)
        assert verify(case.backup).code == 1


@pytest.mark.parametrize("place", [0.01, 0.3, 0.6, 0.99])
def test_a_flipped_bit_of_a_batch_is_found(case: Case, place: float) -> None:
    for pattern in ("*.zst", "*.manifest.json"):
        path = sorted(case.stick.rglob(pattern))[0]
        raw = bytearray(path.read_bytes())
        raw[int(len(raw) * place)] ^= 1
        path.write_bytes(raw)
        found = verify(case.stick)
        assert found.code == 1
        assert "manifest" in found.names("bad")


def test_swapped_payloads_are_found(case: Case) -> None:
    one, two = sorted(case.stick.rglob("*.zst"))
    kept = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(kept)
    assert verify(case.stick).names("bad") == {"manifest"}


def test_a_batch_that_is_not_there_is_named(case: Case) -> None:
    for path in sorted(case.stick.rglob("HS_*_00000001-*")):
        path.unlink()
    found = verify(case.stick)
    assert found.code == 0  # what is there is right, as far as it goes
    assert any(item["name"] == "batches" and "1–" not in item["text"] for item in found.found)


@pytest.mark.parametrize("part", ["QMC1:99002", "20261125", "QMC1:"])
def test_a_sheet_with_another_word_is_refused(whole: Case, part: str) -> None:
    spoiled = {
        "QMC1:99002": whole.sheet.replace("QMC1:99001", "QMC1:99002"),
        "20261125": whole.sheet.replace(":20261124:", ":20261125:"),
        "QMC1:": whole.sheet[4:],
    }[part]
    found = verify("--sheet", spoiled)
    assert found.code == 1
    assert found.names("bad") <= {"sheet_wrong", "sheet_unread"}


def test_a_sheet_typed_with_blanks_is_read(whole: Case) -> None:
    typed = " ".join(whole.sheet[start : start + 7] for start in range(0, len(whole.sheet), 7))
    assert verify("--sheet", typed.lower()).code == 0


def test_a_locked_backup_says_what_it_takes(tmp_path: Path) -> None:
    locked = tmp_path / "khoa.db"
    locked.write_bytes(bytes(range(256)) * 64)
    found = verify(locked)
    assert (found.code, found.names("unsure")) == (2, {"locked"})


def test_a_locked_backup_is_opened_by_an_officer_s_password(
    tmp_path: Path, clock: FixedClock
) -> None:
    """The ring lies beside it; whoever types a wrong password is told what it takes, and nothing else."""
    founded = Office.found(
        tmp_path / "data", makers.founding(), clock=clock, officer=COMMAND_LINE, encrypted=True
    )
    with closing(founded) as office:
        makers.receive(office)
        closed = office.closing.close_day().result
        made = backup(office.store, tmp_path / "sao-luu").path
    assert not made.read_bytes().startswith(b"SQLite")
    words, both = (made, "--officer", "canbo"), ("zstandard", "sqlcipher3")
    right = verify(*words, libraries=both, typed=f"{FIRST_PASSWORD}\n")
    assert (right.code, right.good_to) == (0, closed.to_seq)
    wrong = verify(*words, libraries=both, typed="sai-mat-khau\n")
    assert (wrong.code, wrong.names()) == (2, {"locked"})
    assert verify(*words, typed=f"{FIRST_PASSWORD}\n").names() == {"locked"}


@pytest.fixture(scope="module")
def own() -> ModuleType:
    """The program as a module, to be compared with ours."""
    spec = importlib.util.spec_from_file_location("kiem_tra", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


texts = st.text(max_size=40)
headers = st.tuples(
    st.integers(1, 10**6), texts, st.integers(1, 99), *[texts] * 6, st.integers(0, 9)
)


@given(
    header=headers,
    before=st.binary(min_size=32, max_size=32),
    said=st.binary(min_size=32, max_size=32),
)
def test_it_reckons_the_chain_as_we_do(
    own: ModuleType, header: Any, before: bytes, said: bytes
) -> None:
    entry = own.Entry(header, said, before, b"", None, None, None)
    assert own.entry_hash(entry) == entry_digest(before, said, header)
    assert own.head_code(before) == head_code(before)
    assert own.key_mark(before) == key_mark(before.hex())


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(payload=st.dictionaries(texts, values, max_size=6))
def test_it_spells_what_was_said_as_we_do(own: ModuleType, payload: dict[str, Any]) -> None:
    assert own.canonical(payload) == payload_text(payload)


days = st.dates(min_value=makers.MONDAY.date() - timedelta(days=9999))


@given(
    office=st.from_regex("[0-9]{5}", fullmatch=True),
    marks=st.lists(st.binary(min_size=32, max_size=32), min_size=4, max_size=4),
    device=st.integers(1, 99),
    seq=st.integers(1, 10**9),
    day=days,
)
def test_it_reads_every_sheet_that_we_write(
    own: ModuleType, office: str, marks: list[bytes], device: int, seq: int, day: Any
) -> None:
    head, totals, seed, epoch = marks
    statement = Statement(
        office=office, journal=epoch[:8].hex(), device=device, day=day, seq=seq, head=head.hex(),
        epoch=epoch[8:16].hex(), at=f"{day.isoformat()}T17:05:00", totals=totals.hex(),
    )  # fmt: skip
    keys = OfficeKeys(None, seed)
    signature = keys.sign(statement.text().encode()).hex()
    text = SignedClosing(
        statement=statement, key=keys.public.hex(), signature=signature
    ).paper_text()
    sheet = own.sheet_of(text)
    assert sheet.is_right()
    assert (sheet.office, sheet.day, sheet.seq) == (office, day.isoformat(), seq)
    other = own.sheet_of(text)._replace(key=new_keys(encrypted=False).public)
    assert not other.is_right()


def test_what_it_says_has_every_word_twice(own: ModuleType) -> None:
    for told in (own.TEXTS, own.WHYS, own.PAPERS):
        for name, (vietnamese, english) in told.items():
            assert vietnamese != english, name
            assert json.dumps(english, ensure_ascii=True).isascii()


def test_the_office_itself_is_not_in_its_reach(office: Office) -> None:
    """The canary of all of the above: with our modules shut out, ours cannot be what answers."""
    done = run("--help", begin="import counter_app")
    assert done.returncode == 1
    assert "counter_app" in done.stderr
    assert office.session.officer == COMMAND_LINE
