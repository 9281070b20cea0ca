"""The plan of one person's erasure: the things it takes and those that stay, each with its ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.desk.requests.holdings import Held, Holdings, others_of
from counter_app.domain.certification.books import book_name
from counter_app.domain.dossier.dossier import ENDED_STATES
from counter_app.domain.handover.whereabouts import still_kept
from counter_app.domain.requests.holding import ErasurePlan, HeldKind, HeldThing
from counter_app.domain.requests.request import Ground
from counter_app.domain.requests.retention import Kept, Retention, retention_of
from counter_app.domain.text import clean
from counter_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from counter_app.domain.certification.books import Certification
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.followups.followup import FollowUp
    from counter_app.domain.requests.request import DataRequest


class ErasurePlanning(Desk):
    """Reads and decides; nothing is changed."""

    def of(
        self,
        name: str,
        id_no: str = "",
        *,
        codes: Sequence[str] = (),
        certifications: Sequence[int] = (),
        followups: Sequence[int] = (),
    ) -> ErasurePlan:
        """The plan of an erasure, with the reasons; nothing is changed.

        A number finds dossiers. A thing that bears only a name, or is another citizen's too, goes only when named.
        Errors: RuleError (field "code") for a dossier that is not here.
        """
        held = self.group(Holdings).of(clean(name), clean(id_no), codes)
        named = {self.dossier(code).code for code in codes}
        return ErasurePlan(
            things=(
                *(self._dossier(item, held, named) for item in held.dossiers),
                *self._money(held),
                *(self._certification(item, set(certifications)) for item in held.certifications),
                *(
                    self._followup(item, set(followups))
                    for item in held.followups
                    if item.dossier is None
                ),
                *(
                    HeldThing(kind=HeldKind.DRAFT, key=item.id, title=item.officer)
                    for item in held.drafts
                ),
                *_listed(held),
                *(self._request(item) for item in held.requests),
            )
        )

    def _dossier(self, dossier: Dossier, held: Held, named: set[str]) -> HeldThing:
        ground, document = self._stays(dossier), ""
        others = others_of(dossier, held.id_no, held.name)
        if ground is None and others and dossier.code not in named:
            ground, document = Ground.OF_ANOTHER, ", ".join(party.name for party in others)
        if ground is Ground.KEPT_BY_LAW:
            document = self._rule(Kept.DOSSIER).source
        return HeldThing(
            kind=HeldKind.DOSSIER,
            key=dossier.code,
            title=dossier.procedure_name,
            ground=ground,
            document=document,
        )

    def _stays(self, dossier: Dossier) -> Ground | None:
        if dossier.state not in ENDED_STATES:
            return Ground.IN_HAND
        if still_kept(dossier):
            return Ground.ORIGINALS
        ended = (dossier.returned_at or dossier.finished_at or dossier.received_at).date()
        if self._rule(Kept.DOSSIER).holds(ended, self.today()):
            return Ground.KEPT_BY_LAW
        return None

    def _rule(self, kind: Kept) -> Retention:
        return retention_of(kind, self.today(), self.settings.retention)

    def _money(self, held: Held) -> Iterator[HeldThing]:
        """Amounts, days and receipts' numbers stay in the book of money; reasons and names go with the dossier."""
        paid = [item for item in held.dossiers if self.store.fees.of_dossier(item.id)]
        if paid:
            yield HeldThing(
                kind=HeldKind.MONEY,
                key="",
                title=_("Số tiền, số biên lai của {codes}").format(
                    codes=", ".join(item.code for item in paid[:5])
                ),
                ground=Ground.KEPT_BY_LAW,
                document=_("Luật Kế toán 88/2015/QH13 Điều 41 (chưa xác nhận)"),
            )

    def _certification(self, line: Certification, named: set[int]) -> HeldThing:
        rule, ground = self._rule(Kept.CERTIFICATION), None
        document = ""
        if rule.holds(line.at.date(), self.today()) and (rule.confirmed or line.id not in named):
            ground, document = Ground.KEPT_BY_LAW, rule.source
        elif line.id not in named:
            ground = Ground.OF_ANOTHER
        return HeldThing(
            kind=HeldKind.CERTIFICATION,
            key=str(line.id),
            title=f"{book_name(line.book)} {line.number}",
            ground=ground,
            document=document,
        )

    def _followup(self, item: FollowUp, named: set[int]) -> HeldThing:
        ground = Ground.IN_HAND if item.waits() else None
        if ground is None and item.id not in named:
            ground = Ground.OF_ANOTHER
        return HeldThing(
            kind=HeldKind.FOLLOWUP,
            key=str(item.id),
            title=item.shown_code or _("hồ sơ không có ở đây"),
            ground=ground,
        )

    def _request(self, item: DataRequest) -> HeldThing:
        """The register proves that the office answered; its texts go by themselves once they were kept long enough."""
        rule = self._rule(Kept.REQUEST)
        return HeldThing(
            kind=HeldKind.REQUEST,
            key=str(item.id),
            title=item.shown_number,
            ground=Ground.KEPT_BY_LAW,
            document=rule.source or _("để chứng minh đã trả lời; đơn vị chưa quyết định thời hạn"),
        )


def _listed(held: Held) -> Iterator[HeldThing]:
    if held.listed and held.dossiers:
        title = _("danh sách của hệ thống chính thức")
        yield HeldThing(kind=HeldKind.LISTED, key="list", title=title)
