"""The consent to bring a copy back: two people, of the office in place or else of the copy (docs/adr/0064)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from counter_app.desk.desk import Session
from counter_app.desk.office.leader_consent import OWN, Approval, Consented, second_person
from counter_app.desk.office.signing_in import SigningIn
from counter_app.domain.office.consent import RestoreConsented
from counter_app.domain.office.rights import RIGHT_OF
from counter_app.domain.office.staff import COMMAND_LINE, Duty, Officer
from counter_app.errors import LockedError, RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.store.file.held_keys import HeldKeys
    from counter_app.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """The person who restores (a login), and the journal's words on the consent."""

    actor: str
    said: Consented


Consent = Callable[["Store"], Allowed]
"""Asked of the office that is to come back, once its copy proved itself. Errors: RuleError."""
Proving = Callable[[Callable[[str, str], Officer]], Officer]
"""Is handed the door, name and password to officer, and comes through it."""
NOBODY = Allowed(actor=COMMAND_LINE.login, said={})
"""The program itself, which rehearses."""


def by_password(prove: Proving, approval: Approval = OWN, *, sheet: bool = False) -> Consent:
    """The consent of people the copy knows: of whoever comes through the door, and of a second person.

    Where the data in place cannot be opened, the copy's own officers are the only ones to ask; what it says of their
    passwords was compared with its journal by then. ``sheet``: the words of the recovery sheet opened the copy; they
    stand in for the second person as ``with_sheet`` says.
    """

    def consent(store: Store) -> Allowed:
        seat = SigningIn(store, Session())
        prove(seat.prove_once)
        officer = seat.acting(Duty.RESTORE)
        if store.officers.is_lent(officer.login):
            raise RuleError(
                _(
                    "Mật khẩu này do người khác đặt nên không khôi phục được bằng nó. Nhờ một người đã tự đặt mật khẩu."
                ),
                field="password",
                rule="own_lent",
            )
        if sheet and not approval.approver:
            return with_sheet(store, officer)(store)
        said = second_person(store, officer, approval, Duty.RESTORE)
        return Allowed(actor=officer.login, said=said)

    return consent


def with_sheet(asked: Store, officer: Officer) -> Consent:
    """The consent of somebody who holds the words of the recovery sheet, asked of the copy they opened.

    Nobody reads a sheet from its sealed envelope unseen, but for whoever made it: to him it is no second person. He
    needs one, unless nobody else works in the office ``asked``; then the journal says that it was one alone. Errors:
    RuleError (rule "own_sheet") for him.
    """
    others = any(item.active and item.login != officer.login for item in asked.officers.all())

    def consent(copy: Store) -> Allowed:
        from counter_app.desk.office.recovery import RecoverySheets

        said = RestoreConsented(by_sheet=True)
        if RecoverySheets(copy, Session()).standing().maker == officer.login:
            if others:
                raise RuleError(
                    _(
                        "Phiếu khôi phục này do chính người khôi phục lập nên không thay được người thứ hai. Nhờ một "
                        "người khác khôi phục, hoặc đồng ý bằng mật khẩu."
                    ),
                    field="approver",
                    rule="own_sheet",
                )
            said["alone"] = True
        return Allowed(actor=officer.login, said=said)

    return consent


def by_name(login: str, password: str, approval: Approval = OWN, *, sheet: bool = False) -> Consent:
    """The same by a name and a password as typed. Errors: RuleError (field "password") where none was."""

    def prove(door: Callable[[str, str], Officer]) -> Officer:
        if not login or not password:
            raise RuleError(_("Gõ mật khẩu của người khôi phục."), field="password", rule="name")
        return door(login, password)

    return by_password(prove, approval, sheet=sheet)


def by_sheet(_store: Store) -> Allowed:
    """The consent of the recovery sheet alone, where nobody is left who remembers a password."""
    return Allowed(actor=COMMAND_LINE.login, said=RestoreConsented(by_sheet=True, alone=True))


def by_words(words: str, consent: Consent) -> Consent:
    """The words of the recovery sheet proved by what a plain copy keeps of them, before ``consent`` is asked.

    Errors: as ``RecoverySheets.require``.
    """

    def asked(store: Store) -> Allowed:
        from counter_app.desk.office.recovery import RecoverySheets

        RecoverySheets(store, Session()).require(words)
        return consent(store)

    return asked


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPeople:
    """The people who may bring a copy back: a mark if it is ``locked``, those who may restore, possible second ones.

    Of a locked copy only those are known whose password opens its ring, and none of their rights.
    """

    locked: bool
    first: tuple[Officer, ...]
    second: tuple[Officer, ...]


def people_of_copy(copy: Path, held: HeldKeys) -> CopyPeople:
    """The people a copy can ask, by its own unproved word. Errors: StoreError for a file that is no copy."""
    from counter_app.desk.office.unlocking import people_of
    from counter_app.store.file.copy_officers import officers_in

    try:
        held.key_for(copy)
    except LockedError:
        known = tuple(people_of(held))
        return CopyPeople(locked=True, first=known, second=known)
    officers = [item for item in officers_in(copy, held) if item.active]
    return CopyPeople(
        locked=False,
        first=tuple(item for item in officers if item.may(Duty.RESTORE)),
        second=tuple(item for item in officers if item.role in RIGHT_OF[Duty.CONSENT].most),
    )
