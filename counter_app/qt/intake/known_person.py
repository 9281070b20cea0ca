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
    offered = found if differs or (news and not complete) else []
    before = form.earlier.seen
    form.earlier.offer(offered, differs)
    waiting = office.intake.waiting(draft.applicant)
    repeats = office.intake.duplicates(draft) if draft.procedure and not waiting else []
    if waiting:
        repeat.show_waiting(waiting)
    else:
        repeat.show_repeats(repeats)
    seen = tuple(dict.fromkeys(item.id for item in (*offered, *waiting[:1], *repeats[:1])))
    if seen and seen != before:  # a number alone, typed and wiped, names its person
        office.access.named("page:intake", seen)
    form.earlier.seen = seen
