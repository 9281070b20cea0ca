"""A citizen asks about a dossier (hỏi về hồ sơ): answered at once, or passed on with a reminder (phiếu đôn đốc)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.dossier.lookup import DossierLookup
from counter_app.desk.office.absences import Absences
from counter_app.desk.paper.issue import issue_paper
from counter_app.desk.promise.confirmations import Confirmations
from counter_app.domain.calendar.workdays import YearNotConfirmed
from counter_app.domain.clock import local_date, local_text
from counter_app.domain.dossier.scanned import looks_scanned, read_code
from counter_app.domain.followups.answering import answer_due, due_by_the_clock
from counter_app.domain.followups.events import FOLLOWUP_ASKED, Asked
from counter_app.domain.followups.followup import (
    OVER_STATES,
    Asking,
    FollowUp,
    Lateness,
    subject_of,
)
from counter_app.domain.followups.pasted import Pasted, read_pasted
from counter_app.domain.handover.whereabouts import Holder
from counter_app.domain.office.staff import Duty
from counter_app.domain.official.codes import official_in
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.store.read.followups import Counts

DOCUMENT, SERIES = "reminder", "DD"
"""The paper, and in which series those of a year are numbered."""
_SEVERAL = 5
"""As many of the dossiers that a name finds are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """The effect of asking about a dossier now: the times it was asked, the receiver of a reminder, the last day.

    ``by_clock``: the year of the answer is not confirmed, and only the clock was asked. ``waiting`` are those that
    somebody still has to answer; ``over`` says that nobody is left to be reminded.
    """

    dossier: Dossier | None
    counts: Counts
    holder: Holder
    answer_due: datetime
    by_clock: bool
    waiting: tuple[FollowUp, ...]
    over: bool


class FollowUpDesk(Desk):
    """Enquiries about dossiers: written down, and passed on."""

    def read(self, text: str) -> Pasted:
        """The facts in a text copied out of the official system. Never raises."""
        return read_pasted(text)

    def get(self, followup: int) -> FollowUp:
        """One enquiry. Errors: RuleError (field "followup")."""
        found = self.store.followups.get(followup)
        if found is None:
            raise RuleError(
                _("Không có lần hỏi số {number}. Mở lại danh sách lần hỏi về hồ sơ.").format(
                    number=followup
                ),
                field="followup",
                rule="followup",
            )
        return found

    def about(self, code: str = "", official: str = "") -> list[FollowUp]:
        """Every enquiry about a dossier, oldest first. Errors: RuleError for a code that nothing here has."""
        dossier = self._dossier(code, official)
        known = official or (dossier.official_code if dossier else "")
        return self.store.followups.about(dossier.id if dossier else None, known)

    def waiting(self, *, most: int = 500, whose: str = "") -> list[FollowUp]:
        """The enquiries that still have to be answered, of the office or an officer's own, the earliest due first."""
        charge = self.store.officers.charge(whose, self.today())
        return self.store.followups.open(most=most, charge=charge)

    def untold(self, *, most: int = 500, whose: str = "") -> list[FollowUp]:
        """The answers the citizen does not know yet."""
        charge = self.store.officers.charge(whose, self.today())
        return self.store.followups.untold(most=most, charge=charge)

    def named(self, text: str) -> Dossier:
        """The dossier of a code (ours, scanned, official), or the only one that a name or telephone number finds.

        Errors: RuleError (field "code"): none, or (rule "many") several. A code that nothing has is never another one.
        """
        officials = official_in(text)
        owners = [self.store.official.owner(official) for official in officials]
        for owner in filter(None, owners):
            return self.dossier(owner)
        if officials or looks_scanned(text) or read_code(text, self.settings.number) is not None:
            return self.dossier(text)
        found = self.group(DossierLookup).find(text, most=_SEVERAL)
        if len(found) > 1:
            raise RuleError(
                _("“{text}” là của nhiều hồ sơ: {codes}. Ghi mã của hồ sơ được hỏi.").format(
                    text=text.strip()[:60], codes=", ".join(line.code for line in found)
                ),
                field="code",
                rule="many",
            )
        return self.dossier(found[0].code if found else text)

    def prospect(self, code: str = "", official: str = "") -> Prospect:
        """The effect of asking now. Errors: RuleError (field "code") for a code that nothing here has."""
        dossier = self._dossier(code, official)
        known = official or (dossier.official_code if dossier else "")
        about = self.about(dossier.code if dossier else "", known)
        due, by_clock = self._due(self.now())
        return Prospect(
            dossier=dossier,
            counts=self.store.followups.counts(dossier.id if dossier else None, known),
            holder=self._holder(dossier),
            answer_due=due,
            by_clock=by_clock,
            waiting=tuple(item for item in about if item.waits()),
            over=dossier is not None and dossier.state in OVER_STATES,
        )

    def ask(self, asking: Asking, *, op_id: str = "") -> Done[FollowUp]:
        """Write an enquiry down; one that is not answered at once goes on with a reminder, to be printed.

        Errors: RuleError naming the field: rule "asker", "asked", "dossier", "length"; "another" for a pasted code that
        belongs to another dossier, "over" for passing on what nobody works on any more, "holder" for passing it on to
        nobody, "officer".
        """
        with self.act(Duty.QUEUE, op_id, FOLLOWUP_ASKED) as act:
            if act.known is None:
                asking = asking.cleaned()
                self._ask(act, asking, self._dossier(asking.code, asking.pasted.official_code))
        return act.done(self.get(act.first.seq), Noun.FOLLOWUP, Noun.DOSSIER, Noun.PRINT)

    def _ask(self, act: OfficeAct, asking: Asking, dossier: Dossier | None) -> None:
        official = asking.pasted.official_code
        if dossier is not None and official and dossier.official_code not in ("", official):
            raise RuleError(
                _(
                    "Mã {official} dán vào không phải mã chính thức của hồ sơ {code}. Xem lại hồ sơ "
                    "nào được hỏi."
                ).format(official=official, code=dossier.code),
                field="pasted",
                rule="another",
            )
        official = official or (dossier.official_code if dossier else "")
        counts = self.store.followups.counts(dossier.id if dossier else None, official)
        payload: Asked = {
            "at": local_text(act.now),
            "means": asking.means.value,
            "asker": asking.asker,
            "asker_phone": asking.phone,
            "asked": asking.asked,
            "times": counts.times + 1,
        }
        if dossier is not None:
            payload |= {"dossier": dossier.id, "sector": dossier.sector}
        if official:
            payload["official_code"] = official
        if pasted := asking.pasted.to_dict():
            payload["pasted"] = pasted
        if asking.answer:
            payload["answer"] = asking.answer
        else:
            holder = self._sent_to(asking, dossier)
            payload |= {
                "reminder": counts.reminders + 1,
                "sent_office": holder.office,
                "sent_officer": holder.officer,
                "answer_due": local_text(self._due(act.now)[0]),
            }
        subject = dossier.code if dossier else subject_of(local_date(act.now).isoformat())
        entry = act.record(FOLLOWUP_ASKED, subject, payload)
        if not asking.answer:
            self._remind(act, entry.seq, dossier)

    def _remind(self, act: OfficeAct, followup: int, dossier: Dossier | None) -> None:
        """Issue the reminder, with what is true of the dossier now: it says so however late it is printed."""
        body: dict[str, Any] = {"followup": followup}
        if dossier is not None:
            late = Lateness.of(dossier, act.now)
            body |= {
                "state": int(dossier.state),
                "promised_at": local_text(late.promised_at) if late.promised_at else "",
                "late_days": late.days,
            }
        issue_paper(
            act,
            self.get(followup).subject,
            DOCUMENT,
            size=self.preferences.receipt_size,
            form=SERIES,
            body=body,
        )

    def _sent_to(self, asking: Asking, dossier: Dossier | None) -> Holder:
        """The receiver of the reminder: as it is said, else whoever holds the dossier."""
        if dossier is not None and dossier.state in OVER_STATES:
            raise RuleError(
                _(
                    "Hồ sơ {code} đã kết thúc, không còn ai giải quyết. Trả lời ngay cho công dân."
                ).format(code=dossier.code),
                field="answer",
                rule="over",
            )
        if asking.officer and asking.officer not in self.store.officers.names():
            raise RuleError(
                _("Không có công chức {login}. Chọn lại người nhận phiếu.").format(
                    login=asking.officer
                ),
                field="officer",
                rule="officer",
            )
        said = Holder(office=asking.office, officer=asking.officer)
        if said == Holder():
            said = self._holder(dossier)
        if said == Holder() and dossier is None:
            said = Holder(office=asking.pasted.holder)
        if said == Holder():
            raise RuleError(
                _(
                    "Chưa rõ gửi phiếu đôn đốc cho ai. Chọn công chức hoặc ghi cơ quan đang giữ hồ sơ."
                ),
                field="office",
                rule="holder",
            )
        return said

    def _holder(self, dossier: Dossier | None) -> Holder:
        """Whoever has to answer for a dossier: the office that has it, or resolves it, else the officer here.

        While the officer is away that is whoever stands in.
        """
        if dossier is None:
            return Holder()
        if dossier.holder_office:
            return Holder(office=dossier.holder_office, officer=dossier.holder)
        if self.group(Confirmations).is_elsewhere(dossier):
            return Holder(office=dossier.resolver)
        charge = self.store.officers.in_charge(dossier.sector, self.today())
        handler = dossier.handler or charge
        return Holder(officer=self.group(Absences).acting_for(handler, dossier.sector))

    def _due(self, now: datetime) -> tuple[datetime, bool]:
        """The moment it has to be answered by, and a mark if only the clock was asked: it waits for no calendar."""
        hours = self.settings.answer_hours
        try:
            return answer_due(now, hours, self.store.calendar.current()), False
        except YearNotConfirmed:
            return due_by_the_clock(now, hours), True

    def _dossier(self, code: str, official: str) -> Dossier | None:
        """The dossier asked about, if it is here: by what names it, else by the code of the official system."""
        if code:
            return self.named(code)
        owner = self.store.official.owner(official) if official else None
        return self.dossier(owner) if owner else None
