"""Sentences of the statutory forms, as the day's law has them: data with dates, each with its document and mark.

A paper is worded by the day it was issued. A sentence that the law changes gets a record with its first day beside the
one that stands; it is never edited, so that an old paper printed again says what it said.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache

from counter_app import paths
from counter_app.values import dataclass

BOOK_FORM = "SCT"
"""The books of certifications (Nghị định 23/2015/NĐ-CP Điều 13), which have no number of a form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWords:
    """One sentence of a form from a day on; ``mark`` as in the catalogue: S text seen, S2 secondary, M from memory."""

    form: str
    name: str
    text: str
    valid_from: date | None
    source: str
    mark: str


@cache
def every_sentence() -> tuple[FormWords, ...]:
    """All that ship with the program, in the order of the file."""
    file = paths.resources_dir() / "papers" / "words.json"
    return tuple(
        FormWords(
            form=row["form"],
            name=row["name"],
            text=row["text"],
            valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            source=row["source"],
            mark=row["mark"],
        )
        for row in json.loads(file.read_text(encoding="utf-8"))
    )


def sentence(form: str, name: str, day: date) -> str:
    """The words of a form on a paper issued on ``day``, places for facts in braces.

    Errors: KeyError for a sentence that no day has.
    """
    known = [item for item in every_sentence() if (item.form, item.name) == (form, name)]
    begun = [item for item in known if item.valid_from is None or item.valid_from <= day]
    if not begun:
        raise KeyError((form, name))
    return max(begun, key=lambda item: item.valid_from or date.min).text
