"""The check that the text in place of an erased payload is what an erasure of the same chain left of it.

The chain's hashes cover payloads, not residues: a residue alone could say anything. It counts when a later
``journal.erased`` whose own payload the chain covers names its entry and left just that; or, in a batch that its signer
calls minimal, on the signer's word. An entry that travels otherwise than it was recorded counts when a later
``journal.mended`` says so, field by field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from counter_app.domain.journal.erasure import BLANK_NAME, BLANK_PARTY
from counter_app.domain.journal.fields import HEADER
from counter_app.domain.office.events import JOURNAL_ERASED, JOURNAL_MENDED
from counter_app.errors import BatchError
from counter_app.store.core.journal import entry_fields
from counter_app.store.core.mended import said_mended
from counter_app.sync.batch.manifest import refused
from counter_app.sync.batch.problems import Code, problem

if TYPE_CHECKING:
    from counter_app.sync.batch.lines import Line

_BLANK: tuple[Any, ...] = ("", 0, None, False, [], {}, BLANK_NAME, dict(BLANK_PARTY))


class UnprovenError(BatchError):
    """Entry ``seq`` has no payload, or is not as it was recorded, and nothing in what came says why (``code``)."""

    def __init__(self, seq: int, code: Code = Code.RESIDUE) -> None:
        super().__init__(refused([]).message, [problem(code, seq=seq)])
        self.seq, self.code = seq, code


class Residues:
    """Looks at the new lines of what is taken in at once, in order."""

    def __init__(self) -> None:
        self._waiting: dict[int, dict[str, Any]] = {}
        self._mended: dict[int, Line] = {}

    def see(self, line: Line, *, vouched: bool) -> None:
        """Look at one line; ``vouched``: its batch is minimal by the word of whoever signed it.

        Errors: BatchError for a residue that says something else than what was left.
        """
        if line.was is not None:
            self._mended[line.entry.seq] = line
        if line.body is None:
            if not vouched:
                self._waiting[line.entry.seq] = line.residue or {}
        elif line.entry.kind == JOURNAL_ERASED and self._waiting:
            self._prove(line.payload.get("residues"))
        if line.entry.kind == JOURNAL_MENDED and (vouched or line.body is not None):
            self._prove_mended(line)

    def _prove_mended(self, mending: Line) -> None:
        """Errors: BatchError for an entry that travels as something else than the journal says."""
        for seq, said in said_mended(mending.payload).items():
            line = self._mended.pop(seq, None)
            if line is None:
                continue
            fields = dict(zip(HEADER, entry_fields(line.entry), strict=True))
            now = {name: pair[1] for name, pair in said.header.items()}
            same = said.was() == line.was and all(fields[name] == now[name] for name in now)
            if not same or not (line.was or said.parts):
                raise refused([problem(Code.PAYLOAD_CHANGED, seq=seq)])
            if said.parts:
                self._waiting.pop(seq, None)

    def _prove(self, named: object) -> None:
        for text, left in named.items() if isinstance(named, Mapping) else ():
            seq = int(text) if str(text).isdecimal() else 0
            if seq not in self._waiting:
                continue
            if self._waiting.pop(seq) != left:
                raise refused([problem(Code.PAYLOAD_CHANGED, seq=seq)])

    def require_proven(self) -> None:
        """Errors: UnprovenError for the first residue that no erasure named."""
        for seq in self._waiting:
            raise UnprovenError(seq)
        for seq in self._mended:
            raise UnprovenError(seq, Code.MENDING)


def within(found: object, left: object) -> bool:
    """True if a value says nothing that an erasure did not leave; versions differ in how much they leave."""
    if found == left or any(found is blank or found == blank for blank in _BLANK):
        return True
    if isinstance(found, Mapping) and isinstance(left, Mapping):
        return all(name in left and within(item, left[name]) for name, item in found.items())
    if isinstance(found, list) and isinstance(left, list):
        return all(any(within(item, other) for other in left) for item in found)
    return False
