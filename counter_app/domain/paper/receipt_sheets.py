"""Papers of the counter: what each says, gathered before it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.paper.heading import Heading


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
    """Giấy biên nhận trả kết quả: the taker, the result, the moment and the giver; ``kind`` of result in words."""

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
