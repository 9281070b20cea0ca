"""An entry and its parts as the row that the chain is proved by."""

from __future__ import annotations

from counter_app.store.core.journal import Entry, Head, Stored, verify_stored


def verify_link(entry: Entry, previous: Head, salt: bytes | None, body: str | None) -> str:
    """What is wrong with an entry as the next one after ``previous``: empty when all is right."""
    text = None if body is None else body.encode()
    stored = Stored(entry[:10], *entry[10:], None if salt is None else bytes(salt), text)
    return verify_stored(stored, previous.seq, previous.hash)
