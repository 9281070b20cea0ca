"""The offices of a schedule: what is done at one of them between two sticks, and what it lives through."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from counter_app.domain.closing.statement import key_text
from counter_app.domain.journal.erasure import BLANK_NAME, residue
from counter_app.domain.office.events import JOURNAL_ERASED
from counter_app.store.file.epochs import begin_epoch
from counter_app.store.file.erasing import drop_payloads
from counter_app.store.file.erasing_again import erase_again
from counter_app.store.file.erasure_list import ErasedLine, erasures_in
from counter_app.store.file.file_copies import copy_to
from counter_app.store.store import Store
from counter_app.sync.batch.manifest import Content
from counter_app.sync.batch.writer import WrittenFiles
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.system.office_keys import OfficeKeys
from tests.superior.offices import CLOCK, Sending, envelope_of
from tests.sync.makers import head_seq, move, receive

Entries = Iterator[tuple[str, int, bytes]]
"""Journal, number and hash of entries."""


@dataclass
class Party:
    """One office, with its sticks that are under way and those that came, its last backup, and the keys it lost."""

    sending: Sending
    number: int
    under_way: list[Path] = field(default_factory=list)
    came: list[Path] = field(default_factory=list)
    lost_keys: list[ExchangeKeys] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    was_minimal: bool = False
    _backup: Path | None = None
    _backup_sent: int = 0
    _dossiers: int = 100
    _erasures: list[ErasedLine] = field(default_factory=list)

    @property
    def store(self) -> Store:
        """Its file."""
        return self.sending.store

    def entries(self) -> Entries:
        """Everything its journal says now."""
        journal = self.sending.journal
        return (
            (journal, entry.seq, entry.hash) for entry, _salt, _body in self.store.journal.walk()
        )

    def written(self, stick: Path, *, first: int = 0, last: int = 0) -> WrittenFiles:
        """A batch on a stick; what is sent again changes nothing of what comes next."""
        before = self.sending.sent
        made = self.sending.export(stick, first=first, last=last)
        if first:
            self.sending.sent = before
        return made

    def work(self, chance: Random) -> None:
        """A citizen or two."""
        for _time in range(chance.randrange(1, 3)):
            self._dossiers += 1
            code = receive(self.store, self._dossiers)
            if chance.random() < 0.5:
                move(self.store, code, "finish", 9)

    def erase(self, chance: Random) -> None:
        """The law has somebody's data erased."""
        asked = self.store.database.connection.execute("SELECT id, code FROM dossier ORDER BY id")
        left = [row for row in asked.fetchall() if row["code"] not in self.erased]
        if not left:
            return
        row = chance.choice(left)
        self.erased.add(row["code"])
        residues = {
            str(entry.seq): residue(payload)
            for entry, payload in self.store.journal.of(row["code"])
            if entry.kind.startswith("dossier.")
        }
        said = {"residues": residues, "dossiers": [row["id"]], "blank_name": BLANK_NAME}
        with self.store.transaction() as tx:
            tx.record(JOURNAL_ERASED, row["code"], said, actor="lan")
            drop_payloads(self.store.database, map(int, residues))

    def back_up(self, path: Path) -> None:
        """A copy of its file."""
        copy_to(self.store.database, path)
        self._backup, self._backup_sent = path, self.sending.sent

    def restore(self, path: Path) -> bool:
        """The disk dies; the last copy goes on under a new epoch, and takes out again what was erased since."""
        if self._backup is None:
            return False
        self._erasures += erasures_in(self.store.database.connection)
        shutil.copy(self._backup, path)
        self.store.close()
        store = self.sending.store = Store.open(path, CLOCK)
        with store.transaction() as tx:
            begin_epoch(store.database, tx, device=1, reason="restored", actor="lan")
            erase_again(store.database, tx, self._erasures, actor="lan")
        self.sending.sent = min(self._backup_sent, head_seq(store))
        return True

    def hold_new_key(self, after: ExchangeKeys) -> None:
        """It changes its key, and the old one signs for it."""
        before = self.sending.keys
        journal = self.sending.journal
        text = key_text(journal=journal, key=after.public.hex(), before=before.public.hex())
        vouched = OfficeKeys(None, before.seed).sign(text.encode()).hex()
        self._sign_with(after, former=before.public.hex(), vouched=vouched)

    def lose_key(self, after: ExchangeKeys) -> None:
        """It lost its key to whoever has it now, and makes another that nobody vouches for."""
        self.lost_keys.append(self.sending.keys)
        self._sign_with(after)

    def _sign_with(self, keys: ExchangeKeys, **said: str) -> None:
        content = self.sending.envelope.content
        self.sending.keys = keys
        self.sending.envelope = envelope_of(keys, content=content, **said)

    def send(self, content: Content) -> None:
        """The superior asks for figures only, or for everything, from here on."""
        self.was_minimal |= content is Content.MINIMAL
        self.sending.envelope = replace(self.sending.envelope, content=content)

    def copy(self, path: Path, keys: ExchangeKeys | None = None) -> Sending:
        """Its file in other hands, with other keys or with its own."""
        copy_to(self.store.database, path)
        return Sending(Store.open(path, CLOCK), keys or self.sending.keys)
