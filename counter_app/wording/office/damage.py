"""The findings of a check, in sentences: the harm to each part of the file, and what is still good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counter_app.domain.paper.traces import CLOSING_SHEET, Trace
from counter_app.i18n import _, mark
from counter_app.values import pattern
from counter_app.wording.dossier.timeline import document_name
from counter_app.wording.paper.moments import near_moment

MOST_SAID = 8
_SENTENCES = tuple(
    (pattern(shape), sentence)
    for shape, sentence in (
        (
            r"closing (?P<day>[0-9-]+): entries up to (?P<seq>\d+) are not those that were signed",
            mark(
                "Nhật ký bị viết lại: lượt ghi đến số {seq} không còn là những gì đơn vị đã ký khi chốt sổ ngày {day}."
            ),
        ),
        (
            r"closing (?P<day>[0-9-]+): the signature is not valid",
            mark("Chữ ký chốt sổ ngày {day} không đúng: biên bản hoặc chữ ký bị sửa."),
        ),
        (
            r"closing (?P<day>[0-9-]+): signed by another key than the office's",
            mark("Biên bản chốt sổ ngày {day} được ký bằng khóa khác với khóa của đơn vị."),
        ),
        (
            r"closing (?P<day>[0-9-]+): says something else than what was signed",
            mark("Số liệu chốt sổ ngày {day} khác với số liệu đơn vị đã ký."),
        ),
        (
            r"closing (?P<day>[0-9-]+): bears no signature, though the office signs",
            mark(
                "Từ ngày {day} chốt sổ không có chữ ký của đơn vị. Đăng nhập bằng mật khẩu rồi chốt sổ lại."
            ),
        ),
        (
            r"seq (?P<seq>\d+): the office's key was replaced and the one before did not sign it",
            mark(
                "Khóa ký của đơn vị được thay ở lượt ghi số {seq} mà khóa cũ không xác nhận. So khóa với biên bản giấy."
            ),
        ),
        (
            r"key: the one this computer holds is not the office's in the journal",
            mark("Khóa ký trên máy này không phải khóa của đơn vị ghi trong nhật ký."),
        ),
        (
            r"head: entries up to (?P<seq>\d+) are not those that were signed",
            mark("Nhật ký bị viết lại: lượt ghi đến số {seq} không còn là những gì đơn vị đã ký."),
        ),
        (
            r"head: the signature is not valid",
            mark("Chữ ký ở lượt ghi cuối không đúng: nhật ký hoặc chữ ký bị sửa."),
        ),
        (
            r"head: signed by another key than the office's",
            mark("Lượt ghi cuối được ký bằng khóa khác với khóa của đơn vị."),
        ),
        (
            r"head: nothing is signed since entry (?P<seq>\d+), though the office signs",
            mark("Chữ ký sau lượt ghi số {seq} bị lấy mất: các lượt sau đó không có gì làm chứng."),
        ),
        (
            r"head: entries after (?P<seq>\d+) bear no signature",
            mark(
                "Lượt ghi sau số {seq} chưa có chữ ký của đơn vị. Đăng nhập bằng mật khẩu: lượt ghi tới sẽ ký cả "
                "các lượt đó."
            ),
        ),
        (
            r"key: the ring beside the file is another office's",
            mark(
                "Tệp khóa .khoa cạnh dữ liệu là của đơn vị khác. Sao chép lại tệp .khoa của đơn vị."
            ),
        ),
        (
            r"witness: entries up to (?P<seq>\d+) are not those it saw",
            mark("Nhật ký không khớp sổ chứng: lượt ghi đến số {seq} bị thay hoặc bị lấy mất."),
        ),
        (
            r"witness: entries up to (?P<seq>\d+) are not those signed for (?P<day>[0-9-]+)",
            mark(
                "Sổ chứng giữ chữ ký chốt sổ ngày {day}: lượt ghi đến số {seq} không còn là những gì đã ký."
            ),
        ),
        (
            r"witness: the closing of (?P<day>[0-9-]+) was signed and is not any more",
            mark("Chữ ký chốt sổ ngày {day} có trong sổ chứng mà trong nhật ký không còn."),
        ),
        (
            r"superior: entries up to (?P<seq>\d+) are not those it has",
            mark("Lượt ghi đến số {seq} không còn là những gì cấp trên đã xác nhận nhận được."),
        ),
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
            r"table credential, row (?P<row>.+): gone, and the journal gave one",
            mark("Mật khẩu của tài khoản {row} bị lấy mất. Đặt lại mật khẩu đó."),
        ),
        (
            r"table preference, row (?P<row>.+): not the printer that the journal says",
            mark("Máy in bị đổi ngoài chương trình. Chọn lại máy in trong Cài đặt, thẻ Máy này."),
        ),
        (
            r"table access_line, row (?P<row>.+): not written on this journal",
            mark("Sổ truy cập có dòng {row} không thuộc nhật ký này."),
        ),
        (
            r"table access_line, row (?P<row>.+): not the last line that (?:was written|the witness saw)",
            mark("Sổ truy cập bị cắt hoặc bị thay: dòng {row} không phải dòng cuối đã ghi."),
        ),
        (
            r"table access_line, row (?P<row>.+): not the line that the closing of its day names",
            mark("Sổ truy cập bị sửa: dòng {row} không phải dòng đã chốt sổ."),
        ),
        (
            r"table access_line, row (?P<row>.+): missing",
            mark("Sổ truy cập bị lấy mất dòng {row}."),
        ),
        (
            r"table access_front, row (?P<row>.+): no closing says so",
            mark("Sổ truy cập bị bỏ phần đầu đến dòng {row} mà không lần chốt sổ nào ghi."),
        ),
        (
            r"table access_said, row (?P<row>.+): missing without an erasure",
            mark("Sổ truy cập bị lấy mất chữ ở dòng {row} mà không có quyết định xóa."),
        ),
        (
            r"table access_blank, row (?P<row>.+): no erasure says so",
            mark("Sổ truy cập bị lấy mất chữ ở dòng {row} mà không có quyết định xóa."),
        ),
        (
            r"table (?P<table>\w+), row (?P<row>.+): of nothing that was written",
            mark("Bảng {table} có dòng {row} không phải do chương trình ghi."),
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
            told = found.groupdict()
            if "day" in told:
                told["day"] = _day(told["day"])
            return _(sentence).format(**told)
    return problem


def _day(text: str) -> str:
    """A day as people write it, or as it was found."""
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text


def damage_lines(
    problems: Sequence[str], anchored: int, signed: int = 0, signed_day: str = ""
) -> list[str]:
    """The next step, the findings, each thing once, and up to where signature and stick vouch for the journal."""
    lines = [
        _(
            "Dữ liệu không khớp nhật ký. Ngừng ghi, giữ nguyên tệp và khôi phục từ bản sao lưu gần nhất:"
        )
    ]
    told = list(dict.fromkeys(map(damage_text, problems)))
    lines += ["  – " + text for text in told[:MOST_SAID]]
    if signed:
        text = _("Lượt ghi đến số {seq} vẫn đúng như đơn vị đã ký khi chốt sổ ngày {day}.")
        lines.append(text.format(seq=signed, day=_day(signed_day)))
    if anchored:
        text = _("Lượt ghi đến số {seq} vẫn đúng như gói dữ liệu đã gửi cấp trên.")
        lines.append(text.format(seq=anchored))
    if not signed and not anchored:
        lines.append(
            _(
                "Không chữ ký chốt sổ hay gói dữ liệu nào xác nhận phần còn lại. Đối chiếu với giấy và bản sao lưu."
            )
        )
    return lines


def warning_lines(warnings: Sequence[str]) -> list[str]:
    """The parts a check cannot vouch for although nothing contradicts it."""
    return list(dict.fromkeys(map(damage_text, warnings)))[:MOST_SAID]


def vouched_lines(signed: int, mark: str) -> list[str]:
    """The reach of the office's signature over a whole journal; nothing where no closing is signed."""
    if not signed:
        return []
    text = _("Lượt ghi đến số {seq} có chữ ký của đơn vị, khóa {mark}.")
    return [text.format(seq=signed, mark=mark)]


def signed_text(mark: str) -> str:
    """The sentence that a closing is signed or not, by the key with this mark."""
    if not mark:
        return _("Chưa có chữ ký của đơn vị: khóa ký chưa mở.")
    return _("Đã ký, khóa {mark}.").format(mark=mark)


def trace_text(trace: Trace) -> str:
    """The paper that carries a code, and the meaning of that as proof."""
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
