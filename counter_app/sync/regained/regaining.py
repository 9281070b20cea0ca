"""Acts that a stick still holds, taken back into a restored file before its new epoch begins."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.office.events import JOURNAL_ERASED, OFFICER_PASSWORD_SET
from counter_app.errors import BatchError
from counter_app.i18n import _, plural
from counter_app.store.core.journal import Entry
from counter_app.store.file.erasing import blank_looks
from counter_app.store.file.erasing_again import drop_again
from counter_app.store.file.signed_closings import told_keys
from counter_app.store.projection import project
from counter_app.sync.batch.lines import recorded_header
from counter_app.sync.regained.own_batches import next_way, own_batches, ways_back
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.core.journal import Journal
    from counter_app.store.store import Store
    from counter_app.sync.batch.reader import Batch
    from counter_app.sync.regained.own_batches import WayBack
    from counter_app.system.exchange_keys import ExchangeKeys


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


def regain(store: Store, folder: Path, keys: ExchangeKeys | None = None) -> Regained:
    """Adopt what the office's own batches in ``folder`` say beyond the restored journal's end, whole where they can.

    ``keys`` open what was sealed for the office; without them its own copies stay closed. Errors: OSError when the
    folder cannot be listed.
    """
    copied = store.journal.head().seq
    signers = known_signers(store, keys)
    batches, notes = own_batches(folder, store.journal.name(), signers)
    ways, taken = ways_back(batches), 0
    identity = keys.identity if keys else ""
    while True:
        way, until = next_way(ways, store.journal.head().seq + 1)
        if way is None:
            break
        new = 0
        try:
            with way.open(identity) as batch:
                new = _adopt(store, batch, until, notes)
        except BatchError as error:
            notes.append(_why_not(way, error) if identity or not way.own else _no_key(way))
        else:
            notes += _only_figures(way)
        if not new or until == way.manifest.to_seq:
            ways.remove(way)
        taken += new
    notes += [
        _not_following(path.name)
        for path, manifest in batches
        if manifest.from_seq > store.journal.head().seq + 1
    ]
    # The act of writing a batch is in no batch before the next.
    number = max((manifest.number for _path, manifest in batches), default=0)
    counters = (("batch", "", number),) if number else ()
    in_part = _in_part(store, notes)
    span = (copied + 1, copied + taken) if taken else ()
    notes += _old_passwords(store, copied)
    return Regained(
        entries=taken,
        span=span,
        counters=counters,
        in_part=in_part,
        notes=tuple(dict.fromkeys(notes)),
    )


def _old_passwords(store: Store, copied: int) -> list[str]:
    """Officers with a password set after the copy: no batch carries one; the earlier one opens, or none."""
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


def known_signers(store: Store, keys: ExchangeKeys | None) -> frozenset[str]:
    """The keys (hex) whose batches are the office's: those its journal told, and the one at hand.

    "" for nobody's while none was told; empty where nobody can say.
    """
    return signers_of(store.journal, keys)


def signers_of(journal: Journal, keys: ExchangeKeys | None) -> frozenset[str]:
    """The same of a journal that is only read."""
    known = {item.key for item in told_keys(journal)} or {""}
    if keys is not None:
        known.add(keys.public.hex())
    return frozenset() if known == {""} else frozenset(known)


def _why_not(way: WayBack, error: BatchError) -> str:
    """Why a way back leads nowhere; the figures beside an own copy are tried after it."""
    detail = error.problems[0] if error.problems else error.message
    if not way.own:
        return f"{way.path.name}: {error.message} {detail}"
    text = _("{name}: bản đầy đủ của đơn vị không dùng được ({detail}) Tìm USB khác có gói này.")
    return text.format(name=way.path.name, detail=detail)


def _no_key(way: WayBack) -> str:
    """The sentence that the office's own key is not at hand: it lies beside the copy, and was left behind."""
    text = _(
        "{name}: thiếu khóa của đơn vị nên bản đầy đủ chưa mở được. Mang cả tệp .khoa cạnh bản sao lưu, khôi phục lại."
    )
    return text.format(name=way.path.name)


def _only_figures(way: WayBack) -> list[str]:
    """The sentence that an earlier batch brought no more, because nothing more was written beside it."""
    if way.whole or way.manifest.own is not None:
        return []
    text = _("{name}: ghi bằng phiên bản cũ, không kèm bản đầy đủ của đơn vị.")
    return [text.format(name=way.path.name)]


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
    """True if an earlier restore brought the entry back and said so."""
    spans = [payload.get("in_part", ()) for _entry, payload in store.journal.epochs()]
    return any(span[0] <= seq <= span[1] for span in spans if span)


def _not_following(name: str) -> str:
    text = _("{name}: không nối tiếp bản sao lưu nên không lấy lại được lượt ghi từ gói này.")
    return text.format(name=name)


def _adopt(store: Store, batch: Batch, until: int, notes: list[str]) -> int:
    """Take the part after the journal's head up to entry ``until``; nothing when it does not follow."""
    connection, taken = store.database.connection, 0
    connection.execute("BEGIN IMMEDIATE")
    try:
        head = store.journal.head()
        for line in batch.lines():
            entry = line.entry
            if not head.seq < entry.seq <= until:
                continue
            if entry.seq != head.seq + 1 or entry.prev_hash != head.hash:
                notes.append(_not_following(batch.name))
                break
            recorded = Entry(*recorded_header(line), *entry[10:])
            store.journal.adopt(recorded, line.salt, line.body, line.residue)
            project(connection, recorded, line.payload)
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
