"""Passwords: how they are kept, which will do, and how wrong ones are met wherever one is asked for.

Whoever guesses waits longer after each wrong one, at every door alike: signing in, the locked screen, a leader's
consent, the own account. What was counted stays in the file, so that starting the program again forgets nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from counter_app.desk.office.wraps import let_in
from counter_app.domain.office.events import OFFICER_SIGN_IN_FAILED, SignInFailed
from counter_app.domain.office.passwords import FREE_TRIES, Weakness, WrongTries, weakness
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.text import tone_behind
from counter_app.errors import RuleError
from counter_app.i18n import _, mark, plural
from counter_app.system import chance

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from counter_app.domain.office.staff import Officer
    from counter_app.store.store import Store

SHORTEST_PASSWORD = 10
SALT_BYTES = 16
MEMORY_KIB = 19_456
"""Argon2id with 19 MiB and two passes: half a second on an old computer."""
_WEAK = {
    Weakness.DIGITS: mark("Mật khẩu chỉ có chữ số, dễ đoán. Thêm vài chữ."),
    Weakness.FEW_LETTERS: mark("Mật khẩu lặp lại vài ký tự, dễ đoán. Đặt mật khẩu khác."),
    Weakness.COMMON: mark("Mật khẩu này nhiều người đặt, dễ đoán. Ghép ba từ không liên quan."),
    Weakness.OWN: mark("Mật khẩu gồm tên của mình hoặc của đơn vị, dễ đoán. Đặt mật khẩu khác."),
}


def require_password(
    store: Store, officer: Officer | None, password: str, wrong: RuleError
) -> WrongTries:
    """Requires the password of an officer who works here; ``wrong`` says it is not. The wrong ones before it.

    None is nobody: it takes as long as a wrong password. Errors: as ``require_kept``.
    """
    if officer is None:
        password_matches(_nobody(), password)
        raise wrong
    return require_kept(store, officer.login, password, wrong, may=officer.active)


def require_kept(
    store: Store, kept_as: str, password: str, wrong: RuleError, *, may: bool = True
) -> WrongTries:
    """Requires the secret whose hash is ``kept_as``, and whoever says it ``may``. The wrong ones before it.

    Asked before an act is begun: what a refused act writes is taken back, and the count with it. Errors: ``wrong``,
    which the journal is told once in a row of them; RuleError with rule "waiting" where this try has to wait;
    RuntimeError within an act.
    """
    if store.database.connection.in_transaction:
        raise RuntimeError("a password is asked for before anything is begun")
    counting = store.database.writable
    if counting:
        before, wait = store.officers.begin_try(kept_as, store.clock.steady())
        if wait:
            raise RuleError(_waiting(before.count, wait), field=wrong.field, rule="waiting")
    else:
        before = store.officers.wrong_tries(kept_as)
    digest = store.officers.password_hash(kept_as)
    if password_matches(digest or _nobody(), password) and digest and may:
        if counting:
            store.officers.end_tries(kept_as)
        if (officer := store.officers.get(kept_as)) is not None:
            let_in(store, officer, password, digest)
        return before
    if counting and before.count + 1 == FREE_TRIES:
        with store.transaction() as tx:
            failed = SignInFailed(tries=FREE_TRIES)
            subject, actor = f"officer:{kept_as}", COMMAND_LINE.login
            tx.record(OFFICER_SIGN_IN_FAILED, subject, failed, actor=actor)
    raise wrong


def _waiting(count: int, wait: timedelta) -> str:
    told = plural("Đã gõ sai mật khẩu {count} lần liền.", count).format(count=count)
    seconds = int(wait.total_seconds()) + bool(wait.microseconds)
    return f"{told} " + _("Đợi {seconds} giây rồi gõ lại.").format(seconds=seconds)


def hash_password(password: str) -> str:
    """An Argon2id hash of a password, in the one form that every typing method's composition comes to (NFKC)."""
    from argon2 import PasswordHasher

    hasher = PasswordHasher(time_cost=2, memory_cost=MEMORY_KIB, parallelism=1)
    text = unicodedata.normalize("NFKC", password)
    return hasher.hash(text, salt=chance.random_bytes(SALT_BYTES))


@cache
def _nobody() -> str:
    """A hash that no password fits; a name nobody has takes as long as another."""
    return hash_password("\0")


def password_matches(digest: str, password: str) -> bool:
    """True if a password is the one behind a stored hash, however it was composed; no hash matches nothing."""
    from argon2 import PasswordHasher

    hasher = PasswordHasher()
    return bool(digest) and any(
        _verified(hasher, digest, typed) for typed in _compositions(password)
    )


def _verified(hasher: PasswordHasher, digest: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return hasher.verify(digest, password)
    except (VerificationError, InvalidHashError):
        return False


def _compositions(password: str) -> tuple[str, ...]:
    """The form that hashes are made of, then those that were hashed as they came before there was one form.

    A typing method composes a letter whole, takes it all apart, or sets the tone alone behind it (“Unicode tổ hợp”).
    """
    composed = unicodedata.normalize("NFC", password)
    tone_apart = "".join(map(tone_behind, composed))
    forms = (
        unicodedata.normalize("NFKC", password),
        password,
        composed,
        unicodedata.normalize("NFD", password),
        tone_apart,
    )
    return tuple(dict.fromkeys(forms))


def check_password(password: str) -> None:
    """Errors: RuleError (field "password") for one that is too short."""
    if len(unicodedata.normalize("NFKC", password)) < SHORTEST_PASSWORD:
        raise RuleError(
            _("Mật khẩu cần ít nhất {least} ký tự. Gõ mật khẩu dài hơn.").format(
                least=SHORTEST_PASSWORD
            ),
            field="password",
        )


def check_new_password(password: str, own: Iterable[str] = ()) -> None:
    """Checks that somebody may choose a password; ``own`` are words everybody knows of who does.

    Errors: RuleError (field "password") for one that is too short or guessed first.
    """
    check_password(password)
    weak = weakness(unicodedata.normalize("NFKC", password), own)
    if weak is not None:
        raise RuleError(_(_WEAK[weak]), field="password", rule="weak_password")
