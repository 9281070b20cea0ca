"""Công chức: who works here, with which role and password, in charge of which sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.domain.office.staff import Officer
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.qt.staff.absences import AbsencesPart
from counter_app.qt.staff.assignments import AssignmentsPart
from counter_app.qt.staff.officer_form import OfficerForm
from counter_app.qt.staff.signing_authority import SigningPart
from counter_app.wording.dossier.labels import Label, role_label
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counter_app.qt.kit.workplace import Workplace


class StaffPage(Page):
    """A list of officers; beside it the chosen one with the sectors in charge."""

    name: ClassVar[str] = "staff"
    icon: ClassVar[str] = "officers"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.STAFF, Noun.CATALOGUE})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._away: set[str] = set()
        self.make(self._making(place))

    def _making(self, place: Workplace) -> Iterator[None]:
        self.model: RowsModel[Officer] = RowsModel(
            [
                Column(_("Họ tên"), lambda item: item.name, of_people=True),
                Column(_("Vai trò"), lambda item: role_label(item.role)),
                Column(_("Tình trạng"), self._activity),
            ],
            key=lambda item: item.login,
        )
        self.table = RowsTable(self.model, _("Danh sách công chức"), stem="cong-chuc")
        self.table.citizens = False
        self.new = ActionButton(_("&Thêm công chức"), self._begin_new, name="add", key="Ctrl+N")
        column = self._build()
        yield
        self.form = OfficerForm(place)
        column.insertWidget(0, self.form)
        yield
        self.assignments, self.absences = AssignmentsPart(place), AbsencesPart(place)
        column.insertWidget(1, self.assignments)
        column.insertWidget(2, self.absences)
        yield
        self.signing = SigningPart(place)
        column.insertWidget(3, self.signing)
        yield
        self.table.chosen.connect(self._on_chosen)
        self.form.saved.connect(self._on_saved)

    def _build(self) -> QVBoxLayout:
        """The list, and the column beside it that is still empty."""
        left = QVBoxLayout()
        top = QHBoxLayout()
        top.addWidget(text_label(self.title(), "title"), 1)
        top.addWidget(self.new)
        left.addLayout(top)
        left.addWidget(self.table, 1)
        left.addWidget(self.table.foot)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addStretch(1)
        left.setContentsMargins(0, 0, 0, 0)
        listing = QWidget()
        listing.setLayout(left)
        self.table.setMinimumHeight(scaled(150))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.addWidget(SideBySide(listing, scrolling(column), least=820))
        return column

    @override
    def title(self) -> str:
        return _("Công chức")

    @override
    def reload(self) -> None:
        login, office = self.form.login, self.place.office
        officers = office.staff.officers()
        self._away = {item.login for item in officers if office.absences.of(item.login) is not None}
        self.model.show(officers)
        if self.form.new:
            return  # somebody who is not listed yet is in hand
        self.table.choose(max(self.model.find(lambda item: item.login == login), 0))

    @override
    def enter(self, argument: object = None) -> None:
        if isinstance(argument, str) and not self.form.new:
            self.table.choose(max(self.model.find(lambda item: item.login == argument), 0))

    @override
    def first_field(self) -> QWidget | None:
        return self.table

    def _on_chosen(self, at: int) -> None:
        officer = self.model.row(at)
        if officer is not None:
            self.form.show_officer(officer)
            for part in (self.assignments, self.absences, self.signing):
                part.show_officer(officer)
                part.show()

    def _begin_new(self) -> None:
        self.table.clearSelection()
        self.assignments.hide()
        self.absences.hide()
        self.signing.hide()
        self.form.begin_new()

    def _on_saved(self, login: str) -> None:
        self.table.choose(self.model.find(lambda item: item.login == login))

    def _activity(self, officer: Officer) -> Label:
        if not officer.active:
            return Label(_("Đã nghỉ việc hoặc chuyển công tác"), "muted", "stop")
        if officer.login in self._away:
            return Label(_("Đang vắng mặt"), "warning", "clock")
        return Label(_("Đang làm"), "good", "ok")
