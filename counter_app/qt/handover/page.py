"""Hand-over (bàn giao hồ sơ): sheets made and taken by scanning, who holds what, shelves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.domain.handover.whereabouts import Sheet
from counter_app.i18n import _, plural
from counter_app.qt.handover.holders import HoldingPart, alarm_count
from counter_app.qt.handover.making import MakingPart
from counter_app.qt.handover.shelving import ShelvingPart
from counter_app.qt.handover.taking import TakingPart, waiting_count
from counter_app.qt.kit.late_tabs import LateTabs, numbered
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import Workplace

MAKE, TAKE, HOLD, SHELVE = range(4)
PARTS = {"make": MAKE, "take": TAKE, "alarms": HOLD, "shelf": SHELVE}


class HandoverPage(Page):
    """Four tabs; ``enter("make" | "take" | "alarms" | "shelf")`` opens one, a barcode goes to the tab in front."""

    name: ClassVar[str] = "handover"
    icon: ClassVar[str] = "hand-over"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.DOSSIER, Noun.STAFF, Noun.SETTINGS})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._send = Sending()
        self.make(self._making(place))

    def _making(self, place: Workplace) -> Iterator[None]:
        parts = (
            ("", self._make_making),
            ("", self._make_taking),
            ("", lambda: HoldingPart(place)),
            ("", lambda: ShelvingPart(place)),
        )
        self.tabs = LateTabs(_("Phần của Bàn giao"), parts, lambda part: part.reload(), self)
        self.tabs.grown.connect(self.grown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(8), scaled(16), scaled(12))
        layout.addWidget(self.tabs)
        yield from self.tabs.making(gently=place.gently)
        yield
        self._name_tabs()
        self.making.begin()
        self.tabs.currentChanged.connect(self._on_tab)

    def _make_making(self) -> MakingPart:
        part = MakingPart(self.place)
        part.saved.connect(self._on_saved)
        part.print_wanted.connect(self._on_print)
        return part

    def _make_taking(self) -> TakingPart:
        part = TakingPart(self.place)
        part.print_wanted.connect(self._on_print)
        return part

    @property
    def making(self) -> MakingPart:
        """&1: sheets made by scanning."""
        return cast("MakingPart", self.tabs.part(MAKE))

    @property
    def taking(self) -> TakingPart:
        """&2: sheets taken."""
        return cast("TakingPart", self.tabs.part(TAKE))

    @property
    def holding(self) -> HoldingPart:
        """&3: who has what."""
        return cast("HoldingPart", self.tabs.part(HOLD))

    @property
    def shelving(self) -> ShelvingPart:
        """&4: shelves."""
        return cast("ShelvingPart", self.tabs.part(SHELVE))

    @override
    def whole(self) -> None:
        self.tabs.whole()

    @override
    def title(self) -> str:
        return _("Bàn giao hồ sơ")

    @override
    def reload(self) -> None:
        self.tabs.reload()
        self._name_tabs()

    @override
    def enter(self, argument: object = None) -> None:
        if isinstance(argument, tuple):
            self.tabs.setCurrentIndex(MAKE)
            self.making.add(map(str, argument))
        elif argument in PARTS:
            self.tabs.setCurrentIndex(PARTS[str(argument)])

    @override
    def first_field(self) -> QWidget:
        return self._first(self.tabs.currentIndex())

    @override
    def take_scan(self, text: str) -> bool:
        match self.tabs.currentIndex():
            case 1:
                self.taking.scan.take(text)
            case 3:
                self.shelving.scan.take(text)
            case _:
                self.tabs.setCurrentIndex(MAKE)
                self.making.scan.take(text)
        return True

    def _first(self, at: int) -> QWidget:
        match at:
            case 0:
                return self.making.scan
            case 1:
                return self.taking.scan
            case 2:
                return self.holding.first()
            case _:
                return self.shelving.first()

    def _name_tabs(self) -> None:
        """Titles with their counts: sheets that wait, papers that are missing."""
        office = self.place.office
        waiting, missing = waiting_count(office), alarm_count(office)
        titles = (
            _("Lập phiếu"),
            _("Nhận phiếu ({count})").format(count=waiting) if waiting else _("Nhận phiếu"),
            plural("Người giữ ({count} cảnh báo)", missing).format(count=missing)
            if missing
            else _("Người giữ"),
            _("Vị trí lưu"),
        )
        for at, title in enumerate(titles):
            self.tabs.setTabText(at, numbered(at, title))

    def _on_tab(self, at: int) -> None:
        if self.isVisible():
            self._first(at).setFocus()

    def _on_saved(self, sheet: Sheet) -> None:
        self.taking.reload()
        self.taking.open_sheet(sheet.id)
        self._name_tabs()

    def _on_print(self, sheet: Sheet) -> None:
        from counter_app.qt.kit.print_dialog import PrintDialog

        self.place.act(
            lambda: self._send(self.place.office.handover.paper, sheet.id),
            then=lambda job: PrintDialog(self.place, job.id, self).open(),
        )
