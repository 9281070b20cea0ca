"""What a check found, in sentences: what was done to which part of the file, and what is still good."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.paper.traces import CLOSING_SHEET, Trace
from counter_app.i18n import _, mark
from counter_app.values import pattern
from counter_app.wording.moments import near_moment
from counter_app.wording.timeline import document_name

MOST_SAID = 8
_SENTENCES = tuple(
    (pattern(shape), sentence)
    for shape, sentence in (
        (
            r"batch (?P<number>\d+): entries up to (?P<seq>\d+) are not those that were sent",
            mark(
                "Nhật ký bị viết lại: lượt ghi đến số {seq} không còn là những gì đã gửi trong gói dữ liệu số {number}."
            ),
        ),
        (
            r"seq (?P<seq>\d+): the paper's code (?P<code>\w+) is not that of the entry before",
            mark(
                "Nhật ký bị viết lại trước lượt ghi số {seq}: giấy in lúc đó mang mã {code}, nhật ký nay cho mã khác."
            ),
        ),
        (
            r"seq (?P<seq>\d+): (?:payload|header) changed",
            mark("Lượt ghi số {seq} bị sửa nội dung."),
        ),
        (
            r"seq (?P<seq>\d+): broken link to the entry before",
            mark("Chuỗi nhật ký đứt trước lượt ghi số {seq}: có lượt ghi bị thay."),
        ),
        (r"seq (?P<seq>\d+) missing", mark("Lượt ghi số {seq} bị lấy mất.")),
        (
            r"seq (?P<seq>\d+): payload missing without an erasure",
            mark("Nội dung lượt ghi số {seq} bị xóa mà không có quyết định xóa."),
        ),
        (
            r"seq (?P<seq>\d+): cannot be replayed.*",
            mark("Lượt ghi số {seq} không đọc lại được."),
        ),
        (
            r"seq (?P<seq>\d+): (?:not of the epoch.*|the epoch does not.*|no epoch.*)",
            mark("Lượt ghi số {seq} không do máy và bản dữ liệu này ghi."),
        ),
        (
            r"table meta: not the epoch and computer that the journal says",
            mark("Tệp tự nhận là của máy khác hoặc bản khác với nhật ký."),
        ),
        (
            r"table credential, row (?P<row>.+): .+",
            mark("Mật khẩu của tài khoản {row} bị thay ngoài chương trình. Đặt lại mật khẩu đó."),
        ),
        (
            r"table dossier_search: .+",
            mark("Chỉ mục tìm kiếm khác nhật ký: có hồ sơ tìm không thấy."),
        ),
        (
            r"table (?P<table>\w+), row (?P<row>.+): differs from what was written",
            mark("Dòng {row} của bảng {table} bị sửa ngoài chương trình."),
        ),
        (
            r"table (?P<table>\w+), row (?P<row>.+): differs from what the journal says",
            mark("Dòng {row} của bảng {table} khác nhật ký."),
        ),
        (
            r"trigger (?P<name>\w+) missing or changed",
            mark("Cơ chế chống sửa nhật ký {name} bị gỡ hoặc bị thay."),
        ),
        (
            r"(?:\w+ )?(?P<name>\w+) unknown",
            mark("Trong tệp có {name} không phải của chương trình."),
        ),
        (r"pages: (?P<text>.+)", mark("Trang dữ liệu hỏng: {text}")),
    )
)


def damage_text(problem: str) -> str:
    """One problem of a check as a sentence; what has none is told as it was found."""
    for shape, sentence in _SENTENCES:
        found = shape.fullmatch(problem)
        if found is not None:
            return _(sentence).format(**found.groupdict())
    return problem


def damage_lines(problems: Sequence[str], anchored: int) -> list[str]:
    """What to do, what was found, each thing once, and up to where a stick vouches for the journal."""
    lines = [
        _(
            "Dữ liệu không khớp nhật ký. Ngừng ghi, giữ nguyên tệp và khôi phục từ bản sao lưu gần nhất:"
        )
    ]
    told = list(dict.fromkeys(map(damage_text, problems)))
    lines += ["  – " + text for text in told[:MOST_SAID]]
    if anchored:
        text = _("Lượt ghi đến số {seq} vẫn đúng như gói dữ liệu đã gửi cấp trên.")
        lines.append(text.format(seq=anchored))
    return lines


def trace_text(trace: Trace) -> str:
    """Which paper carries a code, and what that proves."""
    name = _("phiếu chốt sổ") if trace.document == CLOSING_SHEET else document_name(trace.document)
    return _(
        "Mã {code}: {paper} của {subject}, lập lúc {moment}. Lượt ghi đến số {seq} đúng như khi in giấy này."
    ).format(
        code=trace.code,
        paper=name,
        subject=trace.subject,
        moment=near_moment(trace.at),
        seq=trace.until,
    )
