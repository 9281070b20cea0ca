"""Cài đặt: this computer, the office, the forms, and the data's safety."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.i18n import _
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.late_tabs import LateTabs
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.settings.computer import ComputerPart
from counter_app.qt.settings.data import DataPart
from counter_app.qt.settings.forms import FormsPart
from counter_app.qt.settings.office import OfficePart
from counter_app.qt.settings.rights import RightsPart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from counter_app.qt.kit.workplace import Workplace

TABS = {"computer": 0, "printer": 0, "data": 3, "rights": 4}
"""The tab on which a trouble told on the first page is put right."""


class SettingsPage(Page):
    """Five tabs; ``enter("printer")`` goes to the printer.

    ``enter("backup")``, ``enter("copies")``, ``enter("check")``, ``enter("complete")`` and ``enter("numbers")`` open
    the last one and begin.
    """

    name: ClassVar[str] = "settings"
    icon: ClassVar[str] = "settings"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.SETTINGS, Noun.STAFF, Noun.CATALOGUE})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._to_printer = False
        self.make(self._making(place))

    def _making(self, place: Workplace) -> Iterator[None]:
        kinds = (ComputerPart, OfficePart, FormsPart, DataPart, RightsPart)
        names = (_("Máy này"), _("Đơn vị"), _("Mẫu giấy"), _("Dữ liệu"), _("Quyền"))
        parts = [
            (name, partial(cast("Callable[[Workplace], QWidget]", kind), place))
            for name, kind in zip(names, kinds, strict=True)
        ]
        self.tabs = LateTabs(_("Phần của Cài đặt"), parts, _read, self)
        self.tabs.grown.connect(self.grown)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 12)
        box.addWidget(text_label(self.title(), "title"))
        box.addWidget(self.tabs, 1)
        yield from self.tabs.making(gently=place.gently)

    @override
    def whole(self) -> None:
        self.tabs.whole()

    @property
    def computer(self) -> ComputerPart:
        """Máy này."""
        return cast("ComputerPart", self.tabs.part(0))

    @property
    def office(self) -> OfficePart:
        """Đơn vị."""
        return cast("OfficePart", self.tabs.part(1))

    @property
    def forms(self) -> FormsPart:
        """Mẫu giấy."""
        return cast("FormsPart", self.tabs.part(2))

    @property
    def data(self) -> DataPart:
        """Dữ liệu."""
        return cast("DataPart", self.tabs.part(3))

    @property
    def rights(self) -> RightsPart:
        """Quyền."""
        return cast("RightsPart", self.tabs.part(4))

    @override
    def title(self) -> str:
        return _("Cài đặt")

    @override
    def reload(self) -> None:
        self.tabs.reload()

    @override
    def enter(self, argument: object = None) -> None:
        self._to_printer = argument == "printer"
        if argument in TABS:
            self.tabs.setCurrentIndex(TABS[str(argument)])
        elif argument in ("backup", "check", "complete", "copies", "numbers"):
            self.tabs.setCurrentIndex(3)
            self.data.begin(str(argument))

    @override
    def first_field(self) -> QWidget | None:
        if self.tabs.currentIndex() != 0:
            return self.tabs.tabBar()
        return self.computer.printer_field() if self._to_printer else self.computer.counter


def _read(part: Any) -> None:
    if not isinstance(part, DataPart):
        part.reload()
