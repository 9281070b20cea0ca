"""Reception and return away from the counter: reception points, somebody's home.

Both are ways of handing in directly: the counting by law knows direct and online only. The moment of receipt is when
the papers were taken there, and the time runs from it, whenever it is entered at the office.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.typed_moment import parse_moment
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.law import number

if TYPE_CHECKING:
    from counter_app.domain.dossier.draft import IntakeDraft


def require_known(point: str, points: Sequence[str], home: str, *, field: str = "point") -> None:
    """Requires that a named point is one of the office's. Errors: RuleError (``field``, rule "point")."""
    if point and point not in (*points, home):
        raise RuleError(
            _(
                "Chưa có điểm tiếp nhận {point}. Thêm ở trang Cài đặt (Ctrl+4), thẻ Đơn vị, rồi chọn lại."
            ).format(point=point),
            field=field,
            rule="point",
        )


def check_point(draft: IntakeDraft, points: Sequence[str], home: str) -> None:
    """Checks that a cleaned form may say that it was taken in where it says.

    Errors: RuleError: field "point", "home_address", "visited_by" or "taken_at".
    """
    require_known(draft.point, points, home)
    require_known(draft.return_place if draft.return_place == home else "", points, home)
    if draft.point and draft.channel is not Channel.DIRECT:
        raise RuleError(
            _("Điểm tiếp nhận và tại nhà là nộp trực tiếp. Chọn kênh trực tiếp, hoặc bỏ điểm."),
            field="point",
            rule="channel",
        )
    at_home = bool(home) and draft.point == home
    if at_home and not (draft.home_address or draft.applicant.address):
        raise RuleError(
            _("Nhận tại nhà cần địa chỉ đã đến. Ghi địa chỉ."), field="home_address", rule="home"
        )
    if bool(home) and draft.return_place == home and not _goes_to(draft):
        raise RuleError(
            _("Trả tại nhà cần địa chỉ. Ghi địa chỉ nhận kết quả."),
            field="return_address",
            rule="home",
        )
    stray = [name for name in ("home_address", "visited_by") if getattr(draft, name)]
    if stray and not at_home:
        raise RuleError(
            _("Địa chỉ và người đến nhận chỉ ghi khi nhận tại nhà. Chọn nơi nhận tại nhà."),
            field=stray[0],
            rule="home",
        )
    if draft.taken_at and not draft.point:
        raise RuleError(
            _("Giờ nhận chỉ ghi khi nhận ngoài trụ sở. Chọn điểm tiếp nhận, hoặc để trống giờ."),
            field="taken_at",
            rule="point",
        )


def _goes_to(draft: IntakeDraft) -> str:
    return draft.return_address or draft.applicant.address


def moment_taken(draft: IntakeDraft, now: datetime) -> datetime:
    """The moment the papers were taken: as the form says, else now.

    Errors: RuleError (field "taken_at"): rule "unreadable", "moment_future", "moment_before".
    """
    if not draft.taken_at:
        return now
    at = _read(draft.taken_at, now)
    if at > now:
        raise RuleError(
            _("Giờ nhận này chưa tới. Ghi đúng lúc đã nhận giấy tờ."),
            field="taken_at",
            rule="moment_future",
        )
    longest = number("late_entry_days", now.date())
    if now - at > timedelta(days=longest):
        raise RuleError(
            _("Giờ nhận cách nay quá {days} ngày. Kiểm tra lại ngày đã nhận giấy tờ.").format(
                days=longest
            ),
            field="taken_at",
            rule="moment_before",
        )
    return at


def _read(text: str, now: datetime) -> datetime:
    """A moment with its day: an hour alone would mean another day tomorrow. Errors: RuleError (field "taken_at")."""
    wrong = RuleError(
        _("Giờ nhận phải có cả ngày. Ghi như 14:30 22/11/2026."),
        field="taken_at",
        rule="unreadable",
    )
    try:
        at = parse_moment(text, now)
    except RuleError as error:
        raise wrong from error
    if at is None or at != parse_moment(text, now - timedelta(days=1)):
        raise wrong
    return at
