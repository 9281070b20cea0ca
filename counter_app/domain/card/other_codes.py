"""Recognises what was scanned instead of an identity card, to say so."""

from __future__ import annotations

import re

from counter_app.i18n import _
from counter_app.values import pattern

_HEALTH_NUMBER = pattern(r"[A-Z]{2}[0-9]{13}")
_HEX = pattern(r"(?:[0-9a-fA-F]{2}){3,}")
_OLD_ID = pattern(r"[0-9]{9}|[0-9]{12}")
_DOSSIER = pattern(r"[0-9A-Z]{2,6}(?:\.[0-9A-Z]{1,4})*-[0-9]{6}-[0-9]{4,}")
_BARCODE = pattern(r"[0-9]{18}|[0-9]{20}")
_SIGNED = pattern(r"[A-Za-z0-9+/_=.-]{60,}")


def describe_other(text: str) -> str:
    """A sentence naming the code that was scanned and what to scan instead; empty when unknown."""
    fields = [field.strip() for field in text.split("|")]
    if _is_health_card(fields):
        return _(
            "Đây là mã QR của thẻ bảo hiểm y tế, không phải thẻ căn cước. Quét mã QR trên thẻ căn cước."
        )
    if text.startswith("000201"):
        return _("Đây là mã QR thanh toán. Quét mã QR trên thẻ căn cước.")
    if "vneid" in text.lower() or _is_signed(text):
        return _(
            "Đây là mã QR của ứng dụng VNeID, chỉ đọc được khi có mạng. Quét mã QR trên thẻ căn "
            "cước (thẻ từ năm 2024: ở mặt sau)."
        )
    if re.match(r"[a-z][a-z0-9+.-]*://|www\.", text, re.IGNORECASE):
        return _(
            "Đây là mã QR chứa một đường liên kết, không phải thẻ căn cước. Quét mã QR trên thẻ căn cước."
        )
    if "<<" in text:
        return _(
            "Đây là các dòng máy đọc (có dấu <<) của thẻ hoặc hộ chiếu. Quét mã QR trên thẻ căn cước."
        )
    if _DOSSIER.fullmatch(text) or _BARCODE.fullmatch(text):
        return _("Đây là mã hồ sơ trên giấy hẹn. Ô này nhận mã QR trên thẻ căn cước.")
    return ""


def _is_health_card(fields: list[str]) -> bool:
    """``number|hex of the name|birth|sex|hex of the address|…``."""
    if len(fields) < 4:
        return False
    return bool(_HEALTH_NUMBER.fullmatch(fields[0].upper())) or _is_hex_text(fields[1])


def _is_hex_text(field: str) -> bool:
    """Hexadecimal UTF-8 of a name; an old identity number, whole (9 or 12 digits) or with one missing, is none."""
    if not _HEX.fullmatch(field) or _OLD_ID.fullmatch(field):
        return False
    try:
        text = bytes.fromhex(field).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return text.isprintable() and any(map(str.isalpha, text))


def _is_signed(text: str) -> bool:
    return text.startswith(("eyJ", "{")) or _SIGNED.fullmatch(text) is not None
