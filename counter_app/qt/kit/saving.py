"""Asking where a file goes and writing it there; asking for a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from counter_app.desk.outgoing import destination, write
from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.open_folder import folder_offer
from counter_app.qt.kit.workplace import Workplace

Said = Callable[[str, str, Path | None], object]
"""(sentence, tone, the file that was written or None): what came of it."""
Noted = Callable[[Path, bytes], None]

TABLE_FILES = "Excel, ODS, CSV (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt)"
"""The files a list may be read from, as a file dialog filters."""
_KINDS = {".pdf": "PDF (*.pdf)", ".xlsx": "Excel (*.xlsx)", ".json": "JSON (*.json)"}


def ask_and_save(
    place: Workplace, parent: QWidget, name: str, data: bytes, said: Said
) -> QFileDialog:
    """Ask for a place outside the office's own, and write ``data`` there; does not block."""
    noted = place.office.clear_files.note
    return ask_file(parent, name, data, place.office.own_places(), said, noted)


def ask_file(
    parent: QWidget,
    name: str,
    data: bytes,
    own: Sequence[Path],
    said: Said,
    noted: Noted | None = None,
) -> QFileDialog:
    """Ask for a place, beginning with the user's documents, and write ``data`` there, not among ``own`` places.

    ``noted`` is told of the file. Does not block.
    """
    suffix = Path(name).suffix
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, _("Lưu vào"), str(Path(folder) / name), _KINDS.get(suffix, ""))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix.lstrip("."))
    dialog.fileSelected.connect(lambda chosen: said(*save(Path(chosen), data, own, noted)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def ask_folder(parent: QWidget, start: str, chosen: Callable[[str], object]) -> QFileDialog:
    """Ask for a folder, beginning with ``start``, and hand it to ``chosen`` as the system writes it; does not block."""
    dialog = QFileDialog(parent, _("Chọn thư mục"), start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda folder: chosen(str(Path(folder))))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def ask_copy(parent: QWidget, start: str, chosen: Callable[[str], object]) -> QFileDialog:
    """Ask for a copy of the data, and hand its path to ``chosen``; does not block."""
    from counter_app.desk.office.backup_notes import BACKUP_PATTERN

    kinds = _("Bản sao lưu ({pattern});;Mọi tệp (*)").format(pattern=BACKUP_PATTERN)
    dialog = QFileDialog(parent, _("Chọn bản sao lưu"), start, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: chosen(str(Path(path))))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def tell_page(place: Workplace) -> Said:
    """Says over the page what came of it, and offers the folder."""

    def said(sentence: str, tone: str, path: Path | None) -> None:
        place.hub.notice(Tone(tone), sentence, folder_offer(path.parent) if path else None)

    return said


def save(
    path: Path, data: bytes, own: Sequence[Path] = (), noted: Noted | None = None
) -> tuple[str, str, Path | None]:
    """Write a file; what ``Said`` is told. The dialog has asked whether a file there may be replaced."""
    try:
        write(destination(path, own, force=True, noted=noted), data)
    except CounterError as error:
        return error.message, "bad", None
    return _("Đã lưu {path}.").format(path=path), "good", path
