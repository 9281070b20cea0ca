"""A plain note beside the batches: the files that lie there, those to leave alone, and the owner of a found stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.text import clean
from counter_app.i18n import _, in_vietnamese
from counter_app.sync.batch.names import OWN_PREFIX

if TYPE_CHECKING:
    from counter_app.settings import OfficeSettings

FILE = "doc-truoc.txt"


@in_vietnamese()
def stick_note(settings: OfficeSettings) -> tuple[str, bytes]:
    """Name and content of the note; nothing in it is about a citizen, and it stays the same from evening to evening."""
    office = clean(settings.name)
    found = _("Nếu nhặt được USB này, xin giao lại cho {office}").format(office=office)
    ways = (settings.address, _("điện thoại {phone}").format(phone=settings.phone))
    told = [
        text for text, there in zip(ways, (settings.address, settings.phone), strict=True) if there
    ]
    lines = (
        _("USB này mang số liệu của {office} gửi {superior}.").format(
            office=office, superior=clean(settings.superior_name)
        ),
        _(
            "Mỗi gói gồm ba tệp cùng tên: nội dung (.zst hoặc .age), chữ ký (.minisig), kê khai (.json)."
        ),
        _(
            "Tệp {prefix}… là bản đầy đủ niêm phong riêng cho đơn vị, để lấy lại dữ liệu khi máy hỏng; "
            "cấp trên không mở được."
        ).format(prefix=OWN_PREFIX),
        _("Không mở, không sửa, không đổi tên, không tách các tệp. Cấp trên nhập cả thư mục."),
        _(
            "Không chạy chương trình nào từ USB này; chương trình Quầy Một Cửa không ghi chương trình ra đây."
        ),
        ", ".join((found, *told)) + ".",
    )
    text = "".join(f"{line}\r\n" for line in lines)
    return FILE, b"\xef\xbb\xbf" + text.encode()
