"""Copies as a table: when, where, how far, and the proof that each is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from counter_app.domain.paper.report_table import Align
from counter_app.i18n import _, mark
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows import Index, RowsModel
from counter_app.wording.dossier.labels import Label
from counter_app.wording.office.backups import copies_text
from counter_app.wording.office.health import size_text
from counter_app.wording.paper.moments import clock_text, short_date
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from counter_app.desk.office.backups import ListedCopy

__all__ = ["CopiesModel", "copies_text"]


class CopiesModel(RowsModel["ListedCopy"]):
    """The copy that knows most first; the file's name is the tool tip."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[ListedCopy], ...] = (
            Column(mark("Lúc sao lưu"), _made, 1.4, sort=_moment),
            Column(mark("Nơi giữ"), lambda item: item.place, 2.4),
            Column(mark("Lượt ghi"), _entries, 0.9, Align.RIGHT),
            Column(mark("Mã kiểm tra"), lambda item: item.copy.code, 1.2),
            Column(
                mark("Dung lượng"),
                lambda item: size_text(item.copy.size),
                0.9,
                Align.RIGHT,
                sort=lambda item: item.copy.size,
            ),
            Column(mark("Chứng minh"), proof_label, 2.2, sort=_proved),
            Column(mark("Phiên bản"), _version, 0.9, extra=True),
            Column(mark("Ổ đĩa"), _volume, 1.2, extra=True),
        )
        super().__init__(columns, parent, key=lambda item: str(item.copy.path))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            return str(self._rows[index.row()].copy.path)
        return super().data(index, role)


def proof_label(item: ListedCopy) -> Label:
    """The proof of a copy, and its moment."""
    note = item.copy.note
    if note is None:
        return Label(_("Chưa chứng minh"), "warning", "warning")
    if not item.ours:
        return Label(_("Không thuộc dữ liệu này"), "muted", "stop")
    text = _("{time} {day}").format(
        time=clock_text(note.proved_at), day=short_date(note.proved_at.date())
    )
    return Label(text, "good", "ok")


def _moment(item: ListedCopy) -> float:
    return item.copy.made_at.timestamp() if item.copy.made_at else 0.0


def _proved(item: ListedCopy) -> float | None:
    return item.copy.note.proved_at.timestamp() if item.copy.note and item.ours else None


def _made(item: ListedCopy) -> str:
    made = item.copy.made_at
    return f"{clock_text(made)} {short_date(made.date())}" if made else item.copy.path.name


def _entries(item: ListedCopy) -> int | str:
    return item.copy.note.entries if item.copy.note else ""


def _version(item: ListedCopy) -> str:
    return item.copy.note.version if item.copy.note else ""


def _volume(item: ListedCopy) -> str:
    return item.copy.note.volume if item.copy.note else ""
