"""The evening: totals, the head of the chain, and what is on the stick."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from counter_app.desk.desk import Noun
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import FixedClock
from counter_app.domain.closing.statement import SignedClosing, key_mark
from counter_app.domain.dossier.moves import Act
from counter_app.domain.queue.tickets import TicketAct
from counter_app.errors import DeviceError, RuleError
from counter_app.office import Office
from counter_app.store.core.journal import head_code
from counter_app.store.file.epochs import begin_epoch
from counter_app.system.key_ring import OfficeKeys
from tests.makers import COPIES, MONDAY, collector, receive, unlock
from tests.printing.reading import flat_text, scan, squeezed

TODAY = MONDAY.date()
VISIT = Certifying(procedure=COPIES, documents=(Document(pages=1, copies=1),))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def worked(office: Office) -> Office:
    """Three received, one finished, one returned, one asked for more, one ticket served."""
    codes = [receive(office, COPIES, pages=2, copies=1).code for _number in range(3)]
    for code in codes[:2]:
        office.moves.move(code, Act.FINISH)
    office.returning.hand_over(codes[0], collector())
    office.moves.move(codes[2], Act.SUPPLEMENT, reason="Thiếu giấy")
    ticket = office.queue.take("A").result
    for act in (TicketAct.CALL, TicketAct.SERVE, TicketAct.DONE):
        office.queue.do(ticket.id, act)
    return office


def test_the_day_s_totals_are_what_was_done(worked: Office) -> None:
    done = worked.closing.close_day()
    assert done.changes == {Noun.CLOSING}
    closed = done.result
    figures = closed.totals
    assert closed.day == TODAY
    assert figures["received"] == 3
    assert figures["returned"] == 1
    assert (figures["fees"], figures["tickets"]) == (12_000, 1)
    assert worked.store.closings.day(TODAY) == closed


def test_closing_holds_the_head_of_everything_before_it(worked: Office) -> None:
    head = worked.store.journal.head()
    closed = worked.closing.close_day().result
    assert (closed.head, closed.to_seq) == (head.hash, head.seq)
    assert head_code(closed.head) == head.code


def test_a_day_closed_again_after_more_was_done_replaces_its_totals(worked: Office) -> None:
    first = worked.closing.close_day().result
    receive(worked)
    again = worked.closing.close_day().result
    assert again.totals["received"] == first.totals["received"] + 1
    assert worked.store.closings.days() == [again]
    assert worked.store.check().ok


def test_a_day_to_come_is_not_closed(worked: Office) -> None:
    with pytest.raises(RuleError, match="24/11"):
        worked.closing.close_day(TODAY + timedelta(days=1))
    assert worked.store.closings.day(TODAY) is None


def test_yesterday_is_closed_as_it_was(worked: Office, clock: FixedClock) -> None:
    clock.tick(days=2)
    receive(worked)
    closed = worked.closing.close_day(TODAY).result
    assert closed.totals["received"] == 3


def test_the_closing_sheet_needs_a_closed_day(worked: Office) -> None:
    with pytest.raises(RuleError, match="chưa chốt"):
        worked.evening.closing_pdf(TODAY)
    worked.closing.close_day()
    assert worked.evening.closing_pdf(TODAY).startswith(b"%PDF")


def test_the_closing_sheet_names_what_it_closes(worked: Office, clock: FixedClock) -> None:
    ranges = []
    for _evening in range(3):
        closed = worked.closing.close_day().result
        text = flat_text(worked.evening.closing_pdf(closed.day))
        assert head_code(closed.head) in squeezed(text)
        ranges.append((closed.seq, closed.to_seq, text))
        clock.tick(days=2)
        receive(worked)
    assert f"{ranges[1][0] + 1}" in ranges[2][2]
    assert f"{ranges[2][1]}" in ranges[2][2]


def test_the_signature_stands_on_the_sheet_and_lies_on_the_stick(
    worked: Office, stick: Path
) -> None:
    unsigned = worked.closing.close_day().result
    assert "chưa có chữ ký số" in flat_text(worked.evening.closing_pdf(unsigned.day))
    worked.store.database.held.keys = OfficeKeys(None, bytes(range(32)))
    closed = worked.closing.close_day().result
    signed = worked.store.closings.signed(closed)
    assert signed is not None
    pdf = worked.evening.closing_pdf(closed.day)
    assert scan(pdf) == {"QR Code": signed.paper_text()}
    text = flat_text(pdf)
    assert key_mark(signed.key) in text
    assert signed.paper_text() in squeezed(text)
    unlock(worked).closing.export(stick)
    (file,) = stick.glob("HS_*/chu-ky-chot-2026-11-23.txt")
    assert SignedClosing.from_paper_text(file.read_text("utf-8").splitlines()[-1]) == signed


def test_what_is_not_exported_is_always_known(
    worked: Office, stick: Path, clock: FixedClock
) -> None:
    waiting = worked.closing.not_exported()
    assert waiting.entries == worked.store.journal.head().seq
    assert waiting.days == ((TODAY, 3),)
    unlock(worked).closing.export(stick)
    assert worked.closing.not_exported().entries == 0
    assert worked.closing.not_exported().days == ()
    clock.tick(days=2)
    receive(worked)
    assert worked.closing.not_exported().days == ((date(2026, 11, 25), 1),)


def test_a_day_of_certifications_alone_is_owed_and_lies_beside_the_batch(
    worked: Office, stick: Path, clock: FixedClock
) -> None:
    """Its evening was called exported, and its signed closing never left the house."""
    unlock(worked).closing.export(stick)
    clock.tick(days=1)
    day = TODAY + timedelta(days=1)
    worked.certification.record(VISIT)
    assert worked.closing.not_exported().days == ((day, 0),)
    worked.closing.close_day()
    assert worked.closing.evenings()[1] == frozenset()
    names = {path.name for path in worked.closing.export(stick).result.files}
    assert {"chu-ky-chot-2026-11-24.txt", "bien-ban-chot-2026-11-24.pdf"} < names
    assert worked.closing.not_exported().days == ()
    worked.certification.record(VISIT)
    assert worked.closing.evenings()[1] == {day}, "its figures are others than those signed"
    assert worked.closing.not_exported().days == ((day, 0),)


def test_of_many_days_the_latest_lie_beside_the_batch(
    worked: Office, stick: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counter_app.desk.closing.day.MOST_REPORTS", 1)
    clock.tick(days=2)
    receive(worked)
    names = {path.name for path in unlock(worked).closing.export(stick).result.files}
    assert {name for name in names if name.endswith(".pdf")} == {"bao-cao-ngay-2026-11-25.pdf"}


def test_signing_in_is_nothing_to_carry_away(worked: Office, stick: Path) -> None:
    unlock(worked).closing.export(stick)
    worked.seat.sign_in("canbo", FIRST_PASSWORD)
    assert worked.closing.not_exported().entries == 0


@pytest.mark.usefixtures("windows_rules")
def test_the_stick_holds_report_workbook_sheet_and_batch(worked: Office, stick: Path) -> None:
    worked.closing.close_day()
    done = unlock(worked).closing.export(stick)
    assert done.changes == {Noun.BATCH}
    files = done.result.files
    assert all(path.is_file() for path in files)
    names = [path.name for path in files]
    for wanted in (
        "bao-cao-ngay-2026-11-23.pdf",
        "bao-cao-ngay-2026-11-23.xlsx",
        "bien-ban-chot-2026-11-23.pdf",
    ):
        assert any(wanted in name for name in names), names
    assert names[-4].endswith(".zst")
    assert names[-3].startswith("DV_"), "all of it for the office alone"
    assert names[-2].endswith(".minisig")
    assert names[-1].endswith(".json"), "the manifest comes last"
    batch = done.result.batch
    assert (batch.number, batch.from_seq) == (1, 1)
    assert batch.to_seq == worked.store.journal.head().seq - 1
    book = openpyxl.load_workbook(
        BytesIO(next(p for p in files if p.suffix == ".xlsx").read_bytes())
    )
    assert book.sheetnames


def test_batches_follow_each_other_without_a_gap(worked: Office, stick: Path) -> None:
    ranges = []
    for _evening in range(3):
        receive(worked)
        batch = unlock(worked).closing.export(stick).result.batch
        ranges.append((batch.number, batch.from_seq, batch.to_seq))
    assert [number for number, _first, _last in ranges] == [1, 2, 3]
    for (_n, _first, last), (_m, first, _last) in pairwise(ranges):
        assert first == last + 1


def test_nothing_new_is_nothing_to_export(worked: Office, stick: Path) -> None:
    unlock(worked).closing.export(stick)
    before = sorted(path.name for path in stick.rglob("*"))
    with pytest.raises(RuleError) as refused:
        unlock(worked).closing.export(stick)
    assert refused.value.rule == "nothing_new"
    assert sorted(path.name for path in stick.rglob("*")) == before


def test_a_stick_that_fails_leaves_the_batch_unwritten(
    worked: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_values: object, **_named: object) -> None:
        raise DeviceError("Không thấy USB nữa.", device="usb")

    with monkeypatch.context() as broken:
        broken.setattr("counter_app.sync.batch.writer.write_batch", gone)
        with pytest.raises(DeviceError):
            unlock(worked).closing.export(stick)
    assert worked.closing.batches() == []
    assert worked.closing.not_exported().days == ((TODAY, 3),)
    assert unlock(worked).closing.export(stick).result.batch.number == 1


def test_after_a_restore_no_batch_number_is_given_twice(worked: Office, stick: Path) -> None:
    with worked.store.transaction() as tx:
        begin_epoch(
            worked.store.database,
            tx,
            device=1,
            reason="restored",
            actor="cli",
            counters=[("batch", "", 7)],
        )
    assert unlock(worked).closing.export(stick).result.batch.number == 8


def test_reports_are_drawn_for_a_day_without_work(office: Office) -> None:
    day = TODAY - timedelta(days=3)
    tables = office.evening.tables(day)
    assert office.evening.pdf(tables, day).startswith(b"%PDF")
    assert office.evening.xlsx(tables, day).startswith(b"PK")


def test_two_windows_do_not_carry_away_the_same_evening(office: Office, tmp_path: Path) -> None:
    """While one exports the other is told to wait; afterwards there is nothing new, and one batch has the number."""
    receive(office)
    sticks = [tmp_path / "mot", tmp_path / "hai"]
    for stick in sticks:
        stick.mkdir()
    refused: list[str] = []

    def meanwhile(_done: int, _total: int, _text: str) -> None:
        if not refused:
            with pytest.raises(RuleError) as caught, office.twin() as other:
                unlock(other).closing.export(sticks[1])
            refused.append(caught.value.message)

    unlock(office).closing.export(sticks[0], progress=meanwhile)
    assert "Chờ xong rồi xuất lại" in refused[0]
    assert list(sticks[1].iterdir()) == []
    with pytest.raises(RuleError, match="Không có lượt ghi mới"), office.twin() as other:
        unlock(other).closing.export(sticks[1])
    assert [batch.number for batch in office.closing.batches()] == [1]


def test_the_sheet_names_the_last_number_of_each_series(worked: Office) -> None:
    """After a loss somebody reads them from this paper; printed again they are the same."""
    worked.closing.close_day()
    before = worked.evening.closing_pdf(worked.closing.today())
    text = flat_text(before)
    assert "Số cuối đã cấp trong năm 2026: Giấy hẹn (Mẫu số 01): " in text
    receive(worked)
    assert worked.evening.closing_pdf(worked.closing.today()) == before


def test_an_export_sent_again_after_many_others_names_its_own_batch(
    office: Office, tmp_path: Path
) -> None:
    """The list of batches shows the latest sixty only."""
    receive(office)
    (tmp_path / "usb").mkdir()
    first = unlock(office).closing.export(tmp_path / "usb", op_id="tap").result.batch
    for _number in range(61):
        receive(office)
        unlock(office).closing.export(tmp_path / "usb")
    assert unlock(office).closing.export(tmp_path / "usb", op_id="tap").result.batch == first


def test_the_last_evening_of_a_year_closed_in_the_next_tells_the_old_year_s_numbers(
    office: Office, clock: FixedClock
) -> None:
    """Where the new year's first numbers stood, nobody knew where the old one's series ended."""
    clock.set(MONDAY.replace(month=12, day=31, hour=10))
    for _number in range(3):
        receive(office, COPIES)
    clock.set(MONDAY.replace(year=2027, month=1, day=2, hour=8))
    office.queue.take("A")
    closed = office.closing.close_day(clock.now().date().replace(year=2026, month=12, day=31))
    told = {(name, year): last for name, year, last in closed.result.totals["numbers"]}
    assert told["form:01", "2026"] == 3
    assert {year for _name, year in told} == {"2026"}
