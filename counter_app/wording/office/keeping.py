"""Words about copies, about coming back from one, and of a start that found something to tell."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from counter_app.i18n import _, plural


def restored_text(
    entries: int,
    aside: Path | None,
    regained: int,
    notes: Sequence[str],
    *,
    unsure: bool,
    erased: int = 0,
    erasures_unsure: bool = False,
) -> list[str]:
    """The things to know after a restore, a sentence each."""
    lines = [plural("Đã khôi phục {count} lượt ghi nhật ký.", entries).format(count=entries)]
    if regained:
        lines.append(
            plural("Lấy lại {count} lượt ghi từ các gói dữ liệu đã xuất.", regained).format(
                count=regained
            )
        )
    if aside is not None:
        lines.append(_("Dữ liệu cũ giữ ở {path}.").format(path=aside))
    if unsure:
        lines.append(
            _(
                "Chưa biết chắc số nào đã cấp sau bản sao lưu; trả lời về số đã cấp trước khi làm việc."
            )
        )
    if erased:
        lines.append(
            plural("Đã xóa lại {count} lần xóa dữ liệu cá nhân sau bản sao lưu.", erased).format(
                count=erased
            )
        )
    if erasures_unsure:
        lines.append(
            _(
                "Không rõ sau bản sao lưu đã xóa dữ liệu của ai. Mở Yêu cầu về dữ liệu cá nhân (Ctrl+Shift+Y), xóa lại."
            )
        )
    return [*lines, *notes]


def same_disk_text() -> str:
    """A copy beside the data."""
    return _(
        "Bản này nằm cùng ổ đĩa với dữ liệu: hỏng ổ là mất cả hai. Sao chép thêm ra USB hoặc ổ khác."
    )


def cleared_text(names: Sequence[str]) -> str:
    """Leftovers of killed work."""
    return _("Đã dọn tệp làm dở của lần trước: {names}.").format(names=", ".join(names))


def encrypted_text(plain_left: Sequence[str], *, again: bool) -> list[str]:
    """The outcome of encrypting, or of another key; names of plain files that still lie among the data."""
    lines = [
        _("Đã đổi khóa của dữ liệu; mật khẩu mọi người giữ nguyên.")
        if again
        else _("Đã mã hóa dữ liệu; mật khẩu mọi người giữ nguyên.")
    ]
    if plain_left:
        text = _("Còn bản chưa mã hóa, không cần nữa thì xóa: {names}")
        lines.append(text.format(names=", ".join(plain_left)))
    return lines
