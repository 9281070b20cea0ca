"""The printers that may be chosen at this computer."""

from __future__ import annotations

from pathlib import Path, PurePath

from counter_app.i18n import _
from counter_app.paths import PAPERS
from counter_app.qt.kit.workplace import Workplace


def printer_choices(place: Workplace) -> list[tuple[str, str]]:
    """(wish, words) of every printer: the preferred one first, then the computer's, then a PDF file."""
    from counter_app.qt.kit.qt_printer import known_printers

    preferred = place.office.preferences.printer
    folder = f"file:{place.office.data_dir / PAPERS}"
    found = dict(known_printers())
    choices = {preferred: found.get(preferred) or printer_words(preferred)} if preferred else {}
    return list({**choices, **found, folder: printer_words(folder)}.items())


def folder_of(wish: str) -> Path | None:
    """The folder that stands for a printer; None for one that puts out paper."""
    kind, _colon, folder = wish.partition(":")
    return Path(folder) if kind == "file" else None


def filed_text(folder: Path) -> str:
    """A folder is no printer: where the file lies."""
    return _("Chưa in ra giấy: đã lưu thành tệp PDF trong {folder}.").format(folder=folder)


def printer_words(wish: str) -> str:
    """A wish as a person reads it."""
    kind, _colon, name = wish.partition(":")
    patterns = {
        "qt": _("Máy in {name}"),
        "lp": _("Hàng đợi in {name}"),
        "escpos": _("Máy in nhiệt {name}"),
        "file": _("Lưu tệp PDF ({name})"),
    }
    shown = PurePath(name).name if kind == "file" else name
    return patterns.get(kind, "{name}").format(name=shown or wish)
