"""Files a person brings – lists, calendars, forms – read whole within limits, and the sentence when one cannot be."""

from __future__ import annotations

import errno
import json
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Any, BinaryIO

from counter_app.domain.said_once import SaidTwiceError, said_once
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.core.trouble import reason
from counter_app.system.incoming import NotPlainError, TooLargeError, read_regular
from counter_app.system.refusals import meaning, numbered

MIB = 1024 * 1024
MOST_TEXT_BYTES = 8 * MIB
"""Of forms, calendars and pairs of codes: a year of a large commune is a tenth of it."""
MOST_DEPTH = 20
_KINDS = (
    (b"PK", "Excel (.xlsx)"),
    (b"\xd0\xcf\x11\xe0", "Excel (.xls)"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


def read_file(path: Path, most: int, *, field: str = "file") -> bytes:
    """All of a plain file. Errors: RuleError (``field``) naming what is wrong, with the limit where it is too large."""
    try:
        with numbered():
            return read_regular(path, most)
    except TooLargeError as error:
        raise too_large(path, most, field=field) from error
    except NotPlainError as error:
        text = _("{path} là thư mục hoặc thiết bị, không phải tệp. Chọn một tệp.")
        raise _refused(text.format(path=path), field, "not_plain") from error
    except OSError as error:
        text, rule = _unreadable(error)
        raise _refused(text.format(path=path, detail=reason(error)), field, rule) from error


def _unreadable(error: OSError) -> tuple[str, str]:
    """The sentence for a file that the system does not give, by Windows' own number if there is one; and its rule."""
    number = meaning(error)
    if number == errno.ENETUNREACH:
        text = _(
            "Không tới được nơi chứa {path}. Xem lại mạng, hoặc sao chép tệp về máy này rồi làm lại."
        )
        return text, "unreadable"
    if number == errno.EBUSY:
        text = _("{path} đang do chương trình khác giữ. Đóng chương trình đó rồi làm lại.")
        return text, "unreadable"
    if number in (errno.ENOENT, errno.ENAMETOOLONG, errno.EINVAL):
        return _("Không có tệp {path}. Kiểm tra lại tên tệp."), "missing"
    if number in (errno.EACCES, errno.EPERM):
        text = _("Không được phép đọc {path}. Sao chép tệp sang thư mục khác rồi làm lại.")
        return text, "unreadable"
    return _("Không đọc được {path}: {detail}. Sao chép lại tệp rồi làm lại."), "unreadable"


def too_large(path: Path, most: int, *, field: str = "file") -> RuleError:
    """The refusal of a file with more than ``most`` bytes."""
    size = f"{most // MIB} MB" if most >= MIB else f"{most // 1000} kB"
    text = _("Tệp {path} lớn hơn {size}. Chia thành nhiều tệp nhỏ hơn rồi làm lại.")
    return _refused(text.format(path=path.name, size=size), field, "too_large")


def read_text(path: Path, *, most: int = MOST_TEXT_BYTES, field: str = "file") -> str:
    """A file's text, UTF-8 with or without a mark, or UTF-16 with one.

    Errors: RuleError (``field``) naming the line that does not fit.
    """
    return _text_of(read_file(path, most, field=field), path, field)


def read_piped(stream: BinaryIO, *, most: int = MOST_TEXT_BYTES, field: str = "file") -> str:
    """The text that another program hands over; no more of it than ``most`` bytes is read. Errors: as ``read_text``."""
    path, data = Path(_("đầu vào chuẩn")), stream.read(most + 1)
    if len(data) > most:
        raise too_large(path, most, field=field)
    return _text_of(data, path, field)


def _text_of(data: bytes, path: Path, field: str) -> str:
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        kind = next((kind for magic, kind in _KINDS if data.startswith(magic)), "")
        text = (
            _("Tệp {path} là {kind}, không phải tệp chữ. Chọn tệp khác.")
            if kind
            else _("Dòng {line} của {path} có chữ không phải UTF-8. Lưu lại bằng UTF-8.")
        )
        line = data[: error.start].count(b"\n") + 1
        told = text.format(path=path.name, kind=kind, line=line)
        raise _refused(told, field, "not_utf8") from error


def read_json(path: Path, *, most: int = MOST_TEXT_BYTES, field: str = "file") -> Any:
    """The value in a JSON file, at most ``MOST_DEPTH`` deep, with texts that can be written.

    Errors: RuleError (``field``).
    """
    text = read_text(path, most=most, field=field)
    try:
        value = json.loads(text, parse_constant=_no_number, object_pairs_hook=said_once)
        _check_shape(value)
    except (ValueError, RecursionError) as error:
        detail = _json_detail(error)
        told = _("Không đọc được {path}: {detail}. Kiểm tra tệp JSON.")
        raise _refused(told.format(path=path.name, detail=detail), field, "json") from error
    return value


def _json_detail(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        text = _("sai ở dòng {line}, chữ thứ {column}")
        return text.format(line=error.lineno, column=error.colno)
    if isinstance(error, SaidTwiceError):
        return _("mục “{key}” ghi hai lần").format(key=error.key[:40])
    if isinstance(error, RecursionError):
        return _("lồng nhau quá sâu")
    return _("có chữ hoặc số không ghi lại được")


def _no_number(name: str) -> float:
    raise ValueError(name)


def _check_shape(value: Any) -> None:
    """Errors: RecursionError, ValueError; without recursing."""
    level = [value]
    for _depth in range(MOST_DEPTH):
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below += [*item, *item.values()]
            elif isinstance(item, list):
                below += item
            elif isinstance(item, str):
                item.encode()  # half a character, which no file can keep
        if not below:
            return
        level = below
    raise RecursionError


def _refused(text: str, field: str, rule: str) -> RuleError:
    return RuleError(text, field=field, rule=rule)
