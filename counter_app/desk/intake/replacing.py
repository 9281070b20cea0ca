"""A dossier entered under the wrong procedure or for the wrong person, put right in one step.

The mistaken one ends as a mistake, the right one is received from its facts; both name each other.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.dossier.mistakes import Mistakes
from counter_app.desk.dossier.moves import DossierMoves, Move
from counter_app.desk.intake.outside_reception import OutsideReception
from counter_app.desk.intake.receiving import Intake
from counter_app.desk.office.leader_consent import OWN, Approval
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.events import DOSSIER_RECEIVED
from counter_app.domain.dossier.facts import FACTS
from counter_app.domain.dossier.moves import Act, require_move
from counter_app.domain.handover.events import DOSSIER_ORIGINALS, OriginalsListed
from counter_app.domain.handover.whereabouts import still_kept
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import exact_key
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.catalogue.sectors import PaperItem
    from counter_app.domain.dossier.dossier import Dossier


class Replacing(Desk):
    """The act of a mistake and the right dossier together."""

    def form(self, code: str, *, procedure: str = "", case: str = "") -> IntakeDraft:
        """The form of a dossier entered by mistake, to be filled again; for another ``procedure``, or the same.

        The people, the papers that lie on the table, the originals kept and the way back stay; what follows from the
        procedure is worked out anew. Errors: RuleError.
        """
        dossier = self.dossier(code)
        wanted = procedure or dossier.procedure_code
        known = {
            exact_key(paper.name): paper
            for paper in self.procedure(wanted, self.today()).of_case(case).papers
        }
        return IntakeDraft(
            procedure=wanted,
            case=case or (dossier.case_key if wanted == dossier.procedure_code else ""),
            papers=tuple(_as_asked(paper, known) for paper in dossier.papers),
            originals=still_kept(dossier),
            fee=dossier.fee if wanted == dossier.procedure_code else None,
            **{name: getattr(dossier, name) for name in _SAME},
        )

    def consent_due(self, dossier: Dossier) -> bool:
        """True if a leader has to consent to calling a dossier a mistake."""
        return self.group(Mistakes).consent_due(dossier)

    def replace(
        self,
        code: str,
        draft: IntakeDraft,
        *,
        reason: str,
        approval: Approval = OWN,
        op_id: str = "",
        draft_id: str = "",
    ) -> Done[Dossier]:
        """Call a dossier a mistake and receive the right one, both or neither; the right one.

        A leader consents where the citizen holds the receipt. Errors: RuleError as ``DossierMoves.do`` of MISTAKE and
        ``Intake.receive``; field "draft" where nothing would differ.
        """
        act = self.act(Duty.RECEIVE, op_id, DOSSIER_RECEIVED)
        move = Move(act=Act.MISTAKE, reason=reason).cleaned()
        draft = draft.cleaned()
        self.group(OutsideReception).check(draft)
        mistaken = self.dossier(code)
        leader = self.group(Mistakes).consent(mistaken, act.officer, approval)
        with act:
            if act.known is None:
                mistaken = self.dossier(code)
                require_move(
                    mistaken.state, Act.MISTAKE, reason=move.reason, accepted=mistaken.accepted
                )
                _require_other(mistaken, draft)
                right = self.group(Intake).record(act, draft, replaces=mistaken.code)
                mistaken = self._hand_originals_over(act, mistaken, draft)
                moves, at = self.group(DossierMoves), act.now.replace(microsecond=0)
                moves.write(act, mistaken, replace(move, right=right), at, leader)
            if draft_id:
                self.store.drafts.drop(draft_id, of=act.officer.login)
        return act.done(self.dossier(act.first.subject), Noun.DOSSIER, Noun.PRINT, Noun.DRAFT)

    def _hand_originals_over(
        self, act: OfficeAct, mistaken: Dossier, draft: IntakeDraft
    ) -> Dossier:
        """Keep the mistaken dossier's originals for the right one. Errors: RuleError (rule "originals_kept")."""
        kept = still_kept(mistaken)
        if not kept:
            return mistaken
        named = {item.name: item.quantity for item in draft.originals}
        if any(named.get(item.name, 0) < item.quantity for item in kept):
            raise RuleError(
                _(
                    "Bản chính đang giữ phải ghi sang hồ sơ mới. Đánh dấu giữ bản chính, hoặc trả trước rồi làm lại."
                ),
                field="originals",
                rule="originals_kept",
            )
        back = [asdict(item) for item in mistaken.originals_returned]
        payload: OriginalsListed = {
            "dossier": mistaken.id,
            "at": local_text(act.now),
            "kept": back,
            "returned": back,
        }
        act.record(DOSSIER_ORIGINALS, mistaken.code, payload)
        return self.dossier(mistaken.code)


_SAME = tuple(fact.name for fact in FACTS if not fact.anew)
"""The citizen's words stay, whatever the procedure."""


def _as_asked(paper: PaperItem, known: dict[str, PaperItem]) -> PaperItem:
    """A paper that was handed in, of the kind that the procedure's checklist asks for it."""
    asked = known.get(exact_key(paper.name))
    return paper if asked is None else replace(paper, required=asked.required)


def _require_other(mistaken: Dossier, draft: IntakeDraft) -> None:
    same = (
        draft.procedure == mistaken.procedure_code
        and draft.case == mistaken.case_key
        and draft.applicant == mistaken.applicant
        and draft.owner == mistaken.owner
    )
    if same:
        raise RuleError(
            _(
                "Hồ sơ mới giống hệt hồ sơ nhập nhầm. Chọn đúng thủ tục hoặc đúng người trước khi lưu."
            ),
            field="procedure",
            rule="nothing_changed",
        )
