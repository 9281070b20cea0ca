"""Words about copies: where they go, what came of making them, their proof, the rehearsal of a restore."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.clock import local_date
from counter_app.i18n import _, plural
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import clock_text, short_date

if TYPE_CHECKING:
    from datetime import date, datetime

    from counter_app.domain.backups.outcome import PlaceOutcome
    from counter_app.domain.backups.place import BackupPlace, Drill

_MINUTE = 60


def place_name(place: BackupPlace) -> str:
    """The way people recognise a place: the stick's label before the folder."""
    return f"{place.label} ({place.folder})" if place.label else place.folder


def place_text(place: BackupPlace, today: date) -> str:
    """The places of copies, and the moment the last one proved itself there."""
    if place.proved_on is None:
        return _("{place}: chưa có bản sao lưu.").format(place=place_name(place))
    if place.proved_on == today:
        return _("{place}: đã sao lưu và chứng minh hôm nay.").format(place=place_name(place))
    return _("{place}: bản gần nhất ngày {day}.").format(
        place=place_name(place), day=short_date(place.proved_on)
    )


def outcome_text(outcome: PlaceOutcome) -> str:
    """The outcome at one place, in a sentence or two."""
    name = place_name(outcome.place)
    if outcome.absent:
        return _("{place}: chưa cắm hoặc chưa thấy. Cắm vào là sao lưu tiếp.").format(place=name)
    if outcome.trouble:
        return f"{name}: {outcome.trouble}"
    said = _("Đã sao lưu và chứng minh: {path}.").format(path=outcome.path)
    if outcome.cleared:
        count = len(outcome.cleared)
        said += " " + plural("Dọn {count} bản cũ.", count).format(count=count)
    return said


def one_volume_text() -> str:
    """Both places are lost with one disk."""
    return _("Hai nơi cùng một ổ đĩa: hỏng ổ là mất cả hai. Nên đổi một nơi sang ổ khác.")


def beside_data_text() -> str:
    """The second place is lost with the data."""
    return _(
        "Nơi thứ hai cùng ổ đĩa với dữ liệu: chỉ nơi thứ nhất còn khi hỏng ổ. Nên đổi sang ổ khác."
    )


def seconds_text(seconds: float) -> str:
    """``8 giây``, ``2 phút 5 giây``."""
    whole = max(round(seconds), 1)
    if whole < _MINUTE:
        return _("{count} giây").format(count=whole)
    return _("{minutes} phút {seconds} giây").format(
        minutes=grouped(whole // _MINUTE, 0), seconds=whole % _MINUTE
    )


def drill_words(drill: Drill) -> str:
    """The last rehearsal, as a part of a sentence."""
    return _("diễn tập khôi phục ngày {day}: {time}").format(
        day=short_date(drill.at.date()), time=seconds_text(drill.seconds)
    )


def drill_lines(drill: Drill | None) -> list[str]:
    """The last rehearsal with what it found, a sentence each."""
    if drill is None:
        return [_("Chưa diễn tập khôi phục lần nào.")]
    at = f"{clock_text(drill.at)} {short_date(drill.at.date())}"
    if drill.passed:
        return [
            _(
                "Diễn tập khôi phục gần nhất lúc {at}: {time}, từ bản {copy} đến giấy hẹn {receipt}."
            ).format(
                at=at, time=seconds_text(drill.seconds), copy=drill.copy, receipt=drill.receipt
            )
        ]
    head = _("Diễn tập khôi phục lúc {at} từ bản {copy} chưa đạt.").format(at=at, copy=drill.copy)
    return [head, *drill.problems]


def outcomes_text(outcomes: Sequence[PlaceOutcome]) -> str:
    """The outcome at all places, a line each."""
    return "\n".join(map(outcome_text, outcomes))


def outlook_lines(
    *,
    after: int,
    received: int,
    codes: Sequence[str],
    since: date | None,
    until: date | None,
    regained: int,
    foreign: bool,
    in_part: int = 0,
) -> list[str]:
    """The losses of a restore, a sentence each; one when it would lose nothing."""
    lines = []
    if foreign:
        lines.append(
            _(
                "Bản này không thuộc dữ liệu đang dùng: không lượt ghi nào đang có nằm trong bản này."
            )
        )
    if not after or since is None or until is None:
        return [*lines, _("Sau bản này chưa có lượt ghi nào: không mất gì.")]
    days = short_date(since) if since == until else f"{short_date(since)} – {short_date(until)}"
    lines.append(
        plural("Sau bản này có {count} lượt ghi ({days}), không nằm trong bản.", after).format(
            count=after, days=days
        )
    )
    if received:
        more = "…, " if received > len(codes) else ""
        lines.append(
            plural("Trong đó {count} hồ sơ đã tiếp nhận: {codes}.", received).format(
                count=received, codes=more + ", ".join(codes)
            )
        )
    lines.append(_regained_text(after, regained))
    if in_part:
        lines.append(
            plural(
                "{count} lượt ghi chỉ lấy lại được số liệu, thiếu họ tên: USB không có bản đầy đủ của đơn vị. "
                "Tìm USB khác có gói này.",
                in_part,
            ).format(count=in_part)
        )
    return lines


def stick_words(volume: str, batches: Sequence[int], at: datetime | None) -> str:
    """A stick by its name ("" where nobody wrote it down), the batches on it, and when the last was written."""
    numbers = ", ".join(map(str, batches))
    if not volume or at is None:
        return _("USB có gói số {numbers}").format(numbers=numbers)
    return _("USB {name}, gói số {numbers}, ghi ngày {day}").format(
        name=volume, numbers=numbers, day=short_date(local_date(at))
    )


def _regained_text(after: int, regained: int) -> str:
    if not regained:
        return _(
            "Chưa có gói dữ liệu nào lấy lại được các lượt ghi này. Cắm USB đã xuất rồi chọn thư mục."
        )
    if regained >= after:
        return _("Gói dữ liệu lấy lại được tất cả.")
    return plural(
        "Gói dữ liệu lấy lại được {count} lượt ghi; {lost} lượt ghi sau cùng phải nhập lại.",
        regained,
    ).format(count=regained, lost=after - regained)


def copies_text(count: int) -> str:
    """The number of copies in a list."""
    return plural("{count} bản sao lưu", count).format(count=count)
