"""Letters of a name: those of any people that writes Latin are right, what a wrong code table leaves is not.

A name is not measured by Vietnamese words alone: Łukasz, Müller and François are no damage; NguyÔn and Nguyeãn are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from counter_app.domain.lettering.code_tables import TABLES
from counter_app.domain.lettering.damage import (
    Repair,
    is_misshown,
    likeness,
    repair,
    reread,
    written_in_unicode,
)
from counter_app.domain.lettering.rereading import reread_from_afar
from counter_app.domain.lettering.syllables import cased, is_bare_syllable, is_syllable, usual
from counter_app.domain.text import as_drawn
from counter_app.values import pattern

_WORD = pattern("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")
_BOTH = pattern(
    "(.*)([\u0300\u0301\u0303\u0309\u0323])([\u0302\u0306\u031b]*[\u0300\u0301\u0303\u0309\u0323])(.*)"
)
_LOOSE_MARK = pattern("(?:^|\\s)[\u0300-\u036f]")
"""A mark without its letter: "Nguyê ̃n", as some programs copy it."""
_ELA = pattern("(?<=[lL])·(?=[lL])")
"""The raised dot of Catalan: Col·lell."""
_SIGN = "[¡-§¨«¬¯±´¶¸»-¿×÷ˆ-˝˘‚„†‡‰‹›€∀-⋿─-▟◆◊]"
_SIGN_BESIDE = pattern(f"{_SIGN}[^\\W\\d_]|[^\\W\\d_]{_SIGN}")
"""The signs that stand in no name beside a letter; ®, ™, ° and such follow names of firms."""
_INITIAL = pattern("[A-Z][ªº]")
"""Mª, Dª: María, Doña."""
_STYLED = pattern("(?:Mc|Mac|De|Di|La|Le|Van|Fitz)[^\\W\\d_]")
"""Beginnings behind which a capital stands: McÉvoy."""
_VNI_PAIRS = pattern("[aeo][âå]|aê|aø|[öô][ùøïõû]|öô|[uô]û|ñ[öô]", re.IGNORECASE)
"""A letter with the mark that VNI puts behind it; no other spelling has the two together."""
_ALWAYS_MARKED = frozenset(
    "nguyen tran pham huynh dang bui dinh truong duong luong hoang le do ngo ly vo vu ho thi".split()  # noqa: SIM905
)
"""Words of names that nobody writes bare who writes accents at all."""
_SMALL_ONLY = frozenset("ßıſĸŉ")
"""Small letters without a capital of one letter."""


@lru_cache(maxsize=4096)
def repair_name(name: str) -> Repair | None:
    """The name before its bytes were read wrongly; None where it is right, or nothing is certain.

    By a table of before Unicode, or by letters of other peoples drawn alike, only where every word of it is Vietnamese
    then: Loïc Le is no Lọc, Guðmundur no Guđmundur.
    """
    drawn = as_drawn(name)
    if drawn != name and _is_whole(drawn):
        return Repair(drawn, "Unicode")
    found = repair(name)
    if found is not None and found.table not in TABLES:
        return found
    far = _from_afar(name)
    if len(far) == 1:
        return Repair(far.pop(), "UTF-8")
    words = _WORD.findall(name)
    bare = {word.lower() for word in words if word.isascii()}
    sound = all(word.isascii() or is_syllable(word) for word in words)
    if sound or bare & _ALWAYS_MARKED or any(map(_is_written, words)):
        return None
    said = {
        table: text
        for table in TABLES
        if (text := reread(name, table)) != name and _is_whole(text) and likeness(text).sound
    }
    if found is not None:
        return found if found.table in said else None
    return next((Repair(text, table) for table, text in said.items() if len(said) == 1), None)


@lru_cache(maxsize=4096)
def is_damaged_name(name: str) -> bool:
    """True if a name has what only a wrong code table leaves: signs, two scripts in a word, NguyÔn, Nguyeãn."""
    name = _ELA.sub("", unicodedata.normalize("NFC", name))
    if _LOOSE_MARK.search(name) or _two_tones(name):
        return True
    if is_misshown(name) or _SIGN_BESIDE.search(name) or any(map(_is_odd, _WORD.findall(name))):
        return True
    if name.isascii() or written_in_unicode(name):
        return False
    words = [word for word in _WORD.findall(name) if not word.isascii()]
    pairs = _VNI_PAIRS.search(name) is not None
    return pairs or bool(_from_afar(name)) or any(map(_says_usual, words))


def _two_tones(name: str) -> bool:
    """True if a letter has two tones, of a word that is Vietnamese with one of them; Olúṣẹ́gun is none."""
    for word in _WORD.findall(name):
        found = _BOTH.search(unicodedata.normalize("NFD", word))
        if found and is_syllable(unicodedata.normalize("NFC", found[1] + found[2] + found[4])):
            return True
    return False


def _from_afar(name: str) -> set[str]:
    """The readings of a name as UTF-8 shown by a page of other countries, with capitals where people put them."""
    return {text for text in reread_from_afar(name) if all(map(cased, _WORD.findall(text)))}


def _is_written(word: str) -> bool:
    """True if a word is Vietnamese as it stands, with a letter that no table of single bytes has."""
    return not word.isascii() and is_syllable(word) and written_in_unicode(word)


def _is_whole(name: str) -> bool:
    """True if every word of a name can be Vietnamese."""
    words = _WORD.findall(name.lower())
    return bool(words) and all(
        is_bare_syllable(word) if word.isascii() else is_syllable(word) for word in words
    )


def could_be_a_name(text: str) -> bool:
    """True if a text with one accented word can be a name of elsewhere as it stands: Loïc, Höng."""
    accented = [word for word in _WORD.findall(text) if not word.isascii()]
    return len(accented) == 1 and not is_damaged_name(text)


def _is_odd(word: str) -> bool:
    """True if a word has a letter that is not Latin, or one of the other case than its neighbours."""
    letters = [char for char in word if char.isalpha()]
    latin = [_is_latin(char) for char in letters]
    if any(latin) and not all(latin):
        return _INITIAL.fullmatch(word) is None
    if word.isascii() or not any(latin):
        return False
    plain = [char for char in letters if char.isascii()]
    mostly_small = sum(map(str.islower, plain)) * 2 >= len(plain)
    raised = any(
        one.islower() and other.isupper() and not other.isascii()
        for one, other in pairwise(letters)
    )
    if raised and mostly_small:
        return _STYLED.match(word) is None
    marked = [char for char in letters if not char.isascii() and char not in _SMALL_ONLY]
    return len(plain) > 1 and all(map(str.isupper, plain)) and any(map(str.islower, marked))


def _is_latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith(("LATIN ", "MODIFIER LETTER "))


def _says_usual(word: str) -> bool:
    """True if a word that is none is a usual one by a table of before Unicode: Nguyeãn, TrÇn."""
    if is_syllable(word):
        return False
    return any((said := reread(word, table)) != word and usual(said) for table in TABLES)
