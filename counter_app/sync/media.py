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

CHUNK = 256 * 1024
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
    **dict.fromkeys(
        (errno.EDQUOT,), mark("Hết hạn mức ghi trên ổ này. Dùng USB khác rồi ghi lại.")
    ),
}
_WINDOWS = {
    19: errno.EROFS,  # ERROR_WRITE_PROTECT
    21: errno.ENODEV,  # ERROR_NOT_READY
    112: errno.ENOSPC,  # ERROR_DISK_FULL
    433: errno.ENODEV,  # ERROR_NO_SUCH_DEVICE
    483: errno.EIO,  # ERROR_DEVICE_HARDWARE_ERROR
    1006: errno.ENODEV,  # ERROR_FILE_INVALID: the volume was changed
    1117: errno.EIO,  # ERROR_IO_DEVICE
    1167: errno.ENODEV,  # ERROR_DEVICE_NOT_CONNECTED
    1617: errno.ENODEV,  # ERROR_DEVICE_REMOVED
}


def device_error(error: OSError) -> DeviceError:
    """The sentence for an operating system error while writing to a stick."""
    number = _WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno or 0)
    sentence = _SENTENCES.get(number)
    if sentence is not None:
        return DeviceError(_(sentence), device=DEVICE)
    return DeviceError(
        _("Không ghi được ra USB ({detail}). Cắm lại hoặc dùng USB khác rồi ghi lại.").format(
            detail=error.strerror or error
        ),
        device=DEVICE,
    )


def read_back_error() -> DeviceError:
    """What was read back is not what was written: a failing stick, or one that lies about its size."""
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
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o644)

    def write(self, handle: int, data: memoryview) -> int:
        """Write some of ``data``; the number of bytes taken may be smaller."""
        return os.write(handle, data)

    def sync(self, handle: int) -> None:
        """Return when the bytes are on the medium."""
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """Close; a late write error may only show here."""
        os.close(handle)

    def read(self, path: Path) -> Iterator[bytes]:
        """The file's bytes from the medium, as far as the system lets go of its cached copy."""
        with path.open("rb", buffering=0) as source:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(source.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            while chunk := source.read(CHUNK):
                yield chunk

    def make_folder(self, path: Path) -> None:
        """Make a folder unless it is there; NotADirectoryError for anything else under that name."""
        path.mkdir(exist_ok=True)
        if not stat.S_ISDIR(path.lstat().st_mode):
            raise NotADirectoryError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))

    def sync_folder(self, path: Path) -> None:
        """Put the folder's names on the medium; a system without that notion has done so at ``sync``."""
        if os.name == "nt":
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
                raise
        finally:
            os.close(handle)

    def remove(self, path: Path) -> None:
        """Remove a file of our own."""
        path.unlink(missing_ok=True)

    def free(self, path: Path) -> int:
        """Bytes free on the volume of ``path``."""
        return shutil.disk_usage(path).free

    def device(self, path: Path) -> int:
        """The number of the volume that ``path`` lies on, for noticing that it was changed."""
        return path.stat().st_dev
