"""What the papers say: everything a document needs, gathered before it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.domain.cell import Cell as Cell  # noqa: TC001 - handed on to who fills tables
from counter_app.domain.paper.sizes import PaperSize as PaperSize
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The office as papers name it; every string is a setting (Thông tư 03/2025/TT-VPCP Phụ lục I).

    ``parent`` and ``unit`` head the left block, ``name`` stands in sentences, ``place`` before the date,
    ``symbol`` stands for it in Số, ký hiệu, ``sample`` prints the mark of invented data,
    in the words of practice with ``training``. ``capacity`` are the lines
    above who signs for it, ``signer`` the name below; ``counter`` is the unit where people come to.
    """

    parent: str
    unit: str
    name: str
    place: str
    address: str = ""
    phone: str = ""
    sample: bool = False
    symbol: str = "TTPVHCC"
    capacity: tuple[str, ...] = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    signer: str = ""
    leader: str = ""
    counter: str = ""
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSheet:
    """Mẫu 01, Giấy tiếp nhận hồ sơ và hẹn trả kết quả.

    ``form_label`` such as "Mẫu số 01"; ``number`` the full "Số: …" text; ``limit`` the statutory time in words;
    ``explanation`` how the due moment was counted; ``reprint`` 0 for the first print; ``head`` ten characters of the
    journal's chain head; ``notes`` what changed since the first print; ``title`` and ``number`` as the form is printed;
    ``paid`` what was taken of the fee when it was issued, None where that is not known; ``worded`` the day whose words
    it has, for a copy the day of the first print.
    """

    heading: Heading
    dossier: Dossier
    form_label: str
    number: str
    limit: str
    explanation: str
    receiver_name: str
    book: str
    issued_at: datetime
    reprint: int = 0
    reprint_reason: str = ""
    head: str = ""
    notes: tuple[str, ...] = ()
    title: str = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    paid: int | None = None
    worded: date | None = None

    @property
    def words_day(self) -> date:
        """The day whose words the form has."""
        return self.worded or self.issued_at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSheet:
    """Giấy biên nhận trả kết quả: who took which result, when, from whom; ``kind`` of result in words."""

    heading: Heading
    dossier: Dossier
    returner_name: str
    returned_at: datetime
    reprint: int = 0
    reprint_reason: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSheet:
    """A queue ticket for 80 mm paper; ``ahead`` people are called before it, ``priority`` says that it is called first.

    ``back_at`` is when its holder had better be back, None when that cannot be known; ``priority_run``: after so many
    numbers with priority an ordinary one is called, 0 where that is not told.

    Why it is (age, health, merit) is sensitive personal data (Luật 91/2025/QH15) and never gets as far as paper.
    """

    heading: Heading
    label: str
    queue_name: str
    taken_at: datetime
    ahead: int
    priority: bool = False
    back_at: datetime | None = None
    priority_run: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingSheet:
    """Biên bản chốt ngày: the day's totals with the journal's head, to be signed.

    ``numbers`` tells the last number of each series of the year. ``signed`` is the office's signed statement as one
    line for the QR code, empty where its key was not unlocked; ``key_mark`` tells the key.
    """

    heading: Heading
    day: date
    closed_at: datetime
    officer_name: str
    totals: Sequence[tuple[str, str]]
    first_seq: int
    last_seq: int
    head: str
    notes: Sequence[str] = field(default=())
    numbers: str = ""
    signed: str = ""
    key_mark: str = ""


class Align(StrEnum):
    """How a table's column stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class ChartKind(StrEnum):
    """How a table's chart is drawn: bars side by side, bars in one, lines over the rows, or cells shaded by value."""

    BARS = "bars"
    STACKED = "stacked"
    LINE = "line"
    HEAT = "heat"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of a report: its head (groups joined by ``|``), weight of its width, alignment."""

    title: str
    width: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A computed report, ready for screen, PDF and XLSX.

    ``rows`` hold typed cells; ``total`` is the last line, or None. ``notes`` are printed below: formulas with their
    n, the invariant, what is missing. ``chart`` names the columns (label, values…) worth drawing, ``chart_kind`` how,
    ``chart_tones`` in which tones where values mean good or bad ("good", "info", "warning", "bad", "muted").
    ``numbers`` is the row of column numbers under the head, such as ``(3)=(4)+(5)``; ``form_label`` the number of an
    official form; ``tab`` a short name where several tables stand side by side.
    """

    name: str
    title: str
    subtitle: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    notes: tuple[str, ...] = ()
    chart: tuple[int, ...] = ()
    chart_kind: ChartKind = ChartKind.BARS
    chart_tones: tuple[str, ...] = ()
    landscape: bool = True
    numbers: tuple[str, ...] = ()
    form_label: str = ""
    tab: str = ""
