"""Changing a procedure: the same version corrected, or a new version from a day on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.catalogue import Fee, FeeRule, Procedure, ReviewState
from counter_app.domain.limits import TimeLimit, parse_limit
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.failures import guard
from counter_app.qt.hub import Tone
from counter_app.qt.labels import fee_rule_label, review_label
from counter_app.qt.widgets.buttons import ActionButton
from counter_app.qt.widgets.cards import row, scrolling, text_label
from counter_app.qt.widgets.enter import EnterMoves
from counter_app.qt.widgets.fields import (
    Choice,
    DateEdit,
    DigitsEdit,
    Field,
    LineEdit,
    MoneyEdit,
    TextArea,
)
from counter_app.qt.widgets.limit_box import LimitBox
from counter_app.qt.widgets.paper_lines import PaperLines
from counter_app.qt.widgets.room import take_room

if TYPE_CHECKING:
    from counter_app.desk.desk import Done
    from counter_app.qt.workplace import Workplace


WIDE = ("name", "synonyms", "legal_basis", "note")


class ProcedureDialog(QDialog):
    """All of a procedure on one scrolling form."""

    def __init__(
        self, place: Workplace, procedure: Procedure, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._place = place
        self._before = procedure
        self.setWindowTitle(_("Sửa thủ tục {code}").format(code=procedure.code))
        take_room(self, 820, 620)
        self.name = TextArea(procedure.name, lines=2)
        self.sector = Choice([(item.key, item.name) for item in place.office.catalogue.sectors()])
        self.limit = LimitBox()
        self.cutoff = LineEdit(placeholder="15:00", most=5)
        self.fee_rule = Choice([(rule, fee_rule_label(rule).text) for rule in FeeRule])
        self.amount = MoneyEdit(procedure.fee.amount)
        self.unit = LineEdit(procedure.fee.unit, most=60)
        self.sets = DigitsEdit(str(procedure.sets), most=2)
        self.since, self.until = DateEdit(procedure.valid_from), DateEdit(procedure.valid_to)
        self.state = Choice([(state, review_label(state).text) for state in ReviewState])
        self.outcome = LineEdit(procedure.result, most=300)
        self.resolver = LineEdit(procedure.resolver, most=200)
        self.synonyms = LineEdit(", ".join(procedure.synonyms), most=400)
        self.basis, self.note = TextArea(procedure.legal_basis), TextArea(procedure.note, lines=2)
        self.papers = PaperLines(procedure.papers)
        self.save = ActionButton(
            _("&Lưu"), self._save, name="save", key="Ctrl+Return", tone="primary"
        )
        self.leave = ActionButton(_("&Hủy"), self.reject, key="Esc", bind=False)
        self._show(procedure)
        self._build()
        EnterMoves(self)

    def _show(self, procedure: Procedure) -> None:
        self.sector.choose(procedure.sector)
        self.fee_rule.choose(procedure.fee.rule)
        self.state.choose(procedure.state)
        limit = procedure.limit
        if limit is not None:
            value = f"{limit.value:g}".replace(".", ",")
            self.limit.restore({"value": value, "unit": limit.unit.value})
            self.cutoff.setText(f"{limit.cutoff:%H:%M}" if limit.cutoff else "")

    def _build(self) -> None:
        self.fields = {
            "name": Field(_("Tên thủ tục"), self.name, required=True),
            "sector": Field(_("Lĩnh vực"), self.sector),
            "state": Field(_("Tình trạng"), self.state),
            "limit": Field(_("Thời hạn giải quyết"), self.limit),
            "cutoff": Field(_("Nhận sau giờ này tính hôm sau"), self.cutoff),
            "fee": Field(_("Cách tính phí"), self.fee_rule),
            "amount": Field(_("Mức phí (đồng)"), self.amount),
            "unit": Field(_("Đơn vị tính phí"), self.unit),
            "sets": Field(_("Số bộ hồ sơ"), self.sets),
            "since": Field(_("Áp dụng từ"), self.since, _("Ngày mới tạo ra phiên bản mới")),
            "until": Field(_("Áp dụng đến"), self.until),
            "result": Field(_("Kết quả"), self.outcome),
            "resolver": Field(_("Người giải quyết"), self.resolver),
            "synonyms": Field(_("Từ tìm nhanh"), self.synonyms, _("Cách nhau bằng dấu phẩy")),
            "legal_basis": Field(_("Căn cứ pháp lý"), self.basis),
            "note": Field(_("Ghi chú"), self.note),
        }
        column = QVBoxLayout()
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(text_label(self.windowTitle(), "title"))
        column.addLayout(_grid(self.fields))
        column.addWidget(text_label(_("Giấy tờ phải nộp"), "heading"))
        column.addWidget(self.papers)
        column.addStretch(1)
        foot = row(self.save, self.leave)
        foot.setContentsMargins(16, 8, 16, 12)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolling(column), 1)
        box.addLayout(foot)

    def _typed(self) -> Procedure:
        name = " ".join(self.name.value().split())
        if not name:
            raise RuleError(_("Chưa có tên thủ tục."), field="name")
        return replace(
            self._before,
            name=name,
            sector=self.sector.value(),
            limit=self._limit(),
            fee=Fee(
                rule=self.fee_rule.value(),
                amount=self.amount.amount() or 0,
                unit=self.unit.value(),
                note=self._before.fee.note,
            ),
            papers=self.papers.papers(),
            sets=max(int(self.sets.text() or 1), 1),
            result=self.outcome.value(),
            resolver=self.resolver.value(),
            synonyms=tuple(
                text for part in self.synonyms.value().split(",") if (text := part.strip())
            ),
            legal_basis=self.basis.value(),
            note=self.note.value(),
            valid_from=self.since.day("since"),
            valid_to=self.until.day("until"),
            state=self.state.value(),
        )

    def _limit(self) -> TimeLimit | None:
        limit = self.limit.limit()
        cutoff = self.cutoff.value()
        return parse_limit(limit.code(), cutoff) if limit is not None and cutoff else limit

    def _save(self) -> None:
        guard(
            self._place,
            lambda: self._place.office.catalogue.put_procedure(self._typed()),
            self.fields,
            self._saved,
        )

    def _saved(self, done: Done[Procedure]) -> None:
        self.accept()
        self._place.hub.done(done)
        self._place.hub.notice(Tone.GOOD, _("Đã lưu thủ tục {name}.").format(name=done.result.name))


def _grid(fields: dict[str, Field]) -> QGridLayout:
    """Two fields beside one another; long texts over the whole width."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    line, side = 0, 0
    for name, field in fields.items():
        if name in WIDE:
            line, side = line + side, 0
            grid.addWidget(field, line, 0, 1, 2)
            line += 1
        else:
            grid.addWidget(field, line, side)
            line, side = line + side, 1 - side
    return grid
