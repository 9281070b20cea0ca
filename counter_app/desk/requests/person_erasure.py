"""Erasing a person by law: everything that may go in one act, what stays named with its ground; a draft by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.dossier.copies_left import CopiesLeft
from counter_app.desk.dossier.erasure import Erasure, erasing_act
from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.desk.requests.erasure_plan import ErasurePlanning
from counter_app.desk.requests.holdings import Holdings
from counter_app.desk.requests.kept_texts import KeptTexts
from counter_app.domain.clock import local_text
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.office.events import JOURNAL_ERASED, Erased
from counter_app.domain.office.staff import Duty, Role
from counter_app.domain.requests.events import COPIES_REACHED, CopiesReached
from counter_app.domain.requests.holding import ErasurePlan, HeldKind
from counter_app.domain.requests.retention import Kept, retention_of
from counter_app.domain.text import clean, clean_lines
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.erasing import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.act import OfficeAct
    from counter_app.domain.journal.erased_copies import CopyListed
    from counter_app.domain.office.staff import Officer
    from counter_app.domain.requests.request import DataRequest
    from counter_app.store.read.drafts import Draft


class PersonErasure(Desk):
    """Plans and does it (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 14)."""

    def plan(
        self,
        name: str,
        id_no: str = "",
        *,
        codes: Sequence[str] = (),
        certifications: Sequence[int] = (),
        followups: Sequence[int] = (),
    ) -> ErasurePlan:
        """The plan of an erasure, with the reasons; see ``ErasurePlanning``. Nothing is changed."""
        plan = self.group(ErasurePlanning).of
        return plan(name, id_no, codes=codes, certifications=certifications, followups=followups)

    def erase(
        self,
        name: str,
        id_no: str = "",
        *,
        reason: str,
        codes: Sequence[str] = (),
        certifications: Sequence[int] = (),
        followups: Sequence[int] = (),
        partly: bool = False,
        approval: Approval = OWN,
        op_id: str = "",
    ) -> Done[tuple[str, ...]]:
        """Erase what the plan lets go, in one act; what was erased: dossiers by code, others by their subject.

        Errors: RuleError when the officer is no leader or gives no reason; rule "nothing"; rule "stays" when something
        stays and not ``partly``: the sentence says what and on which ground.
        """
        act = erasing_act(self, op_id, reason, approval)
        with act:
            if act.known is None:
                plan = self.plan(
                    name, id_no, codes=codes, certifications=certifications, followups=followups
                )
                _require_takes(plan, partly=partly)
                names = self.group(Holdings).of(clean(name), clean(id_no), codes).names
                self._take(act, plan, clean(reason))
                if plan.keys(HeldKind.LISTED):
                    self.store.official_list.forget([], names)
        fold(self.store.database)
        nouns = (Noun.DOSSIER, Noun.CERTIFICATION, Noun.FEE, Noun.FOLLOWUP, Noun.DRAFT)
        return act.done(tuple(act.subjects), *nouns, Noun.REQUEST)

    def erase_draft(
        self, draft: str, *, reason: str, approval: Approval = OWN, op_id: str = ""
    ) -> Done[str]:
        """Erase a form that somebody filled in and never saved, whoever it was, and what the log still holds of it.

        Errors: RuleError when the officer is no leader or gives no reason; rule "draft" for one that is not there.
        """
        act = erasing_act(self, op_id, reason, approval)
        with act:
            if act.known is None:
                if self.store.drafts.get(draft) is None:
                    raise RuleError(
                        _("Không còn tờ khai nháp này. Mở lại danh sách."),
                        field="draft",
                        rule="draft",
                    )
                self.drop_drafts(act, [draft], clean(reason))
        fold(self.store.database)
        return act.done(draft, Noun.DRAFT)

    def erase_requests(
        self, requests: list[int], *, reason: str, approval: Approval = OWN, op_id: str = ""
    ) -> Done[int]:
        """Erase the texts of requests that were kept long enough; how many.

        Errors: RuleError when the officer is no leader or gives no reason; rule "kept" for one that waits, or whose
        period is not over or not decided.
        """
        act = erasing_act(self, op_id, reason, approval)
        with act:
            if act.known is None:
                found = [self.store.requests.get(item) for item in requests]
                known = [item for item in found if item is not None]
                if len(known) < len(found) or any(map(self._kept_still, known)):
                    raise RuleError(
                        _(
                            "Yêu cầu còn trong thời hạn lưu, hoặc đơn vị chưa quyết định thời hạn. "
                            "Ghi thời hạn lưu trước."
                        ),
                        field="requests",
                        rule="kept",
                    )
                self.group(KeptTexts).erase_requests(act, known, clean(reason))
        fold(self.store.database)
        return act.done(len(requests), Noun.REQUEST)

    def drafts(self) -> list[Draft]:
        """Every form that is not saved, whoever fills it in, latest first. Errors: RuleError for who is no leader."""
        _require_leader(self.acting(Duty.SETTINGS))
        return self.store.drafts.every()

    def copies(self, *, reached: bool = False) -> list[CopyListed]:
        """Copies that erasures did not reach: those still to be destroyed, or those that were."""
        return self.store.requests.copies(reached=reached)

    def tick(
        self, listed: int, places: Sequence[int], *, reason: str = "", op_id: str = ""
    ) -> Done[int]:
        """A leader says that copies of one list are destroyed; how many.

        Errors: RuleError when the officer is no leader; rule "copy" for one that is not there or was ticked before.
        """
        act = self.act(Duty.SETTINGS, op_id, COPIES_REACHED)
        _require_leader(act.officer)
        with act:
            if act.known is None:
                open_ones = {(item.listed, item.place): item for item in self.copies()}
                wanted = [(listed, place) for place in dict.fromkeys(places)]
                if not wanted or any(one not in open_ones for one in wanted):
                    raise RuleError(
                        _("Bản sao này không có trong danh sách chờ hủy. Mở lại danh sách."),
                        field="copies",
                        rule="copy",
                    )
                payload = CopiesReached(
                    listed=listed,
                    at=local_text(act.now),
                    places=[place for _listed, place in wanted],
                    reason=clean_lines(reason),
                )
                act.record(COPIES_REACHED, open_ones[wanted[0]].subject, payload)
        return act.done(len(act.payload["places"]), Noun.REQUEST, Noun.DOSSIER)

    def _take(self, act: OfficeAct, plan: ErasurePlan, reason: str) -> None:
        erasure = self.group(Erasure)
        for code in plan.keys(HeldKind.DOSSIER):
            erasure.erase_within(act, code, reason)
        if lines := [int(key) for key in plan.keys(HeldKind.CERTIFICATION)]:
            erasure.erase_lines_within(act, lines, reason)
        if asked := [int(key) for key in plan.keys(HeldKind.FOLLOWUP)]:
            erasure.erase_followups_within(act, asked, reason)
        self.drop_drafts(act, plan.keys(HeldKind.DRAFT), reason)

    def drop_drafts(self, act: OfficeAct, drafts: list[str], reason: str) -> None:
        """As ``erase_draft``, several as a part of an act."""
        for draft in drafts:
            payload: Erased = {
                "residues": {},
                "dossiers": [],
                "drafts": [draft],
                "blank_name": BLANK_NAME,
                "reason": reason,
            }
            entry = act.record(JOURNAL_ERASED, f"draft:{draft}", payload)
            self.store.drafts.drop(draft)
            self.group(CopiesLeft).record(act, entry, self.group(CopiesLeft).files())

    def _kept_still(self, item: DataRequest) -> bool:
        rule = retention_of(Kept.REQUEST, self.today(), self.settings.retention)
        ended = item.answered_at or item.voided_at
        return ended is None or not rule.is_over(ended.date(), self.today())


def _require_leader(officer: Officer) -> None:
    if officer.role is not Role.LEADER:
        raise RuleError(
            _("Thao tác này của lãnh đạo. Nhờ lãnh đạo đăng nhập."), field="", rule="leader"
        )


def _require_takes(plan: ErasurePlan, *, partly: bool) -> None:
    from counter_app.wording.requests.holdings import staying_text

    stays = [item for item in plan.stays if item.kind not in (HeldKind.MONEY, HeldKind.REQUEST)]
    if not plan.goes:
        text = (
            _("Không có gì xóa được, ở lại: {stays}. Xem lại số giấy tờ, mã hồ sơ.")
            if stays
            else _("Không tìm thấy gì của người này để xóa. Xem lại số giấy tờ, mã hồ sơ.")
        )
        raise RuleError(text.format(stays=staying_text(stays)), field="name", rule="nothing")
    if stays and not partly:
        raise RuleError(
            _("Chưa xóa gì, vì có phần ở lại: {stays}. Chọn xóa phần xóa được.").format(
                stays=staying_text(stays)
            ),
            field="partly",
            rule="stays",
        )
