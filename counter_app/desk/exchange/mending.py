"""Entries of an earlier version that today's field rules refuse: an officer says how they travel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.clock import local_text, utc_text
from counter_app.domain.journal.fields import HEADER
from counter_app.domain.journal.mending import RULE, mended_header
from counter_app.domain.office.events import JOURNAL_MENDED
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.core.mended import SUBJECT, mended_entries
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counter_app.store.core.journal import Stored
    from counter_app.store.core.mended import MendedEntry

LONGEST_REASON = 500
MOST_TOGETHER = 500
"""Entries that one event names at most."""
_MOST_BYTES = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckEntry:
    """An entry that cannot travel: its number, its kind's word, and what a reader would refuse."""

    seq: int
    kind: str
    troubles: tuple[str, ...]


class Mending(Desk):
    """Lets entries travel that no superior could take, within today's rules; the journal keeps them as they were."""

    def stuck(self, first: int = 1, last: int | None = None) -> list[StuckEntry]:
        """Entries between two numbers that cannot travel. Minutes for a journal of millions, so not on the window's
        thread.
        """
        self.acting(Duty.EXPORT)
        return [
            StuckEntry(seq=row.header[0], kind=row.header[4], troubles=troubles)
            for row, troubles in self._stuck(
                range(first, (last or self.store.journal.head().seq) + 1)
            )
        ]

    def _stuck(self, seqs: range | tuple[int, ...]) -> Iterator[tuple[Stored, tuple[str, ...]]]:
        from counter_app.sync.batch.travelling import stuck_entries

        return stuck_entries(self.store, seqs)

    def mend(self, *, reason: str, seqs: tuple[int, ...], op_id: str = "") -> Done[int]:
        """Say of these entries that cannot travel as what they do; how many there were.

        Errors: RuleError (field "reason") without one, (rule "nothing_stuck") where all may travel, (rule "unmendable")
        for what makes an entry what it is.
        """
        act = self.act(Duty.EXPORT, op_id, JOURNAL_MENDED)
        why = clean(reason)
        if not why or len(why) > LONGEST_REASON:
            raise RuleError(_("Chưa ghi lý do sửa cách gửi. Ghi lý do rồi lưu."), field="reason")
        with act:
            if act.known is None:
                for part in self._parts(self._entries(seqs, utc_text(act.now))):
                    payload: Any = {
                        "entries": part, "rule": RULE, "reason": why, "at": local_text(act.now),
                    }  # fmt: skip
                    act.record(JOURNAL_MENDED, SUBJECT, payload)
        told = self.store.journal.together(act.first)
        said = (
            self.store.journal.payload(entry.seq) for entry in told if entry.kind == JOURNAL_MENDED
        )
        return act.done(sum(len(payload["entries"]) for payload in said), Noun.BATCH)

    def _parts(self, entries: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
        """Some hundreds of entries at once. Errors: RuleError where there is none."""
        part, size, told = list[list[Any]](), 0, False
        for entry in entries:
            part.append(entry)
            size += sum(len(str(pair)) for pair in entry[1].values())
            if len(part) >= MOST_TOGETHER or size >= _MOST_BYTES:
                yield part
                part, size, told = [], 0, True
        if part:
            yield part
        elif not told:
            raise RuleError(_("Mọi lượt ghi đều gửi được. Xuất lại ra USB."), rule="nothing_stuck")

    def _entries(self, seqs: tuple[int, ...], now: str) -> Iterator[list[Any]]:
        """Number, header fields as (was, is), parts of the payload, of every entry that cannot travel."""
        moments, mended = dict[int, str](), mended_entries(self.store.journal)
        for row, troubles in list(self._stuck(seqs)):
            header = dict(zip(HEADER, row.header, strict=True))
            seq = row.header[0]
            before = moments.get(seq - 1) or self._moment(seq - 1, mended.get(seq - 1)) or now
            try:
                fields = mended_header(header, before)
            except ValueError as error:
                raise _unmendable(seq, str(error)) from error
            moments[seq] = fields.get("at_utc", row.header[7])
            parts = [text for text in troubles if text.startswith("payload")]
            yield [seq, {name: [header[name], value] for name, value in fields.items()}, parts]

    def _moment(self, seq: int, mending: MendedEntry | None) -> str:
        """The moment of an entry as it travels; "" where there is none."""
        for row in self.store.journal.read(seq, seq):
            return (mending.travelling(row) if mending else row).header[7]
        return ""


def _unmendable(seq: int, field: str) -> RuleError:
    return RuleError(
        _(
            "Lượt ghi số {seq} sai ở “{field}”, không sửa cách gửi được. Kiểm tra dữ liệu, rồi gọi người phụ trách máy."
        ).format(seq=seq, field=field),
        rule="unmendable",
    )
