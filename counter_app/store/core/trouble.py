"""The troubles of a disk or a damaged file, in one sentence each with the one next step.

SQLite's errors are judged by their code, never by their text; errors of the system by their number. A mistake of the
program (a wrong statement, a broken constraint) is none of these and stays what it is.
"""

from __future__ import annotations

import errno
import os
from enum import StrEnum
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlite

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.system import files
from counter_app.system.refusals import meaning

SCARCE = 1 << 20
"""Fewer free bytes than this are none: SQLite says "I/O error" when its side files find no room."""


class Kind(StrEnum):
    """The kinds of trouble; a person does something else after each."""

    FULL = "full"
    BUSY = "busy"
    DENIED = "denied"
    WRITING = "writing"
    READING = "reading"
    DAMAGED = "damaged"
    ABSENT = "absent"
    LONG = "long"
    LARGE = "large"

    @property
    def passing(self) -> bool:
        """True if the open connection will do once the cause is gone."""
        return self in (Kind.FULL, Kind.BUSY)


_CODES = {
    3: Kind.DENIED,  # SQLITE_PERM
    5: Kind.BUSY,
    6: Kind.BUSY,  # SQLITE_LOCKED
    8: Kind.DENIED,  # SQLITE_READONLY
    10: Kind.WRITING,  # SQLITE_IOERR, of reading too
    11: Kind.DAMAGED,  # SQLITE_CORRUPT
    13: Kind.FULL,
    14: Kind.ABSENT,  # SQLITE_CANTOPEN
    15: Kind.BUSY,  # SQLITE_PROTOCOL: the lock of the write-ahead log was not had
    26: Kind.DAMAGED,  # SQLITE_NOTADB
}
_NUMBERS = {
    errno.ENOSPC: Kind.FULL,
    errno.EDQUOT: Kind.FULL,
    errno.EACCES: Kind.DENIED,
    errno.EPERM: Kind.DENIED,
    errno.EROFS: Kind.DENIED,
    errno.EBUSY: Kind.BUSY,
    errno.EIO: Kind.WRITING,
    errno.ENOENT: Kind.ABSENT,
    errno.ENODEV: Kind.ABSENT,
    errno.ENXIO: Kind.ABSENT,
    errno.ENOTCONN: Kind.ABSENT,
    errno.ENETUNREACH: Kind.ABSENT,
    errno.ENAMETOOLONG: Kind.LONG,
    errno.EFBIG: Kind.LARGE,
}
_UNDECODABLE = "Could not decode"
"""The beginning of the library's own error without a code: text that is no UTF-8."""


class DiskError(StoreError, sqlite.OperationalError):  # type: ignore[misc]
    """An error of the database that a person can do something about; its message is the sentence for them."""

    def __init__(self, kind: Kind, path: Path | None = None, code: int = 0) -> None:
        super().__init__(sentence(kind, path, code))
        self.kind = kind
        self.path = path
        self.sqlite_errorcode = code


def told(error: Exception, path: Path | None, *, reading: bool = False) -> Exception:
    """The error to raise for one of the database file at ``path``: a DiskError, or a bug as it is."""
    code = int(getattr(error, "sqlite_errorcode", 0))
    kind = _CODES.get(code & 0xFF)
    if not code and str(error).startswith(_UNDECODABLE):
        kind = Kind.DAMAGED
    if kind is None or isinstance(error, DiskError):
        return error
    if kind in (Kind.WRITING, Kind.ABSENT):
        kind = _closer(kind, path, reading=reading)
    found = DiskError(kind, path, code)
    found.__cause__ = error
    return found


def _closer(kind: Kind, path: Path | None, *, reading: bool) -> Kind:
    """A failed call of the system may have been refused for want of room or of rights, which SQLite does not say."""
    if path is not None and _no_room(path.parent):
        return Kind.FULL
    if path is not None and path.exists() and not files.may_write(path):
        return Kind.DENIED
    return Kind.READING if reading and kind is Kind.WRITING else kind


def _no_room(folder: Path) -> bool:
    import shutil  # only here: a start would load every compressor with it

    try:
        return shutil.disk_usage(folder).free < SCARCE
    except OSError:
        return False


def from_system(error: OSError, path: Path) -> StoreError:
    """The sentence for a refused call of the system on a file or folder that is not the open data file."""
    code = meaning(error)
    kind = _NUMBERS.get(code)
    if kind is Kind.WRITING and _no_room(path if path.is_dir() else path.parent):
        kind = Kind.FULL
    return StoreError(_of_place(kind, path, code))


def make_room(folder: Path, error: BaseException) -> None:
    """On a full disk what a data folder kept for it gives way, so that the same work, tried again, finds room."""
    said = error if isinstance(error, DiskError | OSError) else error.__cause__
    full = said.kind is Kind.FULL if isinstance(said, DiskError) else said and _no_room(folder)
    if full:
        from counter_app.system.ballast import give_way

        give_way(folder)


def reason(error: Exception) -> str:
    """The trouble in a few words of ours, to stand inside a sentence that names the place and the next step."""
    if isinstance(error, DiskError):
        kind: Kind | None = error.kind
        code = error.sqlite_errorcode
    else:
        code = meaning(error) if isinstance(error, OSError) else 0
        kind = _NUMBERS.get(code)
    words = {
        Kind.FULL: _("ổ đĩa đầy"),
        Kind.BUSY: _("chương trình khác đang dùng"),
        Kind.DENIED: _("không có quyền ghi"),
        Kind.DAMAGED: _("tệp hỏng hoặc ổ đĩa đọc lỗi"),
        Kind.ABSENT: _("không mở được tệp"),
        Kind.LONG: _("đường dẫn dài quá"),
        Kind.LARGE: _("ổ này không chứa được tệp lớn như vậy"),
    }
    failing = _("ổ đĩa báo lỗi, mã {code}").format(code=code)
    return words.get(kind, failing) if kind else _("mã lỗi {code}").format(code=code)


def named_place(error: OSError, otherwise: Path) -> Path:
    """The file or folder that a refused call was about."""
    named = error.filename
    return Path(os.fsdecode(named)) if isinstance(named, str | bytes) and named else otherwise


def at_copying(error: Exception, target: Path) -> StoreError:
    """The sentence for a copy of the data that could not be made: mostly its disk, seldom the data."""
    if isinstance(error, DiskError) and error.kind in (Kind.READING, Kind.DAMAGED, Kind.BUSY):
        reason = error.message
    elif isinstance(error, OSError):
        reason = from_system(error, target).message
    else:
        kind = error.kind if isinstance(error, DiskError) else Kind.WRITING
        if kind is not Kind.FULL and _no_room(target.parent):
            kind = Kind.FULL
        reason = _of_place(kind, target, int(getattr(error, "sqlite_errorcode", 0)))
    return StoreError(_("Không sao lưu được. {reason}").format(reason=reason))


def _of_place(kind: Kind | None, path: Path, code: int) -> str:
    sentences = {
        Kind.FULL: _(
            "Ổ đĩa của {path} đã đầy. Xóa bớt tệp không cần (không xóa thư mục dữ liệu) rồi làm lại."
        ),
        Kind.DENIED: _("Không có quyền ghi vào {path}. Chọn chỗ khác ghi được rồi làm lại."),
        Kind.WRITING: _(
            "Ổ đĩa của {path} báo lỗi (mã {code}). Kiểm tra ổ đĩa và dây cắm, hoặc chọn ổ khác, rồi làm lại."
        ),
        Kind.BUSY: _("Chương trình khác đang dùng {path}. Đóng chương trình đó rồi làm lại."),
        Kind.ABSENT: _(
            "Không tìm thấy {path}. Kiểm tra ổ đĩa còn cắm và thư mục còn đó rồi làm lại."
        ),
        Kind.LONG: _("Đường dẫn {path} dài quá. Chọn thư mục có đường dẫn ngắn hơn rồi làm lại."),
        Kind.LARGE: _("Ổ đĩa của {path} không chứa được tệp lớn như vậy. Chọn ổ khác rồi làm lại."),
    }
    other = _("Không dùng được {path} (mã {code}). Chọn chỗ khác rồi làm lại.")
    return (sentences.get(kind, other) if kind else other).format(path=path, code=code)


def at_opening(error: Exception, path: Path) -> StoreError:
    """The sentence for whatever stands in the way of opening the data file at ``path``; never the error itself."""
    if isinstance(error, DiskError):  # one that were its own cause would hide what the library said
        return DiskError(error.kind, error.path, error.sqlite_errorcode)
    if isinstance(error, StoreError):
        return error
    if isinstance(error, OSError):
        return from_system(error, path)
    return StoreError(sentence(Kind.DAMAGED, path, int(getattr(error, "sqlite_errorcode", 0))))


def sentence(kind: Kind, path: Path | None, code: int) -> str:
    """The trouble of the data file and the next step; only a damaged file leads to a backup, by way of a check."""
    sentences = {
        Kind.FULL: _(
            "Ổ đĩa đầy nên chưa lưu được. Xóa bớt tệp không cần của máy (không xóa thư mục dữ liệu) rồi làm lại."
        ),
        Kind.BUSY: _("Dữ liệu đang được cửa sổ khác ghi. Chờ vài giây rồi bấm lưu lại."),
        Kind.DENIED: _(
            "Không có quyền ghi vào {path} nên chưa lưu được. Báo người phụ trách máy cho phép ghi rồi làm lại."
        ),
        Kind.WRITING: _(
            "Chưa lưu được vì ổ đĩa báo lỗi (mã {code}). Kiểm tra ổ đĩa và dây cắm rồi làm lại."
        ),
        Kind.READING: _(
            "Không đọc được dữ liệu vì ổ đĩa báo lỗi (mã {code}). Kiểm tra ổ đĩa và dây cắm rồi làm lại."
        ),
        Kind.DAMAGED: _(
            "Không đọc được dữ liệu ở {path}: tệp hỏng hoặc ổ đĩa đọc lỗi (mã {code}). "
            "Ngừng ghi, kiểm tra dữ liệu rồi mới khôi phục từ bản sao lưu gần nhất."
        ),
        Kind.ABSENT: _(
            "Không mở được dữ liệu ở {path}. Kiểm tra ổ đĩa còn cắm và thư mục còn đó rồi làm lại."
        ),
    }
    if kind not in sentences:
        return _of_place(kind, path or Path(), code)
    return sentences[kind].format(path=path or "", code=code)
