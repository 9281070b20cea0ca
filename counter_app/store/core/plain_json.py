"""JSON objects without fractions, read and spelled several times as quickly as by the interpreter's own library.

What is *plain* here is read exactly as ``json`` reads it and spelled exactly as ``journal.payload_text`` spells it:
nothing, truth values, texts, whole numbers that a table holds, lists and objects of them, some levels deep. The two
libraries spell fractions differently; whatever is not plain goes the slow way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, NewType

import msgspec

from counter_app.domain.journal.fields import INTEGER_BOUND
from counter_app.store.core.journal import said_in

NotPlain = msgspec.DecodeError
"""Raised for what is not plain, or no JSON at all."""
_LEVELS = 10


def _plain_type() -> Any:
    """The type of values in a plain object; a fraction is none, and is refused while it is read.

    Each level has a name: types are kept by their hashes, and that of a nameless one asks all below it twice.
    """
    named: Callable[[str, Any], Any] = NewType
    whole = Annotated[int, msgspec.Meta(ge=-INTEGER_BOUND, le=INTEGER_BOUND - 1)]
    level: Any = bool | str | whole | None
    for _level in range(_LEVELS):
        level = named("level", bool | str | whole | list[level] | dict[str, level] | None)
    return level


plain_object: Callable[[bytes], dict[str, Any]] = msgspec.json.Decoder(
    dict[str, _plain_type()]  # type: ignore[misc]
).decode
"""The reader of a plain object's text. Errors: NotPlain."""
plain_text: Callable[[Any], bytes] = msgspec.json.Encoder(order="sorted").encode
"""The canonical UTF-8 text of what ``plain_object`` read, or of a part of it."""


def said_plainly(text: bytes) -> tuple[dict[str, Any], bool]:
    """The payload in a text, and a mark if it is plain. Errors: ValueError for no text, or no JSON."""
    try:
        return plain_object(text), True
    except NotPlain:
        return said_in(text.decode()), False
