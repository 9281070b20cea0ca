"""The witnesses outside the data file that know its journal: witness files, the superior's word, the key ring."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.closing.statement import SignedClosing
    from counter_app.store.file.witness import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """The word of a superior that it has the journal up to an entry: number, chain's hash in hex, local moment."""

    seq: int
    head: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Everything at hand that a check compares a file with; empty where nothing is.

    ``public_key`` (hex) is that of the key ring beside the file, "" where none lies there.
    """

    marks: tuple[Mark, ...] = ()
    closings: tuple[SignedClosing, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()
    public_key: str = field(default="")
    ring_of: str = ""
    """The journal whose office that ring is of, "" where none lies there."""


NOTHING = Outside()
