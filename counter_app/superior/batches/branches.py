"""The other branch of a journal, as the batches in a folder tell it: where it leaves ours, and which batches it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.errors import BatchError, RuleError
from counter_app.i18n import _
from counter_app.store.core.journal import GENESIS
from counter_app.sync.batch.finding import find_batches
from counter_app.sync.batch.reader import read_manifest
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.superior.batches.gate import Gate
    from counter_app.superior.senders.sender import Sender
    from counter_app.sync.batch.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Batches in the order in which they go on from entry ``cut``, the last one that both branches have."""

    cut: int
    manifests: tuple[Path, ...]


def branch_in(source: Path, journal: str, present: Sender | None, gate: Gate) -> Branch:
    """The branch that the batches of ``journal`` in ``source`` make. Errors: RuleError when they make none; BatchError
    for one that does not pass the gate.
    """
    ready = [item for item in _of_journal(source, journal) if not _is_held(item[1], present)]
    if not ready:
        raise RuleError(
            _(
                "Trong {path} không có gói dữ liệu nào khác với nhật ký {journal} đang giữ. Chọn thư mục khác."
            ).format(path=source, journal=journal),
            field="folder",
        )
    ready.sort(key=lambda item: (item[1].from_seq, item[1].to_seq))
    for place, (path, manifest) in enumerate(ready):
        cut = _last_common(path, manifest, present, gate)
        if cut is not None:
            return Branch(cut=cut, manifests=tuple(path for path, _manifest in ready[place:]))
    raise RuleError(
        _(
            "Các gói dữ liệu trong {path} không nối với số liệu đang giữ từ chỗ hai nhánh còn "
            "giống nhau. Xin thêm gói trước đó."
        ).format(path=source),
        field="folder",
    )


def brings(source: Path, journal: str, seq: int, head: str) -> bool:
    """True if a batch of ``journal`` in ``source`` ends with entry ``seq`` of hash ``head``. Errors: BatchError."""
    return any(
        (manifest.to_seq, manifest.head) == (seq, head)
        for _path, manifest in _of_journal(source, journal)
    )


def _of_journal(source: Path, journal: str) -> list[tuple[Path, Manifest]]:
    try:
        found = find_batches(source)
    except OSError as error:
        raise BatchError(
            _("Không đọc được thư mục {path}. Cắm lại USB hoặc chọn lại thư mục.").format(
                path=source
            )
        ) from error
    ready = []
    for path in found.manifests:
        try:
            manifest = read_manifest(path)[0]
        except BatchError:
            continue  # an import tells what is wrong with it; here it decides nothing
        if manifest.journal == journal:
            ready.append((path, manifest))
    return ready


def _is_held(manifest: Manifest, present: Sender | None) -> bool:
    """True if everything in a batch is held already."""
    if present is None:
        return False
    entry = present.entry(manifest.to_seq)
    return entry is not None and entry.hash.hex() == manifest.head


def _last_common(path: Path, manifest: Manifest, present: Sender | None, gate: Gate) -> int | None:
    """The last entry that a batch and the copy both have, where one follows from the other; None where none does.

    Errors: RuleError when the batch merely goes on from the copy; BatchError when it is refused.
    """
    before = manifest.from_seq - 1
    reached = present.head().seq if present else 0
    if before > reached:
        return None
    ours = present.hash_at(before) if present else GENESIS
    if ours.hex() != manifest.prev_head:
        return None
    common = before
    with gate.open(path)[0] as batch:
        for line in batch.lines():
            entry = present.entry(line.entry.seq) if present else None
            if entry is None or entry.hash != line.entry.hash:
                break
            common = line.entry.seq
    if present and common == reached:
        raise RuleError(
            _(
                "Gói dữ liệu {name} nối tiếp số liệu đang giữ, không phải nhánh khác. Nhập bình thường."
            ).format(name=path.name),
            field="folder",
        )
    return common
