"""The top line: who sits here, at which counter, what time it is; and what is still owed to stick and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter_app.i18n import _
from counter_app.qt.kit.cards import Badge
from counter_app.qt.kit.fields import repolish
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import made_plain, plain_label, plain_tip
from counter_app.qt.kit.push_button import PushButton
from counter_app.qt.kit.theme import scaled
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import short_date, weekday_name
from counter_app.wording.paper.sample_marks import TRAINING, sample_mark

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from counter_app.domain.office.staff import Officer
    from counter_app.settings import OfficeSettings, Preferences

ACCOUNT_KEY = "Ctrl+Shift+T"
PRINTS_KEY, EXPORT_KEY = "Ctrl+7", "Ctrl+8"
ALL_WORDS, ALARMS_IN_WORDS, ICONS, BARE, STACKED = range(5)
"""The steps of the line's content: every word; alarms in words; icons with counts; only parts without another place;
and the counter below the name, in the place of the office's.
"""
ROOMY = 900
"""From this width at 100 % text on, work in the tray is called by its name."""
OFFICE_ROOM = 160
"""Points at 100 % text that the office's name gets before words on buttons do."""
_OTHER_ROOM = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.Resize})


class Header(QFrame):
    """Always visible above the pages. Who, counter and time are never shortened: the rest gives way, step by step.

    ``tray`` is the place for what shows long work in progress. Where nobody is served (not ``serves``), counter, stick
    and paper have no place in it.

    Signals:
        narrowed(bool): there is no room for the names of work in the tray, or there is again.
        account_wanted(): the officer's name was pressed.
        export_wanted(), prints_wanted(), palette_wanted(), lock_wanted(): a tile was pressed.
    """

    narrowed = Signal(bool)
    account_wanted = Signal()
    export_wanted = Signal()
    prints_wanted = Signal()
    palette_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, *, serves: bool = True) -> None:
        super().__init__()
        self._serves = serves
        self.setProperty("head", True)
        self.office = ElidedLabel("hint")
        self.who, self.counter = _whole("strong"), _whole("strong")
        self.who.setToolTip(_("Tài khoản của tôi"))
        self.who.setCursor(Qt.CursorShape.PointingHandCursor)
        self.who.installEventFilter(self)
        self.time, self.day = _whole("strong"), _whole("hint")
        self.sample = Badge()
        self.sample.hide()
        self.read_only = Badge(Label(_("CHỈ ĐỌC"), "warning", "lock"))
        self.read_only.setToolTip(
            _("Thư mục dữ liệu không ghi được. Xem và in vẫn dùng được; báo người phụ trách máy.")
        )
        self.read_only.hide()
        self.export = HeadTile("usb", EXPORT_KEY, self.export_wanted.emit)
        self.prints = HeadTile("printer", PRINTS_KEY, self.prints_wanted.emit)
        self.palette_button = HeadTile("keyboard", "Ctrl+K", self.palette_wanted.emit)
        self.palette_button.say(_("Tìm lệnh"), _("Lệnh (Ctrl+K)"))
        self.lock = HeadTile("lock", "F12", self.lock_wanted.emit)
        self.lock.say(_("Khóa màn hình"), _("Khóa (F12)"))
        self.tray = QHBoxLayout()
        self._days, self._fitting = ("", ""), False
        self._build()
        self._show(ALL_WORDS)

    def _build(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        line = self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(scaled(12))
        line.addWidget(self.who)
        line.addWidget(self.counter)
        line.addStretch(1)
        names.addWidget(self.office)
        names.addLayout(line)
        clock = QVBoxLayout()
        clock.setSpacing(0)
        for label in (self.time, self.day):
            clock.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(16), scaled(6), scaled(12), scaled(6))
        row.setSpacing(scaled(8))
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.addLayout(names, 1)
        row.addLayout(self.tray)
        for widget in (self.read_only, self.sample, *self._tiles()):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(clock)

    def _tiles(self) -> tuple[HeadTile, ...]:
        return (self.export, self.prints, self.palette_button, self.lock)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.narrowed.emit(self.width() < scaled(ROOMY))
        self.fit()

    def take(self, tile: QWidget) -> None:
        """Let a tile stand in the tray; the words make room while it is shown."""
        self.tray.addWidget(tile)
        tile.installEventFilter(self)
        self.fit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.who:
            if event.type() == QEvent.Type.MouseButtonRelease:
                self.account_wanted.emit()
        elif event.type() in _OTHER_ROOM:
            self.fit()
        return super().eventFilter(watched, event)

    @override
    def minimumSizeHint(self) -> QSize:
        """The window may be as narrow as it likes; ``fit`` sees to the words."""
        return QSize(0, super().minimumSizeHint().height())

    def fit(self) -> None:
        """Say as much as there is room for; a part that is shown or hidden meanwhile asks for nothing more."""
        if self._fitting:
            return
        self._fitting = True
        try:
            self._choose()
            if (row := self.layout()) is not None:
                row.invalidate()  # what Qt measured before the words were chosen
                row.activate()
        finally:
            self._fitting = False

    def _choose(self) -> None:
        for much in (ALL_WORDS, ALARMS_IN_WORDS, ICONS, BARE):
            self._show(much)
            room = 0 if much > ALARMS_IN_WORDS else scaled(OFFICE_ROOM) - self._identity()
            if self._need() + max(room, 0) <= self.width():
                return
        self._show(STACKED)

    def _show(self, much: int) -> None:
        self.palette_button.show_words(much == ALL_WORDS)
        self.lock.show_words(much == ALL_WORDS)
        self.palette_button.setVisible(much < BARE)
        self.lock.setVisible(much < BARE)
        for tile in (self.export, self.prints):
            tile.show_words(much < ICONS)
            tile.setVisible(self._serves and (bool(tile.count) or much < ICONS))
        self._name_on(stacked=much == STACKED)
        short = much >= ICONS
        words = (_("MẪU") if short else _("DỮ LIỆU MẪU")) if not self._training else _(TRAINING)
        if words != self.sample.text():
            self.sample.show_label(Label(words, "sample"))
        self.sample.setVisible(self._is_sample)
        self.day.setText(self._days[short])

    def _name_on(self, *, stacked: bool) -> None:
        """The name's own size: a label's hint lags behind its wrapping."""
        way = QBoxLayout.Direction
        self.office.setVisible(not stacked)
        self._line.setDirection(way.TopToBottom if stacked else way.LeftToRight)
        self._line.setSpacing(0 if stacked else scaled(12))
        self.who.setWordWrap(stacked)
        metrics, name = self.who.fontMetrics(), self.who.text()
        whole = QSize(metrics.horizontalAdvance(name) + 2, metrics.height())
        self.who.setFixedSize(whole)
        if stacked:
            widest = max(map(metrics.horizontalAdvance, name.split()), default=0) + 2
            narrow = min(max(self.width() - self._need() + whole.width(), widest), whole.width())
            page = QRect(0, 0, narrow, 10 * whole.height())
            high = metrics.boundingRect(page, Qt.TextFlag.TextWordWrap, name).height()
            self.who.setFixedSize(narrow, high)

    def _identity(self) -> int:
        counter = self.counter.sizeHint().width()
        if self._line.direction() == QBoxLayout.Direction.TopToBottom:
            return max(self.who.width(), counter)
        return self.who.width() + counter + scaled(12)

    def _need(self) -> int:
        """Points the line takes, the office's name aside."""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)  # noqa: S101 - made so above
        margins = row.contentsMargins()
        shown = [
            item for item in (self.read_only, self.sample, *self._tiles()) if not item.isHidden()
        ]
        tray = self.tray.sizeHint().width()
        clock = max(self.time.sizeHint().width(), self.day.sizeHint().width())
        parts = [self._identity(), clock, *(item.sizeHint().width() for item in shown)]
        parts += [tray] if tray > 0 else [0]
        gaps = row.spacing() * len(parts)
        return sum(parts) + gaps + margins.left() + margins.right()

    def show_office(self, settings: OfficeSettings, preferences: Preferences) -> None:
        """Say which office and counter this is."""
        self.office.show_text(settings.name)
        self._is_sample, self._training = settings.sample, settings.training
        self.sample.setToolTip(sample_mark(settings))
        counter = _("Quầy {counter}").format(counter=preferences.counter)
        self.counter.setText(counter if self._serves else "")
        self.fit()

    def show_writable(self, writable: bool) -> None:
        """Say so when nothing can be saved."""
        self.read_only.setVisible(not writable)
        self.fit()

    def show_moment(self, now: datetime, officer: Officer | None) -> None:
        """Say who sits here and what day it is."""
        weekday = weekday_name(now.date())
        whole = f"{weekday[:1].upper()}{weekday[1:]} {short_date(now.date())}"
        who = officer.name if officer else _("Chưa đăng nhập")
        said = (who, f"{now:%H:%M}", whole)
        if said == (self.who.text(), self.time.text(), self._days[0]):
            return
        self.who.setText(who)
        self.who.ensurePolished()
        self.time.setText(f"{now:%H:%M}")
        self.time.setAccessibleName(f"{now:%H:%M} {whole}")
        self._days = (whole, short_date(now.date()))
        self.fit()

    def show_owed(self, days: int, papers: int) -> None:
        """Say how many days are on no stick yet and how many papers are not printed."""
        words = _("{days} ngày chưa xuất USB").format(days=days) if days else _("Đã xuất USB")
        tone = "warning" if days <= 2 else "bad"
        changed = self.export.show_count(days, words, tone if days else "true")
        words = _("{papers} giấy tờ chờ in").format(papers=papers) if papers else _("Đã in đủ")
        changed |= self.prints.show_count(papers, words, "warning" if papers else "true")
        if changed:
            self.fit()

    _is_sample = _training = False


def _whole(role: str) -> QLabel:
    """A word that is never shortened."""
    label = plain_label()
    label.setProperty("role", role)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label


class ElidedLabel(QLabel):
    """Never wider than what is left for it."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        made_plain(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def show_text(self, text: str) -> None:
        """Show a text, its whole length in the tool tip."""
        self.setText(text)
        self.setToolTip(plain_tip(text))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class HeadTile(PushButton):
    """Pressed by mouse or by the key in its tool tip; ``count`` is what it alarms of, 0 at rest."""

    def __init__(self, name: str, key: str, pressed: Callable[[], object]) -> None:
        super().__init__()
        self.count = 0
        self._name, self._key = name, key
        self._words, self._said = "", True
        self.setProperty("tile", "true")
        self.setIcon(icon(name, "muted"))
        self.setIconSize(QSize(scaled(18), scaled(18)))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: pressed())

    def say(self, name: str, words: str) -> None:
        """Set the act of the tile, and the words on it where there is room."""
        self._words = words
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(_("{title}: phím {key}").format(title=name, key=self._key)))
        self.show_words(self._said)

    def show_count(self, count: int, words: str, state: str) -> bool:
        """Say how much is owed; ``state`` is "true" at rest, else a tone. Whether anything changed."""
        if (self._words, self.count) == (words, count):
            return False
        self.count = count
        self.say(words, words)
        self.setProperty("tile", state)
        self.setIcon(icon(self._name, "muted" if state == "true" else state))
        repolish(self)
        return True

    def show_words(self, said: bool) -> None:
        """The words, or the count alone."""
        self._said = said
        text = self._words if said else (str(self.count) if self.count else "")
        if text != self.text():
            self.setText(text)
