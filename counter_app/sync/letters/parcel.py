"""The parcel (gói gửi xuống): what a superior sends to its offices, signed: catalogue, calendar, forms, notices.

    GX_26112301/                        the parcel's number: day, and how many that day
      01_danh-muc.xlsx …                files as an office imports them from anywhere
      goi-xuong.json                    what there is, with each file's length and SHA-256; canonical JSON
      goi-xuong.json.minisig            the superior's signature over it; written last

Nothing in it is personal, and nothing of it is opened before its signature and its hash were proved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.domain.journal.fields import UTC_MOMENT, is_hex, is_text, is_whole
from counter_app.errors import BatchError
from counter_app.i18n import _
from counter_app.sync.batch.names import is_plain
from counter_app.sync.batch.signing import MOST_SIGNATURE, require_signature, signed_text
from counter_app.sync.batch.strict_json import JsonTrouble, canonical, parse_canonical
from counter_app.system.incoming import read_some
from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from counter_app.system.exchange_keys import ExchangeKeys

FORMAT = "qmc-down"
VERSION = 1
PREFIX = "GX_"
LIST = "goi-xuong.json"
SIGNATURE_SUFFIX = ".minisig"
MOST_BYTES = 256 * 1024
MOST_FILE = 32 * 1024 * 1024
MOST_ITEMS = 50
LONGEST_NOTICE = 20_000
_OFFICE = pattern(r"[0-9]{5}")


class ItemKind(StrEnum):
    """The kinds of items in a parcel."""

    CATALOGUE = "catalogue"
    CALENDAR = "calendar"
    FORM = "form"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing sent, with a ``title`` for people: a file by ``name``, length and SHA-256, or a notice's text."""

    kind: ItemKind
    title: str
    name: str = ""
    bytes: int = 0
    sha256: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """The content of one parcel: its running ``number``, its sender, the ``offices`` it is for (none: all of them)."""

    number: int
    superior_name: str
    superior_public: str
    offices: tuple[str, ...]
    items: tuple[Item, ...]
    written_at: str

    @property
    def folder(self) -> str:
        """``GX_26112301``."""
        return folder_name(self.number)

    def is_for(self, office: str) -> bool:
        """True if an office, by its five digits, is meant."""
        return not self.offices or office in self.offices

    def to_bytes(self) -> bytes:
        """The canonical line with its newline: what is signed."""
        body = {
            "format": FORMAT,
            "version": VERSION,
            "number": self.number,
            "superior": {"name": self.superior_name, "public": self.superior_public},
            "offices": list(self.offices),
            "items": [
                {
                    "kind": item.kind.value,
                    "title": item.title,
                    "name": item.name,
                    "bytes": item.bytes,
                    "sha256": item.sha256,
                    "text": item.text,
                }
                for item in self.items
            ],
            "written_at": self.written_at,
        }
        return canonical(body).encode() + b"\n"

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of what is signed."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    def signature(self, keys: ExchangeKeys) -> bytes:
        """The signature file over it."""
        return signed_text(self.to_bytes(), keys, f"{FORMAT} {self.number}")


def folder_name(number: int) -> str:
    """The name of a parcel's folder: ``GX_26112301``."""
    return f"{PREFIX}{number:08d}"


def read_parcel(folder: Path, public: bytes) -> Parcel:
    """The parcel in a folder, signed by the superior with this public key; its files are not looked at yet.

    Errors: BatchError with one sentence.
    """
    data = _some(folder / LIST, MOST_BYTES)
    sign = _some(folder / (LIST + SIGNATURE_SUFFIX), MOST_SIGNATURE)
    try:
        require_signature(data, sign, public)
    except BatchError as error:
        raise BatchError(
            _(
                "{name} không có chữ ký đúng của cấp trên đã biết. Không dùng; hỏi lại cấp trên."
            ).format(name=folder.name)
        ) from error
    return _parsed(data, folder.name)


def item_bytes(folder: Path, item: Item) -> bytes:
    """An item's file, once it is what the signed list says. Errors: BatchError."""
    data = _some(folder / item.name, MOST_FILE)
    if len(data) != item.bytes or hashlib.sha256(data).hexdigest() != item.sha256:
        raise BatchError(
            _(
                "Tệp {name} trong gói gửi xuống bị hỏng hoặc bị sửa. Xin lại gói từ cấp trên."
            ).format(name=item.name)
        )
    return data


def find_parcels(folder: Path) -> list[Path]:
    """Folders with a parcel in ``folder``, or the folder itself; latest number first.

    The signature is written last: without it a parcel was never finished. Errors: OSError.
    """
    if _is_finished(folder):
        return [folder]
    named = (path for path in folder.iterdir() if path.name.startswith(PREFIX))
    return sorted(filter(_is_finished, named), reverse=True)


def _is_finished(folder: Path) -> bool:
    return (folder / LIST).is_file() and (folder / (LIST + SIGNATURE_SUFFIX)).is_file()


def _some(path: Path, most: int) -> bytes:
    try:
        data = read_some(path, most + 1)
    except OSError as error:
        raise _wrong(path.name, _("thiếu tệp hoặc không đọc được")) from error
    if len(data) > most:
        raise _wrong(path.name, _("quá lớn"))
    return data


def _wrong(name: str, detail: object) -> BatchError:
    return BatchError(
        _("Không đọc được gói gửi xuống {name} ({detail}). Xin lại gói từ cấp trên.").format(
            name=name, detail=detail
        )
    )


def _parsed(data: bytes, name: str) -> Parcel:
    try:
        body = parse_canonical(data[:-1])
    except JsonTrouble as trouble:
        raise _wrong(name, trouble) from trouble
    if isinstance(body, dict) and type(body.get("version")) is int and body["version"] > VERSION:
        raise _wrong(name, _("do phiên bản mới hơn ghi ra; cập nhật chương trình"))
    if not isinstance(body, dict) or body.keys() != _FIELDS.keys():
        raise _wrong(name, "fields")
    wrong = [field for field, fits in _FIELDS.items() if not fits(body[field])]
    if wrong:
        raise _wrong(name, wrong[0])
    return Parcel(
        number=body["number"],
        superior_name=body["superior"]["name"],
        superior_public=body["superior"]["public"],
        offices=tuple(body["offices"]),
        items=tuple(Item(**{**item, "kind": ItemKind(item["kind"])}) for item in body["items"]),
        written_at=body["written_at"],
    )


def _is_superior(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"name", "public"}
        and is_text(value["name"], 300)
        and is_hex(value["public"], 64)
    )


def _are_offices(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= 20_000
        and all(isinstance(item, str) and _OFFICE.fullmatch(item) for item in value)
    )


def _are_items(value: Any) -> bool:
    return isinstance(value, list) and 0 < len(value) <= MOST_ITEMS and all(map(_is_item, value))


_ITEM_KEYS = {"kind", "title", "name", "bytes", "sha256", "text"}


def _is_item(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != _ITEM_KEYS:
        return False
    if value["kind"] not in tuple(ItemKind) or not is_text(value["title"], 300):
        return False
    if value["kind"] == ItemKind.NOTICE:
        text = value["text"]
        return (
            isinstance(text, str)
            and 0 < len(text) <= LONGEST_NOTICE
            and all(is_text(line, LONGEST_NOTICE) for line in text.split("\n"))
            and (value["name"], value["bytes"], value["sha256"]) == ("", 0, "")
        )
    return (
        isinstance(value["name"], str)
        and is_plain(value["name"])
        and value["name"] != LIST
        and is_whole(value["bytes"], 1, MOST_FILE)
        and is_hex(value["sha256"], 64)
        and value["text"] == ""
    )


_FIELDS: dict[str, Callable[[Any], bool]] = {
    "format": lambda value: value == FORMAT,
    "version": lambda value: value == VERSION,
    "number": lambda value: is_whole(value, 1, 10**8 - 1),
    "superior": _is_superior,
    "offices": _are_offices,
    "items": _are_items,
    "written_at": lambda value: isinstance(value, str) and bool(UTC_MOMENT.fullmatch(value)),
}
