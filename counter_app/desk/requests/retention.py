"""Things kept long enough: listed by kind, erased by a leader's act and never by itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.dossier.erasure import Erasure, erasing_act
from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.desk.requests.kept_texts import KeptTexts
from counter_app.desk.requests.person_erasure import PersonErasure
from counter_app.domain.requests.retention import Kept, Retention, retention_of
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.erasing import fold
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.act import OfficeAct
    from counter_app.store.read.kept_long import KeptLong

MOST = 2_000
NO_PERSON = (Kept.ENQUIRY, Kept.SELF_SERVICE)
"""Kinds that tell nothing of a person: a topic, a procedure that was chosen."""
ELSEWHERE = (Kept.ACCESS,)
"""Kinds that are cleared where they are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverKind:
    """One kind: how long it is kept, and what of it was kept long enough, the oldest first.

    ``waiting`` is how much has ended at all and still tells of somebody.
    """

    retention: Retention
    things: tuple[KeptLong, ...] = ()
    waiting: int = 0


class RetentionDesk(Desk):
    """The yearly list, and the erasure of what stands on it."""

    def rules(self) -> tuple[Retention, ...]:
        """The time each kind is kept, as of today."""
        today, own = self.today(), self.settings.retention
        return tuple(retention_of(kind, today, own) for kind in Kept)

    def over(self, day: date | None = None) -> tuple[OverKind, ...]:
        """The things that are over on a day (None: today), by kind; a kind without a period has none."""
        on, found = day or self.today(), []
        for rule in self.rules():
            if rule.kind in (*NO_PERSON, *ELSEWHERE):
                found.append(OverKind(retention=rule))
                continue
            ended = self.store.kept_long.ended(rule.kind, on, most=MOST)
            over = tuple(item for item in ended if rule.is_over(item.ended, on))
            found.append(OverKind(retention=rule, things=over, waiting=len(ended)))
        return tuple(found)

    def count(self) -> int:
        """The number of things that are over today."""
        return sum(len(item.things) for item in self.over())

    def erase(
        self,
        kind: Kept,
        keys: Sequence[str],
        *,
        reason: str,
        approval: Approval = OWN,
        op_id: str = "",
    ) -> Done[tuple[str, ...]]:
        """Erase things of one kind that are over, all in one act; what was erased.

        Errors: RuleError when the officer is no leader or gives no reason; rule "kept" for one that is not over, or
        that has to stay for another reason.
        """
        act = erasing_act(self, op_id, reason, approval)
        with act:
            if act.known is None:
                wanted = list(dict.fromkeys(keys))
                over = {
                    thing.key
                    for item in self.over()
                    if item.retention.kind is kind
                    for thing in item.things
                }
                if not wanted or any(key not in over for key in wanted):
                    raise RuleError(
                        _("Có mục chưa hết thời hạn lưu. Mở lại danh sách rồi chọn."),
                        field="keys",
                        rule="kept",
                    )
                self._take(act, kind, wanted, clean(reason))
        fold(self.store.database)
        nouns = (Noun.DOSSIER, Noun.CERTIFICATION, Noun.FEE, Noun.FOLLOWUP, Noun.DRAFT)
        return act.done(tuple(act.subjects), *nouns, Noun.TICKET, Noun.REQUEST)

    def _take(self, act: OfficeAct, kind: Kept, keys: list[str], reason: str) -> None:
        erasure = self.group(Erasure)
        match kind:
            case Kept.DOSSIER:
                for code in keys:
                    erasure.erase_within(act, code, reason)
            case Kept.CERTIFICATION:
                erasure.erase_lines_within(act, list(map(int, keys)), reason)
            case Kept.FOLLOWUP:
                erasure.erase_followups_within(act, list(map(int, keys)), reason)
            case Kept.TICKET:
                self.group(KeptTexts).erase_tickets(act, list(map(int, keys)), reason)
            case Kept.REQUEST:
                found = [self.store.requests.get(int(key)) for key in keys]
                known = [item for item in found if item is not None]
                self.group(KeptTexts).erase_requests(act, known, reason)
            case _:
                self.group(PersonErasure).drop_drafts(act, keys, reason)
