"""In which envelope the office's batches go: signed by its key, and no more in them than is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.closing.past import past_figures
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.signed_closings import last_key
from counter_app.sync.batch.envelope import Envelope
from counter_app.sync.batch.manifest import Content
from counter_app.system.exchange_keys import ExchangeKeys, PublicKeys
from counter_app.wording.exchange import past_text

if TYPE_CHECKING:
    from counter_app.store.read.closings import WrittenBatch
    from counter_app.store.read.exchange import SuperiorKey
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
    """The way the next batch is sent: whole only where the superior asks for it, and then only sealed.

    Errors: RuleError (rule "keys_locked").
    """
    keys, superior = exchange_keys(store), store.exchange.superior()
    told = last_key(store.journal)
    recipients: tuple[PublicKeys, ...] = ()
    if superior is not None:
        theirs = PublicKeys(bytes.fromhex(superior.public), superior.recipient)
        recipients = (theirs, keys.known)
    full = superior is not None and superior.wants == Content.FULL
    return Envelope(
        keys=keys,
        content=Content.FULL if full else Content.MINIMAL,
        recipients=recipients,
        former=told.get("former_key", ""),
        vouched=told.get("vouched", ""),
        prev_batch=store.closings.last_manifest(),
    )


def travelled_text(store: Store, batch: WrittenBatch) -> str:
    """Tells how much of citizens' data a batch holds, who can read it, and what to do where anybody can; and what went
    before as figures to a superior that asks for more by now.
    """
    lines = [_held_text(batch, store.exchange.superior())]
    if batch.content != Content.FULL:
        lines.append(
            _(
                "Kèm bản đầy đủ niêm phong riêng cho đơn vị, để lấy lại khi máy hỏng; chỉ đơn vị mở được."
            )
        )
    if (past := past_figures(store)) is not None:
        lines.append(past_text(past.superior, past.entries, past.first, past.last))
    return " ".join(lines)


def _held_text(batch: WrittenBatch, superior: SuperiorKey | None) -> str:
    if superior is None or not batch.sealed:
        return _(
            "Phần gửi cấp trên chỉ có số liệu, không có thông tin của công dân; chưa niêm phong vì chưa có khóa của "
            "cấp trên. Nhập thẻ khóa của cấp trên ở trang Cài đặt."
        )
    if batch.content == Content.FULL:
        return _(
            "Gói có đủ thông tin theo yêu cầu của {superior}, đã niêm phong: chỉ cấp trên và đơn vị mở được."
        ).format(superior=superior.name)
    return _(
        "Phần gửi cấp trên chỉ có số liệu, không có thông tin của công dân, đã niêm phong: chỉ {superior} và đơn vị "
        "mở được."
    ).format(superior=superior.name)
