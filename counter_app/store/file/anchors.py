"""Anchors: what events, papers and batches say of the chain behind them, compared with the chain.

A journal rewritten from one entry on, with every hash made anew, is a chain as good as the right one. But a closing
is signed with a key that nobody has without a password, a batch names the head it ended at, a paper carries the code of
the entry before it, an epoch the head it went on from, and a witness in another place knows the latest head: whoever
rewrites what lies before them has to rewrite them too, and they lie on sticks and in people's hands.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from counter_app.domain.office.events import (
    OFFICER_PASSWORD_SET,
    RECOVERY_MADE,
    RECOVERY_USED,
    SCRIPT_ISSUED,
    SCRIPT_REVOKED,
)
from counter_app.domain.office.recovery import KEPT_AS, SUBJECT
from counter_app.domain.office.staff import SCRIPT
from counter_app.store.core.access_book import AccessLines
from counter_app.store.core.journal import Entry, Journal, head_code
from counter_app.store.file.head_proof import head_missing, head_problem
from counter_app.store.file.outside import NOTHING, Outside
from counter_app.store.file.signed_closings import (
    Vouched,
    closing_problem,
    closings,
    closings_after,
    is_right,
    told_keys,
)
from counter_app.store.file.signed_head import signed_head

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.domain.closing.statement import SignedClosing
    from counter_app.domain.event import Event

_OF_SHEETS = (RECOVERY_MADE, RECOVERY_USED)
_OF_KEYS = (SCRIPT_ISSUED, SCRIPT_REVOKED)


def password_mark(stored: str) -> str:
    """The journal's mark of a password's hash: it tells a changed one; without the hash's salt, nothing else."""
    return hashlib.sha256(stored.encode()).hexdigest()[:32]


def anchor_problems(
    connection: Connection, outside: Outside = NOTHING, *, received: bool = False
) -> list[str]:
    """The places at which the chain is not that of closings, batches, papers, epochs and passwords.

    ``outside`` is asked too, but for what its journal gave up knowingly. A journal that was ``received`` has neither
    passwords nor printers, and writes nothing.
    """
    return [
        *_of_closings(connection),
        *([] if received else _of_head(connection, outside)),
        *_of_outside(connection, outside),
        *(text for _seq, text in _of_batches(connection)),
        *(text for _seq, text in _of_papers(connection)),
        *_of_epochs(connection, received=received),
        *([] if received else (*_of_passwords(connection), *_of_printers(connection))),
    ]


def anchored(connection: Connection, below: int = 2**62) -> int:
    """Number of the last entry before ``below`` that a batch on a stick vouches for; 0 for none."""
    row = connection.execute(
        "SELECT max(b.to_seq) AS last FROM batch b JOIN journal j ON j.seq = b.to_seq "
        "WHERE j.hash = b.head AND b.to_seq < ?",
        (below,),
    ).fetchone()
    return int(row["last"] or 0)


def vouched(connection: Connection, below: int = 2**62) -> Vouched:
    """The last entry before ``below`` that the office's signature vouches for."""
    journal = Journal(connection)
    keys, found = told_keys(journal), Vouched()
    for closing in closings(journal):
        signed = closing.signed
        if signed is None or closing.entry.seq >= below or closing.entry.seq <= found.seq:
            continue
        if not closing_problem(journal, closing, keys):
            found = Vouched(seq=closing.entry.seq - 1, day=closing.day, key=signed.key)
    return found


def contradicted(connection: Connection, after: int) -> tuple[int, str] | None:
    """The first entry after ``after`` that says something of the chain before it which it is not, and what.

    A received journal in which one does was written anew behind its own papers, batches and signatures.
    """
    found = (
        *_of_new_closings(connection, after),
        *_of_batches(connection, after),
        *_of_papers(connection, after),
    )
    return min(found, default=None)


def _of_new_closings(connection: Connection, after: int) -> Iterator[tuple[int, str]]:
    journal = Journal(connection)
    new = list(closings_after(journal, after))
    keys = told_keys(journal) if new else []
    for closing in new:
        if wrong := closing_problem(journal, closing, keys):
            yield closing.entry.seq, wrong


def anchor_warnings(connection: Connection, outside: Outside = NOTHING) -> list[str]:
    """The parts nothing contradicts and nothing vouches for: closings after the last signed one, keys on their own."""
    journal = Journal(connection)
    keys, found = told_keys(journal), []
    for told in keys:
        if not told.vouched:
            found.append(
                f"seq {told.seq}: the office's key was replaced and the one before did not sign it"
            )
    every = list(closings(journal))
    last = max((item.entry.seq for item in every if item.signed is not None), default=0)
    bare = sorted({item.day for item in every if item.entry.seq > last}) if keys else []
    if bare:
        found.append(f"closing {bare[0]}: bears no signature, though the office signs")
    said, end = signed_head(connection), journal.head().seq
    if keys and said is not None and said.seq < end:
        found.append(f"head: entries after {said.seq} bear no signature")
    if keys and outside.public_key and outside.public_key != keys[-1].key:
        found.append("key: the one this computer holds is not the office's in the journal")
    return found


def _of_closings(connection: Connection) -> Iterator[str]:
    journal = Journal(connection)
    keys = told_keys(journal)
    for closing in closings(journal):
        wrong = closing_problem(journal, closing, keys)
        if wrong:
            yield wrong


def _of_head(connection: Connection, outside: Outside) -> Iterator[str]:
    """The last signed head, and whether the ring that would sign the next is this office's."""
    journal, said = Journal(connection), signed_head(connection)
    if outside.ring_of not in ("", journal.name()):
        yield "key: the ring beside the file is another office's"
    yield from filter(None, (head_problem(journal, said), head_missing(journal, said)))


def _of_outside(connection: Connection, outside: Outside) -> Iterator[str]:
    """The acts a witness saw or a superior took that the journal does not have and did not give up knowingly."""
    journal = Journal(connection)
    lost = dict(journal.given_up())
    name = journal.name()
    for mark in outside.marks:
        if mark.journal in ("", name) and not _known(
            journal, mark.seq, mark.head, lost.get(mark.epoch, 0)
        ):
            yield f"witness: entries up to {mark.seq} are not those it saw"
        elif mark.seq > lost.get(mark.epoch, 0):
            yield from _of_book(connection, *mark.looks)
    for signed in outside.closings:
        said = signed.statement
        if said.journal != name or not is_right(signed) or said.seq <= lost.get(said.epoch, 0):
            continue
        if not _known(journal, said.seq, said.head, 0):
            yield f"witness: entries up to {said.seq} are not those signed for {said.day.isoformat()}"
        elif not _kept(journal, signed):
            yield f"witness: the closing of {said.day.isoformat()} was signed and is not any more"
    for taken in outside.acknowledged:
        if not _known(journal, taken.seq, taken.head, 0):
            yield f"superior: entries up to {taken.seq} are not those it has"


def _of_book(connection: Connection, seq: int, digest: str) -> Iterator[str]:
    """The access book has the last line that a witness saw, unless it was dropped from the front since."""
    lines = AccessLines(connection)
    if seq > lines.front().seq and lines.hash_of(seq).hex() != digest:
        yield f"table access_line, row {seq}: not the last line that the witness saw"


def _known(journal: Journal, seq: int, head: str, lost: int) -> bool:
    return seq <= lost or journal.holds(seq, bytes.fromhex(head))


def _kept(journal: Journal, signed: SignedClosing) -> bool:
    """True if the entry after the head that was signed bears this very statement."""
    return journal.payload(signed.statement.seq + 1).get("signed") == signed.paper_text()


def _of_batches(connection: Connection, after: int = 0) -> Iterator[tuple[int, str]]:
    rows = connection.execute(
        "SELECT b.number, b.seq, b.to_seq FROM batch b LEFT JOIN journal j ON j.seq = b.to_seq "
        "WHERE b.seq > ? AND (j.hash IS NULL OR j.hash <> b.head) ORDER BY b.number",
        (after,),
    ).fetchall()
    for row in rows:
        yield (
            row["seq"],
            f"batch {row['number']}: entries up to {row['to_seq']} are not those that were sent",
        )


def _of_papers(connection: Connection, after: int = 0) -> Iterator[tuple[int, str]]:
    cursor = connection.cursor()
    cursor.row_factory = None
    rows = cursor.execute(
        "SELECT p.id, p.head, j.prev_hash FROM print_job p JOIN journal j ON j.seq = p.id "
        "WHERE p.id > ? AND p.head <> ''",
        (after,),
    )
    for seq, code, digest in rows:
        if head_code(digest) != code:
            yield seq, f"seq {seq}: the paper's code {code} is not that of the entry before"


def _of_epochs(connection: Connection, *, received: bool) -> Iterator[str]:
    epochs = Journal(connection).epochs()
    if not epochs or epochs[0][0].seq != 1:
        yield "seq 1: no epoch begins the journal"
    if not epochs:
        return
    ends = [entry.seq for entry, _said in epochs[1:]]
    last = connection.execute("SELECT max(seq) AS last FROM journal").fetchone()["last"] or 0
    for (entry, said), end in zip(epochs, (*ends, last + 1), strict=True):
        before = (said.get("previous_seq"), said.get("previous_head"))
        if before != (entry.seq - 1, entry.prev_hash.hex()) or said.get("epoch") != entry.epoch:
            yield f"seq {entry.seq}: the epoch does not go on from the entry before"
        yield from _of_epoch(connection, entry, end)
    if not received:
        yield from _of_this_copy(connection, epochs[-1][0])


def _of_epoch(connection: Connection, began: Entry, end: int) -> Iterator[str]:
    row = connection.execute(
        "SELECT seq FROM journal WHERE seq BETWEEN ? AND ? AND (epoch <> ? OR device <> ?) LIMIT 1",
        (began.seq, end - 1, began.epoch, began.device),
    ).fetchone()
    if row is not None:
        yield f"seq {row['seq']}: not of the epoch and computer that were writing"


def _of_this_copy(connection: Connection, began: Entry) -> Iterator[str]:
    """The faults where this file's own memory of its writing is not the journal's."""
    rows = connection.execute("SELECT key, value FROM meta WHERE key IN ('epoch', 'device')")
    said = {row["key"]: row["value"] for row in rows}
    if said != {"epoch": began.epoch, "device": str(began.device)}:
        yield "table meta: not the epoch and computer that the journal says"


def _of_passwords(connection: Connection) -> Iterator[str]:
    """Each password is the one that the journal heard of last; events of earlier versions name none.

    None is ever taken out of the file: whoever the journal gave one has one.
    """
    journal, kept, elsewhere = Journal(connection), set[str](), _regained(connection)
    for row in connection.execute("SELECT login, hash FROM credential ORDER BY login").fetchall():
        kept.add(row["login"])
        subject, kinds = _kept_as(row["login"])
        told = [
            said
            for entry, said in journal.of(subject)
            if entry.kind in kinds and not elsewhere(entry.seq)
        ]
        mark = password_mark(row["hash"])
        if not told or told[-1].get("mark", mark) != mark:
            yield f"table credential, row {row['login']}: not the password that the journal says"
    given = connection.execute(
        "SELECT seq, substr(subject, length('officer:') + 1) AS login FROM journal "
        "WHERE subject >= 'officer:' AND subject < 'officer;' AND kind = ?",
        (OFFICER_PASSWORD_SET,),
    ).fetchall()
    for login in sorted({row["login"] for row in given if not elsewhere(row["seq"])} - kept):
        yield f"table credential, row {login}: gone, and the journal gave one"


def _regained(connection: Connection) -> Callable[[int], bool]:
    """True if an entry came back from a stick, which carries no passwords and no printers."""
    said = [payload.get("regained") for _entry, payload in Journal(connection).epochs()]
    spans = [(int(span[0]), int(span[1])) for span in said if span]
    return lambda seq: any(first <= seq <= last for first, last in spans)


def _of_printers(connection: Connection) -> Iterator[str]:
    """Papers go where the journal heard last; files of earlier versions may have told it nothing."""
    journal, elsewhere = Journal(connection), _regained(connection)
    told = sorted(journal.within("printer:", "printer;"), key=lambda item: item[0].seq)
    last = {said["use"]: said for entry, said in told if not elsewhere(entry.seq)}
    for use, said in last.items():
        row = connection.execute("SELECT value FROM preference WHERE key = ?", (use,)).fetchone()
        if row is None or row["value"] != json.dumps(said["printer"]):
            yield f"table preference, row {use}: not the printer that the journal says"


def _kept_as(name: str) -> tuple[str, tuple[Event[Any], ...]]:
    """The journal's names for a credential: its subject, and the events that set or void it."""
    if name == KEPT_AS:
        return SUBJECT, _OF_SHEETS
    if name.startswith(SCRIPT):
        return name, _OF_KEYS
    return f"officer:{name}", (OFFICER_PASSWORD_SET,)
