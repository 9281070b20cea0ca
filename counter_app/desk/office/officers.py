"""Officers: passwords, roles and sectors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counter_app.desk.act import made_by
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.office.passwords import (
    check_new_password,
    check_password,
    hash_password,
    require_password,
)
from counter_app.desk.office.wraps import choosing, of_officer
from counter_app.domain.office.absence import left_bare, may_stand_in, still_needed
from counter_app.domain.office.charge import left_to_nobody
from counter_app.domain.office.events import (
    ASSIGNMENT_PUT,
    OFFICER_PASSWORD_SET,
    OFFICER_PUT,
    AssignmentPut,
    OfficerPut,
    PasswordSet,
)
from counter_app.domain.office.staff import (
    PROGRAM_LOGINS,
    Assignment,
    Duty,
    Officer,
    Role,
)
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.anchors import password_mark

LONGEST_LOGIN = 40
LONGEST = {"name": 120, "title": 120, "counter": 20}
"""Letters of what an officer is called."""


class Officers(Desk):
    """Everything done with officers."""

    at_the_door = True

    def officers(self) -> list[Officer]:
        """All officers, active ones first."""
        return self.store.officers.all()

    def names(self) -> dict[str, str]:
        """The name of each login, also of those who have left."""
        return self.store.officers.names()

    def known(self, login: str) -> Officer | None:
        """The officer with a login as they stand now."""
        return self.store.officers.get(login)

    def assignments(self) -> list[Assignment]:
        """All assignments of sectors."""
        return self.store.officers.assignments()

    def put_officer(
        self, officer: Officer, *, password: str = "", op_id: str = ""
    ) -> Done[Officer]:
        """Add or change an officer; a new one needs a password. Errors: RuleError naming the field."""
        act = self.act(Duty.STAFF, op_id, OFFICER_PUT)
        officer = replace(called_plainly(officer), table=self.store.officers.rights())
        check_officer(officer, password, new=self.store.officers.get(officer.login) is None)
        if password:
            check_new_password(password, self._known_of(officer))
        digest = hash_password(password) if password else ""
        chosen = [of_officer(officer, password, digest)] if password else []
        with choosing(self.store, *chosen), act:
            if act.known is None:
                self._require_may_put(act.officer, officer, password)
                self._require_charges_kept(officer, act.now.date())
                self._require_substitute_kept(officer, act.now.date())
                act.record(OFFICER_PUT, f"officer:{officer.login}", officer_payload(officer))
            if act.known is None and password:
                said = PasswordSet(mark=password_mark(digest))
                act.record(OFFICER_PASSWORD_SET, f"officer:{officer.login}", said)
                lent = act.officer.login != officer.login
                if not lent:
                    self.session.proofs.add((officer.login, digest))
                self.store.officers.keep_hash(officer.login, digest, act.now, lent=lent)
        return act.done(officer, Noun.STAFF)

    def _require_may_put(self, acting: Officer, officer: Officer, password: str) -> None:
        """Only a leader makes, unmakes, or gives a password to a leader or whoever may be the second person.

        While there is no leader at all whoever holds the right to staff names one, but never himself. Called within the
        act, so that two at once cannot pass each other. Errors: RuleError (rule "leader").
        """
        known = self.store.officers.get(officer.login)
        if not any(item is not None and _leads(item) for item in (known, officer)):
            return
        changes = known is None or password or officer_payload(known) != officer_payload(officer)
        leaders = [item for item in self.officers() if item.active and item.role is Role.LEADER]
        first = not leaders and officer.login != acting.login
        if not changes or first or acting.role is Role.LEADER:
            return
        raise RuleError(
            _(
                "Chỉ lãnh đạo được giao, đổi, thôi vai trò lãnh đạo, người thứ hai và đặt mật khẩu cho họ. "
                "Nhờ lãnh đạo đăng nhập."
            ),
            field="role",
            rule="leader",
        )

    def _known_of(self, officer: Officer) -> tuple[str, ...]:
        """The words everybody knows of an officer, and tries first."""
        known = self.store.officers.get(officer.login)
        settings, name = self.settings, known.name if known else ""
        return (officer.login, officer.name, name, settings.name, settings.place, settings.number)

    def password_is_lent(self) -> bool:
        """True if somebody else chose the password of whoever is signed in: it has to be replaced then."""
        officer = self.session.officer
        return officer is not None and self.store.officers.is_lent(officer.login)

    def change_password(self, before: str, after: str, *, op_id: str = "") -> Done[Officer]:
        """Give whoever is signed in another password; nobody's leave is needed for that.

        Errors: RuleError: field "before" where the present one is wrong, "password" where the new one will not do.
        """
        officer = self.session.officer
        if officer is None or self.store.officers.get(officer.login) is None:
            raise RuleError(_("Chưa ai đăng nhập nên không đổi được mật khẩu. Đăng nhập trước."))
        if made_by(self.store, op_id, OFFICER_PASSWORD_SET) is not None:
            return Done(officer, frozenset())
        wrong = RuleError(
            _("Mật khẩu đang dùng chưa đúng. Gõ lại, để ý phím Caps Lock và bộ gõ."),
            field="before",
        )
        kept = self.store.officers.password_hash(officer.login)
        require_password(self.store, self.store.officers.get(officer.login), before, wrong)
        check_new_password(after, self._known_of(officer))
        if after == before:
            raise RuleError(
                _("Mật khẩu mới giống mật khẩu đang dùng. Đặt mật khẩu khác."), field="password"
            )
        digest = hash_password(after)
        mine = of_officer(officer, after, digest)
        with choosing(self.store, mine), self.own_act(op_id, OFFICER_PASSWORD_SET) as act:
            if act.known is None:
                if self.store.officers.password_hash(officer.login) != kept:
                    raise wrong  # another window set another one meanwhile
                said = PasswordSet(mark=password_mark(digest))
                act.record(OFFICER_PASSWORD_SET, f"officer:{officer.login}", said)
                self.session.proofs.add((officer.login, digest))
                self.store.officers.keep_hash(officer.login, digest, act.now)
        return act.done(officer, Noun.STAFF)

    def assign(self, assignment: Assignment, *, op_id: str = "") -> Done[Assignment]:
        """Put a sector in an officer's charge, or end an assignment by giving it an end. Errors: RuleError."""
        act = self.act(Duty.STAFF, op_id, ASSIGNMENT_PUT)
        if assignment.sector not in {sector.key for sector in self.store.catalogue.sectors()}:
            raise RuleError(_("Chọn lĩnh vực có trong danh mục."), field="sector")
        if assignment.until is not None and assignment.until < assignment.since:
            raise RuleError(
                _("Ngày kết thúc phải sau ngày bắt đầu. Chọn ngày muộn hơn."), field="until"
            )
        with act:
            if act.known is None:
                self._require_able(assignment)
                self._require_covered(assignment, act.now.date())
                subject = f"officer:{assignment.officer}"
                act.record(ASSIGNMENT_PUT, subject, assignment_payload(assignment))
        return act.done(assignment, Noun.STAFF)

    def _require_able(self, assignment: Assignment) -> None:
        """Errors: RuleError (field "officer") for who does not work here, or may do nothing in a sector."""
        officer = self.store.officers.get(assignment.officer)
        if officer is None:
            raise RuleError(_("Chọn công chức có trong danh sách."), field="officer")
        if not may_stand_in(officer) and not self._known(assignment):
            raise RuleError(
                _(
                    "{name} không được tiếp nhận, giải quyết, trả kết quả nên không phụ trách lĩnh vực. "
                    "Chọn người khác."
                ).format(name=officer.name),
                field="officer",
                rule="substitute",
            )

    def _known(self, assignment: Assignment) -> bool:
        """True if an assignment stands already, and is only given an end."""
        about = (assignment.officer, assignment.sector, assignment.since)
        found = self.store.officers.assignments()
        return about in {(item.officer, item.sector, item.since) for item in found}

    def _require_charges_kept(self, officer: Officer, today: date) -> None:
        """Somebody leads the office, and every sector has somebody who may be in charge of it.

        Asked within the act: another window may set the other one aside at the same moment. Errors: RuleError (rule
        "last_in_charge", "in_charge").
        """
        others = [item for item in self.officers() if item.login != officer.login]
        if _last_leader(self.store.officers.get(officer.login), officer, others):
            raise RuleError(
                _(
                    "Phải còn ít nhất một lãnh đạo đang làm việc. Chọn vai trò đó cho người khác trước."
                ),
                field="role",
                rule="last_in_charge",
            )
        if not any(item.may(Duty.STAFF) for item in (officer, *others)):
            raise RuleError(
                _(
                    "Phải còn ít nhất một lãnh đạo hoặc quản trị hệ thống đang làm việc. Chọn "
                    "vai trò đó cho người khác trước."
                ),
                field="role",
                rule="last_in_charge",
            )
        if may_stand_in(officer):
            return
        able = {item.login for item in others if may_stand_in(item)}
        bare = left_to_nobody(self.assignments(), officer.login, able, today)
        if bare:
            sectors = [item.name for item in self.store.catalogue.sectors() if item.key in bare]
            raise RuleError(
                _(
                    "{name} đang phụ trách lĩnh vực: {sectors}. Chọn người khác phụ trách trước rồi lưu lại."
                ).format(name=officer.name, sectors=", ".join(sectors or sorted(bare))),
                field="role" if officer.active else "active",
                rule="in_charge",
            )

    def _require_substitute_kept(self, officer: Officer, today: date) -> None:
        """Whoever stands in for somebody stays able to. Errors: RuleError (rule "substituting")."""
        counting = still_needed(self.store.officers.absences(), officer.login, today)
        if counting is None or may_stand_in(officer):
            return
        raise RuleError(
            _(
                "{name} đang được cử thay {away} đến {until:%d/%m/%Y}. Đổi người thay {away} trước rồi lưu lại."
            ).format(
                name=officer.name,
                away=self.names().get(counting.officer, counting.officer),
                until=counting.until,
            ),
            field="role" if officer.active else "active",
            rule="substituting",
        )

    def _require_covered(self, assignment: Assignment, today: date) -> None:
        """No sector goes to somebody who is away and has no substitute for it. Errors: RuleError (rule "absent")."""
        away = left_bare(self.store.officers.absences(), assignment, today)
        if away is None:
            return
        raise RuleError(
            _(
                "{name} vắng mặt từ {since:%d/%m/%Y} đến {until:%d/%m/%Y} và chưa có người thay ở lĩnh vực "
                "này. Chọn ngày đầu khác, hoặc giao cho công chức khác."
            ).format(
                name=self.names().get(away.officer, away.officer),
                since=away.since,
                until=away.until,
            ),
            field="since",
            rule="absent",
        )

    def in_charge(self, sector: str, day: date) -> str:
        """Login of the officer in charge of a sector on a day, the substitute while that one is away."""
        return self.store.officers.in_charge(sector, day)


def _last_leader(known: Officer | None, officer: Officer, others: list[Officer]) -> bool:
    """True if the office's last leader, as ``known``, would be none any more."""
    before, after, *left = (
        item is not None and item.active and item.role is Role.LEADER
        for item in (known, officer, *others)
    )
    return before and not after and not any(left)


def _leads(officer: Officer) -> bool:
    """True if it is a leader, or somebody whose role may consent to what others do."""
    return officer.role is Role.LEADER or officer.table.allows(officer.role, Duty.CONSENT)


def check_officer(officer: Officer, password: str, *, new: bool) -> None:
    """Checks that an officer may be put with a password ("" keeps the old one). Errors: RuleError naming the field."""
    if (
        not officer.login
        or not officer.login.isascii()
        or not officer.login.replace(".", "").isalnum()
    ):
        raise RuleError(
            _("Tên đăng nhập chỉ gồm chữ không dấu, chữ số và dấu chấm. Đặt lại tên."),
            field="login",
        )
    if officer.login != officer.login.lower():
        raise RuleError(_("Tên đăng nhập viết chữ thường. Gõ lại bằng chữ thường."), field="login")
    if new:
        _check_new_login(officer.login)
    for field, most in LONGEST.items():
        if len(clean(getattr(officer, field))) > most:
            raise RuleError(_("Dài quá {most} ký tự. Ghi ngắn lại.").format(most=most), field=field)
    if not clean(officer.name):
        raise RuleError(_("Chưa có họ tên công chức. Ghi họ tên."), field="name")
    if new and not password:
        raise RuleError(_("Công chức mới cần mật khẩu. Gõ mật khẩu."), field="password")
    if password:
        check_password(password)


def called_plainly(officer: Officer) -> Officer:
    """An officer with texts that are what they look like: no letters that turn a name round or cannot be seen."""
    return replace(
        officer,
        name=clean(officer.name),
        title=clean(officer.title),
        counter=clean(officer.counter),
    )


def _check_new_login(login: str) -> None:
    """Errors: RuleError for a name nobody could tell from another, or that the program uses itself."""
    if login.rpartition(".")[2] in PROGRAM_LOGINS:
        raise RuleError(
            _("Tên “{login}” dành cho chương trình. Đặt tên đăng nhập khác.").format(login=login),
            field="login",
        )
    if len(login) > LONGEST_LOGIN:
        text = _("Tên đăng nhập dài quá {most} ký tự. Đặt ngắn lại.")
        raise RuleError(text.format(most=LONGEST_LOGIN), field="login")
    if not all(login.split(".")):
        raise RuleError(
            _("Dấu chấm trong tên đăng nhập chỉ đứng giữa hai chữ. Đặt lại tên."), field="login"
        )


def officer_payload(officer: Officer) -> OfficerPut:
    """The event payload that puts an officer."""
    return {
        "login": officer.login,
        "name": clean(officer.name),
        "role": officer.role.value,
        "title": clean(officer.title),
        "counter": clean(officer.counter),
        "active": int(officer.active),
    }


def assignment_payload(assignment: Assignment) -> AssignmentPut:
    """The event payload that puts an assignment."""
    return {
        "officer": assignment.officer,
        "sector": assignment.sector,
        "since": assignment.since.isoformat(),
        "until": assignment.until.isoformat() if assignment.until else None,
    }
