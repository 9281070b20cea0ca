"""Raw file work on a stick, where every call may fail, and the sentence for each way of failing."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from counter_app.errors import DeviceError
from counter_app.i18n import _, mark
from counter_app.store.core.trouble import reason
from counter_app.system import files
from counter_app.system.medium import CHUNK as CHUNK
from counter_app.system.medium import read_back, reads_past
from counter_app.system.refusals import meaning, numbered

DEVICE = "usb"
_BINARY = getattr(os, "O_BINARY", 0)

_VANISHED = mark(
    "USB bị rút ra hoặc mất kết nối khi đang ghi. Cắm lại USB rồi ghi lại; dữ liệu trong máy không mất."
)
_SENTENCES = {
    errno.ENOSPC: mark(
        "USB đầy nên chưa ghi được. Xóa bớt tệp trên USB hoặc dùng USB khác rồi ghi lại."
    ),
    errno.EROFS: mark(
        "USB đang khóa ghi (chỉ đọc). Gạt nút khóa trên USB hoặc dùng USB khác rồi ghi lại."
    ),
    errno.EFBIG: mark(
        "Tệp lớn hơn mức USB này chứa được. Định dạng lại USB kiểu exFAT hoặc dùng USB khác."
    ),
    errno.EINVAL: mark(
        "USB không nhận tên tệp hoặc cách ghi này. Định dạng lại USB kiểu exFAT hoặc dùng USB khác."
    ),
    errno.EACCES: mark(
        "Không có quyền ghi vào thư mục này. Chọn USB hoặc thư mục khác rồi ghi lại."
    ),
    errno.EPERM: mark(
        "Không có quyền ghi vào thư mục này. Chọn USB hoặc thư mục khác rồi ghi lại."
    ),
    errno.EEXIST: mark(
        "Trên USB có tệp trùng tên với thư mục của đơn vị. Đổi tên tệp đó hoặc dùng USB khác."
    ),
    errno.EIO: mark(
        "USB báo lỗi khi ghi, có thể bị rút ra hoặc đã hỏng. Cắm lại hoặc dùng USB khác rồi ghi lại."
    ),
    errno.ETIMEDOUT: mark("USB không trả lời. Rút ra, cắm lại hoặc dùng USB khác rồi ghi lại."),
    **dict.fromkeys(
        (
            errno.ENODEV,
            errno.ENXIO,
            errno.ENOTCONN,
            errno.ENOENT,
            errno.ENOTDIR,
            errno.ECONNABORTED,
            errno.ESTALE,
        ),
        _VANISHED,
    ),
    errno.EBUSY: mark(
        "Tệp trên USB đang bị chương trình khác giữ (thường là phần mềm diệt vi-rút). Chờ một lát rồi ghi lại."
    ),
    **dict.fromkeys(
        (errno.EDQUOT,), mark("Hết hạn mức ghi trên ổ này. Dùng USB khác rồi ghi lại.")
    ),
}


def device_error(error: OSError) -> DeviceError:
    """The sentence for an operating system error while writing to a stick."""
    return DeviceError(_sentence(error), device=DEVICE)


def _sentence(error: OSError) -> str:
    sentence = _SENTENCES.get(meaning(error))
    if sentence is not None:
        return _(sentence)
    return _("Không ghi được ra USB ({detail}). Cắm lại hoặc dùng USB khác rồi ghi lại.").format(
        detail=reason(error)
    )


def read_back_error() -> DeviceError:
    """The error of a medium that gives back other bytes: a failing stick, or one that lies about its size."""
    return DeviceError(
        _(
            "Đọc lại không khớp với nội dung đã ghi: USB hỏng hoặc dung lượng giả. Bỏ USB này, lấy USB khác."
        ),
        device=DEVICE,
    )


class Files:
    """The calls a batch writer makes; tests put failing sticks in its place. Errors: OSError from every method."""

    def create(self, path: Path) -> int:
        """A descriptor of a new file; FileExistsError when the name is taken, also by a link."""
        with numbered():
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o644)

    def write(self, handle: int, data: memoryview) -> int:
        """Write some of ``data``; the number of bytes taken may be smaller."""
        with numbered():
            return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """Return when the bytes are on the medium."""
        files.sync_handle(handle)

    def close(self, handle: int) -> None:
        """Close; a late write error may only show here."""
        with numbered():
            os.close(handle)

    def read(self, path: Path) -> Iterator[bytes]:
        """The file's bytes from the medium, not from the system's copy of what was written."""
        with numbered():
            yield from read_back(path)

    def reads_medium(self, path: Path) -> bool:
        """True if ``read`` of a file proves that it is on the medium."""
        return reads_past(path)

    def make_folder(self, path: Path) -> None:
        """Make a folder unless it is there; NotADirectoryError for anything else under that name."""
        path.mkdir(exist_ok=True)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or leads_elsewhere(found):
            raise NotADirectoryError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))

    def sync_folder(self, path: Path) -> None:
        """Put the folder's names on the medium; a system without that notion has done so at ``sync``."""
        files.sync_folder(path)

    def remove(self, path: Path) -> None:
        """Remove a file of our own."""
        files.remove(path)

    def free(self, path: Path) -> int:
        """Bytes free on the volume of ``path``."""
        return shutil.disk_usage(path).free

    def device(self, path: Path) -> int:
        """The number of the volume that ``path`` lies on, for noticing that it was changed."""
        return path.stat().st_dev


def leads_elsewhere(found: os.stat_result) -> bool:
    """True if a name stands for a place somewhere else: a link, or a junction of Windows, which says it is a folder."""
    attributes = getattr(found, "st_file_attributes", 0)
    return stat.S_ISLNK(found.st_mode) or bool(attributes & stat.FILE_ATTRIBUTE_REPARSE_POINT)
