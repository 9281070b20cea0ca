"""The journal's last entry, signed with every act while the office's key is unlocked.

A closing vouches for the day before it; this vouches for the hours since. Whoever has the file and the program's code,
but opens nothing of the key ring, can go back to what was signed once, and can make no other past of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core.journal import KEY_SUBJECT, Journal
from counter_app.store.file.signed_closings import (
    closing_problem,
    closings,
    holds,
    key_at,
    told_keys,
)
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.store.core.journal import Head
    from counter_app.store.file.database import Database
    from counter_app.system.office_keys import OfficeKeys

FIRST_LINE = "quay-mot-cua head v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """That a journal (its first epoch) ended with an entry of this hash (hex); ``key`` and ``signature`` in hex."""

    journal: str
    epoch: str
    seq: int
    head: str
    key: str = ""
    signature: str = ""

    def text(self) -> str:
        """What is signed: five lines of ASCII, each ended by a line feed."""
        lines = (
            FIRST_LINE,
            f"journal {self.journal}",
            f"epoch {self.epoch}",
            f"seq {self.seq}",
            f"head {self.head}",
        )
        return "".join(f"{line}\n" for line in lines)


class HeadSigner:
    """Signs the head of one open file, with the key that its journal told, or will tell first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: tuple[OfficeKeys | None, int, str] = (None, -1, "")
        self._last: SignedHead | None = None

    def sign(self, head: Head) -> None:
        """Put a signed head in the place of the one before, within the act that made it; nothing while it is locked.

        Errors: StoreError where the one before is not of this chain: somebody was at the file while it was open.
        """
        keys, key = self._database.held.keys, self._key()
        if keys is None or not key:
            return
        self._require_whole()
        said = SignedHead(
            journal=self._database.journal.name(),
            epoch=self._database.epoch,
            seq=head.seq,
            head=head.hash.hex(),
            key=key,
        )
        said = replace(said, signature=keys.sign(said.text().encode()).hex())
        self._database.connection.execute(
            "INSERT OR REPLACE INTO signed_head(id, journal, epoch, seq, head, key, signature) VALUES(1,?,?,?,?,?,?)",
            (said.journal, said.epoch, said.seq, said.head, said.key, said.signature),
        )
        self._last = said

    def _require_whole(self) -> None:
        journal, there = self._database.journal, signed_head(self._database.connection)
        if there is None:
            wrong = False
        elif there == self._last:
            wrong = not journal.holds(there.seq, bytes.fromhex(there.head))
        else:
            wrong = bool(head_problem(journal, there))
        if wrong:
            raise StoreError(
                _(
                    "Nhật ký trong {path} vừa bị sửa ngoài chương trình nên không ghi tiếp. Mở lại chương trình rồi "
                    "kiểm tra dữ liệu."
                ).format(path=self._database.path)
            )

    def _key(self) -> str:
        """The public key (hex) that signs; "" while keys are locked, or where they are not those the journal told."""
        keys, journal = self._database.held.keys, self._database.journal
        told = journal.last_of(KEY_SUBJECT)
        if (keys, told) != self._known[:2] or keys is not self._known[0]:
            key = keys.public.hex() if keys is not None else ""
            before = journal.payload(told).get("public_key", "") if told else ""
            self._known = keys, told, key if before in ("", key) else ""
        return self._known[2]


def signed_head(connection: Connection) -> SignedHead | None:
    """The last head that was signed in a file; None where none is."""
    row = connection.execute(
        "SELECT journal, epoch, seq, head, key, signature FROM signed_head WHERE id = 1"
    ).fetchone()
    if row is None:
        return None
    journal, epoch, seq, head, key, signature = tuple(row)
    return SignedHead(
        journal=journal, epoch=epoch, seq=seq, head=head, key=key, signature=signature
    )


def head_problem(journal: Journal, said: SignedHead | None) -> str:
    """What is wrong with a signed head: "" when signature, key and chain are the office's, or there is none.

    What people gave up knowingly is not asked about again.
    """
    if said is None:
        return ""
    keys = told_keys(journal)
    if said.journal != journal.name() or not holds(said.key, said.signature, said.text()):
        return "head: the signature is not valid"
    lost = max((seq for epoch, seq in journal.given_up() if epoch == said.epoch), default=0)
    if said.seq > lost and not journal.holds(said.seq, bytes.fromhex(said.head)):
        return f"head: entries up to {said.seq} are not those that were signed"
    if said.key != (key_at(keys, said.seq) or said.key):  # before one was told any may have signed
        return "head: signed by another key than the office's"
    return ""


def reached(connection: Connection, below: int) -> int:
    """Number of the last entry before ``below`` that a signed head vouches for; 0 for none."""
    said = signed_head(connection)
    if said is None or said.seq >= below or head_problem(Journal(connection), said):
        return 0
    return said.seq


def head_missing(journal: Journal, said: SignedHead | None) -> str:
    """Whether a signed closing of this epoch says that heads are signed, and none of it or later is there."""
    epochs, keys = journal.epochs(), told_keys(journal)
    began = epochs[-1][0].seq if epochs else 0
    found = [item for item in closings(journal) if item.said.get("heads") is True]
    late = [item for item in found if item.entry.seq > max(began, said.seq if said else 0)]
    good = (item.entry.seq for item in reversed(late) if not closing_problem(journal, item, keys))
    last = next(good, 0)
    if last:
        return f"head: nothing is signed since entry {last}, though the office signs"
    return ""
