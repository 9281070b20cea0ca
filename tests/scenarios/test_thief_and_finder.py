"""A thief of the computer and a finder of the stick, after a working day: what they hold, read byte for byte.

The day leaves names everywhere a day does: dossiers, a form half filled in, a line of a book, an enquiry, a request, a
name searched, papers printed, a report saved, a batch, copies, a second window, a computer that goes dark. Its canary
is the same day in an office that is not encrypted.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard

from counter_app import paths
from counter_app.desk.exchange.superior_key import SuperiorKeys
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.recovery import new_words
from counter_app.desk.office.unlocking import TRIES, unlock_with_password
from counter_app.desk.outgoing import destination, write
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import FixedClock, utc_text
from counter_app.domain.followups.followup import Asking
from counter_app.domain.office.passwords import FREE_TRIES
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import LockedError, RuleError, StoreError
from counter_app.office import Office
from counter_app.settings import Preferences
from counter_app.store.core import engine
from counter_app.store.file import data_folder
from counter_app.sync.letters.key_card import KeyCard, Role, Wants
from counter_app.system import key_ring
from counter_app.system.key_ring import Holder
from counter_app.system.key_wraps import MEMORY_KIB
from counter_app.values import dataclass
from tests import makers
from tests.cli.terminal import Terminal
from tests.desk.acts_of_requests import requesting
from tests.makers import MONDAY
from tests.printing.reading import flat_text
from tests.sync.makers import MORNING, THEIRS

NAME, NUMBER = "Trần Thị Cấy-Dấu", "079187004321"
MARKS = (NAME.encode(), "TRẦN THỊ CẤY-DẤU".encode(), b"tran thi cay", NUMBER.encode())
Day = Callable[..., "Evening"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """What lies on a computer and its sticks: ``dark`` as the power went, with the file open; ``after`` it was closed.

    ``asked`` are papers and reports that somebody asked for as files, with where they lie.
    """

    dark: Path
    after: Path
    copies: Path
    batches: Path
    temporary: Path
    asked: tuple[Path, ...]


def readable(*folders: Path, asked: tuple[Path, ...] = ()) -> set[str]:
    """Names of files in which somebody of the day can be read, besides those that were ``asked`` for."""
    known = {path.read_bytes() for path in asked}
    return {
        path.name
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
        if (raw := path.read_bytes()) not in known and any(mark in raw for mark in MARKS)
    }


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Day]:
    """Plays a day in an office of its own; all of the computer lies below one folder."""
    made: list[Office] = []

    def played(*, encrypted: bool, superior: bool = False) -> Evening:
        home = tmp_path / f"{'khoa' if encrypted else 'thuong'}-{superior}"
        temporary = home / "tam"
        temporary.mkdir(parents=True)
        monkeypatch.setattr(tempfile, "tempdir", str(temporary))
        monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
        office = Office.found(
            home / "may" / "data",
            makers.founding(),
            clock=FixedClock(MONDAY),
            officer=COMMAND_LINE,
            encrypted=encrypted,
        )
        made.append(office)
        if superior:
            _knows_the_superior(office)
        asked = _work(office, home)
        dark = home / "toi"
        shutil.copytree(home / "may", dark)
        office.close()
        return Evening(
            dark=dark,
            after=home / "may",
            copies=home / "usb-sao",
            batches=home / "usb-goi",
            temporary=temporary,
            asked=asked,
        )

    yield played
    for office in made:
        if not office.closed:
            office.close()


def _knows_the_superior(office: Office) -> None:
    """Its letters were compared; it asks for everything, people too."""
    card = KeyCard(
        role=Role.SUPERIOR,
        number="99999",
        name="UBND tỉnh Mẫu",
        journal="a" * 16,
        public=THEIRS.public,
        recipient=THEIRS.recipient,
        made_at=utc_text(MORNING),
        wants=Wants.FULL,
    )
    SuperiorKeys(office.store, office.session).take(card.to_bytes(THEIRS), card.letters)


def _work(office: Office, home: Path) -> tuple[Path, ...]:
    """A day of everything that names somebody; the files that were asked for."""
    who = makers.person(NAME, id_no=NUMBER)
    printer = office.data_dir / paths.PAPERS
    office.store.settings.keep_preferences(Preferences(printer=f"file:{printer}"))
    dossier = makers.receive(office, name=NAME, applicant=who)
    (job,) = office.paper.prints_of(dossier.code)
    office.paper.print(job.id)
    office.drafts.keep("do-dang", {"applicant": {"name": NAME, "id_no": NUMBER}})
    copied = Document(title=f"Bằng của {NAME}", pages=2, copies=1)
    office.certification.record(
        Certifying(procedure=makers.COPIES, documents=(copied,), applicant=NAME, paid=True)
    )
    words = f"{NAME} hỏi"
    office.followups.ask(
        Asking(code=dossier.code, asker=NAME, phone="0912000000", asked=words, office="Sở Tư pháp")
    )
    office.requests.receive(requesting(asker=NAME, id_no=NUMBER))
    office.access.found(NAME, office.dossiers.find(NAME))
    with office.twin() as window:  # a second one, at another counter
        makers.receive(window, name=NAME, applicant=who)
        assert len(window.dossiers.find(NAME)) == 2
    report = home / "may" / "tai-lieu" / "so-theo-doi.pdf"
    today = office.closing.today()
    tables = office.reports.compute("register", today, today)
    noted = office.clear_files.note
    write(destination(report, office.own_places(), noted=noted), office.reports.pdf(tables))
    (home / "usb-goi").mkdir()
    office.closing.close_day()
    office.closing.export(home / "usb-goi")
    office.backup(home / "usb-sao")
    office.drafts.keep("cuoi-ngay", {"note": NAME})  # in the log alone when the power goes
    listed = office.clear_files.listed()
    assert {Path(item.path) for item in listed} == {report, *printer.glob("*.pdf")}
    return (report, *printer.glob("*.pdf"))


def test_after_a_whole_day_nobody_is_read_in_what_lies_about(day: Day) -> None:
    """Data, log, index of the log, temporary files, copies, the witness, as the power goes and after."""
    plain, locked = day(encrypted=False), day(encrypted=True)
    for evening in (plain, locked):
        names = {path.name for path in evening.dark.rglob("*")}
        assert {"so-lieu.db", "so-lieu.db-wal", "so-lieu.db-shm"} <= names, "the file was open"
        (log,) = evening.dark.rglob("so-lieu.db-wal")
        assert log.stat().st_size > 0
    seen = readable(plain.dark, plain.after, plain.copies, plain.temporary, asked=plain.asked)
    assert {"so-lieu.db", "so-lieu.db-wal"} <= seen, "the canary"
    assert any(name.startswith("sao-luu-quay-") for name in seen), "the canary"
    places = (locked.dark, locked.after, locked.copies, locked.temporary)
    assert readable(*places, asked=locked.asked) == set()


def test_a_thief_of_the_computer_learns_nobody_s_name(
    day: Day, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """He has every byte, and years: only somebody's password, which is slow to try, or the sealed sheet opens it."""
    evening = day(encrypted=True)
    loot = tmp_path / "ke-trom"
    shutil.copytree(evening.dark, loot)
    data = loot / "data"
    with pytest.raises(LockedError):
        Office.open(data)
    with pytest.raises(StoreError):
        engine.connect_untouched(paths.database_path(data))
    ring = key_ring.read(key_ring.ring_path(paths.database_path(data)))
    assert ring.holders(Holder.COMPUTER) == [], "nothing on the disk opens it by itself"
    people = [wrap for wrap in ring.wraps if wrap.kind is Holder.OFFICER]
    assert people
    assert all(wrap.memory_kib >= MEMORY_KIB and wrap.passes >= 2 for wrap in people), "Argon2id"
    clock = FixedClock(MONDAY)
    for guess in ("12345678", "canbo-2026", "quay-mot-cua", "thuyen-cho-gao")[:FREE_TRIES]:
        with pytest.raises(RuleError):
            unlock_with_password(data, "canbo", guess, clock)
    with pytest.raises(RuleError) as waiting:
        unlock_with_password(data, "canbo", FIRST_PASSWORD, clock)
    assert waiting.value.rule == "waiting", "at our door even the right one waits now"
    (data / TRIES).unlink()  # he takes the count away, and is left with Argon2id
    thief = Terminal(data)
    thief.passwords["canbo"] = "mat-khau-doan-mo"
    for words in (("find", NAME), ("show", "T99001-261123-010001"), ("backup", "--to", tmp_path)):
        assert thief.refused(*words)["field"] == "password"
    with pytest.raises(RuleError):
        unlock_with_password(data, "ai-do", FIRST_PASSWORD, clock)
    key_ring.remove(key_ring.ring_path(paths.database_path(data)))
    with pytest.raises(StoreError, match="thiếu tệp khóa"):
        Office.open(data)
    assert readable(loot, asked=evening.asked) == set(), "nothing that he tried wrote a name"


def test_a_finder_of_the_sticks_reads_nobody_and_brings_nothing_in(
    day: Day, tmp_path: Path
) -> None:
    """The stick of the copies, and that of the batches."""
    evening = day(encrypted=True)
    (copy,) = evening.copies.glob("*.db")
    assert readable(evening.copies) == set()
    finder = Terminal(tmp_path / "may-nguoi-nhat")
    finder.passwords["canbo"] = "mat-khau-doan-mo"
    assert finder.refused("restore", copy)["field"] == "password"
    finder.passwords["canbo"] = " ".join(new_words())
    assert finder.refused("restore", copy, "--words", "--nobody")["field"] == "words"
    assert not Office.exists(finder.data)
    _changes_a_byte(copy)
    honest = Terminal(evening.after / "data")
    assert honest.refused("restore", copy)["kind"] == "store", "a changed copy brings nothing in"
    assert honest("check")["ok"] is True
    _of_the_batches(evening.batches)
    _of_the_batches(day(encrypted=True, superior=True).batches)


def _changes_a_byte(copy: Path) -> None:
    raw = bytearray(copy.read_bytes())
    raw[len(raw) // 2] ^= 1
    copy.write_bytes(raw)


def _of_the_batches(stick: Path) -> None:
    """What lies on the stick of the batches, unpacked as whoever finds it does, names nobody.

    A batch that is sealed for a superior (``.age``) is not read at all; one for none travels without anybody in it.
    """
    packed = list(stick.rglob("*.ndjson.zst"))
    assert packed or list(stick.rglob("*.ndjson.zst.age"))
    for path in packed:
        lines = zstandard.ZstdDecompressor().decompressobj().decompress(path.read_bytes())
        assert lines.count(b"\n") > 20
        assert not any(mark in lines for mark in MARKS), path.name
    for path in stick.rglob("*.pdf"):
        text = flat_text(path.read_bytes())
        assert len(text) > 100
        assert NAME not in text, path.name
    for path in stick.rglob("*.xlsx"):
        with zipfile.ZipFile(path) as parts:
            assert not any(mark in parts.read(name) for name in parts.namelist() for mark in MARKS)
    assert readable(stick) == set()


def test_no_trace_of_the_witness_names_anybody(day: Day) -> None:
    evening = day(encrypted=True)
    (beside,) = data_folder.witness_folders(evening.after / "data", "")
    assert beside.is_dir()
    assert readable(beside) == set()
