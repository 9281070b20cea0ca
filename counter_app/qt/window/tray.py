"""The work that runs beside: a tile in the header while there is any, and a list with progress, time left and stop."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QVBoxLayout, QWidget

from counter_app.desk.access.book import NO_REASON
from counter_app.errors import Cancelled, ClockError, CounterError, RuleError
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, text_label
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.pace import left_text
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from counter_app.qt.kit.jobs import Job, Jobs
    from counter_app.qt.window.header import Header

QUICK_SECONDS = 0.4
"""Work that is over before this is shown to nobody."""
LOOK_MS = 250
SHARE = 3
"""So many parts the header has of which the words on the tile take one; the list has the whole sentence."""
ICONS = {"good": "ok", "warning": "stop", "bad": "error"}
REMEMBERED = 4
"""Ended work that is still listed."""
STAYS_MS = 60_000
"""The time for which the tile tells of work that ended."""


class Tray(PushButton):
    """The tile; pressed, it opens the list. Hidden while there is nothing to tell."""

    def __init__(self, jobs: Jobs, header: Header) -> None:
        super().__init__()
        self._jobs, self._header = jobs, header
        self.over: list[tuple[str, str, str]] = []
        """Work that ended, the latest first: what it was, what came of it, its tone."""
        self.setProperty("tile", "true")
        self.setAccessibleName(_("Công việc đang chạy"))
        self.setAutoDefault(False)
        self.setIconSize(QSize(scaled(18), scaled(18)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.panel: TrayPanel | None = None
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)
        self._forget = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._forget.timeout.connect(self._on_read)
        self._news = ""
        self._short = False
        jobs.changed.connect(self._on_changed)
        jobs.ended.connect(self._on_ended)
        self.clicked.connect(self.open)
        header.narrowed.connect(self.be_short)
        header.take(self)
        self.hide()

    def jobs(self) -> list[Job]:
        """The work that is worth telling of, as it was asked for."""
        since = time.monotonic() - QUICK_SECONDS
        return [job for job in self._jobs.under_way if job.name and job.asked_at <= since]

    def open(self) -> None:
        """Show the list below the tile; it closes when anything else is pressed."""
        self.panel = TrayPanel(self, self.window())
        self.panel.show_below(self)
        self._on_read()

    def be_short(self, short: bool) -> None:
        """Only figures where the header has no room for names."""
        if short is not self._short or self._news:
            self._short = short
            self.look()

    def _on_changed(self) -> None:
        if not self._look.isActive() and any(job.name for job in self._jobs.under_way):
            self._look.start()

    def _on_ended(self, job: Job, error: Exception | None) -> None:
        quick = error is None and job.asked_at > time.monotonic() - QUICK_SECONDS
        if not job.name or quick or _asks(error):
            return
        said, tone = _outcome(error)
        self.over = [(job.name, said, tone), *self.over][:REMEMBERED]
        self._news = f"{job.name}: {said}"
        self._forget.start()
        self.look()

    def _on_read(self) -> None:
        """The ended work was read, or is old."""
        self._news = ""
        self.look()

    def look(self) -> None:
        """Say what runs now."""
        jobs = self.jobs()
        if not any(job.name for job in self._jobs.under_way):
            self._look.stop()
        if jobs:
            self._say(_running_text(jobs), _figures(jobs), "true", "history")
        elif self._news:
            tone = self.over[0][2]
            self._say(self._news, "", "true" if tone == "good" else "warning", ICONS[tone])
        self.setVisible(bool(jobs or self._news))
        if self.panel is not None and self.panel.isVisible():
            self.panel.show_jobs()

    def _fitting(self, text: str) -> str:
        """The text cut to its room: a printer's answer may be long, and the names beside it keep their room."""
        room = self._header.width() // SHARE
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)

    def _say(self, text: str, short: str, state: str, name: str) -> None:
        shown = short if self._short else self._fitting(text)
        if self.text() == shown and self.accessibleName() == text:
            return
        self.setText(shown)
        self.setAccessibleName(text)
        self.setToolTip("\n".join((text, _("Công việc đang chạy: Ctrl+J"))))
        self.setProperty("tile", state)
        self.setIcon(icon(name, "muted" if state == "true" else state))
        repolish(self)


class TrayPanel(QFrame):
    """A line for each piece of work; Esc closes."""

    def __init__(self, tray: Tray, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", True)
        self.setAccessibleName(_("Công việc đang chạy"))
        self._tray = tray
        self._lines: dict[Job, _Line] = {}
        self._empty = text_label(_("Không có công việc nào đang chạy."), "muted")
        self._column = QVBoxLayout()
        self._over = text_label("", "muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 14)
        box.setSpacing(8)
        box.addWidget(text_label(_("Công việc đang chạy"), "heading"))
        box.addLayout(self._column)
        box.addWidget(self._empty)
        box.addWidget(self._over)
        self.setFixedWidth(scaled(420))
        self.destroyed.connect(partial(_forget_panel, tray))

    def show_below(self, tile: QWidget) -> None:
        """Come up under the tile, inside the window."""
        self.show_jobs()
        self.adjustSize()
        window = tile.window()
        corner = tile if tile.isVisible() else window
        at = corner.mapToGlobal(QPoint(0, corner.height() if corner is tile else 0))
        most = window.mapToGlobal(QPoint(window.width(), 0)).x() - self.width() - scaled(8)
        self.move(min(at.x(), most), at.y() + scaled(4))
        self.show()
        self.setFocus()

    def lines(self) -> list[str]:
        """The lines, one for each piece of work under way."""
        return [line.text() for line in self._lines.values()]

    def stop_button(self, job: Job) -> QPushButton:
        """The button that stops a piece of work. Errors: KeyError when it is not listed."""
        return self._lines[job].stop

    def show_jobs(self) -> None:
        """Read again what runs."""
        jobs = self._tray.jobs()
        for job in [job for job in self._lines if job not in jobs]:
            line = self._lines.pop(job)
            line.hide()
            line.deleteLater()
        for job in jobs:
            if job not in self._lines:
                self._lines[job] = _Line(job)
                self._column.addWidget(self._lines[job])
            self._lines[job].show_job()
        self._empty.setVisible(not jobs)
        self._over.setText("\n".join(f"{name}: {said}" for name, said, _tone in self._tray.over))
        self._over.setVisible(bool(self._tray.over))
        if self.isVisible():
            self.adjustSize()


class _Line(QWidget):
    """One piece of work in the list."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job
        self.name, self.standing = plain_label(job.name), text_label("", "muted")
        self.standing.setWordWrap(False)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Tiến độ: {name}").format(name=job.name))
        self.stop = ActionButton(_("Dừng"), self._on_stop, name="close", tone="quiet")
        self.stop.setAccessibleName(_("Dừng: {name}").format(name=job.name))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, scaled(6))
        box.setSpacing(scaled(4))
        box.addLayout(row(self.name, self.stop, stretch=0))
        box.addWidget(self.bar)
        box.addWidget(self.standing)

    def _on_stop(self) -> None:
        self.job.cancel()
        self.show_job()

    def text(self) -> str:
        """The text of the line."""
        return f"{self.name.text()}: {self.standing.text()}"

    def show_job(self) -> None:
        """Say how far it is."""
        job = self.job
        self.standing.setText(_standing(job))
        part = job.pace.part if job.running else 0.0
        self.bar.setRange(0, 0 if part is None else 1000)
        self.bar.setValue(int(1000 * (part or 0)))
        self.stop.setVisible(job.stops or not job.running)
        self.stop.setEnabled(not job.cancelled)


def _asks(error: Exception | None) -> bool:
    """True if it is asked about at once, and goes on with the answer: nothing came of it yet."""
    return isinstance(error, ClockError) or (
        isinstance(error, RuleError) and error.rule == NO_REASON
    )


def _forget_panel(tray: Tray, *_panel: object) -> None:
    tray.panel = None


def _standing(job: Job) -> str:
    """The standing of a piece of work, in a few words."""
    if job.cancelled:
        return _("Đang dừng…")
    if not job.running:
        return _("Chờ công việc cùng loại phía trước")
    left = left_text(job.pace.left(time.monotonic()))
    parts = [part for part in (job.pace.text, _percent(job), left) if part]
    return ", ".join(parts) or _("Đang thực hiện…")


def _percent(job: Job) -> str:
    part = job.pace.part if job.running else None
    return "" if part is None else f"{int(100 * part)} %"


def _running_text(jobs: list[Job]) -> str:
    if len(jobs) == 1:
        return " ".join(part for part in (jobs[0].name, _percent(jobs[0])) if part)
    return plural("{count} công việc đang chạy", len(jobs)).format(count=len(jobs))


def _figures(jobs: list[Job]) -> str:
    return (_percent(jobs[0]) if len(jobs) == 1 else str(len(jobs))) or "…"


def _outcome(error: Exception | None) -> tuple[str, str]:
    """The outcome of work, and its tone."""
    if error is None:
        return _("đã xong"), "good"
    if isinstance(error, Cancelled):
        return _("đã dừng"), "warning"
    return (error.message if isinstance(error, CounterError) else _("chưa xong do lỗi")), "bad"
