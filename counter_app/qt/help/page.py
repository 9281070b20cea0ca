"""Trợ giúp: the user guide, read inside the program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QDesktopServices, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from counter_app.domain.text import fold
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import LineEdit
from counter_app.qt.kit.guide import guide_path
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.training_start import practise
from counter_app.qt.window.page_list import ENTRIES

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from counter_app.qt.kit.workplace import Workplace


CARD = "quick-card"
"""Asked of the page: the card that hangs at the counter."""


class HelpPage(Page):
    """The guide with a search box; without a guide, the list of keys."""

    name: ClassVar[str] = "help"
    icon: ClassVar[str] = "help"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.search = LineEdit(placeholder=_("Tìm trong hướng dẫn, rồi Enter"))
        self.search.setAccessibleName(_("Tìm trong hướng dẫn"))
        self.next = ActionButton(_("Tìm &tiếp"), self.find_next, name="down")
        self.card = ActionButton(_("Thẻ tra nhanh"), self.show_card, name="printer", key="Ctrl+P")
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Hướng dẫn sử dụng"))
        self.text.setOpenExternalLinks(False)
        self.text.anchorClicked.connect(self._on_link)
        self.text.document().setDocumentMargin(scaled(18))
        self.training = ActionButton(
            _("Tập &huấn"), partial(practise, place), name="help", key="Alt+H"
        )
        self.training.setVisible(not place.office.settings.training)
        self.nothing = text_label("", "muted")
        self.search.returnPressed.connect(self.find_next)
        top = QHBoxLayout()
        top.addWidget(text_label(self.title(), "title"), 1)
        top.addWidget(self.search, 1)
        top.addWidget(self.next)
        top.addWidget(self.card)
        top.addWidget(self.training)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.addLayout(top)
        box.addWidget(self.nothing)
        box.addWidget(self.text, 1)
        self.nothing.hide()

    @override
    def title(self) -> str:
        return _("Trợ giúp")

    @override
    def reload(self) -> None:
        found = guide_path()
        text = found.read_text(encoding="utf-8") if found is not None else ""
        if found is not None:
            self.text.setSearchPaths([str(found.parent)])
        self.text.setMarkdown(text or keys_text())

    @override
    def first_field(self) -> QWidget | None:
        return self.search

    @override
    def enter(self, argument: object = None) -> None:
        if argument == CARD:
            self.show_card()
        elif isinstance(argument, str):
            self.show_section(argument)

    def show_card(self) -> None:
        """The quick card, to be printed and hung at the counter."""
        from counter_app.qt.kit.sheet_dialog import SheetDialog

        pdf = self.place.office.quick_cards.draw()
        SheetDialog(self.place, pdf, _("Thẻ tra nhanh"), "the-tra-nhanh", self).open()

    def show_section(self, title: str) -> None:
        """Show the chapter whose heading shares most words with ``title``; the beginning when none does."""
        cursor = QTextCursor(self._best_heading(set(fold(title).split())))
        self.text.setTextCursor(cursor)
        top = self.text.cursorRect(cursor).top()
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + top)

    def _best_heading(self, wanted: set[str]) -> QTextBlock:
        block = best = self.text.document().begin()
        most = 0
        while block.isValid():
            if block.blockFormat().headingLevel():
                shared = len(wanted & set(fold(block.text()).split()))
                if shared > most:
                    best, most = block, shared
            block = block.next()
        return best

    def find_next(self) -> None:
        """Show the next place where the text stands, from the top again after the last."""
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


def keys_text() -> str:
    """The keys of the program as Markdown."""
    lines = [f"- **{item.key}**: {_(item.title)}" for item in ENTRIES]
    more = (
        ("Ctrl+K", _("Tìm mọi lệnh")),
        ("Ctrl+H", _("Ghi lượt hướng dẫn bằng một phím số")),
        ("F11", _("Công dân hỏi về hồ sơ đang mở, hoặc tìm hồ sơ được hỏi")),
        ("Ctrl+F5", _("Tải lại trang")),
        ("F12", _("Khóa màn hình")),
        ("Enter", _("Sang ô tiếp theo; Shift+Enter về ô trước")),
        ("Esc", _("Quay lại")),
    )
    lines += [f"- **{key}**: {text}" for key, text in more]
    return "\n".join(["# " + _("Phím tắt"), "", *lines])
