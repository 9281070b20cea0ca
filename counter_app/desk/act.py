"""The one way to write: an act of an officer, and the answer that tells what it changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.transaction import new_op as new_op
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.event import Event, Said
    from counter_app.domain.office.consent import Consented
    from counter_app.domain.office.staff import Duty, Officer
    from counter_app.store.core.journal import Entry
    from counter_app.store.file.transaction import Transaction
    from counter_app.store.store import Store

    Begin = Callable[[], AbstractContextManager[Transaction]]

T = TypeVar("T")
_PROCESS = "process"
"""The duty whose acts are somebody's own: who processes dossiers."""


class Noun(StrEnum):
    """The things a verb may change; pages reload by these."""

    DOSSIER = "dossier"
    TICKET = "ticket"
    PRINT = "print"
    CATALOGUE = "catalogue"
    CALENDAR = "calendar"
    STAFF = "staff"
    SETTINGS = "settings"
    CLOSING = "closing"
    BATCH = "batch"
    DRAFT = "draft"
    REPORT = "report"
    CERTIFICATION = "certification"
    FEE = "fee"
    QUESTION = "question"
    FOLLOWUP = "followup"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A verb's result, the nouns it changed, and the journal's numbers of what it wrote down just now."""

    result: T
    changes: frozenset[Noun]
    entries: tuple[int, ...] = ()


def changed(*nouns: Noun) -> frozenset[Noun]:
    """The nouns a verb changed."""
    return frozenset(nouns)


def made_by(store: Store, op_id: str, *kinds: Event[Any]) -> Entry | None:
    """The event an operation already wrote, if it did. Errors: RuleError (field "op_id") for one of another kind."""
    known = store.journal.by_op(op_id) if op_id else None
    if known is not None and known.kind not in kinds:
        raise of_another_act()
    return known


def of_another_act() -> RuleError:
    """The refusal of an operation that was something else when it was first sent (field "op_id")."""
    text = _("Lần lưu này đã được ghi trước đó. Mở lại biểu mẫu rồi nhập tiếp.")
    return RuleError(text, field="op_id")


class OfficeAct:
    """One transaction of an officer with the right to it; entered with ``with``, all of it is kept or none.

    ``known`` is the first entry that the same operation wrote earlier: then nothing is recorded, and the verb answers
    from it as it did the first time. ``kinds`` are those the operation's first event may have. ``consent`` is a second
    person's for all of it, said in every event that may say so. ``allowed`` raises for whom the act is no more once it
    is begun.
    """

    tx: Transaction

    def __init__(
        self,
        store: Store,
        officer: Officer,
        op_id: str,
        kinds: tuple[Event[Any], ...],
        begin: Begin,
        duty: Duty | None = None,
        allowed: Callable[[], object] | None = None,
    ) -> None:
        self._allowed = allowed
        self.officer, self._duty = officer, duty
        self.consent: Consented = {}
        self.known: Entry | None = None
        self._store, self._op_id, self._kinds, self._begin = store, op_id, kinds, begin
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as opening:
            self.tx = opening.enter_context(self._begin())
            if self._allowed is not None:
                self._allowed()  # while this window waited, another one may have taken the right away
            self.known = self.sent(self._op_id)
            self._open = opening.pop_all()
        return self

    def __exit__(self, *error: Any) -> None:
        self._open.__exit__(*error)

    def sent(self, op_id: str) -> Entry | None:
        """The entry an operation wrote already; else the next event carries it. Errors: RuleError for another's id."""
        self._op_id = op_id
        return made_by(self._store, op_id, *self._kinds)

    def record(
        self, event: Event[Said], subject: str, payload: Said, consent: Consented | None = None
    ) -> Entry:
        """Append an event of the officer; the operation's id goes with the first one.

        ``consent`` is the second person's. What processes somebody else's dossier says so. Errors: RuleError (rule
        "sector") where nobody else may.
        """
        op_id, self._op_id = self._op_id, ""
        told = "approved_by" in event.fields()
        more: dict[str, Any] = {**(self.consent if told else {}), **(consent or {})}
        if self._duty is not None and self._duty == _PROCESS:
            from counter_app.desk.sector_charge import told_whose

            more |= told_whose(self._store, self.officer, event, subject, payload)
        whole = cast("Said", {**payload, **more}) if more else payload
        return self.tx.record(event, subject, whole, actor=self.officer.login, op_id=op_id)

    def next_number(self, name: str, period: str) -> int:
        """The next number of a series; taken once the event that carries it is recorded."""
        return self.tx.next_number(name, period)

    @property
    def now(self) -> datetime:
        """The act's moment."""
        return self.tx.now

    @property
    def first(self) -> Entry:
        """The first event, recorded now or when the operation was sent before."""
        return self.known or self.tx.entries[0]

    @property
    def payload(self) -> dict[str, Any]:
        """The payload of the first event, or the rest after an erasure."""
        return self._store.journal.payload(self.first.seq)

    @property
    def subjects(self) -> list[str]:
        """The subjects of the act's events of its own kinds, in their order."""
        events = self._store.journal.together(self.known) if self.known else self.tx.entries
        return [entry.subject for entry in events if entry.kind in self._kinds]

    def done(self, result: T, *nouns: Noun) -> Done[T]:
        """The verb's answer; nothing changed when nothing was recorded."""
        entries = tuple(entry.seq for entry in self.tx.entries)
        return Done(result, changed(*nouns) if entries else frozenset(), entries)
