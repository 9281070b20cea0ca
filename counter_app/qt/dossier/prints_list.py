"""A dossier's prints with what became of each; Enter opens one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from counter_app.i18n import _
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.kept_place import refill
from counter_app.qt.kit.plain import plain_tip
from counter_app.qt.kit.theme import scaled
from counter_app.store.read.prints import PrintJob
from counter_app.wording.dossier.labels import document_label, print_state_label
from counter_app.wording.paper.moments import clock_text, short_date


class PrintsList(QListWidget):
    """The latest print first.

    Signals:
        wanted(int): open this print.
    """

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Các bản in"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(
            lambda item: self.wanted.emit(int(item.data(Qt.ItemDataRole.UserRole)))
        )

    def show_prints(self, prints: Sequence[PrintJob]) -> None:
        """Show these."""
        items = []
        for job in reversed(prints):
            state = print_state_label(job.state)
            item = QListWidgetItem(icon(state.icon, state.tone), _print_text(job, state.text))
            item.setData(Qt.ItemDataRole.UserRole, job.id)
            item.setToolTip(plain_tip(job.error or job.reason))
            items.append(item)
        refill(self, items)
        row = self.sizeHintForRow(0) if self.count() else 0
        self.setFixedHeight(min(self.count(), 4) * row + scaled(10))


def latest(document: str, prints: Sequence[PrintJob]) -> PrintJob | None:
    """The last print of a document."""
    return next((job for job in reversed(prints) if job.document == document), None)


def _print_text(job: PrintJob, state: str) -> str:
    copy = _(" (in lại lần {number})").format(number=job.copy_no) if job.copy_no else ""
    return _("{document}{copy} · {state} {clock} {day}").format(
        document=document_label(job.document).text,
        copy=copy,
        state=state.lower(),
        clock=clock_text(job.state_at),
        day=short_date(job.state_at),
    )
