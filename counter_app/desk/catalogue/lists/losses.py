"""The losses a list must not cause unseen: rules that citizens live by, and words that were not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.desk.catalogue.lists.findings import Level, Outcome
from counter_app.domain.catalogue.law_changes import LawChange, keep_cutoff
from counter_app.domain.catalogue.limits import LimitUnit
from counter_app.domain.catalogue.list_fields import ListField
from counter_app.i18n import _, in_vietnamese
from counter_app.wording.catalogue.law_changes import law_change_text

if TYPE_CHECKING:
    from counter_app.desk.catalogue.lists.lines import Line
    from counter_app.domain.catalogue.procedure import Case, Procedure


def tell_law(group: Sequence[Line], changes: Sequence[LawChange]) -> bool:
    """Say on each line of a version what it changes in law; whether citizens lose by any of it."""
    spoken = {line.case for line in group}
    for line in group:
        own = [item for item in changes if item.case == line.case]
        if line is group[0]:
            own += [item for item in changes if item.case not in spoken]
        line.shown.law = tuple(map(law_change_text, own))
        line.shown.losses = tuple(law_change_text(item) for item in own if item.loss)
        for text in line.shown.losses:
            line.shown.say(Level.WARNING, _("Bất lợi cho công dân: {change}.").format(change=text))
    return any(item.loss for item in changes)


def hold(group: Sequence[Line]) -> None:
    """Leave the lines of a version out until somebody agrees to what citizens lose."""
    for line in group:
        if not line.shown.blocked:
            line.shown.outcome = Outcome.HELD


def with_words(procedure: Procedure, line: Line) -> Procedure:
    """The words of a limit that were not all understood, in the note of review; a case has none, so they name it."""
    words = line.kept.get(ListField.LIMIT, "")
    if not words:
        return procedure
    with in_vietnamese():
        said = _("Thời hạn: {text}").format(text=words)
        if line.case:
            said = _("Thời hạn, trường hợp {case}: {text}").format(case=line.case, text=words)
    return replace(procedure, review_note=_joined(procedure.review_note, said))


def _joined(note: str, words: str) -> str:
    return note if words in note else f"{note}; {words}" if note else words


def as_late_as(procedure: Procedure, case: Case) -> Case:
    """A case done within the day has the cut-off of its procedure where it says none of its own."""
    if case.limit is None or case.limit.unit is not LimitUnit.SAME_DAY:
        return case
    return replace(case, limit=keep_cutoff(procedure.limit, case.limit))
