"""The person at the counter is known: what they came for before, and what is still open."""

from __future__ import annotations

from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.qt.intake.earlier_offer import RepeatHint
from counter_app.qt.intake.intake_form import IntakeForm


def offer_earlier(office: Office, form: IntakeForm, repeat: RepeatHint) -> None:
    """Earlier visits and open repeats of the person whose number is complete."""
    try:
        draft = form.rough()
    except RuleError:
        return
    found = office.intake.earlier(draft.applicant)
    news = [item for item in found if item.applicant != draft.applicant]
    same = news and news[0].applicant.name == draft.applicant.name
    complete = same and bool(form.applicant.address.text())
    differs = office.intake.differences(draft.applicant)
    form.earlier.offer(found if differs or (news and not complete) else (), differs)
    waiting = office.intake.waiting(draft.applicant)
    if waiting:
        repeat.show_waiting(waiting)
        return
    repeat.show_repeats(office.intake.duplicates(draft) if draft.procedure else ())
