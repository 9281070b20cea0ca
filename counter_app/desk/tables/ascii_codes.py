"""Vietnamese letters written out in ASCII: by a mail program, or as a program's own text has them.

Such a file is plain ASCII, so every table fits it, and its names would be taken as they stand: ``+AOA-``, ``=C3=A0``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from counter_app.desk.tables.table_refusals import refused
from counter_app.domain.lettering.damage import likeness
from counter_app.i18n import _
from counter_app.values import pattern

_FEWEST = 3
"""Letters written so that are no accident."""
_LOOKED_AT = 200_000
_WRITTEN = pattern(r"\+[A-Za-z0-9+/]{3,}-?|(?:=[0-9A-Fa-f]{2}){2}|\\u[0-9A-Fa-f]{4}")
_ESCAPE = pattern(r"\\u([0-9A-Fa-f]{4})")


def _quoted(text: str) -> str:
    from quopri import decodestring

    return decodestring(text.encode("ascii")).decode("utf-8")


_READERS: Mapping[str, Callable[[str], str]] = {
    "UTF-7": lambda text: text.encode("ascii").decode("utf-7"),
    "quoted-printable": _quoted,
    "\\u00E0": lambda text: _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text),
}


def require_letters(text: str, name: str) -> None:
    """Errors: RuleError (field "file", rule "encoding") for an ASCII text whose letters are written in a code."""
    head = text[:_LOOKED_AT].rpartition("\n")[0] or text[:_LOOKED_AT]
    if not head.isascii() or len(_WRITTEN.findall(head)) < _FEWEST:
        return
    for code, read in _READERS.items():
        try:
            said = read(head)
        except UnicodeError:
            continue
        words = sorted({word for word in said.split() if not word.isascii()})
        if sum(map(str.isalpha, "".join(words))) >= _FEWEST and likeness(" ".join(words)).sound:
            raise refused(
                _(
                    "Chữ có dấu trong tệp {path} viết bằng mã {code} nên chưa đọc gì."
                    " Mở tệp gốc, lưu lại dạng Excel (.xlsx) hoặc CSV UTF-8 rồi nhập."
                ),
                "encoding",
                path=name,
                code=code,
            )
