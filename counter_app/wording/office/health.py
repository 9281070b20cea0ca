"""The standing of this computer, in words: one sentence when all is well, else each trouble with its next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.backups.place import MOST_PLACES
from counter_app.i18n import _, plural
from counter_app.values import dataclass
from counter_app.wording.office.backups import drill_words
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.domain.backups.standing import BackupStanding
    from counter_app.domain.office.health import Health


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A trouble and the way out of it; ``key`` names it: disk, backup, stick, printer, clock, carried, numbers, access
    or data; each stands once.
    """

    key: str
    text: str
    bad: bool = False


def troubles(health: Health) -> tuple[Trouble, ...]:
    """The troubles, the worst first."""
    found = []
    if health.doubted:
        text = _("Chỉ xem được: trả lời về số đã cấp")
        found.append(Trouble(key="numbers", text=text, bad=True))
    elif not health.writable:
        found.append(
            Trouble(key="data", text=_("Không ghi được số liệu: xem thẻ Dữ liệu"), bad=True)
        )
    if health.unwritten:
        text = plural(
            "{count} lượt xem chưa ghi được vào sổ truy cập: báo lãnh đạo", health.unwritten
        )
        found.append(Trouble(key="access", text=text.format(count=health.unwritten), bad=True))
    if health.carrier:
        found.append(Trouble(key="carried", text=carried_text(health.carrier), bad=True))
    if not health.clock_right:
        found.append(Trouble(key="clock", text=_("Đồng hồ máy sai: chỉnh lại giờ"), bad=True))
    if not health.room and health.free is not None:
        text = _("Ổ đĩa chỉ còn {free}: xóa bớt tệp không cần").format(free=size_text(health.free))
        found.append(Trouble(key="disk", text=text, bad=True))
    if text := _backup_text(health):
        found.append(Trouble(key="backup", text=text))
    if health.in_part:
        found.append(Trouble(key="stick", text=lacking_text(health.in_part, health.sticks)))
    if not health.printer:
        found.append(Trouble(key="printer", text=_("Chưa chọn máy in: chọn một máy in")))
    return tuple(found)


def _backup_text(health: Health) -> str:
    if health.backup is None:
        return _("Chưa sao lưu lần nào: sao lưu ngay")
    if not health.backed_up:
        text = plural("Đã {days} ngày chưa sao lưu: sao lưu ngay", health.days)
        return text.format(days=health.days)
    return late_text(health.copies) if health.copies.late else ""


def carried_text(service: str) -> str:
    """The sentence that a program carries the data to other computers, and the next step."""
    return _(
        "{service} đồng bộ số liệu lên mạng, dễ hỏng và lộ: nhờ người phụ trách máy chuyển đi nơi khác"
    ).format(service=service)


def lacking_text(entries: int, sticks: tuple[str, ...]) -> str:
    """The entries a restore did not bring back whole, and the stick that would."""
    if not sticks:
        text = plural("{count} lượt ghi thiếu họ tên, địa chỉ: tìm USB đã gửi cấp trên", entries)
        return text.format(count=entries)
    text = plural("{count} lượt ghi thiếu họ tên, địa chỉ: cắm {stick}", entries)
    return text.format(count=entries, stick=sticks[0])


def late_text(copies: BackupStanding) -> str:
    """The sentence that two places have had no proved copy for too long, and the next step."""
    if copies.named < MOST_PLACES:
        return (
            _("Mới có một nơi sao lưu: chọn nơi thứ hai")
            if copies.named
            else _("Chưa chọn hai nơi sao lưu: chọn USB hoặc ổ khác")
        )
    text = plural(
        "Đã {days} ngày chưa có bản sao lưu ở cả hai nơi: cắm USB, sao lưu ngay", copies.days
    )
    return text.format(days=copies.days)


def well_text(health: Health) -> str:
    """The parts that are as they should be, in one line."""
    said = []
    if health.room and health.free is not None:
        said.append(_("ổ đĩa còn {free}").format(free=size_text(health.free)))
    if health.backed_up and health.backup is not None:
        said.append(_("sao lưu ngày {day}").format(day=short_date(health.backup)))
    if health.drill is not None and health.drill.passed:
        said.append(drill_words(health.drill))
    if health.printer:
        said.append(_("đã chọn máy in"))
    if health.clock_right:
        said.append(_("đồng hồ đúng"))
    if health.writable:
        said.append(_("số liệu ghi được"))
    return _("Máy: {said}").format(said=", ".join(said))


def size_text(size: int) -> str:
    """``14,9 GB``, ``512 MB``: powers of 1024, as file managers show them."""
    giga = size / 2**30
    if giga >= 1:
        return f"{grouped(giga, 1)} GB"
    return f"{grouped(size / 2**20, 0)} MB"
