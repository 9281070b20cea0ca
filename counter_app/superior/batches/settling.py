"""People decide between two journals under one number: keep what is held, or take the other branch in its place.

B22 and B23 are alarms: the program cannot know which branch is the office's. Whatever is decided, nothing is deleted: a
copy that is exchanged is kept under another name, and who decided, why and from where stands in the book of arrivals.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import RuleError, StoreError
from counter_app.i18n import _
from counter_app.store.core import engine
from counter_app.store.core.journal import GENESIS, Head
from counter_app.store.core.trouble import Kind
from counter_app.superior.batches.branches import Branch, branch_in, brings
from counter_app.superior.batches.gate import Gate
from counter_app.superior.batches.putting_right import put_right
from counter_app.superior.batches.quarantine import Quarantine
from counter_app.superior.batches.resolving import resolved
from counter_app.superior.batches.summary import ImportSummary
from counter_app.superior.batches.trust import STRICT, Trust
from counter_app.superior.book.arrivals import Arrival, Arrivals
from counter_app.superior.book.folder import (
    aside_path,
    exchanging,
    move_with_sides,
    sender_path,
    stamp,
)
from counter_app.superior.book.known_keys import revoked
from counter_app.superior.book.settlements import BRANCHES, Settlement
from counter_app.superior.senders.sender import Sender, make_sender
from counter_app.superior.senders.senders import Senders
from counter_app.superior.senders.soundness import may_pass
from counter_app.sync.batch.lines import Line
from counter_app.system import files

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.book.decisions import Decision


def keep_ours(folder: Path, decision: Decision, clock: Clock) -> Settlement:
    """Reject every branch that was refused so far for good; what is held goes on as if it had never come.

    Said again while no further branch came, it gives the decision that stands. Errors: RuleError when no other branch
    came, StoreError.
    """
    decision = decision.cleaned()
    with Arrivals(folder) as arrivals, arrivals.alone():
        _require_resolved(folder, clock, arrivals, decision.journal)
        came = arrivals.undecided(decision.journal)
        before = arrivals.settlements.last(decision.journal, *BRANCHES)
        if not came and before and before.decision == "keep":
            return before
        head = _head_of(folder, decision.journal, clock)
        if not came or head is None:
            raise RuleError(
                _(
                    "Nhật ký {journal} không có nhánh nào đang chờ quyết định. Xem lại bằng superior list."
                ).format(journal=decision.journal),
                field="journal",
            )
        with arrivals.together():
            return _rejecting(arrivals, _kept(decision, "keep", clock, head, came), came)


def re_key(folder: Path, decision: Decision, clock: Clock) -> Settlement:
    """Keep what is held, reject what came beside it, and count none of the journal's keys any more.

    For two machines with one key: the office makes a new key on the right one, and that is enrolled. Said again while
    nothing came, it gives the decision that stands. Errors: RuleError for a journal that has no key, StoreError.
    """
    decision = decision.cleaned()
    with Arrivals(folder) as arrivals, arrivals.alone():
        _require_resolved(folder, clock, arrivals, decision.journal)
        came = arrivals.undecided(decision.journal)
        keys = [key for key in arrivals.keys.of_journal(decision.journal) if key.counts]
        before = arrivals.settlements.last(decision.journal, *BRANCHES)
        if not came and not keys and before and before.decision == "rekey":
            return before
        if not keys:
            raise RuleError(
                _("Nhật ký {journal} không có khóa nào đang dùng. Xem superior keys list.").format(
                    journal=decision.journal
                ),
                field="journal",
            )
        head = _head_of(folder, decision.journal, clock) or Head(0, GENESIS)
        with arrivals.together():
            for key in keys:
                arrivals.keys.change(revoked(key, clock.now(), decision.by, decision.reason))
            return _rejecting(arrivals, _kept(decision, "rekey", clock, head, came), came)


def _head_of(folder: Path, journal: str, clock: Clock) -> Head | None:
    sender = Sender.open(folder, journal, clock)
    if sender is None:
        return None
    try:
        return sender.head()
    finally:
        sender.close()


def _kept(
    decision: Decision, word: str, clock: Clock, head: Head, came: list[Arrival]
) -> Settlement:
    return Settlement(
        at=clock.now(),
        journal=decision.journal,
        decision=word,
        by=decision.by,
        reason=decision.reason,
        cut=min((item.fork_seq for item in came), default=head.seq + 1) - 1,
        ours_seq=head.seq,
        ours_head=head.hash.hex(),
        theirs_seq=came[-1].to_seq if came else 0,
        theirs_head=came[-1].head if came else "",
    )


def _rejecting(arrivals: Arrivals, settlement: Settlement, came: list[Arrival]) -> Settlement:
    """Write down a decision that rejects what came; as it stands in the book."""
    settlements = arrivals.settlements
    number = settlements.add(settlement)
    for item in came:
        settlements.reject(settlement.journal, item.fork_hash, number)
        settlements.reject(settlement.journal, item.head, number)
    return settlements.of(number)


def take_theirs(
    folder: Path, decision: Decision, source: Path, clock: Clock, *, trust: Trust = STRICT
) -> Settlement:
    """Cut the copy back to where both branches agree and let the batches in ``source`` go on from there.

    The new copy is made aside, whole, before anything is exchanged; the old one is kept beside it under another name.
    A copy that cannot be opened is replaced from the journal's first entry on. Said again, it gives the decision that
    stands. Errors: RuleError when the batches do not decide anything, BatchError when one of them is refused,
    StoreError: then nothing was done, or it is found out and finished by the next try or the next import.
    """
    decision = decision.cleaned()
    with Arrivals(folder) as arrivals, arrivals.alone():
        senders = Senders(folder, clock, arrivals.register)
        put_right(folder, clock, arrivals, senders, ImportSummary())
        _require_resolved(folder, clock, arrivals, decision.journal)
        notes: list[str] = []
        quarantine = Quarantine(folder, arrivals.quarantine, clock)
        gate = Gate(arrivals, quarantine, trust, clock, notes.append)
        exchange = _Exchange(folder, decision, clock, arrivals, senders, gate)
        return exchange.run(source)


def _require_resolved(folder: Path, clock: Clock, arrivals: Arrivals, journal: str) -> None:
    """Finish or forget cut work: nobody decides beside an open decision. Errors: StoreError."""
    for number, settlement in arrivals.settlements.unfinished():
        if settlement.journal == journal:
            resolved(folder, clock, arrivals, (number, settlement))


class _Exchange:
    """One copy being replaced by another that was made aside."""

    def __init__(
        self,
        folder: Path,
        decision: Decision,
        clock: Clock,
        arrivals: Arrivals,
        senders: Senders,
        gate: Gate,
    ) -> None:
        self._gate = gate
        self._folder = folder
        self._decision = decision
        self._clock = clock
        self._arrivals = arrivals
        self._senders = senders
        self._path = sender_path(folder, decision.journal)
        self._number = 0

    def run(self, source: Path) -> Settlement:
        """All of it; the decision as it stands in the book, also when it had been carried out before."""
        present = self._present()
        try:
            branch = branch_in(source, self._decision.journal, present, self._gate)
        except RuleError:
            before = self._taken_before(source, present)
            if before is None:
                raise
            return before
        else:
            self._carry_out(present, branch)
        finally:
            if present:
                present.close()
        with suppress(StoreError, engine.DatabaseError, OSError):  # the next start looks again
            self._look_at_new()
        return self._arrivals.settlements.of(self._number)

    def _present(self) -> Sender | None:
        """The copy that is held; None when there is none that can be opened.

        A read that fails is tried again: a passing fault is not taken for damage. Errors: StoreError.
        """
        with suppress(StoreError):
            return self._opened()
        try:
            return self._opened()
        except StoreError as error:
            unreadable = isinstance(error, engine.DiskError) and error.kind is Kind.READING
            if may_pass(error) and not unreadable:
                raise
            return None

    def _opened(self) -> Sender | None:
        return Sender.open(self._folder, self._decision.journal, self._clock)

    def _taken_before(self, source: Path, present: Sender | None) -> Settlement | None:
        """The decision by which the branch in ``source`` is the one that is held; None when it is not."""
        last = self._arrivals.settlements.last(self._decision.journal, *BRANCHES)
        if last is None or last.decision != "take" or present is None:
            return None
        held = present.hash_at(last.theirs_seq).hex() == last.theirs_head
        there = brings(source, last.journal, last.theirs_seq, last.theirs_head)
        return last if held and there else None

    def _carry_out(self, present: Sender | None, branch: Branch) -> None:
        """Exchange the copy and write it down; an error after which both are done is none."""
        try:
            self._exchange(present, branch)
            self._arrivals.settlements.finish(self._number)
        except Exception:
            if not self._number or not self._happened():
                raise

    def _happened(self) -> bool:
        """True if the exchange is done and written down; what the disk does not tell now is found out later."""
        with suppress(StoreError, engine.DatabaseError, OSError):
            open_one = (self._number, self._arrivals.settlements.of(self._number))
            return resolved(self._folder, self._clock, self._arrivals, open_one)
        return False

    def _exchange(self, present: Sender | None, branch: Branch) -> None:
        ours = present.head() if present else Head(0, bytes(32))
        after = present.hash_at(branch.cut + 1).hex() if present else ""
        lost = _erased_after(present, branch.cut) if present else []

        def fill(made: Sender) -> Head:
            self._fill(made, present, branch)
            _require_erased(made, lost)
            return made.head()

        def begin(theirs: Head) -> None:
            looked_away.enter_context(exchanging(self._folder))
            kept = self._begin(theirs, ours, branch.cut, after)
            if present:
                present.close()
            self._keep_old(kept, readable=present is not None)

        with ExitStack() as looked_away:
            make_sender(self._folder, self._decision.journal, self._clock, fill, begin)

    def _fill(self, made: Sender, present: Sender | None, branch: Branch) -> None:
        made.dates_until = self._arrivals.settlements.dates_until(self._decision.journal)
        if present and branch.cut:
            made.replay(_until(present, branch.cut))
        reached = branch.cut
        with ExitStack() as opened:
            batches = []
            for path in branch.manifests:
                batch, admission = self._gate.open(path)
                opened.enter_context(batch)
                if batch.manifest.from_seq > reached + 1:
                    break
                batches.append(batch)
                reached = max(reached, batch.manifest.to_seq)
                made.office_bound = admission.office
            made.apply(*batches)

    def _begin(self, theirs: Head, ours: Head, cut: int, after: str) -> str:
        """Write the decision down before anything is exchanged: cut work can be told from done work then.

        The name under which the exchanged copy is kept; empty when there is nothing.
        """
        kept = aside_path(self._path, "nhanh-bo", self._clock.now()).name
        settlement = Settlement(
            at=self._clock.now(),
            journal=self._decision.journal,
            decision="take",
            by=self._decision.by,
            reason=self._decision.reason,
            cut=cut,
            ours_seq=ours.seq,
            ours_head=ours.hash.hex(),
            theirs_seq=theirs.seq,
            theirs_head=theirs.hash.hex(),
            kept_file=kept if self._path.exists() else "",
            done=False,
        )
        with self._arrivals.together():
            number = self._arrivals.settlements.add(settlement)
            for digest in (after, ours.hash.hex()):
                if ours.seq:
                    self._arrivals.settlements.reject(self._decision.journal, digest, number)
        self._number = number
        return settlement.kept_file

    def _keep_old(self, kept: str, *, readable: bool) -> None:
        """A second copy of what is exchanged; what cannot be opened is renamed with whatever lies beside it."""
        if not kept:
            return
        target = self._path.with_name(kept)
        if readable:
            files.write_new(target, files.chunks_of(self._path))
        else:
            move_with_sides(self._path, target)

    def _look_at_new(self) -> None:
        sender = self._opened()
        if sender is None:
            return
        standing = sender.standing()
        sender.close()
        self._senders.note(standing, stamp(self._path))


def _until(present: Sender, cut: int) -> Iterator[tuple[Line, dict[str, object]]]:
    """The entries up to ``cut``, each with its payload or what an erasure left of it."""
    residues = present.store.journal.residues()
    for entry, salt, body in present.store.journal.walk(1, cut):
        payload = json.loads(body) if body is not None else residues.get(entry.seq, {})
        residue = None if body is not None else payload
        yield Line(entry=entry, salt=salt, body=body, residue=residue), payload


def _erased_after(present: Sender, cut: int) -> list[int]:
    """Entries up to ``cut`` whose payload an event after it erased: cut off, nothing would say why they are gone."""
    rows = present.store.database.connection.execute(
        "SELECT seq FROM erasure WHERE seq <= ? AND by_seq > ? ORDER BY seq", (cut, cut)
    ).fetchall()
    return [int(row["seq"]) for row in rows]


def _require_erased(made: Sender, lost: list[int]) -> None:
    """Requires that the branch itself erases what one after the cut erased, as an office does that was restored.

    Errors: RuleError for the first entry that it does not.
    """
    rows = made.store.database.connection.execute("SELECT seq FROM erasure").fetchall()
    named = {int(row["seq"]) for row in rows}
    for seq in lost:
        if seq not in named:
            raise RuleError(
                _(
                    "Lượt ghi {first} đã xóa theo quy định sau chỗ rẽ nên không cắt về trước đó "
                    "được. Giữ nhánh đang có (ở dòng lệnh: --keep) và gọi người phụ trách máy."
                ).format(first=seq),
                rule="erased_after",
            )
