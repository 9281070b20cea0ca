"""Unlocking an encrypted office before its file can be read: by a password, by the words of the recovery sheet.

Whoever guesses waits as at every other door. What was counted lies in a small file beside the ring: nobody reads the
data file yet. It only slows down whoever sits at the window; who carries the files away is met by Argon2id.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app import paths
from counter_app.desk.office.wraps import SHEET
from counter_app.desk.system_clock import SystemClock
from counter_app.domain.clock import from_utc_text, utc_text
from counter_app.domain.office.passwords import WrongTries, waiting
from counter_app.domain.office.recovery import key_text, secret_of
from counter_app.domain.office.script_keys import read_key, unusable
from counter_app.domain.office.staff import Officer, Role
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.store.file.held_keys import HeldKeys
from counter_app.system import chance, files
from counter_app.system.key_ring import Holder, OfficeKeys

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock

TRIES = "so-lieu.go-sai"
_MOST_NAMES = 200


def held_in(data_dir: Path) -> HeldKeys:
    """The keys that open the office in a folder; nothing of it is unlocked yet."""
    return HeldKeys(paths.database_path(data_dir))


def people_of(held: HeldKeys) -> list[Officer]:
    """The people with a password that unlocks, as the ring names them; no more is known yet. Errors: StoreError."""
    ring = held.ring()
    return [
        Officer(login=login, name=name or login, role=Role.RECEIVER)
        for login, name in (ring.holders(Holder.OFFICER) if ring else [])
    ]


def unlock_with_password(
    data_dir: Path, login: str, password: str, clock: Clock | None = None
) -> OfficeKeys:
    """The keys of the office in a folder, by an officer's password; takes as long as Argon2id does.

    Errors: RuleError (field "password"; rule "sign_in" for a wrong one, "waiting" where this try has to wait);
    StoreError for a ring that cannot be read.
    """
    held = held_in(data_dir)
    name = clean(login).lower()
    return unlock(held, Holder.OFFICER, name, password, clock=clock)


def unlock_with_words(data_dir: Path, words: str, clock: Clock | None = None) -> OfficeKeys:
    """The keys of the office in a folder, by the recovery sheet. Errors: as above, field "words"."""
    held = held_in(data_dir)
    return unlock(held, Holder.RECOVERY, SHEET, key_text(secret_of(words)), clock=clock)


def unlock_with_key(data_dir: Path, text: str) -> OfficeKeys:
    """The keys of the office in a folder, by the text of a scripting key's file. Errors: as above, field "key"."""
    held = held_in(data_dir)
    name, secret = read_key(text)
    try:
        return held.unlock(Holder.SCRIPT, name, secret.hex())
    except RuleError as error:
        raise unusable(name) from error


def unlock(
    held: HeldKeys, kind: Holder, name: str, secret: str, *, clock: Clock | None = None
) -> OfficeKeys:
    """The keys of a ring, of the office's or of a copy's; tries at the office's own are counted."""
    tries = _Tries(held.data_file.with_name(TRIES), clock)
    tries.require(name, "words" if kind is Holder.RECOVERY else "password")
    try:
        keys = held.unlock(kind, name, secret)
    except RuleError:
        tries.add(name)
        raise
    tries.clear(name)
    return keys


def wrong_tries(data_dir: Path, login: str) -> int:
    """Wrong passwords in a row at an account of a locked office."""
    return _Tries(data_dir / TRIES, None).of(login).count


class _Tries:
    """The tries counted, by name; a file that is gone or spoiled has counted nothing."""

    def __init__(self, path: Path, clock: Clock | None) -> None:
        self._path = path
        self._now = (clock or SystemClock()).now

    def of(self, name: str) -> WrongTries:
        """Wrong ones in a row."""
        count, last = self._read().get(name, (0, ""))
        return WrongTries(count=count, last=from_utc_text(last) if last else None)

    def require(self, name: str, field: str) -> None:
        """Errors: RuleError (rule "waiting") where this try has to wait."""
        tries = self.of(name)
        if wait := waiting(tries, self._now()):
            told = plural("Đã gõ sai mật khẩu {count} lần liền.", tries.count)
            seconds = int(wait.total_seconds()) + bool(wait.microseconds)
            text = f"{told.format(count=tries.count)} " + _("Đợi {seconds} giây rồi gõ lại.")
            raise RuleError(text.format(seconds=seconds), field=field, rule="waiting")

    def add(self, name: str) -> None:
        """Count a wrong one."""
        counted = self._read()
        counted[name] = (counted.get(name, (0, ""))[0] + 1, utc_text(self._now()))
        self._write(dict(list(counted.items())[-_MOST_NAMES:]))

    def clear(self, name: str) -> None:
        """The right one came."""
        counted = self._read()
        if counted.pop(name, None) is not None:
            self._write(counted)

    def _read(self) -> dict[str, tuple[int, str]]:
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            said = json.loads(self._path.read_text("utf-8"))
            read = {str(name): (int(count), str(last)) for name, (count, last) in said.items()}
            for _count, last in read.values():
                from_utc_text(last)
            return read
        return {}

    def _write(self, counted: dict[str, tuple[int, str]]) -> None:
        with suppress(OSError):
            if not counted:
                files.remove(self._path)
                return
            fresh = self._path.with_name(f"{TRIES}-{chance.random_bytes(4).hex()}.dang-ghi")
            files.write_new(fresh, [json.dumps(counted).encode()])
            files.move(fresh, self._path)
