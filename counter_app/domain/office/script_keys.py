"""Scripting keys: what a scheduled task acts by at night, with a name, rights and a last day of its own.

A key is 32 bytes drawn by chance in a file that only its account may read; the office keeps a digest of them. Nobody
guesses 256 bits, so a slow hash would only make every run of every task wait.
"""

from __future__ import annotations

import binascii
import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_utc_text
from counter_app.domain.office.events import SCRIPT_ISSUED, SCRIPT_REVOKED
from counter_app.domain.office.rights import RIGHTS
from counter_app.domain.office.staff import SCRIPT, Duty, Officer, Role
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

SECRET_BYTES = 32
LONGEST_LIFE = timedelta(days=400)
"""A key is looked at again once a year, with some weeks to spare."""
NEVER = frozenset(
    {Duty.STAFF, Duty.RESTORE, Duty.CONSENT, *(right.duty for right in RIGHTS if right.two)}
)
"""The rights no key is given: whoever holds its file would make himself anybody, or be one of two people."""
LONGEST_FILE = 400
_NAME = pattern(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_NAME = 32
_HEAD = "quay-mot-cua-khoa-lenh-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptKey:
    """A scripting key as the journal tells it; ``used`` is its last run, ``revoked`` the moment it ended early."""

    name: str
    rights: frozenset[Duty]
    issuer: str
    issued: datetime
    until: date
    used: datetime | None = None
    revoked: datetime | None = None

    @property
    def login(self) -> str:
        """The name of its acts in the journal."""
        return SCRIPT + self.name

    def opens(self, day: date) -> bool:
        """True if it is not revoked and its last day is not over."""
        return self.revoked is None and day <= self.until

    def answered(self, issuer: Officer | None) -> bool:
        """True if who issued it leads here still."""
        return issuer is not None and issuer.active and issuer.role is Role.LEADER

    def acting(self, held_by_issuer: frozenset[Duty]) -> Officer:
        """The officer a key acts as, with no more rights than its issuer now; it leads nobody, consents to nothing."""
        return Officer(
            login=self.login,
            name=_("Khóa lệnh {name}").format(name=self.name),
            role=Role.RECEIVER,
            rights=self.rights & held_by_issuer,
        )


def key_told(name: str, acts: Iterable[tuple[Any, dict[str, Any]]]) -> ScriptKey | None:
    """The key of a name by the journal's entries about it and what they say; None where there never was one."""
    key: ScriptKey | None = None
    for entry, said in acts:
        at = from_utc_text(entry.at_utc)
        if entry.kind == SCRIPT_ISSUED:
            key = ScriptKey(
                name=name,
                rights=frozenset(duty for duty in Duty if duty in said["rights"]),
                issuer=entry.actor,
                issued=at,
                until=date.fromisoformat(said["until"]),
            )
        elif key is not None and entry.kind == SCRIPT_REVOKED:
            key = replace(key, revoked=at)
    return key


def check_name(name: str) -> None:
    """Errors: RuleError (field "name") for one that is no plain word."""
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise RuleError(
            _(
                "Tên khóa lệnh gồm chữ thường không dấu, chữ số, gạch nối, dài không quá {most} ký tự. Đặt lại tên."
            ).format(most=_LONGEST_NAME),
            field="name",
        )


def key_text(name: str, secret: bytes) -> str:
    """The text in the file of a key."""
    written = binascii.b2a_base64(secret, newline=False).decode("ascii").rstrip("=")
    written = written.translate(str.maketrans("+/", "-_"))
    return f"{_HEAD}:{name}:{written}\n"


def read_key(text: str) -> tuple[str, bytes]:
    """Name and secret in the text of a key's file. Errors: RuleError (field "key", rule "key_file") for any other."""
    head, _colon, rest = text.strip().partition(":")
    name, _colon, written = rest.partition(":")
    try:
        padded = written.translate(str.maketrans("-_", "+/")) + "=" * (-len(written) % 4)
        secret = binascii.a2b_base64(padded, strict_mode=True)
    except (binascii.Error, ValueError):
        secret = b""
    if head != _HEAD or not _NAME.fullmatch(name) or len(secret) != SECRET_BYTES:
        raise RuleError(
            _("Tệp này không phải khóa lệnh. Dùng tệp do “script issue” ghi ra."),
            field="key",
            rule="key_file",
        )
    return name, secret


def secret_digest(secret: bytes) -> str:
    """The digest the office keeps of a key's secret."""
    return "sha256:" + hashlib.sha256(b"quay-mot-cua script key\0" + secret).hexdigest()


def unusable(name: str) -> RuleError:
    """The refusal of a key that opens nothing, the same for every reason."""
    return RuleError(
        _(
            "Khóa lệnh {name} không còn dùng được: đã thu hồi, hết hạn hoặc đã thay. Nhờ lãnh đạo cấp khóa mới."
        ).format(name=name),
        field="key",
        rule="key",
    )
