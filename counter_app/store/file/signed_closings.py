"""The signed words of an office: its public keys as the journal tells them, and the statement of each closed day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from counter_app.domain.closing.events import DAY_CLOSED
from counter_app.domain.closing.statement import SignedClosing, key_text, totals_digest
from counter_app.store.core.journal import KEY_SUBJECT, payload_text
from counter_app.system.office_keys import signed_by
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.core.journal import Entry, Journal

_LAST_DAYS = 8
"""Days looked through for the last signed closing at a start: nobody closes more of them again in one evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldKey:
    """A public key (hex) that holds from entry ``seq`` on; ``vouched``: the key before signed it, or there was none."""

    seq: int
    key: str
    vouched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A closing as the journal has it; ``signed`` is None where it bears no statement that can be read."""

    entry: Entry
    said: dict[str, Any]
    signed: SignedClosing | None

    @property
    def day(self) -> str:
        """The day closed, as ISO writes it."""
        return str(self.said.get("day", ""))


def told_keys(journal: Journal) -> list[ToldKey]:
    """Every key the office told, oldest first."""
    found: list[ToldKey] = []
    for entry, said in journal.of(KEY_SUBJECT):
        key, before = str(said.get("public_key", "")), found[-1].key if found else ""
        text = key_text(journal=journal.name(), key=key, before=before)
        vouched = not found or holds(before, str(said.get("vouched", "")), text)
        found.append(ToldKey(seq=entry.seq, key=key, vouched=vouched))
    return found


def last_key(journal: Journal) -> dict[str, Any]:
    """The payload of the event that told the key in force; empty before any."""
    return next((said for _entry, said in reversed(journal.of(KEY_SUBJECT))), {})


def closings(journal: Journal) -> Iterator[Closing]:
    """Every closing, by day, those of one day in their order; one day may be closed again."""
    for entry, said in journal.within("day:", "day;"):
        if entry.kind == DAY_CLOSED:
            yield Closing(entry=entry, said=said, signed=_read(said))


def closings_after(journal: Journal, seq: int) -> Iterator[Closing]:
    """Every closing after entry ``seq``, in their order."""
    for entry, said in journal.after(seq, DAY_CLOSED):
        yield Closing(entry=entry, said=said, signed=_read(said))


def last_signed(journal: Journal) -> Closing | None:
    """The signed closing of the highest number among those of the last days that were closed; quick on any file."""
    found: Closing | None = None
    for subject in journal.last_subjects("day:", "day;", _LAST_DAYS):
        for entry, said in journal.of(subject):
            signed = _read(said)
            if signed is not None and (found is None or entry.seq > found.entry.seq):
                found = Closing(entry=entry, said=said, signed=signed)
    return found


def last_statements(journal: Journal, most: int) -> list[str]:
    """The statements of the last days closed, as they stand on paper, oldest first."""
    subjects = reversed(journal.last_subjects("day:", "day;", most))
    told = [said.get("signed", "") for subject in subjects for _entry, said in journal.of(subject)]
    return [text for text in told if isinstance(text, str) and text][-most:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """The reach of the office's own signature over a journal: the last entry, the day closed, the key (hex).

    ``seq`` 0: nowhere.
    """

    seq: int = 0
    day: str = ""
    key: str = ""


def closing_problem(journal: Journal, closing: Closing, keys: list[ToldKey]) -> str:
    """The fault of a signed closing: empty when signature, key and chain are the office's."""
    signed, entry = closing.signed, closing.entry
    if signed is None:
        return ""
    said, day = signed.statement, closing.day
    if not is_right(signed):
        return f"closing {day}: the signature is not valid"
    if signed.key != key_at(keys, entry.seq):
        return f"closing {day}: signed by another key than the office's"
    if not journal.holds(said.seq, bytes.fromhex(said.head)) or said.journal != journal.name():
        return f"closing {day}: entries up to {said.seq} are not those that were signed"
    if _as_told(closing) != (said.day.isoformat(), said.at, said.totals, said.epoch, said.device):
        return f"closing {day}: says something else than what was signed"
    if entry.seq != said.seq + 1:
        return f"closing {day}: entries up to {said.seq} are not those that were signed"
    return ""


def _as_told(closing: Closing) -> tuple[Any, ...]:
    """The entry's own values for those of its statement."""
    entry, said = closing.entry, closing.said
    totals = totals_digest(payload_text(said.get("totals", {})))
    return (said.get("day"), said.get("at"), totals, entry.epoch, entry.device)


def key_at(keys: list[ToldKey], seq: int) -> str:
    """The key in force at an entry; "" before any was told."""
    return next((key.key for key in reversed(keys) if key.seq <= seq), "")


def is_right(signed: SignedClosing) -> bool:
    """True if the signature is that of the key the statement names."""
    return holds(signed.key, signed.signature, signed.statement.text())


def holds(key: str, signature: str, text: str) -> bool:
    """True if a signature (hex) over ``text`` is that of a key (hex)."""
    try:
        return signed_by(bytes.fromhex(key), text.encode(), bytes.fromhex(signature))
    except ValueError:
        return False


def _read(said: dict[str, Any]) -> SignedClosing | None:
    text = said.get("signed")
    return SignedClosing.from_paper_text(text) if isinstance(text, str) else None
