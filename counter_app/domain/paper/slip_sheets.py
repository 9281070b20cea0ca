"""The content of slips, lists and notes: everything each of them needs, gathered before it is drawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.domain.followups.followup import ON_TIME, FollowUp, Lateness
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.catalogue.sectors import PaperItem
    from counter_app.domain.dossier.dossier import Dossier, State
    from counter_app.domain.paper.heading import Heading
    from counter_app.domain.paper.slips import WantedPaper
    from counter_app.domain.paper.templates import PaperTemplate
    from counter_app.domain.requests.request import DataRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """The beginning and the end of every paper.

    ``title`` as its form prints it; ``number`` the full "Số: …" text; ``reprint`` 0 for the first print; ``chain`` ten
    characters of the journal's chain head; ``writer`` the name of whoever issued it; ``worded`` the day whose words the
    form has where it is another than the day of issue.
    """

    heading: Heading
    title: str
    issued_at: datetime
    form_label: str = ""
    number: str = ""
    reprint: int = 0
    reprint_reason: str = ""
    chain: str = ""
    writer: str = ""
    worded: date | None = None

    @property
    def words_day(self) -> date:
        """The day whose words the form has."""
        return self.worded or self.issued_at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementSheet:
    """Mẫu 02: everything to be brought or mended, the reason, the last day, and the officer to ask (``contact``)."""

    head: PaperHead
    dossier: Dossier
    wanted: tuple[WantedPaper, ...]
    reason: str
    until: date | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalSheet:
    """Mẫu 03: not taken in, or (``resolved``) taken in and then not resolved, and why."""

    head: PaperHead
    dossier: Dossier
    reason: str
    wanted: tuple[WantedPaper, ...] = ()
    resolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologySheet:
    """Mẫu 04: ``promised_at`` is the moment that is missed, ``until`` the one proposed instead."""

    head: PaperHead
    dossier: Dossier
    reason: str
    promised_at: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSheet:
    """Mẫu 05: ``act`` is "withdraw" (asked by the citizen), "stop" or "close"; ``asked_at`` when it was asked or done.

    ``fee_back`` says in đồng what was refunded, None when nothing is known.
    """

    head: PaperHead
    dossier: Dossier
    act: str
    reason: str
    asked_at: datetime
    asked_how: str = ""
    fee_back: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlLeg:
    """One leg of Mẫu 06: giver and taker; ``taken_at`` None while on its way, ``outcome`` in words."""

    giver_office: str
    giver: str
    taker_office: str
    taker: str
    given_at: datetime
    taken_at: datetime | None = None
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSheet:
    """Mẫu 06: who resolves, who helps, and every hand-over so far."""

    head: PaperHead
    dossier: Dossier
    resolver: str
    partner: str
    legs: tuple[ControlLeg, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverLine:
    """A dossier on a hand-over sheet."""

    code: str
    name: str
    procedure: str
    received_at: datetime
    promised_at: datetime | None
    papers: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverSheet:
    """BIÊN BẢN BÀN GIAO HỒ SƠ."""

    head: PaperHead
    giver_office: str
    giver: str
    taker_office: str
    taker: str
    given_at: datetime
    taken_at: datetime | None
    lines: tuple[HandoverLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultLine:
    """A result on the list that goes to those who return it; ``fee`` is in đồng, still to be collected."""

    code: str
    procedure: str
    result: str
    name: str
    address: str
    fee: int | None = None
    postal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultListSheet:
    """PHIẾU BÀN GIAO KẾT QUẢ."""

    head: PaperHead
    lines: tuple[ResultLine, ...]
    giver: str = ""
    taker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeNoteSheet:
    """Phiếu thu nội bộ: ``receipt_no`` is the official receipt's number as the officer typed it, never made here.

    ``refund``: money given back. ``unpaid``: what is only due, which nobody has taken.
    """

    head: PaperHead
    dossier: Dossier
    payer: str
    amount: int
    receipt_no: str = ""
    method: str = ""
    refund: bool = False
    unpaid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidanceSheet:
    """Phiếu hướng dẫn: the papers still to bring, and where each is got."""

    head: PaperHead
    procedure: str
    wanted: tuple[WantedPaper, ...]
    dossier: Dossier
    limit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSheet:
    """Phiếu đôn đốc: the asker and the question, the receiver (``holder``, in words), the dossier as it stood then.

    ``dossier`` and ``state`` are None for one that is only in the official system; ``source`` says by which document
    the answer is due.
    """

    head: PaperHead
    followup: FollowUp
    holder: str
    dossier: Dossier | None = None
    state: State | None = None
    late: Lateness = ON_TIME
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSheet:
    """A request about personal data: that it was received, or (``answered``) what the office answers."""

    head: PaperHead
    request: DataRequest
    handler: str
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitItem:
    """One dossier of a visit: its limit in words, its place in the book, what was ``paid`` of its fee, what to mind."""

    dossier: Dossier
    limit: str
    book: str
    paid: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSheet:
    """Mẫu 01 for several dossiers handed in at one visit."""

    head: PaperHead
    items: tuple[VisitItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedProcedure:
    """A procedure as it is posted up: name, code, papers, time, fee, how and where it is asked for, who resolves it,
    what comes of it, legal basis. Only what the commune has reviewed; where it was found is not for the wall.
    """

    name: str
    code: str
    papers: tuple[PaperItem, ...]
    sets: int
    limit: str
    fee: str
    result: str = ""
    legal_basis: str = ""
    resolver: str = ""
    ways: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingSheet:
    """Bảng niêm yết: the procedures of each sector."""

    head: PaperHead
    sectors: tuple[tuple[str, tuple[PostedProcedure, ...]], ...]
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """A line of Mẫu 07. ``way`` is how the result is fetched, ``signed`` who took it."""

    number: int
    code: str
    procedure: str
    name: str
    contact: str
    agency: str
    received_at: datetime
    promised_at: datetime | None
    returned_at: datetime | None = None
    way: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSheet:
    """A receipt of the procedure's own: its template and the facts its rows name, as text."""

    head: PaperHead
    template: PaperTemplate
    dossier: Dossier
    facts: dict[str, str]
