"""Addresses of e-mail; a doubt is told, never an obstacle."""

from __future__ import annotations

from counter_app.domain.text import clean
from counter_app.i18n import _
from counter_app.values import pattern

_WORD = r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~-]+"
_LABEL = "[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?"
_ADDRESS = pattern(rf"{_WORD}(?:\.{_WORD})*@{_LABEL}(?:\.{_LABEL})*\.[A-Za-z]{{2,}}")
"""Words with single points between them (RFC 5321, Dot-string), at a name of the Internet."""


def email_warnings(email: str) -> list[str]:
    """The doubts about an address where no letter can arrive; letters with marks are a typing method's."""
    address = clean(email)
    if not address or _ADDRESS.fullmatch(address):
        return []
    if not address.isascii():
        text = _("Email “{email}” có chữ có dấu. Tắt bộ gõ tiếng Việt rồi nhập lại.")
    else:
        text = _("Email “{email}” không đúng dạng, như ten@vidu.vn; hỏi lại.")
    return [text.format(email=address)]
