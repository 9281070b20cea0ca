"""In which envelope the office's batches go: signed by its key, and no more in them than is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.signed_closings import last_key
from counter_app.sync.envelope import Envelope
from counter_app.system.exchange_keys import ExchangeKeys

if TYPE_CHECKING:
    from counter_app.store.store import Store


def exchange_keys(store: Store) -> ExchangeKeys:
    """The office's keys, once a password unlocked them. Errors: RuleError (rule "keys_locked")."""
    held = store.database.held.keys
    if held is None:
        raise RuleError(
            _(
                "Chưa mở khóa ký của đơn vị nên chưa xuất được. Đăng nhập bằng tên và mật khẩu, hoặc dùng khóa lệnh."
            ),
            rule="keys_locked",
        )
    return ExchangeKeys.of(held.signing)


def envelope(store: Store) -> Envelope:
    """How the next batch is sent. Errors: RuleError (rule "keys_locked")."""
    told = last_key(store.journal)
    return Envelope(
        keys=exchange_keys(store),
        former=told.get("former_key", ""),
        vouched=told.get("vouched", ""),
        prev_batch=store.closings.last_manifest(),
    )
