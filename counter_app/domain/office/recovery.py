"""The words of a recovery sheet: 128 bits drawn by chance and a check, as eighteen short words without accents.

Each word is one syllable of a beginning and an end, four bits each. None holds a letter that Telex or VNI takes for an
accent, none a vowel twice: a typing method left on changes nothing. The same sixteen bytes open the office's key ring.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date

from counter_app.domain.text import fold
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

SUBJECT = "recovery"
KEPT_AS = "#phieu-khoi-phuc"
"""The name of its hash among the credentials; no login begins so."""
ENTROPY, _CHECK = 16, 2
"""Bytes of chance, and of the check behind them."""
COUNT = ENTROPY + _CHECK
_BEGINNINGS = ("b", "c", "g", "h", "k", "l", "m", "n", "p", "t", "v", "ch", "kh", "nh", "ph", "th")
_ENDS = ("a", "e", "i", "o", "u", "an", "en", "in", "on", "un", "am", "em", "im", "om", "um", "ai")
_BYTE_OF = {
    first + last: high * 16 + low
    for high, first in enumerate(_BEGINNINGS)
    for low, last in enumerate(_ENDS)
}
_WORD_OF = {byte: word for word, byte in _BYTE_OF.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The last sheet: its number (0 for none ever), the day it was made, whether it still opens.

    ``maker`` is the login of who made it, who may know its words; ``alone``: with nobody who could consent.
    """

    number: int = 0
    made: date | None = None
    valid: bool = False
    maker: str = ""
    alone: bool = False


def words_of(secret: bytes) -> tuple[str, ...]:
    """The words that ``secret`` (16 bytes) is written as."""
    return tuple(_WORD_OF[byte] for byte in secret + _check_of(secret))


def secret_of(typed: str) -> bytes:
    """The 16 bytes behind words as somebody typed them, with any signs between.

    Errors: RuleError (field "words"): rule "word" for one that is none, "words" for too few, "typed" for a slip.
    """
    said = re.findall(r"[a-z]+", fold(typed))
    for at, word in enumerate(said, 1):
        if word not in _BYTE_OF:
            text = _(
                "Chữ thứ {at} “{word}” không có trên phiếu khôi phục. Xem phiếu, gõ lại chữ đó."
            )
            raise RuleError(text.format(at=at, word=word[:20]), field="words", rule="word")
    if len(said) != COUNT:
        text = _("Phiếu khôi phục có {count} chữ, mới gõ {typed}. Gõ đủ theo thứ tự.")
        raise RuleError(text.format(count=COUNT, typed=len(said)), field="words", rule="words")
    whole = bytes(_BYTE_OF[word] for word in said)
    secret = whole[:ENTROPY]
    if _check_of(secret) != whole[ENTROPY:]:
        raise RuleError(
            _("Có chữ gõ nhầm hoặc sai thứ tự. Đối chiếu từng chữ với phiếu rồi gõ lại."),
            field="words",
            rule="typed",
        )
    return secret


def _check_of(secret: bytes) -> bytes:
    return hashlib.sha256(b"quay-mot-cua recovery words v1" + secret).digest()[:_CHECK]


def verifier_text(secret: bytes) -> str:
    """The text of the office's password hash: apart from anything else that is ever derived from the secret."""
    return "quay-mot-cua recovery password v1 " + secret.hex()


def key_text(secret: bytes) -> str:
    """The text that opens the key ring: apart from ``verifier_text``, whose hash the data file keeps."""
    return "quay-mot-cua recovery key v1 " + secret.hex()
