"""Acts that a stick still holds, taken back into a restored file before its new epoch begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.office.events import JOURNAL_ERASED, OFFICER_PASSWORD_SET
from counter_app.errors import BatchError
from counter_app.i18n import _, plural
from counter_app.store.file.erasing import blank_looks
from counter_app.store.file.erasing_again import drop_again
from counter_app.store.projection import project
from counter_app.sync.finding import find_batches
from counter_app.sync.reader import Batch, open_batch, read_manifest
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.store import Store
    from counter_app.sync.manifest import Manifest


@dataclass(frozen=True, slots=True, kw_only=True)
class Regained:
    """Entries that were taken back, numbers that follow from them, and a sentence for each batch that did not serve.

    ``span`` are the first and last of them, ``in_part`` of those of which a batch for the superior held only what is
    not personal; empty for none.
    """

    entries: int = 0
    span: tuple[int, ...] = ()
    in_part: tuple[int, ...] = ()
    counters: tuple[tuple[str, str, int], ...] = ()
    notes: tuple[str, ...] = ()


def regain(store: Store, folder: Path, identity: str = "") -> Regained:
    """Adopt what the office's own batches in ``folder`` say beyond the restored journal's end.

    ``identity`` opens what was sealed for the office (``ExchangeKeys.identity``). Errors: OSError when the folder
    cannot be listed.
    """
    taken, number, notes, copied = 0, 0, list[str](), store.journal.head().seq
    for path, manifest in _own(folder, store.journal.name(), notes):
        number = max(number, manifest.number)
        if manifest.to_seq <= store.journal.head().seq:
            continue
        try:
            with open_batch(path, identity) as batch:
                taken += _adopt(store, batch, path.name, notes)
        except BatchError as error:
            notes.append(f"{path.name}: {error.message}")
    # The act of writing a batch is in no batch before the next.
    counters = (("batch", "", number),) if number else ()
    in_part = _in_part(store, notes)
    span = (copied + 1, copied + taken) if taken else ()
    notes += _old_passwords(store, copied)
    return Regained(
        entries=taken, span=span, counters=counters, in_part=in_part, notes=tuple(notes)
    )


def _old_passwords(store: Store, copied: int) -> list[str]:
    """Whose password was set after the copy: no batch carries one, so that the one of before opens, or none."""
    told = [
        entry.subject
        for entry, _salt, _body in store.journal.walk(copied + 1)
        if entry.kind == OFFICER_PASSWORD_SET
    ]
    names = sorted({subject.removeprefix("officer:") for subject in told})
    if not names:
        return []
    text = _(
        "Mật khẩu đặt sau bản sao lưu không lấy lại được: {names}. Đăng nhập bằng mật khẩu trước đó, hoặc đặt lại."
    )
    return [text.format(names=", ".join(names))]


def _in_part(store: Store, notes: list[str]) -> tuple[int, ...]:
    """First and last of the entries that came without what is personal, and a note of it; empty for none."""
    known = {seq for seq in store.journal.in_part() if not _told(store, seq)}
    if not known:
        return ()
    notes.append(
        plural(
            "{count} lượt ghi chỉ lấy lại được số liệu, không có họ tên, địa chỉ: gói dữ liệu gửi cấp trên không "
            "mang các mục đó. Bổ sung từ giấy biên nhận hoặc hồ sơ giấy.",
            len(known),
        ).format(count=len(known))
    )
    return (min(known), max(known))


def _told(store: Store, seq: int) -> bool:
    """Whether an earlier restore brought the entry back and said so."""
    spans = [payload.get("in_part", ()) for _entry, payload in store.journal.epochs()]
    return any(span[0] <= seq <= span[1] for span in spans if span)


def _own(folder: Path, journal: str, notes: list[str]) -> list[tuple[Path, Manifest]]:
    found = []
    for path in find_batches(folder).manifests:
        try:
            manifest = read_manifest(path)[0]
        except BatchError as error:
            notes.append(f"{path.name}: {error.message}")
            continue
        if manifest.journal == journal:
            found.append((path, manifest))
    return sorted(found, key=lambda item: (item[1].from_seq, item[1].to_seq))


def _adopt(store: Store, batch: Batch, name: str, notes: list[str]) -> int:
    """Take the part after the journal's head; nothing when it does not follow."""
    connection, taken = store.database.connection, 0
    connection.execute("BEGIN IMMEDIATE")
    try:
        head = store.journal.head()
        for line in batch.lines():
            entry = line.entry
            if entry.seq <= head.seq:
                continue
            if entry.seq != head.seq + 1 or entry.prev_hash != head.hash:
                notes.append(
                    _(
                        "{name}: không nối tiếp bản sao lưu nên không lấy lại được lượt ghi từ gói này."
                    ).format(name=name)
                )
                break
            store.journal.adopt(entry, line.salt, line.body, line.residue)
            project(connection, entry, line.payload)
            if entry.kind == JOURNAL_ERASED:  # what the copy still held of it goes too
                drop_again(
                    store.database,
                    map(int, line.payload["residues"]),
                    line.payload.get("drafts", ()),
                )
                blank_looks(store.database, line.payload.get("dossiers", ()), entry.seq)
            head, taken = store.journal.head(), taken + 1
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return taken
