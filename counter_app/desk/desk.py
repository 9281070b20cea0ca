"""The needs of every verb: the store, the acting officer, and the one way to write."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from counter_app.desk.act import Done as Done
from counter_app.desk.act import Noun as Noun
from counter_app.desk.act import OfficeAct
from counter_app.desk.act import changed as changed
from counter_app.domain.clock import local_date
from counter_app.domain.office.rights import RIGHT_OF
from counter_app.domain.office.staff import Duty, Officer, is_person
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.act import Begin
    from counter_app.domain.catalogue.procedure import Procedure
    from counter_app.domain.dossier.dossier import Dossier, Policy
    from counter_app.domain.event import Event
    from counter_app.domain.office.passwords import WrongTries
    from counter_app.settings import OfficeSettings, Preferences
    from counter_app.store.store import Store

    Group = TypeVar("Group", bound="Desk")


class Session:
    """The officer who sits at this counter now; None while the screen is locked."""

    def __init__(self, officer: Officer | None = None) -> None:
        self.officer = officer
        self.wrong_before: WrongTries | None = None
        """Wrong passwords before the one that opened; None before anybody signed in."""
        self.way = "terminal"
        """The way whoever is here came: a ``Way`` of the access book."""
        self.at_hand: set[tuple[str, str, date]] = set()
        """(officer, dossier, day) that are opened without being asked why."""
        self.proofs: set[tuple[str, str]] = set()
        """(login, stored hash) of the passwords proved or chosen here; shared with the work beside the window."""
        self._found: tuple[object, str] | None = None

    @property
    def login(self) -> str:
        """Whoever is signed in; empty while nobody is."""
        return self.officer.login if self.officer is not None else ""

    def twin(self) -> Session:
        """The same person for work beside the window."""
        session = Session(self.officer)
        session.way, session.at_hand, session.proofs = self.way, self.at_hand, self.proofs
        return session

    def require_here(self, store: Store) -> None:
        """Requires that whoever is signed in, if anybody, works here still; asked anew when a rule changed anywhere.

        Another window may have set the account aside since, or given it another password: whoever came by the one
        before, which may have been lent or found out, leaves. Errors: RuleError (rule "left").
        """
        officer = self.officer
        if officer is None:
            return
        stamp = (store.database.rules_stamp(), officer.login)
        if stamp == self._found:
            return
        known = store.officers.get(officer.login)
        if known is not None and not known.active:
            raise RuleError(left_text(known.name), rule="left")
        proved = {digest for login, digest in self.proofs if login == officer.login}
        if proved and store.officers.password_hash(officer.login) not in proved:
            text = _("Mật khẩu của {name} đã đổi ở nơi khác. Đăng nhập bằng mật khẩu mới.")
            raise RuleError(text.format(name=officer.name), rule="left")
        self._found = stamp


class Desk:
    """The ground every group of verbs stands on: each offers its own verbs, and asks another by ``group`` for more."""

    at_the_door = False
    """True if it is there for whoever sits here, also for somebody whose account was set aside since."""

    def __init__(self, store: Store, session: Session) -> None:
        self._store = store
        self.session = session

    @property
    def store(self) -> Store:
        """The store read from and written to, for whoever works here still. Errors: RuleError (rule "left")."""
        if not self.at_the_door:
            self.session.require_here(self._store)
        return self._store

    def signed_in(self) -> Officer:
        """Whoever is signed in, for what needs no duty. Errors: RuleError (rule "signed_out")."""
        if self.session.officer is None:
            raise RuleError(_("Chưa đăng nhập. Đăng nhập rồi làm lại."), rule="signed_out")
        return self.session.officer

    def acting(self, duty: Duty) -> Officer:
        """The officer who acts. Errors: RuleError when nobody is signed in or the role lacks the duty."""
        officer = self.signed_in()
        # As they stand now: somebody may have been made inactive at another counter since signing in.
        officer = self.store.officers.get(officer.login) or officer
        if not officer.may(duty):
            raise lacking(officer, duty)
        return officer

    def may(self, duty: Duty) -> bool:
        """True if whoever is signed in holds a right, as they stand now."""
        officer = self.session.officer
        if officer is None:
            return False
        return (self.store.officers.get(officer.login) or officer).may(duty)

    def act(
        self, duty: Duty, op_id: str, *kinds: Event[Any], begin: Begin | None = None
    ) -> OfficeAct:
        """An act by whoever acts, to be entered with ``with``; its operation's first event is of one of ``kinds``.

        ``begin`` opens another transaction than the usual one. Errors: as ``acting``, before anything is begun.
        """
        opened = begin or self.store.transaction
        return OfficeAct(
            self.store, self.acting(duty), op_id, kinds, opened, duty, lambda: self.acting(duty)
        )

    def own_act(self, op_id: str, *kinds: Event[Any]) -> OfficeAct:
        """An act about whoever is signed in and nobody else, which needs no duty. Errors: RuleError: nobody is."""
        officer = self.signed_in()
        return OfficeAct(self.store, officer, op_id, kinds, self.store.transaction)

    def act_by(self, officer: Officer, op_id: str, *kinds: Event[Any]) -> OfficeAct:
        """An act by an officer who proved who they are, signed in or not."""
        return OfficeAct(self.store, officer, op_id, kinds, self.store.transaction)

    def group(self, kind: type[Group]) -> Group:
        """Another group of verbs, for the same officer over the same store."""
        return kind(self._store, self.session)

    def dossier(self, code: str) -> Dossier:
        """The dossier with this code, in whatever letters it was typed. Errors: RuleError (field "code")."""
        from counter_app.domain.dossier.scanned import read_code

        dossier = self.store.dossiers.by_code(code.strip().upper())
        if dossier is None and (read := read_code(code, self.settings.number)) is not None:
            dossier = self.store.dossiers.by_code(read.text)
        if dossier is None:
            raise no_dossier(code)
        return dossier

    def procedure(self, code: str, day: date, *, field: str = "procedure") -> Procedure:
        """The version of a procedure that holds on a day. Errors: RuleError (``field``)."""
        found = self.store.catalogue.valid(code.strip(), day)
        if found is None:
            raise no_procedure(code, field=field)
        return found

    def name_on_paper(self, login: str) -> str:
        """The person who signs a paper; for the program and for keys whoever makes the paper signs."""
        acting = self.session.officer
        if not is_person(login) and acting is not None:
            login = acting.login
        names = self.store.officers.names()
        return names.get(login, login) if is_person(login) else ""

    def now(self) -> datetime:
        """The present moment by the office's clock."""
        return self.store.clock.now()

    def today(self) -> date:
        """The office's day."""
        return local_date(self.now())

    def soon(self) -> date:
        """The next working day; while its year is not confirmed, the next of Monday to Friday."""
        from counter_app.domain.dossier.promises import working_day_after

        return working_day_after(self.store.calendar.current(), self.today())

    def waited_until(self, day: date) -> date:
        """The earliest last day to bring papers that is not over on ``day``: a day off ends with the next working day.

        Bộ luật Dân sự 91/2015/QH13 Điều 148 khoản 5.
        """
        from counter_app.domain.dossier.promises import working_day_before

        return working_day_before(self.store.calendar.current(), day) + timedelta(days=1)

    def last_day_to_wait(self, asked: date, rule: Procedure | Policy | None) -> date:
        """The last day to bring what was asked for on a day, by the procedure's rule or else the office's.

        Errors: YearNotConfirmed where working days reach into a year that is not confirmed.
        """
        from counter_app.domain.promise.pauses import last_day_to_wait

        own = rule is not None and rule.supplement_days > 0
        days = rule.supplement_days if own and rule else self.settings.supplement_days
        working = own and rule is not None and rule.supplement_working
        return last_day_to_wait(self.store.calendar.current(), asked, days, working=working)

    @property
    def settings(self) -> OfficeSettings:
        """The office's settings as they are now."""
        return self.store.settings.office()

    @property
    def preferences(self) -> Preferences:
        """This computer's preferences as they are now."""
        return self.store.settings.preferences()


def left_text(name: str) -> str:
    """The sentence about an account that was set aside while somebody sat here with it."""
    return _("Tài khoản {name} đã ngừng dùng. Đăng nhập bằng tài khoản khác.").format(name=name)


def lacking(officer: Officer, duty: Duty) -> RuleError:
    """The refusal of an officer without a right (rule "duty")."""
    return RuleError(
        _("Tài khoản {name} không có quyền “{right}”. Nhờ người có quyền đăng nhập.").format(
            name=officer.name, right=_(RIGHT_OF[duty].name)
        ),
        rule="duty",
    )


def no_dossier(code: str, *, field: str = "code", rule: str = "") -> RuleError:
    """The refusal of a code that nothing at this counter has."""
    text = _(
        "Không tìm thấy hồ sơ {code} trên máy này. Kiểm tra lại mã, hoặc bấm F3 tìm theo họ tên."
    )
    return RuleError(text.format(code=code), field=field, rule=rule)


def no_procedure(code: str, *, field: str = "procedure") -> RuleError:
    """The refusal of a code under which nothing can be asked for."""
    text = _("Không có thủ tục {code} đang áp dụng. Tìm lại theo tên thủ tục.")
    return RuleError(text.format(code=code.strip() or "…"), field=field)
