"""Passwords: which ones nobody should choose, and how long whoever guesses has to wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from counter_app.domain.text import fold
from counter_app.values import dataclass

FREE_TRIES = 3
"""Wrong tries in a row before a further one has to wait."""
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=5)
LEAST_DIFFERENT = 5
"""A password of fewer different letters and digits is guessed."""
SHORTEST_OWN_WORD = 3
"""Letters of a name or login from which on it counts as a part of a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTries:
    """Wrong passwords in a row at one account, and when the last one was typed; none and None before."""

    count: int = 0
    last: datetime | None = None


def waiting(tries: WrongTries, now: datetime) -> timedelta:
    """The time the next try has to wait: doubled by each wrong one, never longer than ``LONGEST_WAIT``.

    A clock that was set back makes nobody wait longer than the whole time.
    """
    if tries.last is None or tries.count < FREE_TRIES:
        return timedelta(0)
    doubled = min(tries.count - FREE_TRIES, 16)
    whole: timedelta = min(FIRST_WAIT * 2**doubled, LONGEST_WAIT)
    return max(min(tries.last + whole - now, whole), timedelta(0))


class Weakness(StrEnum):
    """Why a password is guessed first."""

    DIGITS = "digits"
    FEW_LETTERS = "few_letters"
    COMMON = "common"
    OWN = "own"


def weakness(password: str, own: Iterable[str] = ()) -> Weakness | None:
    """Why a password would be guessed at once; None for one that would not.

    ``own`` are words everybody knows of whoever chooses it: login, name, the office's number. Accents, capital
    letters, punctuation, and digits at either end hide nothing from whoever guesses.
    """
    plain = "".join(letter for letter in fold(password) if letter.isalnum())
    core = plain.strip("0123456789")
    if not core:
        return Weakness.DIGITS
    if len(set(plain)) < LEAST_DIFFERENT:
        return Weakness.FEW_LETTERS
    if _made_of(core, _COMMON) or any(core in run for run in _RUNS):
        return Weakness.COMMON
    words = {part for text in own for part in (fold(text).replace(".", " ").split())}
    known = {word for word in words if len(word) >= SHORTEST_OWN_WORD}
    together = {"".join(fold(text).replace(".", " ").split()) for text in own}
    return Weakness.OWN if _made_of(core, known | {text for text in together if text}) else None


def _made_of(core: str, words: Iterable[str]) -> bool:
    """True if a password is nothing but such words, one after another."""
    known = {word.strip("0123456789") for word in words} - {""}
    ends = {0}
    for start in range(len(core)):
        if start in ends:
            ends |= {start + len(word) for word in known if core.startswith(word, start)}
    return len(core) in ends


_RUNS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "qazwsxedcrfv",
    "zyxwvutsrq",
)
_CHOSEN_FIRST = (
    "matkhau pass password passw0rd p4ssword admin administrator quantri quantrihethong user login welcome "
    "xinchao chaoban anhyeuem emyeuanh yeuem yeuanh iloveyou toiyeuviet toiyeuvietnam vietnam hanoi saigon "
    "danang haiphong cantho hochiminh bacho dangcongsan khongbiet khongcomatkhau khongco quenmatkhau "
    "congchuc canbo lanhdao vanphong motcua quaymotcua hanhchinh hanhchinhcong ubnd uyban uybannhandan "
    "phuong chutich phochutich tiepnhan hotich chungthuc diachinh tuphap mayvitinh maytinh vitinh "
    "letmein qwerty monkey dragon football superman batman master princess sunshine shadow baseball "
    "abc abcd abcabc test testing demo default root system server database secret changeme doimatkhau "
    "gmail yahoo zalo facebook google windows microsoft samsung nokia honda yamaha "
    "tinhyeu hanhphuc giadinh conyeu bome mebo thanhcong maiyeuem motminh congty nhanvien hocsinh"
)
"""The passwords people in Vietnam and elsewhere choose first, without accents."""
_COMMON = frozenset(_CHOSEN_FIRST.split())
