"""Reports for people on a stick: as the office's setting lets them travel, and opened only where they are meant to."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from counter_app.desk.access.book import AccessBook
from counter_app.desk.closing import beside
from counter_app.domain.clock import FixedClock
from counter_app.errors import BatchError, RuleError, StoreError
from counter_app.office import Office
from counter_app.settings import NO_REPORTS, OPEN_REPORTS, SEALED_REPORTS
from counter_app.superior.batches.trust import Trust
from counter_app.superior.keys import enrolment
from counter_app.superior_desk import sealed_reports
from counter_app.superior_desk.sealed_reports import OpenedReport, open_sealed
from counter_app.sync.batch import sealed_files
from counter_app.sync.batch.sealed_files import SIGNED, sealed_on
from counter_app.sync.letters.key_card import Wants, read_card
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.system.office_keys import OfficeKeys
from tests import makers
from tests.desk.test_exchange import CARD, SUPERIOR, card
from tests.makers import MONDAY, receive

NAME = "Lò Thị Pa"
ABOVE = OfficeKeys(data=b"d" * 32, signing=b"s" * 32)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with a citizen's dossier and a closed day."""
    made = makers.found(tmp_path / "data", FixedClock(MONDAY))
    receive(made, name=NAME)
    made.closing.close_day()
    return made


def export(office: Office, stick: Path, how: str) -> tuple[set[str], tuple[str, ...]]:
    """What lies beside the batch, and what the officer is told."""
    office.rules.change_settings(replace(office.settings, stick_reports=how))
    stick.mkdir(exist_ok=True)
    exported = office.closing.export(stick).result
    found = {path.name for path in (stick / "HS_99001").iterdir()}
    return {name for name in found if not name.startswith(("HS_", "DV_"))}, exported.notes


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(page.get_textpage().get_text_range() for page in document)


def superior(tmp_path: Path, office: Office) -> Path:
    """A superior that knows the office's key."""
    _card, content = office.superior_keys.own_card()
    known = read_card(content)
    trust = Trust(by="Lê Thị Quyết", keys=SUPERIOR)
    here = tmp_path / "cap-tren"
    enrolment.enrol(here, known, known.letters, FixedClock(MONDAY), trust)
    return here


def nothing(_done: int, _all: int, _text: str) -> None:
    """Nobody watches."""


@pytest.mark.parametrize("wants", list(Wants))
def test_sealed_reports_are_for_the_superior_and_name_people_only_where_it_asks(
    office: Office, tmp_path: Path, wants: Wants
) -> None:
    office.superior_keys.take(card(wants=wants), CARD.letters)
    found, notes = export(office, tmp_path / "usb", SEALED_REPORTS)
    assert notes == ()
    reports = {name for name in found if not name.endswith(".txt")}
    assert all(name.endswith((".age", SIGNED)) for name in reports)
    assert {"bao-cao-ngay-2026-11-23.pdf.age", "bien-ban-chot-2026-11-23.pdf.age"} <= reports
    opened = open_sealed(superior(tmp_path, office), tmp_path / "usb", ABOVE, nothing)
    assert {item.name for item in opened} == {
        *("99001-bao-cao-ngay-2026-11-23.pdf", "99001-bao-cao-ngay-2026-11-23.xlsx"),
        "99001-bien-ban-chot-2026-11-23.pdf",
    }
    report = next(item for item in opened if item.name.startswith("99001-bao-cao"))
    assert (NAME in text_of(report.content)) is (wants is Wants.FULL)
    # The office opens its own; who else finds the stick does not.
    assert office.keys is not None
    (own, *_rest) = sealed_on(tmp_path / "usb")
    signers = [(office.keys.public, "99001")]
    assert own.opened(signers, ExchangeKeys.of(office.keys.signing).identity).content
    with pytest.raises(BatchError):
        own.opened(signers, ExchangeKeys.of(b"f" * 32).identity)
    office.close()


def test_without_a_key_to_seal_for_no_report_goes_along_and_that_is_said(
    office: Office, tmp_path: Path
) -> None:
    found, notes = export(office, tmp_path / "usb", SEALED_REPORTS)
    assert found == {"chu-ky-chot-2026-11-23.txt", "doc-truoc.txt"}
    assert "chưa có khóa của cấp trên" in notes[0]
    office.close()


@pytest.mark.parametrize("how", [OPEN_REPORTS, NO_REPORTS])
def test_in_clear_lie_figures_or_nothing(office: Office, tmp_path: Path, how: str) -> None:
    found, notes = export(office, tmp_path / "usb", how)
    assert ("bao-cao-ngay-2026-11-23.pdf" in found) is (how == OPEN_REPORTS)
    assert not any(name.endswith(".age") for name in found)
    assert notes == ()
    if how == OPEN_REPORTS:
        pdf = (tmp_path / "usb" / "HS_99001" / "bao-cao-ngay-2026-11-23.pdf").read_bytes()
        assert NAME not in text_of(pdf)
    office.close()


def test_what_nobody_known_signed_is_not_opened(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever knows the superior's key can seal something for it; a report of another day is another's too."""
    office.superior_keys.take(card(), CARD.letters)
    export(office, tmp_path / "usb", SEALED_REPORTS)
    here, folder = superior(tmp_path, office), tmp_path / "usb" / "HS_99001"
    with pytest.raises(RuleError, match="Chưa mở khóa"):
        open_sealed(here, tmp_path / "usb", None, nothing)
    strange = open_sealed(tmp_path / "nobody", folder, ABOVE, nothing)
    assert [item.content for item in strange] == [b""] * 3
    assert all("Không mở" in item.trouble for item in strange)
    for ending in (".age", SIGNED):
        path = folder / f"bao-cao-ngay-2026-11-23.pdf{ending}"
        path.rename(folder / f"bao-cao-ngay-2026-11-22.pdf{ending}")
    found = {item.name: item.trouble for item in open_sealed(here, folder, ABOVE, nothing)}
    assert "2026-11-22" in found.pop("bao-cao-ngay-2026-11-22.pdf")
    assert not any(found.values())
    monkeypatch.setattr(sealed_files, "MOST_BYTES", 2_000)
    assert all(item.trouble for item in open_sealed(here, folder, ABOVE, nothing)), "too large"
    office.close()


def test_how_they_travel_is_said_once(office: Office) -> None:
    found = {how: beside.beside_batch(office.store, replace(office.settings, stick_reports=how))
             for how in (OPEN_REPORTS, SEALED_REPORTS, NO_REPORTS)}  # fmt: skip
    assert [item.any for item in found.values()] == [True, False, False]
    office.close()


def test_of_two_reports_of_one_day_on_one_stick_both_are_opened(
    office: Office, tmp_path: Path
) -> None:
    """Noon's stick goes up again in the evening: every seal is another, so the two have one name."""
    office.superior_keys.take(card(wants=Wants.FULL), CARD.letters)
    stick, here = tmp_path / "usb", superior(tmp_path, office)
    export(office, stick, SEALED_REPORTS)
    receive(office, name="Sùng A Tối")
    export(office, stick, SEALED_REPORTS)
    opened = open_sealed(here, stick, ABOVE, nothing)
    assert not [item.trouble for item in opened if item.trouble]
    assert {item.name for item in opened} >= {
        "99001-bao-cao-ngay-2026-11-23.pdf",
        "99001-bao-cao-ngay-2026-11-23-2.pdf",
    }
    of_day = [item for item in opened if "bao-cao" in item.name and item.name.endswith(".pdf")]
    assert ["Sùng A Tối" in text_of(item.content) for item in of_day] == [False, True]
    copied = stick / "HS_99001" / "bao-cao-ngay-2026-11-23.pdf - Copy.AGE"
    shutil.copy(stick / "HS_99001" / "bao-cao-ngay-2026-11-23.pdf.age", copied)
    (told,) = [item.trouble for item in open_sealed(here, stick, ABOVE, nothing) if item.trouble]
    assert copied.name.removesuffix(".AGE") in told
    office.close()


@pytest.mark.parametrize(
    "name", ["phan-mem.exe", "..\\..\\bao-cao.pdf", "bao-cao-ngay-2026-11-22.pdf"]
)
def test_a_known_office_cannot_have_anything_else_saved_under_its_name(
    office: Office, tmp_path: Path, name: str
) -> None:
    """It signs what it likes; what is opened is a report, and stays in the folder that was chosen."""
    office.superior_keys.take(card(), CARD.letters)
    seal = beside.beside_batch(
        office.store, replace(office.settings, stick_reports=SEALED_REPORTS)
    ).seal
    assert seal is not None
    folder = tmp_path / "usb" / "HS_99001"
    folder.mkdir(parents=True)
    (_sealed, sealed), (_signed, signature) = sealed_files.sealed_file(name, b"MZ", seal)
    for on_stick in (name, "bao-cao-ngay-2026-11-23.pdf"):
        (folder / f"{on_stick}.age").write_bytes(sealed)
        (folder / f"{on_stick}{SIGNED}").write_bytes(signature)
    opened = open_sealed(superior(tmp_path, office), tmp_path / "usb", ABOVE, nothing)
    assert [item.name for item in opened if not item.trouble] == (
        [f"99001-{name}"] if name.startswith("bao-cao-ngay") else []
    )
    office.close()


def test_nothing_is_opened_that_the_access_book_cannot_hold(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[str] = []
    monkeypatch.setattr(AccessBook, "write", lambda book: found.append(str(len(book.waiting))))
    opened = [OpenedReport(office="99001", name="99001-x.pdf", content=b"%PDF")]
    monkeypatch.setattr(sealed_reports, "open_sealed", lambda *_of: opened)
    with pytest.raises(StoreError, match="sổ truy cập"):
        office.superior.open_reports(tmp_path / "usb")
    assert found == ["1"]
    office.close()
