"""The list of pages: name, icon, key, the right to open them, and the place they are built from when first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from counter_app.i18n import mark
from counter_app.settings import SUPERIOR
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.office.staff import Officer
    from counter_app.qt.kit.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page as the navigation lists it; ``title`` is translated where it is shown, ``duty`` empty for everybody."""

    name: str
    title: str
    icon: str
    key: str
    load: Callable[[], type[Page]]
    duty: str = ""
    group: int = 0

    def open_to(self, officer: Officer | None) -> bool:
        """True if the officer's role may open the page."""
        if not self.duty or officer is None:
            return not self.duty
        from counter_app.domain.office.staff import Duty

        return officer.may(Duty(self.duty))


def _board() -> type[Page]:
    from counter_app.qt.board.page import BoardPage

    return BoardPage


def _intake() -> type[Page]:
    from counter_app.qt.intake.page import IntakePage

    return IntakePage


def _certification() -> type[Page]:
    from counter_app.qt.certification.page import CertificationPage

    return CertificationPage


def _dossiers() -> type[Page]:
    from counter_app.qt.dossiers.page import DossiersPage

    return DossiersPage


def _dossier() -> type[Page]:
    from counter_app.qt.dossier.page import DossierPage

    return DossierPage


def _returning() -> type[Page]:
    from counter_app.qt.returning.page import ReturningPage

    return ReturningPage


def _handover() -> type[Page]:
    from counter_app.qt.handover.page import HandoverPage

    return HandoverPage


def _official() -> type[Page]:
    from counter_app.qt.official.page import OfficialPage

    return OfficialPage


def _queue() -> type[Page]:
    from counter_app.qt.queue.page import QueuePage

    return QueuePage


def _reports() -> type[Page]:
    from counter_app.qt.reports.page import ReportsPage

    return ReportsPage


def _closing() -> type[Page]:
    from counter_app.qt.closing.page import ClosingPage

    return ClosingPage


def _catalogue() -> type[Page]:
    from counter_app.qt.catalogue.page import CataloguePage

    return CataloguePage


def _calendar() -> type[Page]:
    from counter_app.qt.calendar.page import CalendarPage

    return CalendarPage


def _staff() -> type[Page]:
    from counter_app.qt.staff.page import StaffPage

    return StaffPage


def _settings() -> type[Page]:
    from counter_app.qt.settings.page import SettingsPage

    return SettingsPage


def _requests() -> type[Page]:
    from counter_app.qt.requests.page import RequestsPage

    return RequestsPage


def _overview() -> type[Page]:
    from counter_app.qt.superior.overview_page import OverviewPage

    return OverviewPage


def _inbox() -> type[Page]:
    from counter_app.qt.superior.inbox_page import InboxPage

    return InboxPage


def _keys() -> type[Page]:
    from counter_app.qt.superior.keys_page import KeysPage

    return KeysPage


def _offices() -> type[Page]:
    from counter_app.qt.superior.offices_page import OfficesPage

    return OfficesPage


def _far_dossiers() -> type[Page]:
    from counter_app.qt.superior.far_dossiers_page import FarDossiersPage

    return FarDossiersPage


def _far_dossier() -> type[Page]:
    from counter_app.qt.superior.far_dossier_page import FarDossierPage

    return FarDossierPage


def _summed() -> type[Page]:
    from counter_app.qt.superior.summed_page import SummedReportsPage

    return SummedReportsPage


def _help() -> type[Page]:
    from counter_app.qt.help.page import HelpPage

    return HelpPage


_KEPT_BY_ALL = (
    Entry(
        name="catalogue",
        title=mark("Danh mục thủ tục"),
        icon="catalogue",
        key="Ctrl+1",
        load=_catalogue,
        group=1,
    ),
    Entry(
        name="calendar",
        title=mark("Lịch làm việc"),
        icon="calendar",
        key="Ctrl+2",
        load=_calendar,
        group=1,
    ),
    Entry(
        name="staff",
        title=mark("Công chức"),
        icon="officers",
        key="Ctrl+3",
        load=_staff,
        duty="staff",
        group=1,
    ),
    Entry(
        name="settings",
        title=mark("Cài đặt"),
        icon="settings",
        key="Ctrl+4",
        load=_settings,
        group=1,
    ),
    Entry(name="help", title=mark("Trợ giúp"), icon="help", key="F1", load=_help, group=1),
)
"""The pages of every office, whatever its work."""
ENTRIES = (
    Entry(name="board", title=mark("Hôm nay"), icon="board", key="F9", load=_board),
    Entry(
        name="intake",
        title=mark("Tiếp nhận"),
        icon="intake",
        key="F2",
        load=_intake,
        duty="receive",
    ),
    Entry(name="dossiers", title=mark("Tìm hồ sơ"), icon="search", key="F3", load=_dossiers),
    Entry(
        name="returning",
        title=mark("Trả kết quả"),
        icon="returning",
        key="F4",
        load=_returning,
        duty="return",
    ),
    Entry(
        name="certification",
        title=mark("Chứng thực"),
        icon="stamp",
        key="F5",
        load=_certification,
        duty="receive",
    ),
    Entry(
        name="handover",
        title=mark("Bàn giao hồ sơ"),
        icon="hand-over",
        key="Ctrl+5",
        load=_handover,
        duty="process",
    ),
    Entry(name="queue", title=mark("Hàng đợi"), icon="queue", key="F6", load=_queue, duty="queue"),
    Entry(
        name="official",
        title=mark("Đối soát mã"),
        icon="transfer",
        key="Ctrl+6",
        load=_official,
        duty="process",
    ),
    Entry(
        name="reports",
        title=mark("Báo cáo"),
        icon="reports",
        key="F8",
        load=_reports,
        duty="report",
    ),
    Entry(
        name="closing",
        title=mark("Chốt sổ, USB"),
        icon="usb",
        key="F10",
        load=_closing,
        duty="close_day",
    ),
    *_KEPT_BY_ALL,
)
_REQUESTS = Entry(
    name="requests",
    title=mark("Yêu cầu về dữ liệu cá nhân"),
    icon="id-card",
    key="Ctrl+Shift+Y",
    load=_requests,
    duty="report",
)
UNLISTED = (
    Entry(name="dossier", title=mark("Hồ sơ"), icon="file", key="", load=_dossier),
    _REQUESTS,
)
"""Pages that are only reached through others."""


SUPERIOR_ENTRIES = (
    Entry(name="overview", title=mark("Hôm nay"), icon="board", key="F9", load=_overview),
    Entry(
        name="inbox",
        title=mark("Nhận gói dữ liệu"),
        icon="usb",
        key="F2",
        load=_inbox,
        duty="superior",
    ),
    Entry(
        name="offices",
        title=mark("Các đơn vị"),
        icon="building",
        key="F3",
        load=_offices,
        duty="report",
    ),
    Entry(
        name="far_dossiers",
        title=mark("Hồ sơ các đơn vị"),
        icon="dossiers",
        key="F4",
        load=_far_dossiers,
        duty="look",
    ),
    Entry(
        name="summed",
        title=mark("Báo cáo tổng hợp"),
        icon="reports",
        key="F8",
        load=_summed,
        duty="report",
    ),
    Entry(
        name="keys",
        title=mark("Khóa của các đơn vị"),
        icon="id-card",
        key="F7",
        load=_keys,
        duty="superior",
    ),
    *_KEPT_BY_ALL,
)
"""Those of a superior, which serves nobody at a counter."""
SUPERIOR_UNLISTED = (
    Entry(
        name="far_dossier",
        title=mark("Hồ sơ của đơn vị"),
        icon="file",
        key="",
        load=_far_dossier,
        duty="look",
    ),
    _REQUESTS,
)


@dataclass(frozen=True, slots=True)
class PageSet:
    """The pages of one kind of office: those listed at the left, the first one first, and those reached through others.

    ``serves`` citizens at a counter: then visits, questions, papers and the evening's stick have their keys.
    """

    listed: tuple[Entry, ...]
    unlisted: tuple[Entry, ...]
    serves: bool = True

    @property
    def every(self) -> tuple[Entry, ...]:
        """All of them."""
        return (*self.listed, *self.unlisted)


def pages_of(kind: str) -> PageSet:
    """The pages of a kind of office (``OfficeSettings.kind``)."""
    if kind == SUPERIOR:
        return PageSet(SUPERIOR_ENTRIES, SUPERIOR_UNLISTED, serves=False)
    return PageSet(ENTRIES, UNLISTED)


def entry(name: str) -> Entry:
    """The page called ``name``. Errors: KeyError."""
    every = (*SUPERIOR_ENTRIES, *SUPERIOR_UNLISTED, *ENTRIES, *UNLISTED)
    return {item.name: item for item in every}[name]
