"""The decisions about the keys of senders, one act after the other: each names the one before, and is signed.

Acts are only added: a key stands as its last act says. Each is signed with the key of the superior's own office, and
told to that office's journal (``superior_desk/key_binding``): one that was added, changed or taken away by hand is
found, and counts for nothing. A folder that is no office has no key; its acts are chained alone.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from counter_app.domain.exchange.events import SENDER_KEYED
from counter_app.errors import RuleError, StoreError
from counter_app.i18n import _
from counter_app.store.file.signed_closings import told_keys
from counter_app.system.office_keys import signed_by
from counter_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from sqlite3 import Connection

    from counter_app.store.core.journal import Journal
    from counter_app.store.file.held_keys import HeldKeys

SCHEMA = """
CREATE TABLE key_act(
  number INTEGER PRIMARY KEY, text TEXT NOT NULL, signer TEXT NOT NULL, signature TEXT NOT NULL
) STRICT;
CREATE TABLE key_use(public TEXT PRIMARY KEY, used_at TEXT NOT NULL) STRICT, WITHOUT ROWID
"""
SUBJECT = "sender-keys"
"""The subject of the events of the office's journal that tell these acts."""
FIRST_LINE = "quay-mot-cua sender key v1\n"
_NUMBER, _AFTER = "number", "after"
"""Two facts of an act's text beside those of the key: its number, and the hash of the act before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAct:
    """One act: ``text`` is a JSON object, ``signer`` whose ``signature`` over it that is (both hex, "" for none)."""

    number: int
    text: str
    signer: str = ""
    signature: str = ""

    @property
    def hash(self) -> str:
        """SHA-256 of what is signed, in hex."""
        return hashlib.sha256(self.signed_text).hexdigest()

    @property
    def signed_text(self) -> bytes:
        """The signed bytes."""
        return (FIRST_LINE + self.text).encode()

    @property
    def is_signed(self) -> bool:
        """True if the signature is that of the key the act names."""
        try:
            key, signature = bytes.fromhex(self.signer), bytes.fromhex(self.signature)
        except ValueError:
            return False
        return signed_by(key, self.signed_text, signature)

    def said(self) -> dict[str, str | None]:
        """The facts of the key. Errors: ValueError, KeyError for a text that no act has."""
        facts = json.loads(self.text)
        if facts.pop(_NUMBER) != self.number:
            raise ValueError(self.text)
        del facts[_AFTER]
        found: dict[str, str | None] = facts
        return found

    def follows(self, before: str) -> bool:
        """True if it names the hash of the act before, which is "" for none."""
        return self.text.startswith(_begins(before)) and self.text.endswith("}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldActs:
    """The knowledge of an office's journal: the acts it was told, and every key (hex) the office ever signed with."""

    acts: tuple[KeyAct, ...] = ()
    signers: frozenset[str] = frozenset()


NOTHING_TOLD = ToldActs()


class KeyActs:
    """Reads and writes the acts over the book's connection; ``held`` signs them."""

    def __init__(self, db: Connection, held: HeldKeys) -> None:
        self._db = db
        self._held = held
        self._seen: tuple[int, int] | None = None
        self._acts: tuple[KeyAct, ...] = ()
        self._sound = False

    def all(self) -> tuple[KeyAct, ...]:
        """Every act in order, as they stand; read anew when the book was written to."""
        last = self._db.execute("SELECT coalesce(max(number), 0) FROM key_act").fetchone()[0]
        stamp = (int(self._db.execute("PRAGMA data_version").fetchone()[0]), int(last))
        if stamp != self._seen:
            rows = self._db.execute(
                "SELECT number, text, signer, signature FROM key_act ORDER BY 1"
            )
            self._acts = tuple(
                KeyAct(number=number, text=text, signer=signer, signature=signature)
                for number, text, signer, signature in map(tuple, rows.fetchall())
            )
            self._seen, self._sound = stamp, False
        return self._acts

    def sound(self) -> tuple[KeyAct, ...]:
        """The same where every one follows the one before and the last is signed. Errors: StoreError."""
        acts = self.all()
        if not self._sound:
            wrong = broken(acts) or self._unsigned(acts)
            if wrong:
                raise StoreError(
                    _(
                        "Sổ khóa của các đơn vị gửi đã bị sửa từ lượt {number}, không tính gói nào. Đưa bản sao lưu "
                        "về: superior put-back."
                    ).format(number=wrong)
                )
            self._sound = True
        return acts

    def add(self, facts: Mapping[str, str | None]) -> KeyAct:
        """One more act, signed. Errors: RuleError while the keys are locked; StoreError."""
        return self._added(self.sound(), facts)

    def add_again(self) -> KeyAct:
        """The last act, signed anew: the office's own key is another since. Errors: as ``add``."""
        acts = self.all()
        return self._added(acts, acts[-1].said())

    def _added(self, acts: tuple[KeyAct, ...], facts: Mapping[str, str | None]) -> KeyAct:
        keys = self._held.keys
        if not self.may_sign:
            raise RuleError(
                _("Khóa của cấp trên chưa mở nên chưa ký được sổ khóa. Đăng nhập bằng mật khẩu."),
                field="officer",
                rule="locked",
            )
        number = len(acts) + 1
        body = json.dumps({**facts, _NUMBER: number}, ensure_ascii=False, sort_keys=True)
        act = KeyAct(number=number, text=_begins(acts[-1].hash if acts else "") + body[1:])
        if keys is not None:
            signature = keys.sign(act.signed_text).hex()
            act = KeyAct(
                number=number, text=act.text, signer=keys.public.hex(), signature=signature
            )
        self.put([act])
        return act

    def put(self, acts: Iterable[KeyAct]) -> None:
        """Write acts down as they are."""
        self._db.executemany(
            "INSERT INTO key_act(number, text, signer, signature) VALUES(?, ?, ?, ?)",
            [(act.number, act.text, act.signer, act.signature) for act in acts],
        )
        self._seen = None

    @property
    def public(self) -> str:
        """The key (hex) of the office whose folder this is; "" where there is none. Errors: StoreError."""
        if self._held.keys is not None:
            return self._held.keys.public.hex()
        ring = self._held.ring()
        return ring.public.hex() if ring is not None else ""

    @property
    def may_sign(self) -> bool:
        """True if an act can be added now. Errors: StoreError."""
        return self._held.keys is not None or not self.public

    def _unsigned(self, acts: Sequence[KeyAct]) -> int:
        """The number of the last act where the office of this folder has not signed it; it vouches for all before."""
        public = self.public
        if not acts or not public:
            return 0
        last = acts[-1]
        return 0 if last.signer == public and last.is_signed else last.number


def broken(acts: Sequence[KeyAct]) -> int:
    """The number of the first act that does not follow the one before; 0 where all do."""
    before = ""
    for number, act in enumerate(acts, 1):
        if act.number != number or not act.follows(before):
            return number
        before = act.hash
    return 0


def _begins(before: str) -> str:
    """The way the text of an act begins that follows a hash."""
    return f'{{"{_AFTER}": "{before}", '


def told_acts(journal: Journal) -> ToldActs:
    """The acts a superior's own journal was told about its senders' keys."""
    acts = [
        KeyAct(
            number=said["number"],
            text=said["said"],
            signer=said["signer"],
            signature=said["signature"],
        )
        for entry, said in journal.of(SUBJECT)
        if entry.kind == SENDER_KEYED and "said" in said
    ]
    signers = frozenset(told.key for told in told_keys(journal))
    return ToldActs(acts=tuple(acts), signers=signers)


def key_problems(acts: tuple[KeyAct, ...], told: ToldActs, stray: list[str]) -> list[str]:
    """The faults of a book of keys beside its office's journal; a sentence each."""
    found = []
    wrong = broken(acts)
    if not wrong and acts and told.signers:
        wrong = 0 if acts[-1].signer in told.signers and acts[-1].is_signed else acts[-1].number
    if wrong:
        found.append(
            _("Sổ khóa của các đơn vị gửi đã bị sửa bằng tay từ lượt {number}.").format(
                number=wrong
            )
        )
    common = min(len(acts), len(told.acts))
    first = next((n for n in range(common) if acts[n] != told.acts[n]), common)
    if first < common:
        found.append(
            _("Sổ khóa khác nhật ký của cấp trên từ lượt {number}.").format(number=first + 1)
        )
    elif len(told.acts) > len(acts):
        found.append(
            _("Sổ khóa thiếu các lượt {first}–{last} mà nhật ký đã ghi.").format(
                first=len(acts) + 1, last=len(told.acts)
            )
        )
    if stray:
        found.append(
            _("Sổ khóa có {count} khóa ghi vào bằng tay, không được tính.").format(count=len(stray))
        )
    return found
