"""Danh mục thủ tục: what can be asked for here, found by a few letters, checked against the province's announcement."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from counter_app.desk.catalogue.seed_lines import offered_text
from counter_app.desk.desk import Noun
from counter_app.domain.catalogue.sectors import Procedure, ReviewState
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.catalogue.details import ProcedureDetails
from counter_app.qt.catalogue.posting import PostingPart
from counter_app.qt.catalogue.words import limit_rank, short_limit
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState, scrolling, text_label
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.fields import Choice, LineEdit
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.late_tabs import numbered
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.saving import ask_and_save, tell_page
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.wording.dossier.labels import Label, review_label
from counter_app.wording.tables.columns import Column
from counter_app.wording.tables.totals import procedures_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counter_app.qt.kit.workplace import Workplace


SEED, REVIEW = "seed", "review"


class CataloguePage(Page):
    """Search and list at the left, the chosen procedure at the right; ``enter(code)`` shows that one.

    ``enter("seed")`` shows what the program's own catalogue says differently, ``enter("review")`` what is still to be
    reviewed.
    """

    name: ClassVar[str] = "catalogue"
    icon: ClassVar[str] = "catalogue"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.CATALOGUE})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._sectors: dict[str, str] = {}
        self.make(self._making(place))

    def _making(self, place: Workplace) -> Iterator[None]:
        self.search = LineEdit(placeholder=_("Tên không dấu, chữ cái đầu (dkks) hoặc mã"))
        self.search.setAccessibleName(_("Tìm thủ tục"))
        self.sector = Choice()
        self.sector.setAccessibleName(_("Lĩnh vực"))
        self.sector.let_shrink()
        self.state = Choice(
            [
                ("", _("Mọi tình trạng")),
                (ReviewState.NEEDS_CONFIRMATION, _("Cần rà soát")),
                (ReviewState.CONFIRMED, _("Đã rà soát")),
                (ReviewState.INACTIVE, _("Ngừng áp dụng")),
            ]
        )
        self.state.setAccessibleName(_("Tình trạng rà soát"))
        self.state.let_shrink()
        self.model: RowsModel[Procedure] = RowsModel(
            [
                Column(_("Thủ tục"), lambda item: item.name, 3.6),
                Column(_("Mã"), lambda item: item.code),
                Column(_("Thời hạn"), short_limit, sort=limit_rank),
                Column(_("Tình trạng"), lambda item: review_label(item.state), say=_standing),
            ],
            key=lambda item: (item.code, item.valid_from),
        )
        self.table = RowsTable(
            self.model, _("Danh sách thủ tục"), stem="danh-muc-thu-tuc", counted=procedures_text
        )
        self.table.citizens = False
        self.empty = EmptyState("search", _("Không có thủ tục nào như vậy."), _("Gõ ít chữ hơn."))
        self.unreviewed = ActionButton("", self._on_unreviewed, name="warning", tone="quiet")
        yield
        self.details = ProcedureDetails(place)
        yield
        self.posting = PostingPart(place)
        yield
        self._build()
        yield
        self._connect()

    def _build(self) -> None:
        filters = QHBoxLayout()
        filters.addWidget(self.search, 4)
        filters.addWidget(self.sector, 3)
        filters.addWidget(self.state, 2)
        left = QVBoxLayout()
        left.setContentsMargins(0, 10, 0, 0)
        left.addLayout(filters)
        left.addWidget(self.unreviewed)
        left.addWidget(self.table, 1)
        left.addWidget(self.table.foot)
        left.addWidget(self.empty, 1)
        listing = QWidget()
        listing.setLayout(left)
        self.search.setMinimumWidth(scaled(150))
        self.table.setMinimumHeight(scaled(110))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName(_("Phần của Danh mục thủ tục"))
        both = SideBySide(listing, self.details, least=820, weights=(6, 5))
        self.tabs.addTab(both, numbered(0, _("Danh mục")))
        self.tabs.addTab(scrolling(self.posting), numbered(1, _("Niêm yết")))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 12)
        box.addWidget(text_label(self.title(), "title"))
        box.addWidget(self._buttons())
        box.addWidget(self.tabs, 1)

    def _buttons(self) -> QWidget:
        """The buttons for the catalogue as a whole."""
        self.add = ActionButton(_("Thêm thủ tục"), self._on_add, name="add", key="Ctrl+N")
        self.take_in = ActionButton(_("Nhập từ tệp"), self._on_import, name="folder", key="Ctrl+I")
        self.review = ActionButton(
            _("Rà soát theo lĩnh vực"), self._on_review, name="ok", key="Ctrl+R"
        )
        self.compare = ActionButton("", self.open_seed, name="history", key="Ctrl+M")
        self.give_out = ActionButton(_("Xuất ra Excel"), self._on_export, name="save", key="Ctrl+S")
        holder = QWidget()
        flow = FlowLayout(holder, spacing=10)
        for button in (self.add, self.take_in, self.review, self.compare, self.give_out):
            flow.addWidget(button)
        return holder

    def _connect(self) -> None:
        self._typing = QTimer(self, singleShot=True, interval=120)
        self._typing.timeout.connect(self._show_matches)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.returnPressed.connect(self._on_enter)
        self.sector.chosen.connect(lambda _key: self._show_matches())
        self.state.chosen.connect(lambda _state: self._show_matches())
        self.table.chosen.connect(self._on_chosen)
        self.details.wanted.connect(self._change)
        self.posting.drawn.connect(partial(_show_sheet, self))
        self.table.opened.connect(lambda _at: self.details.edit_now())

    @override
    def title(self) -> str:
        return _("Danh mục thủ tục")

    @override
    def reload(self) -> None:
        sectors = self.place.office.catalogue.sectors()
        self._sectors = {sector.key: sector.name for sector in sectors}
        self.sector.offer([("", _("Mọi lĩnh vực")), *self._sectors.items()], keep=True)
        self._show_matches()
        self.posting.reload()
        may = self.place.may(Duty.CATALOGUE)
        self.add.setVisible(may)
        self.take_in.setVisible(may)
        self.review.setVisible(may)
        self._show_offered(self.place.office.seed.pending() if may else 0)

    def _show_offered(self, count: int) -> None:
        """The way to what the program's own catalogue says differently, while there is anything."""
        self.compare.setText(_("{text} (Ctrl+M)").format(text=offered_text(count)))
        self.compare.setAccessibleName(offered_text(count))
        self.compare.setVisible(count > 0)
        self.compare.setEnabled(count > 0)

    @override
    def enter(self, argument: object = None) -> None:
        if argument == SEED:
            self.open_seed()
        elif argument == REVIEW:
            self._on_review()
        elif isinstance(argument, str):
            self.tabs.setCurrentIndex(0)
            self.search.setText(argument)
            self._show_matches()

    @override
    def first_field(self) -> QWidget | None:
        return self.search

    def matches(self) -> list[Procedure]:
        """The procedures that search box, sector and state let through, best match first.

        Of each procedure the version in force, or its last; asked for a state, every version that is in it.
        """
        text, sector = self.search.value(), self.sector.value() or ""
        state = self.state.value()
        states = (state,) if state else ()
        return self.place.office.catalogue.find(text, sector=sector, states=states)

    def _show_matches(self) -> None:
        self._typing.stop()
        shown = self.details.procedure
        found = self.matches()
        self.model.show(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.details.setVisible(bool(found))
        self._show_unreviewed()
        key = (shown.code, shown.valid_from) if shown is not None else None
        at = self.model.find(lambda item: (item.code, item.valid_from) == key)
        if at < 0:
            at = self.model.find(lambda item: key is not None and item.code == key[0])
        self.table.choose(max(at, 0))
        self._stay_with(shown)

    def _show_unreviewed(self) -> None:
        """Show how many procedures are still to be reviewed, once for all rows, and the way to see those alone."""
        wanted = (ReviewState.NEEDS_CONFIRMATION,)
        count = len(self.place.office.catalogue.find("", states=wanted))
        self.unreviewed.setVisible(count > 0)
        alone = self.state.value() == ReviewState.NEEDS_CONFIRMATION
        key = self.review.shortcut().toString() if self.place.may(Duty.CATALOGUE) else ""
        self.unreviewed.setText(_unreviewed_text(count, key, alone=alone))

    def _on_unreviewed(self) -> None:
        alone = self.state.value() == ReviewState.NEEDS_CONFIRMATION
        self.state.choose("" if alone else ReviewState.NEEDS_CONFIRMATION)
        self._show_matches()

    def _stay_with(self, shown: Procedure | None) -> None:
        """Another version than the list's was being looked at: it is still, as it reads now."""
        now = self.details.procedure
        if shown is not None and now is not None and now.code == shown.code:
            versions = self.place.office.catalogue.versions(shown.code)
            for item in versions:
                if item.valid_from == shown.valid_from != now.valid_from:
                    self.details.show_procedure(item, self._sectors.get(item.sector, item.sector))

    def _on_enter(self) -> None:
        self._show_matches()
        self.table.setFocus()

    def _on_chosen(self, at: int) -> None:
        procedure = self.model.row(at)
        if procedure is not None:
            sector = self._sectors.get(procedure.sector, procedure.sector)
            self.details.show_procedure(procedure, sector)

    def _on_add(self) -> None:
        self._change(None)

    def _change(self, procedure: Procedure | None) -> None:
        from counter_app.qt.catalogue.procedure_dialog import ProcedureDialog

        ProcedureDialog(self.place, procedure, self.window()).open()

    def _on_import(self) -> None:
        from counter_app.qt.catalogue.import_dialog import ImportDialog

        ImportDialog(self.place, self.window()).open()

    def _on_review(self) -> None:
        from counter_app.qt.catalogue.review_dialog import ReviewDialog

        ReviewDialog(self.place, self.sector.value() or "", self.window()).open()

    def open_seed(self) -> None:
        """Open the differences of the program's own catalogue, to be taken or declined."""
        from counter_app.qt.catalogue.seed_dialog import SeedDialog

        SeedDialog(self.place, self.window()).open()

    def _on_export(self) -> None:
        """The sector shown, or everything, as a list that reads back unchanged."""
        sector = self.sector.value() or ""
        guard(
            self.place,
            lambda: self.place.office.reports.xlsx(
                [self.place.office.procedure_lists.list_table(sector)]
            ),
            None,
            self._save,
        )

    def _save(self, data: bytes) -> None:
        name = f"danh-muc-thu-tuc{'-' + self.sector.value() if self.sector.value() else ''}.xlsx"
        ask_and_save(self.place, self, name, data, tell_page(self.place))


def _standing(item: Procedure) -> Label:
    """The standing of a procedure; reviews still to do are counted once above the list, not on every row."""
    if item.state is ReviewState.NEEDS_CONFIRMATION:
        return Label("")
    return review_label(item.state)


def _unreviewed_text(count: int, key: str, *, alone: bool) -> str:
    """The number that is left, the key that reviews them by sector, and the effect of pressing this line."""
    text = plural("Còn {count} thủ tục cần rà soát", count).format(count=count)
    more = _("Xem tất cả") if alone else _("Xem riêng")
    words = _("{count} (bấm {key}). {more}") if key else _("{count}. {more}")
    return words.format(count=text, key=key, more=more)


def _show_sheet(page: CataloguePage, pdf: bytes, stem: str) -> None:
    from counter_app.qt.kit.sheet_dialog import SheetDialog

    SheetDialog(page.place, lambda _office: pdf, _("Bảng niêm yết thủ tục"), stem, page).open()
