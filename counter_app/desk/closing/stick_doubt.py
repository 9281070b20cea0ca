"""A stick's knowledge of the office's own journal: a file and its witness put back from one evening do not know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.errors import BatchError, NumbersError
from counter_app.i18n import _
from counter_app.store.file.signed_closings import told_keys
from counter_app.store.file.witnessing import Doubt
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.names import folder_name, stem_of, without_attempt
from counter_app.sync.batch.reader import read_signed

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.store.store import Store
    from counter_app.sync.batch.manifest import Manifest


def require_no_later(store: Store, folder: Path, sent: int) -> None:
    """Put the office in doubt where a batch of its own in ``folder``, signed by its key, ends at an act it has not.

    Only batches that reach beyond ``sent``, the last act known to be on a stick, are read. One of an epoch that a later
    one ended was given up knowingly. Errors: NumbersError.
    """
    office = folder_name(store.settings.office().number)
    try:
        found = find_batches(folder / office).manifests
    except OSError:
        return  # nothing of ours lies there yet, or the writer says what is wrong with it
    for path in found:
        if int(without_attempt(stem_of(path.name)).rpartition("-")[2]) > sent:
            _require_known(store, path)


def _require_known(store: Store, path: Path) -> None:
    try:
        said = read_signed(path).manifest
    except BatchError:
        return  # a torn one, or a stranger's: the superior refuses it
    if _is_own(store, said) and not store.journal.holds(said.to_seq, bytes.fromhex(said.head)):
        doubt = Doubt(why="stick", epoch=said.epoch, seq=said.to_seq, at=said.written_at)
        store.database.doubt(doubt.to_text())
        raise NumbersError(
            _(
                "USB có gói của đơn vị đến lượt ghi số {seq} mà máy này không có: dữ liệu trong máy là bản cũ. Mở Cài "
                "đặt (Ctrl+4), thẻ Dữ liệu, mục Số đã cấp."
            ).format(seq=said.to_seq)
        )


def _is_own(store: Store, said: Manifest) -> bool:
    """True if the office signed it, in an epoch that goes on or that this file never heard of."""
    journal = store.journal
    keys = {told.key for told in told_keys(journal)}
    if (held := store.database.held.keys) is not None:
        keys.add(held.public.hex())
    ended = {entry.epoch for entry, _said in journal.epochs()} - {store.database.epoch}
    return said.journal == journal.name() and said.signer in keys and said.epoch not in ended
