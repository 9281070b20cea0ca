"""Lịch làm việc: the days and hours that due moments are counted by, year by year, each with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.domain.clock import local_date
from counter_app.i18n import _
from counter_app.qt.calendar.hours import HoursPart
from counter_app.qt.calendar.impact import RippleBand
from counter_app.qt.calendar.year import YearPart
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.late_tabs import LateTabs
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counter_app.qt.kit.workplace import Workplace


class CalendarPage(Page):
    """Two tabs: days of a year, hours of a week; ``enter(2027)`` shows that year.

    A band above them tells whose promise no longer agrees with the calendar, and leads to the call list.
    """

    name: ClassVar[str] = "calendar"
    icon: ClassVar[str] = "calendar"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.CALENDAR, Noun.DOSSIER})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.make(self._making(place))

    def _making(self, place: Workplace) -> Iterator[None]:
        self.ripple = RippleBand(place)
        parts = (
            (_("Ngày nghỉ, làm bù"), lambda: YearPart(place)),
            (_("Giờ làm việc"), lambda: HoursPart(place)),
        )
        self.tabs = LateTabs(_("Phần của Lịch làm việc"), parts, lambda part: part.reload(), self)
        self.tabs.grown.connect(self.grown)
        top = QHBoxLayout()
        top.addWidget(text_label(self.title(), "title"), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 12)
        box.addLayout(top)
        box.addWidget(self.ripple)
        box.addWidget(self.tabs, 1)
        self.ripple.hide()
        yield from self.tabs.making(gently=place.gently)

    @property
    def year(self) -> YearPart:
        """Days of a year."""
        return cast("YearPart", self.tabs.part(0))

    @property
    def hours(self) -> HoursPart:
        """Hours of a week."""
        return cast("HoursPart", self.tabs.part(1))

    @override
    def whole(self) -> None:
        self.tabs.whole()

    @override
    def title(self) -> str:
        return _("Lịch làm việc")

    @override
    def reload(self) -> None:
        self.tabs.reload()
        self.ripple.reload()

    @override
    def enter(self, argument: object = None) -> None:
        if isinstance(argument, int):
            self.tabs.setCurrentIndex(0)
            self.year.show_year(argument)
        elif self.year.year_choice.value() is None:
            self.year.show_year(local_date(self.place.office.now()).year)

    @override
    def first_field(self) -> QWidget | None:
        return self.year.year_choice if self.tabs.currentIndex() == 0 else self.tabs.tabBar()
