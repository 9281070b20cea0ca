"""The standing of a batch, in words, and the work that the superior's reason codes ask of the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counter_app.domain.exchange.standing import BatchState
from counter_app.domain.exchange.stick import Ejected
from counter_app.i18n import _, mark, plural

if TYPE_CHECKING:
    from counter_app.domain.exchange.stick import StrangeFiles

STANDING = {
    BatchState.BEGUN: mark("Bắt đầu ghi, chưa xong"),
    BatchState.READ_BACK: mark("Đã ghi, đọc lại đúng"),
    BatchState.HANDED: mark("Đã giao"),
    BatchState.HELD: mark("Cấp trên đang chờ gói còn thiếu"),
    BatchState.REFUSED: mark("Cấp trên không nhận"),
    BatchState.QUARANTINED: mark("Cấp trên để chờ, chưa ghi nhận khóa của đơn vị"),
    BatchState.ACKNOWLEDGED: mark("Cấp trên đã nhận"),
}
NEXT_STEP = {
    BatchState.BEGUN: mark("chờ ghi xong, hoặc ghi lại"),
    BatchState.HELD: mark("gửi lại các gói trước đó"),
    BatchState.REFUSED: mark("gọi cấp trên, rồi gửi lại"),
    BatchState.QUARANTINED: mark("đọc 16 ký tự của khóa đơn vị cho cấp trên"),
}


_EJECTED = {
    Ejected.DONE: mark("USB đã tháo khỏi máy."),
    Ejected.BUSY: mark(
        "Chưa tháo được USB: có tệp trên đó đang mở. Đóng tệp ấy, tháo lại hoặc dùng lệnh tháo USB của hệ điều hành."
    ),
    Ejected.UNABLE: mark(
        "Máy này không tự tháo được USB: dùng lệnh tháo USB của hệ điều hành rồi rút."
    ),
}


def ejected_text(ejected: Ejected | None) -> str:
    """The fate of a stick that was to be let go; "" where there was none."""
    return _(_EJECTED[ejected]) if ejected else ""


def strange_text(strange: StrangeFiles) -> str:
    """The files on a stick that a virus would use, and the one thing to do; "" for nothing."""
    if not strange:
        return ""
    if strange.folders:
        text = _(
            "USB có dấu hiệu vi-rút: lối tắt đứng thay thư mục {names}. Không bấm vào; quét vi-rút USB rồi dùng tiếp."
        )
        return text.format(names=_named(strange.folders, len(strange.folders)))
    if strange.disguised:
        text = _(
            "USB có chương trình giả làm văn bản: {names}. Không mở; quét vi-rút USB rồi dùng tiếp."
        )
        return text.format(names=_named(strange.disguised, len(strange.disguised)))
    text = _("USB có tệp lạ (chương trình, lối tắt): {names}. Không mở; quét vi-rút USB.")
    return text.format(names=_named(strange.programs, strange.count))


_MOST_NAMED = 5


def _named(names: Sequence[str], count: int) -> str:
    """``a, b và 3 tệp khác``."""
    told = ", ".join(names[:_MOST_NAMED])
    left = count - min(len(names), _MOST_NAMED)
    if left <= 0:
        return told
    return plural("{names} và {count} tệp khác", left).format(names=told, count=left)


def stuck_text(seq: int, troubles: Sequence[str]) -> str:
    """``Lượt ghi số 12 không gửi được: op_id, payload.fee``."""
    return _("Lượt ghi số {seq} không gửi được: {fields}").format(
        seq=seq, fields=", ".join(troubles)
    )


def standing_text(state: BatchState, why: Sequence[str] = ()) -> str:
    """``Cấp trên không nhận (B22): gọi cấp trên, rồi gửi lại``."""
    text = _(STANDING[state])
    if why:
        text += f" ({', '.join(why)})"
    step = NEXT_STEP.get(state)
    return f"{text}: {_(step)}" if step else text


def past_text(superior: str, entries: int, first: int, last: int) -> str:
    """The sentence that a superior which now asks for everything was sent figures before."""
    return plural(
        "{superior} yêu cầu đủ thông tin; {entries} lượt ghi đã gửi trước đây (số {first}–{last}) chỉ có số liệu.",
        entries,
    ).format(superior=superior, entries=entries, first=first, last=last)


def past_command(first: int, last: int) -> str:
    """The way the past is sent whole at the terminal."""
    text = _("Gửi lại đủ thông tin: export --from {first} --until {last} --to USB.")
    return text.format(first=first, last=last)
