"""The drawing function of each slip, list or note, and the facts it draws."""

from __future__ import annotations

from collections.abc import Callable

from counter_app.desk.paper import list_facts as lists
from counter_app.desk.paper.money_facts import fee_note_sheet
from counter_app.desk.paper.sheet_facts import Gathering
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.paper.slip_sheets import ResultListSheet
from counter_app.printing.papers.apology import apology
from counter_app.printing.papers.control import control
from counter_app.printing.papers.fee_note import fee_note
from counter_app.printing.papers.guidance import guidance
from counter_app.printing.papers.handover_sheet import handover_sheet
from counter_app.printing.papers.refusal import refusal
from counter_app.printing.papers.result_list import result_list
from counter_app.printing.papers.return_slip import return_slip
from counter_app.printing.papers.stop_notice import stop_notice
from counter_app.printing.papers.supplement import supplement
from counter_app.printing.papers.visit_receipt import visit_receipt
from counter_app.store.read.prints import PrintJob

Draw = Callable[[Gathering, PrintJob, Dossier, PaperSize], bytes]

OF_DOSSIERS: dict[str, Draw] = {
    "visit_receipt": lambda own, job, dossier, size: visit_receipt(own.visit(job, dossier), size),
    "return_slip": lambda own, job, dossier, size: return_slip(own.returned(job, dossier), size),
    "supplement": lambda own, job, dossier, size: supplement(own.supplement(job, dossier), size),
    "refusal": lambda own, job, dossier, size: refusal(own.refusal(job, dossier), size),
    "apology": lambda own, job, dossier, size: apology(own.apology(job, dossier), size),
    "stop": lambda own, job, dossier, size: stop_notice(own.stop(job, dossier), size),
    "control": lambda own, job, dossier, size: control(own.control(job, dossier), size),
    "fee_note": lambda own, job, dossier, size: fee_note(
        fee_note_sheet(own.head(job), job, dossier), size
    ),
    "guidance": lambda own, job, dossier, size: guidance(own.guidance(job, dossier), size),
    "result_list": lambda own, job, dossier, _size: result_list(
        lists.result_list(own, job, dossier)
    ),
}
"""Document → how it is drawn for its dossier."""


def handover(gathering: Gathering, job: PrintJob) -> bytes:
    """A hand-over sheet, or the list of results that came back on one."""
    sheet = lists.handover(gathering, job)
    return result_list(sheet) if isinstance(sheet, ResultListSheet) else handover_sheet(sheet)
