"""The content of a reminder: the enquiry it passes on, and the dossier as it stood then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import PAUSED_STATES, Dossier, State
from counter_app.domain.followups.followup import FollowUp, Lateness
from counter_app.domain.followups.pasted_moments import day_of
from counter_app.domain.paper.slip_sheets import ReminderSheet
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.printing.papers.reminder import reminder
from counter_app.wording.followups import sent_to_text

if TYPE_CHECKING:
    from counter_app.desk.paper.sheet_facts import Gathering
    from counter_app.domain.paper.sizes import PaperSize
    from counter_app.store.read.prints import PrintJob


def reminder_drawn(
    own: Gathering, job: PrintJob, dossier: Dossier | None, size: PaperSize
) -> bytes:
    """The reminder of a print as PDF. Errors: RuleError where an erasure by law took what it said."""
    return reminder(reminder_sheet(own, job, dossier), size)


def reminder_sheet(own: Gathering, job: PrintJob, dossier: Dossier | None) -> ReminderSheet:
    """Everything the reminder says. Errors: RuleError."""
    number = job.body.get("followup")
    item = own.store.followups.get(number) if isinstance(number, int) else None
    if item is None:
        raise RuleError(
            _(
                "Nội dung phiếu đôn đốc đã xóa theo quy định. Nếu công dân còn hỏi, ghi một lần hỏi mới."
            ),
            rule="erased",
        )
    state = State(job.body["state"]) if job.body.get("state") else None
    return ReminderSheet(
        head=own.head(job),
        followup=item,
        holder=sent_to_text(item.sent_office, item.sent_officer, own.names),
        dossier=dossier,
        state=state,
        late=_late_here(job, state) if dossier else _late_elsewhere(item),
        source=own.settings.answer_source,
    )


def _late_here(job: PrintJob, state: State | None) -> Lateness:
    promised = str(job.body.get("promised_at") or "")
    return Lateness(
        promised_at=from_local_text(promised) if promised else None,
        days=int(job.body.get("late_days") or 0),
        paused=state in PAUSED_STATES,
    )


def _late_elsewhere(item: FollowUp) -> Lateness:
    """The lateness by the day copied from the official system; without a day neither late nor in time is said."""
    promised = item.pasted.promised
    days = (item.at.date() - day_of(promised)).days if promised else 0
    return Lateness(days=max(days, 0))
