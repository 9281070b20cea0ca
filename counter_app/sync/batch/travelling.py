"""As what an entry of the journal travels: whole, as what an erasure leaves of it, or mended; and why it may not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

from counter_app.domain.journal.fields import HEADER
from counter_app.domain.journal.mending import entry_troubles, mended_payload, payload_troubles
from counter_app.domain.journal.minimal import left_to_send
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.core.journal import WITHHELD, Stored, payload_text
from counter_app.store.core.mended import mended_entries
from counter_app.store.core.plain_json import plain_text, said_plainly
from counter_app.sync.batch.manifest import Content

if TYPE_CHECKING:
    from counter_app.store.core.mended import MendedEntry
    from counter_app.store.store import Store

_ODD = (TypeError, ValueError, AttributeError, LookupError, RecursionError)
"""The errors that a payload of a shape that nothing expects may cause."""


class CannotTravelError(RuleError):
    """Entries that today's field rules refuse at a reader, and no mending says otherwise: ``seqs``, all of those that
    were to be carried. Nothing lies on the stick.
    """

    def __init__(self, message: str, seqs: tuple[int, ...]) -> None:
        super().__init__(message, rule="cannot_travel")
        self.seqs = seqs


class Travelling(NamedTuple):
    """An entry as its line will say it: its row, what stands for the payload, what was recorded otherwise (None for
    nothing), and what a reader would refuse.
    """

    stored: Stored
    residue: dict[str, Any] | None
    was: dict[str, Any] | None
    troubles: tuple[str, ...]
    left: bytes = b""
    """The one spelling of ``residue``, where that is plain."""
    read: tuple[dict[str, Any], bool] | None = None
    """The payload of which only a part travels, and a mark if it is plain; None where it was mended."""


def as_it_travels(
    row: Stored, residue: dict[str, Any] | None, content: Content, mending: MendedEntry | None
) -> Travelling:
    """A row as it was recorded, and what an erasure left of it, as it goes into a batch of this content."""
    was = None if mending is None else mending.was()
    going = row if mending is None else mending.travelling(row)
    parts = mending is not None and bool(mending.parts)
    try:
        said, whole, plain = _said(row, residue, broken=parts)
        read = None
        if parts:
            said, whole, plain = (
                mended_payload(going.header[4], said, going.header[7]),
                False,
                False,
            )
        if content is Content.MINIMAL:
            left = left_to_send(going.header[4], said)
            if left is not None:
                read = (said, plain) if whole else None
                said, whole = left, False
            if parts:
                said = mended_payload(going.header[4], said, going.header[7])
        text = _text(row, said, whole=whole)
        troubles = _troubles(going, said, text, plain=plain)
    except _ODD:
        return Travelling(row, {}, was, ("payload",))
    if whole:
        return Travelling(going, None, was, troubles)
    spelled = plain_text(said) if plain else b""
    return Travelling(going._replace(salt=None, body=None), said, was, troubles, spelled, read)


def whole_beside(row: Stored, going: Travelling, mending: MendedEntry | None) -> Travelling:
    """The same entry whole, for the office's own copy: what was read of it and judged of its header is known."""
    if going.read is None or going.troubles:
        return as_it_travels(row, None, Content.FULL, mending)
    said, plain = going.read
    whole = going.stored._replace(salt=row.salt, body=row.body)
    try:
        text = _text(row, said, whole=True)
        troubles = payload_troubles(whole.header[4], said, text, plain=plain)
        if not troubles and not _is_spelled(said, text, plain=plain):
            troubles = ("payload",)
    except _ODD:
        return Travelling(row, {}, going.was, ("payload",))
    return Travelling(whole, None, going.was, troubles)


def _said(
    row: Stored, residue: dict[str, Any] | None, *, broken: bool
) -> tuple[dict[str, Any], bool, bool]:
    """The known part of a payload, a mark if it may travel whole, and a mark if it is plain.

    Errors: ValueError for a text that is no object; of one that is known to be ``broken`` nothing is left then.
    """
    if row.body is None:
        return residue or {}, False, False
    try:
        said, plain = said_plainly(row.body)
    except ValueError:
        if not broken:
            raise
        return {}, False, False
    if not isinstance(cast("object", said), dict) and not broken:
        raise ValueError("payload")
    return said, row.salt != WITHHELD, plain


def _text(row: Stored, said: dict[str, Any], *, whole: bool) -> str:
    """The payload's text where its length or spelling matters; else "", for what is short. Errors: ValueError."""
    if whole and row.body is not None:
        return row.body.decode()
    return payload_text(said) if row.body is None or len(row.body) > _SHORT else ""


_SHORT = 30_000


def _troubles(row: Stored, said: dict[str, Any], text: str, *, plain: bool) -> tuple[str, ...]:
    header = dict(zip(HEADER, row.header, strict=True))
    found = entry_troubles(header, said, text, plain=plain)
    if not found and row.body is not None and text and not _is_spelled(said, text, plain=plain):
        return ("payload",)
    return found


def _is_spelled(said: dict[str, Any], text: str, *, plain: bool) -> bool:
    """True if a text is the one spelling of what it says."""
    return plain_text(said) == text.encode() if plain else payload_text(said) == text


def refuse_to_carry(store: Store, going: Travelling, last: int) -> NoReturn:
    """Say which entries up to ``last`` cannot travel, before anything lies on the stick. Errors: CannotTravelError."""
    first = going.stored.header[0]
    raise CannotTravelError(
        _(
            "Lượt ghi số {seq} của phiên bản cũ có “{field}” sai quy tắc gửi; chưa ghi gì ra USB. Bấm Sửa cách gửi "
            "(lệnh exchange mend), rồi xuất lại."
        ).format(seq=first, field=going.troubles[0]),
        tuple(row.header[0] for row, _why in stuck_entries(store, range(first, last + 1))),
    )


def stuck_entries(
    store: Store, seqs: range | tuple[int, ...]
) -> Iterator[tuple[Stored, tuple[str, ...]]]:
    """The rows with these numbers that could not travel, whole or in part, with their faults."""
    residues, mended = store.journal.residues(), mended_entries(store.journal)
    for row in _rows(store, seqs):
        seq = row.header[0]
        mending = mended.get(seq)
        recorded = mending.recorded(row) if mending else row
        found = [
            trouble
            for content in Content
            for trouble in as_it_travels(recorded, residues.get(seq), content, mending).troubles
        ]
        if found:
            yield recorded, tuple(dict.fromkeys(found))


def _rows(store: Store, seqs: range | tuple[int, ...]) -> Iterator[Stored]:
    if isinstance(seqs, range):
        yield from store.journal.read(seqs.start, seqs.stop - 1)
        return
    for seq in sorted(set(seqs)):
        yield from store.journal.read(seq, seq)
