"""The columns of lists of people to be told or called: one declaration for dialog, paper and workbook.

Titles are in the language spoken when a list is made: its window's, or the paper's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeVar

from counter_app.domain.paper.report_table import Align
from counter_app.domain.text import shortened
from counter_app.i18n import _, plural
from counter_app.wording.paper.moments import near_moment, phone_text
from counter_app.wording.tables.columns import Column
from counter_app.wording.tables.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from counter_app.desk.calendar.impact import MovedPromise
    from counter_app.desk.promise.board import Morning
    from counter_app.domain.followups.followup import FollowUp
    from counter_app.store.read.board import BoardRow

_NAME_LENGTH = 90
T = TypeVar("T")


class Called(Protocol):
    """Somebody who can be told of a dossier."""

    @property
    def code(self) -> str:
        """The dossier's code."""

    @property
    def name(self) -> str:
        """The person who handed it in."""

    @property
    def phone(self) -> str:
        """The telephone to call."""

    @property
    def procedure(self) -> str:
        """The procedure asked for."""


def person_columns(of: Callable[[T], Called]) -> tuple[Column[T], ...]:
    """Number, code, name, telephone and procedure."""
    return (
        number_column(),
        Column(_("Mã hồ sơ"), lambda item: of(item).code, 2.0),
        Column(_("Người nộp"), lambda item: of(item).name, 2.2, of_people=True),
        Column(
            _("Điện thoại"),
            lambda item: of(item).phone,
            1.3,
            say=lambda item: phone_text(of(item).phone),
        ),
        Column(
            _("Thủ tục"),
            lambda item: _brief(of(item).procedure),
            3.6,
            say=lambda item: of(item).procedure,
        ),
    )


@lru_cache(maxsize=256)
def _brief(name: str) -> str:
    """On one line that is not too long; a list names the same few procedures again and again."""
    return shortened(name, _NAME_LENGTH)


def number_column() -> Column[T]:
    """The row's number; the window has none."""
    return Column(_("TT"), None, 0.5, Align.CENTRE)


def called_column() -> Column[T]:
    """Left free on paper, to be ticked with a pen."""
    return Column(_("Đã gọi"), lambda _item: None, 0.8, on_paper=True)


def moment_column(
    title: str, of: Callable[[T], datetime | None], year: int, width: float = 1.4
) -> Column[T]:
    """A moment: whole on paper, without its year in the window while it is this one."""
    return Column(title, of, width, Align.CENTRE, say=lambda item: near_moment(of(item), year))


def itself(row: BoardRow) -> Called:
    """A row of the board is somebody to be called."""
    return row


def ready_columns(morning: Callable[[], Morning]) -> tuple[Column[BoardRow], ...]:
    """Results nobody has come for."""

    def waited(row: BoardRow) -> Label:
        days = morning().waited(row)
        late = row in morning().uncollected
        text = plural("{days} ngày", days).format(days=days)
        return Label(text, "warning" if late else "ink", "phone" if late else "")

    return (
        *person_columns(itself),
        Column(
            _("Có kết quả từ"),
            lambda row: row.finished_at.date() if row.finished_at else None,
            1.1,
            Align.CENTRE,
        ),
        Column(_("Số ngày chờ"), lambda row: morning().waited(row), 0.7, Align.RIGHT, say=waited),
        called_column(),
    )


def waiting_columns(morning: Callable[[], Morning]) -> tuple[Column[BoardRow], ...]:
    """The people who still have to bring papers, and the last day."""

    def state(row: BoardRow) -> Label:
        if row in morning().lapsed:
            return Label(_("Quá hạn bổ sung, đề nghị kết thúc"), "bad", "clock-overdue")
        return Label(_("Còn hạn"), "good", "clock")

    return (
        *person_columns(itself),
        Column(_("Hạn bổ sung"), lambda row: row.supplement_until, 1.1, Align.CENTRE),
        Column(_("Tình trạng"), state, 1.2),
    )


def outage_columns(year: int) -> tuple[Column[BoardRow], ...]:
    """The people with dossiers that stand still while the official system does."""
    return (
        *person_columns(itself),
        moment_column(_("Hẹn trả"), lambda row: row.promised_at, year),
    )


def apology_columns(
    of: Callable[[T], BoardRow],
    until: Callable[[T], datetime | None],
    reason: Callable[[T], str],
    year: int,
    promised: Callable[[T], Label] | None = None,
) -> tuple[Column[T], ...]:
    """The columns of apologies to be said: the citizen, the old day, the new one, and why."""
    return (
        *person_columns(of),
        Column(_("Hẹn trả"), lambda item: of(item).promised_at, 1.4, Align.CENTRE, say=promised),
        Column(
            _("Hẹn lại"),
            until,
            1.4,
            Align.CENTRE,
            say=lambda item: near_moment(until(item), year) or _("Chưa có lịch năm sau"),
        ),
        Column(_("Lý do"), reason, 2.4, say=lambda item: reason(item) or _("Chưa ghi")),
    )


def ripple_columns(year: int) -> tuple[Column[MovedPromise], ...]:
    """The promises that would move: the old and the new moment, and why."""

    def new(item: MovedPromise) -> Label:
        later = item.new > item.old
        words = near_moment(item.new, year)
        return Label(words, "bad" if later else "good", "down" if later else "up")

    return (
        *person_columns(_promise),
        moment_column(_("Hẹn trả|Đã hẹn"), lambda item: item.old, year),
        Column(_("Hẹn trả|Tính đúng là"), lambda item: item.new, 1.4, Align.CENTRE, say=new),
        Column(_("Lý do đổi"), moved_text, 1.6),
        called_column(),
    )


def _promise(item: MovedPromise) -> Called:
    return item.promise


def moved_text(item: MovedPromise) -> str:
    """Why a promise would be another."""
    return _("Thời gian chờ đã bị tính lại từ đầu") if item.given_anew else _("Lịch làm việc đổi")


def asked_columns() -> tuple[Column[FollowUp], ...]:
    """The asker, the dossier and the question."""
    return (
        number_column(),
        Column(_("Mã hồ sơ"), lambda item: item.shown_code, 1.8),
        Column(_("Người hỏi"), lambda item: item.asker, 2.0, of_people=True),
        Column(
            _("Điện thoại"), lambda item: item.phone, 1.2, say=lambda item: phone_text(item.phone)
        ),
        Column(_("Công dân hỏi"), lambda item: item.asked, 3.0),
    )


def unanswered_columns(
    names: Mapping[str, str],
    now: Callable[[], datetime],
    state: Callable[[FollowUp], Label] | None = None,
) -> tuple[Column[FollowUp], ...]:
    """The columns of open questions: the receiver, the last day for an answer, and the standing."""
    from counter_app.wording.followups import sent_to_text, standing_text

    return (
        *asked_columns(),
        Column(
            _("Gửi"), lambda item: sent_to_text(item.sent_office, item.sent_officer, names), 2.0
        ),
        moment_column(_("Hạn trả lời"), lambda item: item.answer_due, now().year),
        Column(_("Tình trạng"), lambda item: standing_text(item.standing(now())), 1.3, say=state),
    )
