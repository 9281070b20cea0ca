"""Paper follows the commit: drawn, printed, failed, printed again, and all of it on record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError, RuleError
from counter_app.office import Office, printer_from
from counter_app.paths import PAPERS
from counter_app.settings import Preferences
from tests.makers import collector, receive
from tests.memory_printer import Fault, MemoryPrinter


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.fixture
def printer() -> MemoryPrinter:
    """Keeps what is printed."""
    return MemoryPrinter()


@pytest.fixture
def printing(office: Office, printer: MemoryPrinter, clock: FixedClock) -> Iterator[Office]:
    """The office with that printer; "broken" names one that fails."""
    made = Office.open(
        office.data_dir,
        clock=clock,
        officer=COMMAND_LINE,
        printer_for=lambda wish: MemoryPrinter(Fault.JAM) if wish == "broken" else printer,
    )
    yield made
    made.close()


def test_a_print_goes_issued_printed_handed_over(printing: Office, printer: MemoryPrinter) -> None:
    code = receive(printing).code
    (job,) = printing.paper.prints_of(code)
    assert printing.paper.print(job.id).result.state == "printed"
    (sheet,) = printer.jobs
    assert (sheet.size, sheet.copies) == (PaperSize.A5, 2)
    assert code in sheet.title
    assert code in text_of(sheet.pdf)
    assert printing.paper.unprinted() == []
    assert printing.paper.hand_over(job.id).result.state == "handed_over"
    assert printing.dossiers.view(code).prints[0].state == "handed_over"


def test_a_failed_print_loses_nothing_and_is_said(printing: Office, printer: MemoryPrinter) -> None:
    code = receive(printing).code
    (job,) = printing.paper.prints_of(code)
    with pytest.raises(DeviceError, match="kẹt giấy"):
        printing.paper.print(job.id, printer="broken")
    (failed,) = printing.paper.unprinted()
    assert (failed.id, failed.state) == (job.id, "failed")
    assert "kẹt giấy" in failed.error
    again = printing.paper.print(job.id, size=PaperSize.ROLL, copies=1).result
    assert (again.id, again.state, again.error) == (job.id, "printed", "")
    assert (printer.jobs[0].size, printer.jobs[0].copies) == (PaperSize.ROLL, 1)
    assert len(printing.paper.prints_of(code)) == 1
    assert printing.dossiers.get(code).form_no == 1
    assert printing.store.check().ok


def test_a_dead_printer_s_job_stands_as_failed(printing: Office, printer: MemoryPrinter) -> None:
    (job,) = printing.paper.prints_of(receive(printing).code)
    printer.fault = Fault.OFF
    with pytest.raises(DeviceError) as said:
        printing.paper.print(job.id)
    (noted,) = printing.paper.prints_of(job.subject)
    assert (noted.state, noted.error) == ("failed", said.value.message)


def test_a_held_job_counts_as_printed_and_says_why(
    printing: Office, printer: MemoryPrinter
) -> None:
    """What the print server holds will come out by itself; printing it again would give two receipts."""
    (job,) = printing.paper.prints_of(receive(printing).code)
    printer.fault = Fault.HELD
    held = printing.paper.print(job.id).result
    assert held.state == "printed"
    assert held.error
    assert printing.paper.unprinted() == []


def test_a_reprint_says_so_and_why(printing: Office) -> None:
    code = receive(printing).code
    first = text_of(printing.paper.draw_receipt(code, PaperSize.A4))
    assert "BẢN IN LẠI" not in first
    for number in (1, 2):
        job = printing.paper.reissue(code, "receipt", reason=f"Mờ chữ {number}").result
        assert (job.copy_no, job.reason, job.state) == (number, f"Mờ chữ {number}", "issued")
        again = text_of(printing.paper.draw_receipt(code, PaperSize.A4))
        assert f"BẢN IN LẠI lần {number}" in again


@pytest.mark.parametrize("reason", ["", " ", "\u200b"])
def test_a_reprint_needs_a_reason(printing: Office, reason: str) -> None:
    code = receive(printing).code
    with pytest.raises(RuleError) as refused:
        printing.paper.reissue(code, "receipt", reason=reason)
    assert (refused.value.field, refused.value.rule) == ("reason", "reason")


@pytest.mark.parametrize("document", ["return_slip", "anything", ""])
def test_what_was_never_issued_is_not_printed_again(printing: Office, document: str) -> None:
    code = receive(printing).code
    with pytest.raises(RuleError) as refused:
        printing.paper.reissue(code, document, reason="Mờ chữ")
    assert refused.value.field == "document"


def test_the_return_slip_names_who_took_it(printing: Office) -> None:
    code = receive(printing, name="Trần Thị Nền").code
    printing.moves.move(code, Act.FINISH)
    printing.returning.hand_over(code, collector("Trần Thị Nền"))
    slip = printing.paper.prints_of(code)[-1]
    text = text_of(printing.paper.draw(slip.id).pdf)
    assert "Trần Thị Nền" in text
    assert "Dòng lệnh" not in text, "nobody who signs"
    assert code in text


@pytest.mark.parametrize("size", list(PaperSize))
def test_the_same_dossier_gives_the_same_bytes(printing: Office, size: PaperSize) -> None:
    code = receive(printing).code
    assert printing.paper.draw_receipt(code, size) == printing.paper.draw_receipt(code, size)


def test_a_receipt_keeps_its_promise_when_the_calendar_changed(printing: Office) -> None:
    code = receive(printing, "1.004873").code
    before = text_of(printing.paper.draw_receipt(code, PaperSize.A4))
    known = next(year for year in printing.calendar.years() if year.year == 2026)
    printing.calendar.set_year(2026, known.days[:-1], state=known.state, source="Sửa")
    after = text_of(printing.paper.draw_receipt(code, PaperSize.A4))
    assert "ngày 27 tháng 11 năm 2026" in after
    assert len(after) >= len(before) - 60


def test_a_ticket_is_printed_on_its_own_printer(printing: Office, printer: MemoryPrinter) -> None:
    printing.rules.change_preferences(Preferences(ticket_printer="tickets", printer="broken"))
    ticket = printing.queue.take("A").result
    printing.paper.print_ticket(ticket, 3)
    (sheet,) = printer.jobs
    assert (sheet.title, sheet.size, sheet.copies) == ("so-A001", PaperSize.ROLL, 1)
    assert "A001" in text_of(sheet.pdf)


def test_a_ticket_stays_in_the_queue_when_its_printer_fails(printing: Office) -> None:
    printing.rules.change_preferences(Preferences(printer="broken"))
    ticket = printing.queue.take("A").result
    with pytest.raises(DeviceError):
        printing.paper.print_ticket(ticket, 0)
    assert [item.label for item in printing.queue.today_line()] == ["A001"]


@pytest.mark.parametrize("verb", ["draw", "printed", "hand_over"])
def test_a_print_that_does_not_exist_is_said(printing: Office, verb: str) -> None:
    with pytest.raises(RuleError):
        getattr(printing.paper, verb)(999)


def test_a_code_that_does_not_exist_is_said(printing: Office) -> None:
    for draw in (
        lambda: printing.paper.draw_receipt("T99001-261123-019999", PaperSize.A4),
        lambda: printing.paper.reissue("T99001-261123-019999", "receipt", reason="Mờ"),
    ):
        with pytest.raises(RuleError) as refused:
            draw()
        assert refused.value.field == "code"


def test_a_printer_is_named_before_printing(office: Office, tmp_path: Path) -> None:
    (job,) = office.paper.prints_of(receive(office).code)
    with pytest.raises(DeviceError, match="Chưa chọn máy in"):
        office.paper.print(job.id)
    with pytest.raises(DeviceError):
        printer_from("fax:0912")
    papers = office.data_dir / PAPERS
    office.paper.print(job.id, printer=f"file:{papers}")
    assert list(papers.glob("*.pdf"))
    for away in (f"file:{tmp_path}", "escpos:192.168.1.66", "lp:may-in@192.168.1.66"):
        with pytest.raises(RuleError) as refused:
            office.paper.print(job.id, printer=away)
        assert refused.value.rule == "printer", "nobody chose it for this computer"
    assert not list(tmp_path.glob("*.pdf"))


def test_a_paper_is_given_once_however_often_it_is_said(printing: Office) -> None:
    """From the band, the print window and another window: the journal holds one giving, with its moment."""
    (job,) = printing.paper.prints_of(receive(printing).code)
    printing.paper.print(job.id)
    given = printing.paper.hand_over(job.id)
    assert given.result.state == "handed_over"
    head = printing.store.journal.head()
    again = printing.paper.hand_over(job.id)
    assert (again.result.state, again.changes) == ("handed_over", frozenset())
    assert printing.store.journal.head() == head
