"""Files a person asks for – papers, lists, reports – and the sentence when one cannot be written where he said."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from counter_app.errors import DeviceError, RuleError
from counter_app.i18n import _, mark
from counter_app.store.core.trouble import reason
from counter_app.sync.batch.names import beside_name
from counter_app.system import outgoing
from counter_app.system.outgoing import Refusal, RefusedError, Target
from counter_app.system.refusals import meaning

_REFUSED = {
    Refusal.EXISTS: mark("Đã có tệp {path}. Thêm --force để thay, hoặc chọn tên khác."),
    Refusal.OTHER_KIND: mark("{path} đang là tệp loại khác nên không thay. Chọn tên khác."),
    Refusal.NOT_PLAIN: mark(
        "{path} là thư mục, thiết bị hoặc đường dẫn tắt, không phải tệp. Chọn tên khác."
    ),
    Refusal.DEVICE: mark("{path} là tên thiết bị của máy. Chọn tên tệp khác."),
    Refusal.NAME: mark("Tên tệp {path} có ký tự không dùng được. Đặt tên khác."),
    Refusal.OWN: mark(
        "{path} nằm trong thư mục dữ liệu của chương trình. Chọn thư mục khác để lưu."
    ),
}
_FULL = mark("Ổ đĩa đầy nên chưa ghi được {path}. Xóa bớt tệp không cần rồi làm lại.")
_FORBIDDEN = mark("Không được phép ghi {path}. Chọn thư mục khác rồi làm lại.")
_FAILED = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
    errno.EIO: mark("Ổ đĩa báo lỗi khi ghi {path}. Chọn ổ khác rồi làm lại."),
    errno.EFBIG: mark("Ổ này không chứa được tệp lớn như {path}. Chọn ổ khác rồi làm lại."),
    errno.ENOTDIR: mark("Chỗ lưu {path} nằm sau một tệp, không phải thư mục. Chọn thư mục khác."),
    **dict.fromkeys(
        (errno.ENOENT, errno.ENODEV),
        mark("Không thấy ổ đĩa chứa {path}. Cắm lại USB hoặc chọn chỗ khác rồi làm lại."),
    ),
    errno.EBUSY: mark("Tệp {path} đang mở ở chương trình khác. Đóng tệp đó rồi làm lại."),
    errno.ENAMETOOLONG: mark("Tên tệp {path} quá dài. Đặt tên ngắn hơn."),
}


def destination(
    path: Path,
    own: Sequence[Path],
    *,
    force: bool = False,
    noted: Callable[[Path, bytes], None] | None = None,
) -> Target:
    """A place a file may be written to, looked at before anything is done for it.

    ``own`` are the program's own folders; ``force``: a file of the same kind there may be replaced; ``noted`` is told
    once it is there.
    Errors: RuleError (field "out"), DeviceError.
    """
    target = Target(path, tuple(own), force, noted)
    with _told(path):
        target.check()
    return target


def write(target: Target, data: bytes, *, done: str = "") -> None:
    """Write the file, whole or not at all. ``done`` says what is done already, should the file fail.

    Errors: RuleError (field "out"), DeviceError.
    """
    with _told(target.path, done):
        target.write(data)


def free_name(folder: Path, name: str, data: bytes) -> Path:
    """A free place for a file beside others: ``X.pdf``, ``X-2.pdf`` …; the same bytes have one name."""
    for attempt in count(1):
        path = folder / beside_name(name, attempt)
        if not os.path.lexists(path) or _holds(path, data):
            return path
    raise AssertionError


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def require_outside(folder: Path, own: Sequence[Path]) -> None:
    """Requires that a folder for many files is none of the program's own. Errors: RuleError, DeviceError."""
    with _told(folder):
        outgoing.require_outside(folder, own)


@contextmanager
def _told(path: Path, done: str = "") -> Iterator[None]:
    try:
        yield
    except RefusedError as error:
        text = _(_REFUSED[error.why]).format(path=error.path)
        raise RuleError(f"{done} {text}".strip(), field="out", rule=error.why.value) from error
    except OSError as error:
        text = _sentence(error).format(path=path, detail=reason(error))
        raise DeviceError(f"{done} {text}".strip(), device=str(path.parent)) from error


def _sentence(error: OSError) -> str:
    known = _FAILED.get(meaning(error))
    return _(known) if known else _("Không ghi được {path}: {detail}. Chọn chỗ khác rồi làm lại.")
