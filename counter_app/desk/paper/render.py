"""Drawing a print. What every dossier has is loaded with this file, the other papers when one is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import no_dossier
from counter_app.desk.paper.sheet_facts import Gathering
from counter_app.domain.paper.document_kinds import About, document_kind
from counter_app.domain.paper.templates import template_for
from counter_app.errors import RuleError
from counter_app.i18n import _, in_vietnamese
from counter_app.printing.papers.receipt import receipt

if TYPE_CHECKING:
    from counter_app.desk.paper.render_slips import Draw
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.store.read.prints import PrintJob
    from counter_app.store.store import Store


@in_vietnamese()
def drawn(store: Store, job: PrintJob, size: PaperSize, signer: str = "") -> bytes:
    """The document of a print as PDF, made by ``signer``. Errors: RuleError when what it is about is not there."""
    gathering = Gathering(store, signer, issued=job.issue)
    match document_kind(job.document).about:
        case About.HANDOVER:
            from counter_app.desk.paper.render_slips import handover

            return handover(gathering, job)
        case About.ENQUIRY:
            from counter_app.desk.paper.reminder_facts import reminder_drawn

            return reminder_drawn(gathering, job, store.dossiers.by_code(job.subject), size)
        case About.REQUEST:
            from counter_app.desk.paper.request_facts import request_drawn

            return request_drawn(gathering, job, size)
        case About.DOSSIER:
            return _of_dossier(gathering, job, size)


def _of_dossier(gathering: Gathering, job: PrintJob, size: PaperSize) -> bytes:
    dossier = gathering.store.dossiers.by_code(job.subject)
    if dossier is None:
        raise no_dossier(job.subject)
    draw = _AT_ONCE.get(job.document)
    if draw is None:
        from counter_app.desk.paper.render_slips import OF_DOSSIERS

        draw = OF_DOSSIERS.get(job.document)
    if draw is None:
        raise RuleError(_("Phiên bản này không vẽ được loại giấy này. Cập nhật chương trình."))
    return draw(gathering, job, dossier, size)


def _receipt(gathering: Gathering, job: PrintJob, dossier: Dossier, size: PaperSize) -> bytes:
    """Mẫu 01, or the procedure's own form when the office has one by that name."""
    template = template_for(gathering.settings, dossier.policy.template)
    if template is None:
        return receipt(gathering.receipt(job, dossier), size)
    from counter_app.desk.paper.template_facts import template_sheet
    from counter_app.printing.papers.template_receipt import template_receipt

    return template_receipt(template_sheet(gathering, job, dossier, template), size)


_AT_ONCE: dict[str, Draw] = {"receipt": _receipt}
"""The papers whose drawing is loaded with this file."""
