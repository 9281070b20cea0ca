"""Sending down: a signed parcel of catalogue, calendar, forms and notices onto a stick for the offices."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.clock import local_date, utc_text
from counter_app.domain.text import clean
from counter_app.errors import DeviceError, RuleError
from counter_app.i18n import _
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.book.posts import Post
from counter_app.sync.letters.parcel import (
    LIST,
    LONGEST_NOTICE,
    MOST_FILE,
    MOST_ITEMS,
    SIGNATURE_SUFFIX,
    Item,
    ItemKind,
    Parcel,
    folder_name,
    read_parcel,
)
from counter_app.sync.letters.small_files import put
from counter_app.sync.stick.media import DEVICE, Files, device_error
from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from counter_app.domain.clock import Clock
    from counter_app.superior.batches.trust import Trust

SEND_DOWN = "send_down"
"""The name of its operation."""
_ODD = pattern(r"[^A-Za-z0-9.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """One thing to send: a file's bytes under its own name, or of a notice the ``text``; ``title`` for people."""

    kind: ItemKind
    title: str
    name: str = ""
    content: bytes = b""
    text: str = ""


def send_down(
    folder: Path,
    stick: Path,
    enclosures: Sequence[Enclosure],
    clock: Clock,
    trust: Trust,
    *,
    superior_name: str = "",
    offices: Sequence[str] = (),
    op_id: str = "",
    files: Files | None = None,
) -> tuple[Parcel, Path]:
    """Write a parcel for some offices, or for all; with where it lies. It counts together with its operation's answer.

    Errors: RuleError for nothing to send, what cannot be sent, or keys that are not unlocked; DeviceError for the
    stick.
    """
    keys = trust.keys
    if keys is None:
        raise RuleError(
            _("Chưa mở khóa của cấp trên nên chưa ký được gói gửi xuống. Đăng nhập rồi làm lại."),
            field="officer",
            rule="locked",
        )
    if not enclosures or len(enclosures) > MOST_ITEMS:
        raise RuleError(_("Chưa chọn gì để gửi xuống. Thêm tệp hoặc thông báo."), field="items")
    items = [_item(at, enclosure) for at, enclosure in enumerate(enclosures, start=1)]
    with Arrivals(folder) as arrivals, arrivals.alone():
        parcel = Parcel(
            number=_next_number(arrivals, clock, stick),
            superior_name=clean(superior_name)[:300],
            superior_public=keys.public.hex(),
            offices=tuple(sorted(set(offices))),
            items=tuple(items),
            written_at=utc_text(clock.now()),
        )
        named = zip(items, enclosures, strict=True)
        contents = [(item.name, one.content) for item, one in named if item.name]
        contents += [(LIST, parcel.to_bytes()), (LIST + SIGNATURE_SUFFIX, parcel.signature(keys))]
        place = _written(files or Files(), stick / parcel.folder, contents)
        read_parcel(place, keys.public)  # as an office will
        with arrivals.together():
            arrivals.posts.add(_post(parcel, stick, clock, trust))
            if op_id:
                arrivals.operations.keep(op_id, SEND_DOWN, parcel, clock.now())
    return parcel, place


def _post(parcel: Parcel, stick: Path, clock: Clock, trust: Trust) -> Post:
    return Post(
        at=clock.now(),
        kind="down",
        journal="",
        office=" ".join(parcel.offices),
        number=parcel.number,
        name=parcel.folder,
        sha256=parcel.digest,
        place=str(stick),
        by=trust.by,
    )


def _next_number(arrivals: Arrivals, clock: Clock, stick: Path) -> int:
    """The number of the day, or one more than the last; one whose folder lies on the stick already is passed over."""
    last, today = arrivals.posts.last("down"), f"{local_date(clock.now()):%y%m%d}01"
    first = max(int(today), last.number + 1 if last else 1)
    return next(number for number in count(first) if not (stick / folder_name(number)).exists())


def _item(at: int, enclosure: Enclosure) -> Item:
    """Errors: RuleError."""
    title = clean(enclosure.title)
    if not title or len(title) > 300:
        raise RuleError(_("Mỗi mục gửi xuống phải có tên, không quá 300 chữ."), field="title")
    if enclosure.kind is ItemKind.NOTICE:
        text = "\n".join(map(clean, enclosure.text.strip().splitlines()))
        if not text or len(text) > LONGEST_NOTICE:
            raise RuleError(_("Thông báo trống hoặc quá dài. Viết lại rồi gửi."), field="text")
        return Item(kind=enclosure.kind, title=title, text=text)
    if not 0 < len(enclosure.content) <= MOST_FILE:
        raise RuleError(
            _("Tệp {name} rỗng hoặc quá lớn để gửi xuống. Chọn tệp khác.").format(
                name=enclosure.name
            ),
            field="file",
        )
    return Item(
        kind=enclosure.kind,
        title=title,
        name=f"{at:02d}_{enclosure.kind.value}{_ODD.sub('', Path(enclosure.name).suffix)[:8]}",
        bytes=len(enclosure.content),
        sha256=hashlib.sha256(enclosure.content).hexdigest(),
    )


def _written(disk: Files, place: Path, contents: Sequence[tuple[str, bytes]]) -> Path:
    """Write every file in order, all or nothing. Errors: DeviceError."""
    made: list[Path] = []
    try:
        if place.exists():
            raise DeviceError(
                _("USB đã có {name}. Dùng USB khác hoặc bỏ thư mục đó.").format(name=place.name),
                device=DEVICE,
            )
        disk.make_folder(place)
        for name, content in contents:
            put(disk, place / name, content, made)
        disk.sync_folder(place)
    except BaseException as error:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                disk.remove(path)
        with contextlib.suppress(OSError):
            place.rmdir()
        if isinstance(error, OSError):
            raise device_error(error) from error
        raise
    return place
