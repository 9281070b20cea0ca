"""Dossiers of all offices (F4): overdue ones, and persons or codes that stand in two offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.errors import Cancelled as Stopped
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState
from counter_app.qt.kit.failures import guard, show_error
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable, with_foot
from counter_app.qt.kit.theme import scaled
from counter_app.qt.superior.asking import Round
from counter_app.qt.superior.round_bar import RoundBar
from counter_app.superior.reports.far_dossiers import FarLine, FarList, Meeting
from counter_app.superior.reports.gathering import aside_text
from counter_app.superior_desk.columns import MetLine, met_columns, overdue_columns
from counter_app.wording.paper.agencies import short_name
from counter_app.wording.tables.totals import dossiers_text

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace

OVERDUE, TWICE = "overdue", "twice"


class FarDossiersPage(Page):
    """Two lists of citizens' dossiers; each is computed only when somebody asks for it, and that is noted."""

    name: ClassVar[str] = "far_dossiers"
    icon: ClassVar[str] = "dossiers"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.BATCH})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._found: FarList | None = None
        self._met: tuple[Meeting, ...] | None = None
        self.round = Round(place, self)
        self.bar = RoundBar(self.round)
        self.which = Choice(
            [(OVERDUE, _("Quá hạn, lâu nhất trước")), (TWICE, _("Một người, một mã ở hai đơn vị"))]
        )
        self.office = Choice([("", _("Mọi đơn vị"))])
        self.office.let_shrink(18)
        self.code = LineEdit(placeholder="T99001-261123-010001", most=40)
        self.open_code = ActionButton(_("Mở hồ sơ"), self._open_code, name="file", key="Alt+M")
        self.again = ActionButton(_("Tính lại"), self.reload, name="refresh", key="Alt+N")
        self.late: RowsModel[FarLine] = RowsModel(
            overdue_columns(), self, key=lambda line: (line.journal, line.code)
        )
        self.met: RowsModel[MetLine] = RowsModel(
            met_columns(),
            self,
            key=lambda item: (item.meeting.key, item.line.journal, item.line.code),
        )
        self.late_table = RowsTable(
            self.late, _("Hồ sơ quá hạn"), stem="qua-han-cac-don-vi", counted=dossiers_text
        )
        self.met_table = RowsTable(
            self.met, _("Hồ sơ ở hai đơn vị"), stem="hai-don-vi", counted=dossiers_text
        )
        self.none = EmptyState("ok", "")
        self.said = Advice("warning")
        self._build()
        self._connect()

    @override
    def title(self) -> str:
        return _("Hồ sơ các đơn vị")

    def _build(self) -> None:
        self._fields = {
            "which": Field(_("&Danh sách"), self.which),
            "office": Field(_("Đơn &vị"), self.office),
            "code": Field(_("Mã &hồ sơ"), self.code),
        }
        top = QHBoxLayout()
        top.setSpacing(scaled(12))
        for field, weight in zip(self._fields.values(), (3, 3, 2), strict=True):
            top.addWidget(field, weight)
        self.stack = QStackedWidget()
        for part in (with_foot(self.late_table), with_foot(self.met_table), self.none):
            self.stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        layout.setSpacing(scaled(8))
        layout.addLayout(top)
        layout.addWidget(flowing(self.open_code, self.again))
        layout.addWidget(self.bar)
        layout.addWidget(self.said)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _value: self._ask())
        self.office.chosen.connect(lambda _value: self._show())
        self.code.returnPressed.connect(self._open_code)
        self.late_table.opened.connect(self._open_late)
        self.met_table.opened.connect(self._open_met)
        self.round.failed.connect(self._on_failed)
        self._show()

    @override
    def reload(self) -> None:
        """Whatever arrived since: the list in front is computed again, the other one when it is chosen."""
        self._found = self._met = None
        self._offer()
        if self.isVisible():
            self._ask()

    def _offer(self) -> None:
        found = self.place.office.superior.offices()
        names = [(item.number, f"{short_name(item.name)} ({item.number})") for item in found]
        self.office.offer([("", _("Mọi đơn vị")), *names])

    @override
    def enter(self, argument: object = None) -> None:
        """A list's name shows it; an office's number narrows the list to it."""
        self._offer()
        if isinstance(argument, dict):
            self.which.choose(OVERDUE)
            self.office.choose(argument.get("office", ""))
        elif argument in (OVERDUE, TWICE):
            self.which.choose(argument)
            self.office.choose("")
        self._ask()

    @override
    def first_field(self) -> QWidget:
        return self._table() or self.which

    def _table(self) -> RowsTable | None:
        late = self.which.value() == OVERDUE
        table, model = (self.late_table, self.late) if late else (self.met_table, self.met)
        return table if model.rowCount() else None

    def _ask(self) -> None:
        """Compute the list in front, unless it is there already."""
        late = self.which.value() == OVERDUE
        if (self._found if late else self._met) is not None:
            self._show()
            return
        if late:
            self.round.ask(
                lambda office, progress, cancelled: office.superior.overdue(
                    progress=progress, cancelled=cancelled
                ),
                self._on_overdue,
                name=_("Tìm hồ sơ quá hạn"),
            )
        else:
            self.round.ask(
                lambda office, progress, cancelled: office.superior.met_twice(
                    progress=progress, cancelled=cancelled
                ),
                self._on_met,
                name=_("Tìm hồ sơ ở hai đơn vị"),
            )
        self._show()

    def _on_overdue(self, found: FarList) -> None:
        self._found = found
        self._show(focus=True)

    def _on_met(self, found: tuple[Meeting, ...]) -> None:
        self._met = found
        self._show(focus=True)

    def _show(self, *, focus: bool = False) -> None:
        number = str(self.office.value() or "")
        found, met = self._found, self._met or ()
        late = [line for line in (found.lines if found else ()) if number in ("", line.office)]
        whole = found is None or number or found.total == len(found.lines)
        self.late.show(late, total=None if whole or found is None else found.total)
        pairs = [
            MetLine(meeting=item, line=line)
            for item in met
            if number in ("", *(line.office for line in item.lines))
            for line in item.lines
        ]
        self.met.show(pairs)
        table = self._table()
        self.stack.setCurrentIndex(2 if table is None else int(table is self.met_table))
        self._say_none()
        aside = found.aside if found is not None and self.which.value() == OVERDUE else ()
        self.said.say([aside_text(item) for item in aside[:3]])
        typing = self.code.hasFocus()  # whoever types a code meanwhile goes on typing it
        if focus and table is not None and self.isVisible() and not typing:
            table.setFocus()
            table.stay()

    def _say_none(self) -> None:
        if self.round.busy:
            self.none.say(_("Đang xem dữ liệu các đơn vị…"))
        elif self.which.value() == OVERDUE:
            hint = _("Tính đến ngày cuối mà từng đơn vị đã gửi.")
            self.none.say(_("Không có hồ sơ quá hạn"), hint)
        else:
            hint = _("So số giấy tờ của chủ hồ sơ và mã chính thức, hồ sơ nhận trong một năm qua.")
            self.none.say(_("Không có người hay mã hồ sơ nào ở hai đơn vị"), hint)

    def _open_late(self, at: int) -> None:
        line = self.late.row(at)
        if line is not None:
            self._open(line.journal, line.code)

    def _open_met(self, at: int) -> None:
        item = self.met.row(at)
        if item is not None:
            self._open(item.line.journal, item.line.code)

    def _open(self, journal: str, code: str) -> None:
        self.place.hub.go("far_dossier", {"journal": journal, "code": code})

    def _open_code(self) -> None:
        """The office's number stands in the code; of several computers the one that has it is found there."""
        found: Any = guard(self.place, self._journals, self._fields)
        if found:
            journals, code = found
            self.place.hub.go("far_dossier", {"journals": journals, "code": code})

    def _journals(self) -> tuple[tuple[str, ...], str]:
        code = self.code.value().strip().upper()
        number = code[1:6]
        offices = self.place.office.superior.offices()
        found = next((item for item in offices if item.number == number), None)
        if not code.startswith("T") or found is None:
            raise RuleError(
                _(
                    "Số liệu các đơn vị đã gửi không có mã hồ sơ này. Ghi mã như T99001-261123-010001."
                ),
                field="code",
            )
        return found.journals, code

    def _on_failed(self, error: Exception) -> None:
        self._say_none()
        if not isinstance(error, Stopped):
            show_error(self.place, error)
