"""The statement an office signs when it closes a day: one short text, its form on paper and in files.

Anybody can check it: the text is in ``Statement.text``, the signature is Ed25519 over its bytes (RFC 8032), and the key
is told on every closing sheet by its mark. ``resources/verify`` reads the same with no module of ours.
"""

from __future__ import annotations

import hashlib
from datetime import date

from counter_app.system.code_letters import key_letters
from counter_app.values import dataclass, pattern

FIRST_LINE = "quay-mot-cua closing v1"
KEY_FIRST_LINE = "quay-mot-cua key v1"
PAPER_MARK = "QMC1"
_PAPER = pattern(
    r"QMC1:(?P<office>[0-9]{5}):(?P<journal>[0-9A-F]{16}):(?P<device>[1-9][0-9]?):(?P<day>[0-9]{8}):"
    r"(?P<seq>[1-9][0-9]{0,11}):(?P<head>[0-9A-F]{64}):(?P<epoch>[0-9A-F]{16}):"
    r"(?P<at>[0-9]{8}T[0-9]{6}):(?P<totals>[A-Z2-7]{52}):(?P<key>[A-Z2-7]{52}):(?P<signature>[A-Z2-7]{103})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The statement that the journal of an office, up to an entry, ended in this head when this day was closed.

    ``office`` is its five digits, ``journal`` the epoch of entry 1, ``day`` the day closed, ``seq`` and ``head`` the
    last entry before the closing and its hash in hex, ``at`` the local moment, ``totals`` the SHA-256 of the day's
    totals as the journal spells them, in hex.
    """

    office: str
    journal: str
    device: int
    day: date
    seq: int
    head: str
    epoch: str
    at: str
    totals: str

    def text(self) -> str:
        """The signed text: ten lines of ASCII, each ended by a line feed."""
        lines = (
            FIRST_LINE,
            f"office {self.office}",
            f"journal {self.journal}",
            f"device {self.device}",
            f"day {self.day.isoformat()}",
            f"seq {self.seq}",
            f"head {self.head}",
            f"epoch {self.epoch}",
            f"at {self.at}",
            f"totals {self.totals}",
        )
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedClosing:
    """A statement with the office's public key and its signature, both in hex."""

    statement: Statement
    key: str
    signature: str

    def paper_text(self) -> str:
        """All of it as one line of capitals, digits and colons: what the QR code holds, and what can be typed."""
        said = self.statement
        return ":".join(
            (
                PAPER_MARK,
                said.office,
                said.journal.upper(),
                str(said.device),
                f"{said.day:%Y%m%d}",
                str(said.seq),
                said.head.upper(),
                said.epoch.upper(),
                said.at.replace("-", "").replace(":", ""),
                *map(_letters, (said.totals, self.key, self.signature)),
            )
        )

    @classmethod
    def from_paper_text(cls, typed: str) -> SignedClosing | None:
        """The inverse, blanks and small letters passed over; None for what is no such text."""
        found = _PAPER.fullmatch("".join(typed.split()).upper())
        if found is None:
            return None
        said = found.groupdict()
        try:
            day = date.fromisoformat(said["day"])
            totals, key, signature = (_hex(said[name]) for name in ("totals", "key", "signature"))
        except ValueError:
            return None
        at = said["at"]
        statement = Statement(
            office=said["office"],
            journal=said["journal"].lower(),
            device=int(said["device"]),
            day=day,
            seq=int(said["seq"]),
            head=said["head"].lower(),
            epoch=said["epoch"].lower(),
            at=f"{at[:4]}-{at[4:6]}-{at[6:11]}:{at[11:13]}:{at[13:]}",
            totals=totals,
        )
        return cls(statement=statement, key=key, signature=signature)


def key_text(*, journal: str, key: str, before: str) -> str:
    """The text the key before signs when the office's key is replaced; keys in hex."""
    lines = (
        KEY_FIRST_LINE,
        f"journal {journal}",
        f"key {key}",
        f"before {before}",
    )
    return "".join(f"{line}\n" for line in lines)


def key_mark(key: str) -> str:
    """Sixteen letters of a public key (hex) in groups of four: what people compare. 80 bits of its SHA-256."""
    return key_letters(bytes.fromhex(key))


def totals_digest(spelled: str) -> str:
    """SHA-256 in hex of a day's totals, as the journal spells them."""
    return hashlib.sha256(spelled.encode()).hexdigest()


def _letters(digits: str) -> str:
    from base64 import b32encode  # an evening's; most who read closings read none

    return b32encode(bytes.fromhex(digits)).decode().rstrip("=")


def _hex(letters: str) -> str:
    from base64 import b32decode

    return b32decode(letters + "=" * (-len(letters) % 8)).hex()
