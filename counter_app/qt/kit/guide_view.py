"""The guide to read: its contents at the left, a box to search it, the text; used by the page and over dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import (
    QDesktopServices,
    QIcon,
    QPixmap,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextOption,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.text import fold
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import LineEdit
from counter_app.qt.kit.flow import beside
from counter_app.qt.kit.guide import HelpPlace
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QResizeEvent

ROOMY = 1_000
"""Points at 100 % text from which the contents stand beside the text."""
HEAD = 760
"""Points at 100 % text from which buttons stand beside the search."""
CONTENTS = 250
_AT = Qt.ItemDataRole.UserRole
_KEEP = QTextCursor.MoveMode.KeepAnchor
_READ_ON = (QEvent.Type.KeyPress, QEvent.Type.Wheel, QEvent.Type.MouseButtonPress)
INDENT = 14
"""Pixels at 100 % text that a heading of the third level stands further in."""


def _contents() -> QListWidget:
    """The list of headings, still empty."""
    made = QListWidget()
    made.setAccessibleName(_("Mục lục"))
    made.setFixedWidth(scaled(CONTENTS))
    made.setWordWrap(True)
    made.setResizeMode(QListWidget.ResizeMode.Adjust)
    made.setIconSize(QSize(scaled(INDENT), 1))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


class GuideView(QWidget):
    """Opens at a heading, or at the line below it that speaks of the field in hand.

    ``buttons`` stand beside the search, below it where the page is narrow or the text large.
    """

    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self.search = LineEdit(placeholder=_("Tìm trong hướng dẫn, rồi Enter"))
        self.search.setAccessibleName(_("Tìm trong hướng dẫn"))
        self.next = ActionButton(_("Tìm &tiếp"), self.find_next, name="down")
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Hướng dẫn sử dụng"))
        self.text.setOpenExternalLinks(False)
        self.text.anchorClicked.connect(self._on_link)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.document().setDocumentMargin(scaled(18))
        self._opened: QTextBlock | None = None
        self.text.verticalScrollBar().sliderPressed.connect(self._read_on)
        for part in (self.text, self.text.viewport()):
            part.installEventFilter(self)
        self._indent = _nothing(scaled(INDENT))
        self.contents = _contents()
        self.contents.itemActivated.connect(self._on_chosen)
        self.contents.itemClicked.connect(self._on_chosen)
        self.nothing = text_label("", "muted")
        self.nothing.hide()
        self.search.returnPressed.connect(self.find_next)
        head = QWidget()
        self.top = QHBoxLayout(head)
        self.top.setContentsMargins(0, 0, 0, 0)
        self.top.addWidget(self.search, 1)
        self.top.addWidget(self.next)
        halves = QHBoxLayout()
        halves.addWidget(self.contents)
        halves.addWidget(self.text, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            SideBySide(head, beside(*buttons), least=HEAD, weights=(1, 0)) if buttons else head
        )
        box.addWidget(self.nothing)
        box.addLayout(halves, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.contents.setVisible(self.width() >= scaled(ROOMY))

    def show_text(self, text: str, folder: str) -> None:
        """Read Markdown whose pictures lie in ``folder``."""
        self.text.setSearchPaths([folder])
        self.text.setMarkdown(text)
        self._fit_pictures()
        self.contents.clear()
        for block in self._headings():
            level = block.blockFormat().headingLevel()
            if level > 1:
                item = QListWidgetItem(block.text())
                item.setData(_AT, block.position())
                if level > 2:
                    item.setIcon(self._indent)  # a second line of it begins below the first
                self.contents.addItem(item)

    def _fit_pictures(self) -> None:
        """A picture is never wider than the text has room."""
        block = self.text.document().begin()
        cursor = QTextCursor(self.text.document())
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().isImageFormat():
                    picture = piece.charFormat().toImageFormat()
                    picture.setMaximumWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                    cursor.setPosition(piece.position())
                    cursor.setPosition(piece.position() + piece.length(), _KEEP)
                    cursor.setCharFormat(picture)
                pieces += 1
            block = block.next()

    def show_place(self, place: HelpPlace) -> None:
        """Show a heading, at the first line below it that names ``place.about``."""
        heading = self._heading(place.section)
        block = self._line_about(heading, place.about) or heading
        self._show_block(block)
        self._mark_contents(heading)

    def _headings(self) -> Iterator[QTextBlock]:
        block = self.text.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                yield block
            block = block.next()

    def _heading(self, title: str) -> QTextBlock:
        """The heading called so, else the first that shares most words with it, else the beginning."""
        wanted, best, most = set(fold(title).split()), self.text.document().begin(), 0
        for block in self._headings():
            if block.text() == title:
                return block
            shared = len(wanted & set(fold(block.text()).split()))
            if shared > most:
                best, most = block, shared
        return best

    def _line_about(self, heading: QTextBlock, about: str) -> QTextBlock | None:
        """Below a heading the first line that begins with these words, else that has them; None where none has."""
        wanted = fold(about)
        if not wanted or not heading.blockFormat().headingLevel():
            return None
        lines = [(fold(block.text()), block) for block in _below(heading)]
        begun = [block for text, block in lines if text.startswith(wanted)]
        named = [block for text, block in lines if wanted in text]
        return next(iter((*begun, *named)), None)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The opened line stays in sight while the page finds its size, until somebody reads on."""
        if event.type() in _READ_ON:
            self._opened = None
        elif event.type() == QEvent.Type.Resize and self._opened is not None:
            QTimer.singleShot(0, self, self._show_again)
        return super().eventFilter(watched, event)

    def _show_again(self) -> None:
        if self._opened is not None:
            self._show_block(self._opened)

    def _show_block(self, block: QTextBlock) -> None:
        self._opened = block
        cursor = QTextCursor(block)
        self.text.setTextCursor(cursor)
        top = self.text.cursorRect(cursor).top()
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + top)

    def _mark_contents(self, heading: QTextBlock) -> None:
        for row in range(self.contents.count()):
            if self.contents.item(row).data(_AT) == heading.position():
                self.contents.setCurrentRow(row)

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self._show_block(self.text.document().findBlock(item.data(_AT)))

    def _read_on(self) -> None:
        self._opened = None

    def find_next(self) -> None:
        """Show the next place where the text stands, from the top again after the last."""
        self._opened = None
        wanted = self.search.value()
        if not wanted:
            return
        found = self.text.find(wanted)
        if not found:
            cursor = self.text.textCursor()
            cursor.movePosition(cursor.MoveOperation.Start)
            self.text.setTextCursor(cursor)
            found = self.text.find(wanted, QTextDocument.FindFlag(0))
        self.nothing.setVisible(not found)
        self.nothing.setText("" if found else _("Không thấy “{text}”.").format(text=wanted))

    def _on_link(self, url: QUrl) -> None:
        if url.isRelative():
            self.text.scrollToAnchor(url.fragment())
        else:
            QDesktopServices.openUrl(url)


def _nothing(wide: int) -> QIcon:
    """A picture that only takes its room."""
    room = QPixmap(wide, 1)
    room.fill(Qt.GlobalColor.transparent)
    return QIcon(room)


def _below(heading: QTextBlock) -> Iterator[QTextBlock]:
    """The lines from a heading to the next of its level."""
    level, block = heading.blockFormat().headingLevel(), heading.next()
    while block.isValid() and not 0 < block.blockFormat().headingLevel() <= level:
        yield block
        block = block.next()
