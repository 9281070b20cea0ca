"""Trợ giúp: the user guide, read inside the program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.guide import HelpPlace, guide_path
from counter_app.qt.kit.guide_view import GuideView
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.training_start import practise
from counter_app.qt.window.page_list import pages_of
from counter_app.settings import COUNTER

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace


CARD = "quick-card"
"""Asked of the page: the card that hangs at the counter."""


class HelpPage(Page):
    """The guide with its contents and a search box; without a guide, the list of keys."""

    name: ClassVar[str] = "help"
    icon: ClassVar[str] = "help"
    citizens: ClassVar[bool] = False

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.card = ActionButton(_("Thẻ tra nhanh"), self.show_card, name="printer", key="Ctrl+P")
        self.training = ActionButton(
            _("Tập &huấn"), partial(practise, place), name="help", key="Alt+H"
        )
        if place.office.settings.training:
            self.training.hide()
        self.view = GuideView(self.card, self.training)
        self.search, self.next = self.view.search, self.view.next
        self.text, self.nothing = self.view.text, self.view.nothing
        self.view.top.insertWidget(0, text_label(self.title(), "title"), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.addWidget(self.view)

    @override
    def title(self) -> str:
        return _("Trợ giúp")

    @override
    def reload(self) -> None:
        found = guide_path()
        text = found.read_text(encoding="utf-8") if found is not None else ""
        self.view.show_text(
            text or keys_text(self.place.office.settings.kind),
            str(found.parent) if found is not None else "",
        )

    @override
    def first_field(self) -> QWidget | None:
        return self.search

    @override
    def enter(self, argument: object = None) -> None:
        if argument == CARD:
            self.show_card()
            return
        if isinstance(argument, str):
            argument = HelpPlace(argument)
        if isinstance(argument, HelpPlace):
            self.view.show_place(argument)

    def show_card(self) -> None:
        """The quick card, to be printed and hung at the counter."""
        from counter_app.qt.kit.sheet_dialog import SheetDialog

        title = _("Thẻ tra nhanh")
        SheetDialog(self.place, lambda office: office.quick_cards.draw(), title, STEM, self).open()

    def find_next(self) -> None:
        """As the button does."""
        self.view.find_next()


STEM = "the-tra-nhanh"


def keys_text(kind: str = COUNTER) -> str:
    """The keys of the program as Markdown, for a kind of office."""
    lines = [f"- **{item.key}**: {_(item.title)}" for item in pages_of(kind).listed]
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
