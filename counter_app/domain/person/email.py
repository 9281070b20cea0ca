"""Addresses of e-mail; a doubt is told, never an obstacle."""

from __future__ import annotations

from counter_app.domain.text import clean
from counter_app.i18n import _
from counter_app.values import pattern

_ADDRESS = pattern(r"[!-?A-~]+@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*\.[A-Za-z]{2,}")


def email_warnings(email: str) -> list[str]:
    """What to ask again where no letter can arrive; letters with marks are a typing method's."""
    address = clean(email)
    if not address or _ADDRESS.fullmatch(address):
        return []
    if not address.isascii():
        text = _("Email “{email}” có chữ có dấu. Tắt bộ gõ tiếng Việt rồi nhập lại.")
    else:
        text = _("Email “{email}” không đúng dạng, như ten@vidu.vn; hỏi lại.")
    return [text.format(email=address)]
