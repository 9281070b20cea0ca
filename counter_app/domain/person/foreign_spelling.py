"""Letters of German and the Nordic languages that passports and keyboards without them write as two: Müller, Mueller.

The International Civil Aviation Organization's Doc 9303 part 3 writes Ä as AE, Å as AA, Ø as OE in a passport's machine
readable lines. People are looked for by either spelling.
"""

from __future__ import annotations

import unicodedata
from itertools import islice, product

from counter_app.domain.lettering.syllables import is_bare_syllable
from counter_app.domain.text import clean, fold
from counter_app.values import pattern

_SPELLED = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "œ": "oe", "ß": "ss"}
)
_TWO = pattern(r"(ae|oe|ue|aa)")
_MOST_READINGS = 16


def spelled_out(text: str) -> str:
    """The folded text with such letters as two: "Jörg Müller" → "joerg mueller"."""
    small = unicodedata.normalize("NFC", clean(text)).lower()
    return fold(small.translate(_SPELLED))


def read_as_one(text: str) -> list[str]:
    """The folded text with some of its pairs as one plain letter: "Mueller" → "muller"; none of Vietnamese words.

    The first has all of them so; there are at most sixteen.
    """
    words = fold(text).split()
    if all(map(is_bare_syllable, words)):
        return []
    parts = _TWO.split(" ".join(words))
    choices = [(part[0], part) if at % 2 else (part,) for at, part in enumerate(parts)]
    readings = ("".join(chosen) for chosen in product(*choices))
    return [said for said in islice(readings, _MOST_READINGS) if said != " ".join(words)]
