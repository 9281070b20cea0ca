"""Saying that the computer's clock is right although it does not go with what is known: two people, in the journal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.desk.act import made_by
from counter_app.desk.desk import Desk, Done
from counter_app.desk.office.leader_consent import OWN, Approval, proved_second
from counter_app.domain.clock import ClockDoubt, local_date, local_text
from counter_app.domain.office.events import CLOCK_CONFIRMED, ClockConfirmed
from counter_app.domain.office.staff import Officer, Role, is_person
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.believed_clock import doubt_of_clock, last_known

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct

SUBJECT = "clock:"
"""Begins what such an event is about; the day that the clock showed follows."""


class ClockWord(Desk):
    """The question asked before anything is dated by a clock that nobody would believe unasked."""

    def doubt(self) -> ClockDoubt:
        """The doubt about the moment the clock shows now."""
        return doubt_of_clock(self.store.database, self.now())

    def seconds(self) -> list[Officer]:
        """The people who may be the second person: a leader, or where a leader acts, any other who works here."""
        acting = self.session.officer
        if acting is None:
            return []
        leads = acting.role is Role.LEADER
        return [
            item
            for item in self.store.officers.all()
            if item.active and item.login != acting.login and (leads or item.role is Role.LEADER)
        ]

    def confirm(self, approval: Approval = OWN, *, op_id: str = "") -> Done[ClockDoubt]:
        """Believe the clock from here on, in this process, and journal who said so; what it dates stays flagged.

        ``approval`` is the second person's name and password; a leader beside whom nobody works says so alone, and the
        report tells that. Where nothing is odd, nothing is asked or kept. Errors: RuleError (field "approver" or
        "password").
        """
        if (known := made_by(self.store, op_id, CLOCK_CONFIRMED)) is not None:
            word = str(self.store.journal.payload(known.seq)["doubt"])
            return Done(ClockDoubt[word.upper()], frozenset())
        doubt, acting = self.doubt(), self.session.officer
        if not doubt:
            return Done(doubt, frozenset())
        if acting is None or not is_person(acting.login):
            raise RuleError(
                _("Giờ máy phải do người xác nhận. Đăng nhập bằng tên và mật khẩu rồi làm lại."),
                rule="signed_out",
            )
        least, last = self.store.clock.least(), last_known(self.store.database)
        passed = (least if doubt is ClockDoubt.SET_BACK else last) or self.now()
        with self._believing():
            second = self._second(acting, approval)
            act = self.own_act(op_id, CLOCK_CONFIRMED)
            with act:
                self._record(act, doubt, passed, second)
        return act.done(doubt)

    def _record(self, act: OfficeAct, doubt: ClockDoubt, known: datetime, second: str) -> None:
        if act.known is None:
            said = ClockConfirmed(
                doubt=doubt.name.lower(),
                at=local_text(act.now),
                known=local_text(known),
                approved_by=second,
            )
            act.record(CLOCK_CONFIRMED, f"{SUBJECT}{local_date(act.now)}", said)

    @contextmanager
    def _believing(self) -> Iterator[None]:
        """The clock is believed from here on, unless what is done within fails."""
        database = self.store.database
        before, database.clock_confirmed = database.clock_confirmed, True
        try:
            yield
        except BaseException:
            database.clock_confirmed = before
            raise

    def _second(self, acting: Officer, approval: Approval) -> str:
        """The second person's login. Errors: RuleError where somebody else has to say so too."""
        others = self.seconds()
        if not approval.approver:
            if acting.role is Role.LEADER and not others:
                return ""
            raise RuleError(
                _("Giờ máy phải có hai người xác nhận. Chọn người thứ hai và gõ mật khẩu."),
                field="approver",
                rule="approver",
            )
        return proved_second(self.store, others, approval)
