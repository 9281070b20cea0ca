"""The recovery sheet: words in a sealed envelope that give a leader another password when nobody can get in.

Only a hash of the words stays (docs/adr/0012), the journal tells that a sheet was made or used. A sheet opens once.
"""

from __future__ import annotations

from dataclasses import replace

from counter_app.desk.act import made_by
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.office.leader_consent import OWN, Approval, consented
from counter_app.desk.office.passwords import (
    check_new_password,
    hash_password,
    require_kept,
)
from counter_app.desk.office.wraps import choosing, of_officer, of_sheet, open_by_sheet
from counter_app.domain.clock import from_utc_text, local_date
from counter_app.domain.office.events import (
    OFFICER_PASSWORD_SET,
    OFFICER_PUT,
    RECOVERY_MADE,
    RECOVERY_USED,
    PasswordSet,
    RecoveryMade,
    RecoveryUsed,
)
from counter_app.domain.office.recovery import (
    ENTROPY,
    KEPT_AS,
    SUBJECT,
    Sheet,
    secret_of,
    verifier_text,
    words_of,
)
from counter_app.domain.office.staff import Duty, Officer, is_person
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.anchors import password_mark
from counter_app.system import chance
from counter_app.system.key_ring import Holder


def new_words() -> tuple[str, ...]:
    """The words of a sheet that is not kept yet: it is printed first, and counts once somebody says so."""
    return words_of(chance.random_bytes(ENTROPY))


_FOUNDING = 200
"""Entries among which the first officer of an office is; a founding writes fewer."""


class RecoverySheets(Desk):
    """Making a sheet, and coming in by it."""

    def standing(self) -> Sheet:
        """The standing of the last sheet."""
        sheet, used = Sheet(), False
        for entry, said in self.store.journal.of(SUBJECT):
            used = entry.kind == RECOVERY_USED
            if not used:
                sheet = Sheet(
                    number=int(said["sheet"]),
                    made=local_date(from_utc_text(entry.at_utc)),
                    maker=entry.actor,
                    alone=bool(said.get("alone")),
                )
        kept = bool(self.store.officers.password_hash(KEPT_AS))
        maker = sheet.maker if is_person(sheet.maker) else self._founder()
        return replace(sheet, maker=maker, valid=kept and sheet.number > 0 and not used)

    def _founder(self) -> str:
        """The founder of the office: the first officer it ever had, who was shown the first sheet."""
        hired = (
            entry
            for entry, _salt, _body in self.store.journal.walk(1, _FOUNDING)
            if entry.kind == OFFICER_PUT
        )
        return next((entry.subject.removeprefix("officer:") for entry in hired), "")

    def opens_file(self) -> bool:
        """True if the words of the sheet open an encrypted file; a sheet of before there was a ring does not."""
        ring = self.store.database.held.ring()
        return ring is not None and bool(ring.holders(Holder.RECOVERY))

    def candidates(self) -> list[Officer]:
        """The officers a sheet may give a new password: those who may set everybody else's."""
        return [item for item in self.store.officers.all() if item.may(Duty.STAFF)]

    def make(self, words: str, *, approval: Approval = OWN, op_id: str = "") -> Done[Sheet]:
        """Let these words be the office's sheet from now on; the one before is void.

        Its words give a leader another password: a leader makes it, or two people (``Duty.SHEET``). Errors: RuleError,
        as ``second_person`` too.
        """
        act = self.act(Duty.SHEET, op_id, RECOVERY_MADE)
        secret = secret_of(words)
        consent = consented(self, Duty.SHEET, approval, op_id, RECOVERY_MADE)
        digest = hash_password(verifier_text(secret))
        with choosing(self.store, of_sheet(secret, digest)), act:
            if act.known is None:
                number = self.standing().number + 1
                said = RecoveryMade(sheet=number, mark=password_mark(digest))
                act.record(RECOVERY_MADE, SUBJECT, said, consent)
                self.store.officers.keep_hash(KEPT_AS, digest, act.now)
        return act.done(self.standing(), Noun.STAFF)

    def reset(self, words: str, login: str, password: str, *, op_id: str = "") -> Done[Officer]:
        """Give a leader another password by the words of the sheet, which is void afterwards. Nobody is signed in.

        Errors: RuleError: field "login", "password" or "words"; rule "no_sheet" where none opens, "sheet" for the
        words of another one.
        """
        officer = next((item for item in self.candidates() if item.login == login), None)
        if officer is None:
            raise RuleError(_("Chọn lãnh đạo hoặc quản trị hệ thống đang làm việc."), field="login")
        if made_by(self.store, op_id, RECOVERY_USED) is not None:
            return Done(officer, frozenset())
        check_new_password(password, (officer.login, officer.name, self.settings.name))
        sheet = self.require(words)
        open_by_sheet(self.store, words)
        digest = hash_password(password)
        mine = of_officer(officer, password, digest)
        with choosing(self.store, mine), self.act_by(officer, op_id, RECOVERY_USED) as act:
            if act.known is None:
                if self._valid().number != sheet.number:
                    raise self._void()  # another one was made meanwhile
                act.record(RECOVERY_USED, SUBJECT, RecoveryUsed(sheet=sheet.number, officer=login))
                said = PasswordSet(mark=password_mark(digest))
                act.record(OFFICER_PASSWORD_SET, f"officer:{login}", said)
                self.store.officers.keep_hash(login, digest, act.now)
                self.store.officers.keep_hash(KEPT_AS, "", act.now)
        return act.done(officer, Noun.STAFF)

    def require(self, words: str) -> Sheet:
        """The standing sheet, whose words these are. Errors: RuleError (field "words"), as ``reset``."""
        sheet = self._valid()
        self._require_right(words, sheet)
        return sheet

    def _valid(self) -> Sheet:
        sheet = self.standing()
        if not sheet.valid:
            raise self._void()
        return sheet

    @staticmethod
    def _void() -> RuleError:
        return RuleError(
            _(
                "Đơn vị không có phiếu khôi phục còn hiệu lực. Nhờ một lãnh đạo khác, hoặc quản trị "
                "hệ thống đặt lại mật khẩu."
            ),
            field="words",
            rule="no_sheet",
        )

    def _require_right(self, words: str, sheet: Sheet) -> None:
        text = _(
            "Đây là phiếu cũ hoặc của đơn vị khác. Tìm phiếu số {number}, lập ngày {made:%d/%m/%Y}."
        ).format(number=sheet.number, made=sheet.made)
        wrong = RuleError(text, field="words", rule="sheet")
        require_kept(self.store, KEPT_AS, verifier_text(secret_of(words)), wrong)
