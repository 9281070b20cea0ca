"""The officer at a counter: signing in and out, unlocking, and acting once at the terminal."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.desk.office.passwords import require_password
from counter_app.domain.office.events import (
    OFFICER_SIGNED_IN,
    OFFICER_SIGNED_OUT,
    SignedIn,
    SignedOut,
)
from counter_app.domain.office.staff import is_person
from counter_app.domain.text import clean
from counter_app.errors import ClockError, CounterError, RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.office.passwords import WrongTries
    from counter_app.domain.office.staff import Officer


class SigningIn(Desk):
    """Letting officers sit down, and telling when they left."""

    at_the_door = True

    def sign_in(self, login: str, password: str) -> Done[Officer]:
        """Let an officer sit down. Errors: RuleError; the message is the same for a wrong name and a wrong password."""
        officer, before, digest = self._proven(login, password)
        self._note_signed_in(officer, before)
        self._sit_down(officer, before, digest)
        return Done(officer, changed(Noun.STAFF))

    def act_once(self, login: str, password: str) -> Officer:
        """Let an officer act for one run of the terminal: what is done tells who came, wrong tries before it are told.

        Errors: as ``sign_in``; rule "lent" (field "password") for a password that somebody else chose, and so knows.
        """
        officer = self.prove_once(login, password)
        if self.store.officers.is_lent(officer.login):
            self.session.officer = None
            text = _(
                "Mật khẩu này do người khác đặt nên chưa làm gì được bằng nó. Đổi trước: counter-app --officer {login} "
                "password."
            )
            raise RuleError(text.format(login=officer.login), field="password", rule="lent")
        return officer

    def prove_once(self, login: str, password: str) -> Officer:
        """The same for whoever comes to choose a password of their own. Errors: as ``sign_in``."""
        officer, before, digest = self._proven(login, password)
        if before.count:
            self._note_signed_in(officer, before)
        self._sit_down(officer, before, digest)
        return officer

    def unlock(self, password: str) -> None:
        """Let the officer who locked the screen go on; wrong tries before it are told. Errors: RuleError."""
        known = self.session.officer
        officer = self.store.officers.get(known.login) if known else None  # as they stand now
        wrong = RuleError(_("Mật khẩu chưa đúng. Gõ lại."), field="password", rule="sign_in")
        digest = self._digest_of(officer)
        before = require_password(self.store, officer, password, wrong)
        if before.count and officer is not None:
            self._note_signed_in(officer, before)
        if officer is not None:
            self._sit_down(known or officer, before, digest)

    def sign_out(self, *, put_out: bool = False) -> None:
        """Leave the counter; ``put_out``: because the account was set aside elsewhere.

        The seat is left whatever the disk or the clock says; the journal is told where it can be.
        """
        officer, self.session.officer = self.session.officer, None
        self.session.proofs.clear()
        if officer is None or not is_person(officer.login) or not self.store.database.writable:
            return
        said = SignedOut(put_out=1) if put_out else SignedOut()
        with suppress(CounterError), self.store.transaction() as tx:
            tx.record(OFFICER_SIGNED_OUT, f"officer:{officer.login}", said, actor=officer.login)

    def works_still(self) -> bool:
        """True if whoever is signed in, if anybody, works here still: another window may have set the account aside."""
        return not self.why_left()

    def why_left(self) -> str:
        """The reason for whoever is signed in to leave; empty for who works here still."""
        try:
            self.session.require_here(self.store)
        except RuleError as error:
            return error.message
        return ""

    def _digest_of(self, officer: Officer | None) -> str:
        """The kept form of the password asked for: one that another window sets meanwhile was not proved."""
        return self.store.officers.password_hash(officer.login) if officer else ""

    def _sit_down(self, officer: Officer, before: WrongTries, digest: str) -> None:
        """Somebody proved the password behind ``digest``: it counts for this seat, whatever did before."""
        session = self.session
        session.proofs.clear()
        session.proofs.add((officer.login, digest))
        session.officer, session.wrong_before = officer, before

    def _proven(self, login: str, password: str) -> tuple[Officer, WrongTries, str]:
        officer = self.store.officers.get(clean(login).lower())
        text = _("Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại, để ý phím Caps Lock và bộ gõ.")
        wrong = RuleError(text, field="password", rule="sign_in")
        digest = self._digest_of(officer)
        before = require_password(self.store, officer, password, wrong)
        if officer is None:
            raise wrong
        return officer, before, digest

    def _note_signed_in(self, officer: Officer, before: WrongTries) -> None:
        if not self.store.database.writable:
            return  # where nothing can be written, looking and printing go on
        said = SignedIn(wrong_before=before.count) if before.count else SignedIn()
        # By a clock that nobody has spoken for nothing is dated; who sits here is asked about it at the first act.
        with suppress(ClockError), self.store.transaction() as tx:
            tx.record(OFFICER_SIGNED_IN, f"officer:{officer.login}", said, actor=officer.login)
