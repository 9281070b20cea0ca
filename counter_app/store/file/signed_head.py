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
from counter_app.system.office_keys import signed_by
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.store.core.journal import Head
    from counter_app.store.file.held_keys import HeldKeys
    from counter_app.system.office_keys import OfficeKeys

FIRST_LINE = "quay-mot-cua head v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedHead:
    """The word that a journal (its first epoch) ended with an entry of this hash; all values in hex."""

    journal: str
    epoch: str
    seq: int
    head: str
    key: str = ""
    signature: str = ""

    def text(self) -> str:
        """The signed text: five lines of ASCII, each ended by a line feed."""
        lines = (
            FIRST_LINE,
            f"journal {self.journal}",
            f"epoch {self.epoch}",
            f"seq {self.seq}",
            f"head {self.head}",
        )
        return "".join(f"{line}\n" for line in lines)

    @property
    def is_signed(self) -> bool:
        """True if the signature is that of the key it names."""
        try:
            key, signature = bytes.fromhex(self.key), bytes.fromhex(self.signature)
        except ValueError:
            return False
        return signed_by(key, self.text().encode(), signature)

    def is_in(self, journal: Journal) -> bool:
        """True if the entry stands in a journal, with this hash."""
        try:
            return journal.holds(self.seq, bytes.fromhex(self.head))
        except ValueError:
            return False


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


class HeadSigner:
    """Signs the heads of one open file, with the key that its journal told, or will tell first."""

    def __init__(self, held: HeldKeys) -> None:
        self._held = held
        self._known: tuple[OfficeKeys | None, int, str] = (None, -1, "")
        self._last: SignedHead | None = None

    def sign(self, connection: Connection, epoch: str, head: Head) -> None:
        """Put a signed head in the place of the one before, within the act that made it; nothing while it is locked.

        Errors: StoreError where the one before is not of this chain: somebody was at the file while it was open.
        """
        journal = Journal(connection)
        keys, key = self._held.keys, self._key(journal)
        if keys is None or not key:
            return
        self._require_whole(connection, journal, key)
        said = SignedHead(
            journal=journal.name(), epoch=epoch, seq=head.seq, head=head.hash.hex(), key=key
        )
        said = replace(said, signature=keys.sign(said.text().encode()).hex())
        connection.execute(
            "INSERT OR REPLACE INTO signed_head(id, journal, epoch, seq, head, key, signature) VALUES(1,?,?,?,?,?,?)",
            (said.journal, said.epoch, said.seq, said.head, said.key, said.signature),
        )
        self._last = said

    def _require_whole(self, connection: Connection, journal: Journal, key: str) -> None:
        there = signed_head(connection)
        if there is None or (there == self._last and there.is_in(journal)):
            return
        told = {entry.seq: said.get("public_key") for entry, said in journal.of(KEY_SUBJECT)}
        ours = there.key in (key, *told.values()) or there.seq < min(told, default=there.seq + 1)
        lost = max((seq for epoch, seq in journal.given_up() if epoch == there.epoch), default=0)
        if ours and there.is_signed and (there.seq <= lost or there.is_in(journal)):
            return
        raise StoreError(
            _(
                "Nhật ký trong {path} vừa bị sửa ngoài chương trình nên không ghi tiếp. Mở lại chương trình rồi kiểm "
                "tra dữ liệu."
            ).format(path=self._held.data_file)
        )

    def _key(self, journal: Journal) -> str:
        """The public key (hex) that signs; "" while keys are locked, or where they are not those the journal told."""
        keys, told = self._held.keys, journal.last_of(KEY_SUBJECT)
        if keys is not self._known[0] or told != self._known[1]:
            key = keys.public.hex() if keys is not None else ""
            before = journal.payload(told).get("public_key", "") if told else ""
            self._known = keys, told, key if before in ("", key) else ""
        return self._known[2]
