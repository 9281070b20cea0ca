"""The text of a file of bytes, by the one table that fits all of it; nothing half decoded leaves here.

UTF-8, UTF-16 with and without its mark, Windows-1258 with its loose accents, Windows-1252, TCVN3 and VNI.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from counter_app.desk.tables.ascii_codes import require_letters
from counter_app.desk.tables.foreign import require_text
from counter_app.desk.tables.table_refusals import refused
from counter_app.domain.lettering.code_tables import TABLES
from counter_app.domain.lettering.damage import Likeness, likeness
from counter_app.i18n import _
from counter_app.values import pattern

if TYPE_CHECKING:
    from counter_app.errors import RuleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4_000
"""Bytes that tell UTF-16 without its mark."""
_SINGLE: Mapping[str, Callable[[bytes], str]] = {
    "Windows-1258": lambda data: unicodedata.normalize("NFC", data.decode("cp1258")),
    "Windows-1252": lambda data: data.decode("cp1252"),
    **TABLES,
}
_WORD = pattern(r"[^\s\x00-\x40\x5b-\x60\x7b-\x7f]+")


def decoded(data: bytes, name: str, *, json: bool = False) -> str:
    """The text of a file called ``name``; ``json`` may write its letters as codes, which its reader knows.

    Errors: RuleError (field "file", rule "encoding") naming the first line that does not fit.
    """
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    marked = marked or _utf16_without_mark(data)
    if marked:
        text = _strictly(data, marked, name)
        if "\0" in text:
            raise _unfit(name, _lines(text[: text.index("\0")]) + 1, 0)
        return text
    require_text(data, name)
    if b"\0" in data:
        raise _unfit(name, _line_of(data, data.index(b"\0")), 0)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_utf8_with_faults(data):
            at = error.start
            raise _unfit(name, _line_of(data, at), data[at]) from error
        return _by_single_bytes(data, name)
    if not json:
        require_letters(text, name)
    return text


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        good = data[: error.start - error.start % 2]
        before = good.decode(encoding, errors="ignore")
        raise _unfit(name, _lines(before) + 1, data[error.start]) from error


def _utf16_without_mark(data: bytes) -> str:
    """The byte order of UTF-16 that the zeros in every other place tell; empty where they do not."""
    head = data[:_LOOKED_AT]
    if len(data) % 2 or len(head) < 4:
        return ""
    first, second = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if second > half * 0.3 and first < half * 0.02:
        return "utf-16-le"
    if first > half * 0.3 and second < half * 0.02:
        return "utf-16-be"
    return ""


def _is_utf8_with_faults(data: bytes) -> bool:
    """True if more letters are well-formed UTF-8 than bytes are not: it is UTF-8, and something damaged it."""
    text = data.decode("utf-8", errors="replace")
    faults = text.count("\ufffd")
    return sum(not char.isascii() for char in text) - faults > faults


def _by_single_bytes(data: bytes, name: str) -> str:
    texts = {}
    for table, read in _SINGLE.items():
        try:
            texts[table] = read(data)
        except UnicodeDecodeError:
            continue
    found = {table: likeness(_words(text)) for table, text in texts.items()}
    sound = [table for table in texts if found[table].sound]
    best = sorted(sound or texts, key=lambda table: _rank(found[table]), reverse=True)
    if not sound:
        raise _unfit_word(data, name, best)
    tied = [table for table in best if _rank(found[table]) == _rank(found[best[0]])]
    if len({texts[table] for table in tied}) > 1:
        raise refused(
            _(
                "Không chắc tệp {path} viết bằng bảng mã nào ({tables})."
                " Lưu lại dạng Excel (.xlsx) hoặc CSV UTF-8 rồi nhập."
            ),
            "encoding",
            path=name,
            tables=", ".join(tied),
        )
    return texts[best[0]]


def _words(text: str) -> str:
    """Every different word once: a letter that does not fit anywhere is among them."""
    return " ".join(sorted(set(_WORD.findall(text))))


def _rank(found: Likeness) -> tuple[float, int]:
    return (found.syllables - found.foreign) / max(found.words, 1), found.usual


def _unfit_word(data: bytes, name: str, best: list[str]) -> RuleError:
    """Names the first line with a word that is Vietnamese in no table, by the table that fits the rest best."""
    ends = b"\r" if b"\n" not in data else b"\n"
    told = [(number, line) for number, line in enumerate(data.split(ends), 1) if not line.isascii()]
    # Bytes of another table make UTF-8 by chance in hardly any line: these are right, the others are not.
    foreign = [(number, line) for number, line in told if not _is_utf8(line)]
    for number, line in foreign:
        if len(foreign) < len(told):
            return _unfit(name, number, next(byte for byte in line if byte > 0x7F))
        byte = next(byte for byte in line if byte > 0x7F)
        try:
            text = _SINGLE[best[0]](line) if best else ""
        except UnicodeDecodeError as error:
            return _unfit(name, number, line[error.start])
        found = likeness(text)
        if not text or found.foreign or found.syllables < found.words:
            return _unfit(name, number, byte)
    return _unfit(name, 1, data[0])


def _is_utf8(line: bytes) -> bool:
    try:
        return bool(line.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _line_of(data: bytes, at: int) -> int:
    return _lines(data[:at].decode("latin-1")) + 1


def _lines(text: str) -> int:
    return text.count("\n") or text.count("\r")


def _unfit(name: str, line: int, byte: int) -> RuleError:
    return refused(
        _(
            "Dòng {line} của tệp {path} có chữ không đọc được (byte {byte:02X}), nên chưa đọc gì."
            " Mở tệp gốc, lưu lại dạng Excel (.xlsx) hoặc CSV UTF-8 rồi nhập."
        ),
        "encoding",
        line=line,
        path=name,
        byte=byte,
    )
