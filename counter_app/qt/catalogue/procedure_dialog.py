"""Changing a procedure: the same version corrected, a new version from a day on, or a procedure of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.act import new_op
from counter_app.domain.catalogue.limits import TimeLimit, parse_limit
from counter_app.domain.catalogue.procedure import ProcessStep
from counter_app.domain.catalogue.sectors import Fee, FeeRule, Procedure, ReviewState
from counter_app.domain.fees.fee import Relief
from counter_app.domain.fees.reliefs import read_reliefs
from counter_app.domain.merging import merge
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.catalogue.case_lines import CaseLines
from counter_app.qt.catalogue.paper_lines import PaperLines
from counter_app.qt.catalogue.step_lines import StepLines
from counter_app.qt.catalogue.version_list import version_text
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.field_rows import fields_in_rows
from counter_app.qt.kit.fields import (
    Choice,
    DateEdit,
    DigitsEdit,
    Field,
    LineEdit,
    MoneyEdit,
    TextArea,
)
from counter_app.qt.kit.held import both_changed
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.limit_box import LimitBox
from counter_app.qt.kit.tick_box import TickBox
from counter_app.wording.catalogue.listing import reliefs_words
from counter_app.wording.dossier.labels import fee_rule_label, review_label
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace


class ProcedureDialog(Dialog):
    """All of a procedure on one scrolling form; None begins a new one."""

    opening_width = 860

    def __init__(
        self, place: Workplace, procedure: Procedure | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._place, self._op = place, new_op()
        self._new = procedure is None
        self._before = procedure or Procedure(code="", name="", sector="", limit=None)
        self._seen = self._before
        title = _("Thêm thủ tục") if self._new else _("Sửa thủ tục {code}")
        self.setWindowTitle(title.format(code=self._before.code))
        self._make(self._before)
        self._make_policies(self._before)
        self._show(self._before)
        self._build()
        self._connect()
        (self.code if self._new else self.name).setFocus()

    def _make(self, procedure: Procedure) -> None:
        sectors = self._place.office.catalogue.sectors()
        self.code = LineEdit(procedure.code, placeholder="1.001193", most=40)
        if not self._new:
            self.code.setReadOnly(True)
            self.code.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.local_code = LineEdit(procedure.local_code, most=60)
        self.name = TextArea(procedure.name, lines=2, paragraph=True)
        self.sector = Choice([(item.key, item.name) for item in sectors])
        self.limit = LimitBox()
        self.cutoff = LineEdit(placeholder="15:00", most=5)
        self.fee_rule = Choice([(rule, fee_rule_label(rule).text) for rule in FeeRule])
        self.amount = MoneyEdit(procedure.fee.amount)
        self.online = MoneyEdit(procedure.fee.online_amount)
        self.unit = LineEdit(procedure.fee.unit, most=60)
        self.fee_note = LineEdit(procedure.fee.note, most=300)
        self.reliefs = TextArea(reliefs_words(procedure.fee.reliefs), lines=3)
        self.sets = DigitsEdit(str(procedure.sets), most=2)
        self.since, self.until = DateEdit(procedure.valid_from), DateEdit(procedure.valid_to)
        self.state = Choice([(state, review_label(state).text) for state in ReviewState])
        self.outcome = LineEdit(procedure.result, most=300)
        self.resolver = LineEdit(procedure.resolver, most=200)
        self.synonyms = LineEdit(", ".join(procedure.synonyms), most=400)
        self.basis, self.note = TextArea(procedure.legal_basis), TextArea(procedure.note, lines=2)
        self.review_note = TextArea(procedure.review_note, lines=2)
        self.source = LineEdit(procedure.source, most=300)

    def _make_policies(self, procedure: Procedure) -> None:
        self.no_due = TickBox(_("&Không hẹn ngày trả"))
        self.no_due.setChecked(procedure.no_due)
        self.extension = _count(procedure.extension_wd)
        self.inner = _count(procedure.inner_wd)
        self.waiting = _count(procedure.supplement_days)
        self.waiting_working = TickBox(_("Chờ bổ sung tính theo ngày làm &việc"))
        self.waiting_working.setChecked(procedure.supplement_working)
        self.resume = Choice(
            [
                ("", _("Không tính thời gian chờ (chung)")),
                ("restart", _("Tính lại từ đầu, văn bản của thủ tục cho phép")),
                ("shift", _("Lùi hạn đúng bằng thời gian chờ")),
            ]
        )
        own = self._place.office.catalogue.settings.templates
        keys = dict.fromkeys(("", *own, procedure.template))
        names = [(key, str(own.get(key, {}).get("title") or key)) for key in keys if key]
        self.template = Choice([("", _("Mẫu số 01")), *names])
        self.papers = PaperLines(procedure.papers)
        self.cases = CaseLines(procedure.cases)
        self.steps = StepLines(procedure.steps)
        self.sum = Advice("warning")
        self.save = ActionButton(
            _("&Lưu"), self._save, name="save", key="Ctrl+Return", tone="primary"
        )
        self.leave = self.leaving()

    def _show(self, procedure: Procedure) -> None:
        self.sector.choose(procedure.sector)
        self.fee_rule.choose(procedure.fee.rule)
        self.state.choose(procedure.state)
        self.resume.choose(procedure.resume)
        self.template.choose(procedure.template)
        limit = procedure.limit
        if limit is not None:
            value = f"{limit.value:g}".replace(".", ",")
            self.limit.restore({"value": value, "unit": limit.unit.value})
            self.cutoff.setText(f"{limit.cutoff:%H:%M}" if limit.cutoff else "")

    def _build(self) -> None:
        self.fields = _fields(self, new=self._new)
        foot = self.foot(self.leave, self.save)
        area = scrolling(self._column())
        self.grow_with(area)
        box = self.column()
        box.addWidget(area, 1)
        box.addWidget(foot)

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(text_label(self.windowTitle(), "title"))
        versions = self._place.office.catalogue.versions(self._before.code)
        self.timeline = text_label(
            _timeline(versions, self._before, self._place.office.catalogue.today()), "muted"
        )
        self.timeline.setVisible(len(versions) > 1)
        column.addWidget(self.timeline)
        column.addWidget(procedure_grid(self.fields))
        column.addWidget(self.no_due)
        column.addWidget(self.waiting_working)
        for heading, part in (
            (_("Giấy tờ phải nộp"), self.papers),
            (_("Các trường hợp"), self.cases),
            (_("Quy trình nội bộ"), self.steps),
        ):
            column.addWidget(text_label(heading, "heading"))
            column.addWidget(part)
        column.addWidget(self.sum)
        column.addStretch(1)
        return column

    def _connect(self) -> None:
        self.steps.changed.connect(self._show_sum)
        self.limit.changed.connect(self._show_sum)
        self.since.editingFinished.connect(self._show_closing)
        self._show_sum()

    def _show_sum(self) -> None:
        """Shows whether the steps share out the limit; told, never refused."""
        try:
            limit = self._limit()
        except RuleError:
            return
        gap = replace(self._before, limit=limit, steps=self.steps.known()).steps_gap()
        self.sum.say(_gap_text(self.steps.known(), gap) if gap else "", "warning")

    def _show_closing(self) -> None:
        """Tell which version a new first day would end, before anything is written."""
        hint = _("Ngày mới tạo ra phiên bản mới")
        try:
            day = self.since.day("since")
            wish = replace(self._before, valid_from=day, valid_to=None)
            closed = self._place.office.catalogue.placed(wish).closed
        except RuleError:
            closed = ()
        if closed and day != self._before.valid_from:
            until = short_date(closed[-1].valid_to) if closed[-1].valid_to else "…"
            hint = _("Phiên bản trước sẽ hết áp dụng {until}.").format(until=until)
        self.fields["since"].set_hint(hint)

    def _typed(self) -> Procedure:
        name = " ".join(self.name.value().split())
        if not name:
            raise RuleError(_("Chưa có tên thủ tục. Ghi tên theo văn bản công bố."), field="name")
        return replace(
            self._before,
            code=self.code.value(),
            local_code=self.local_code.value(),
            name=name,
            sector=self.sector.value(),
            limit=self._limit(),
            fee=_fee(self, self._reliefs()),
            papers=self.papers.papers(),
            sets=max(int(self.sets.text() or 1), 1),
            result=self.outcome.value(),
            resolver=self.resolver.value(),
            synonyms=tuple(
                text for part in self.synonyms.value().split(",") if (text := part.strip())
            ),
            legal_basis=self.basis.value(),
            source=self.source.value(),
            note=self.note.value(),
            review_note=self.review_note.value(),
            valid_from=self.since.day("since"),
            valid_to=self.until.day("until"),
            state=self.state.value(),
            cases=self.cases.cases(),
            steps=self.steps.steps(),
            no_due=self.no_due.isChecked(),
            resume=self.resume.value(),
            supplement_days=int(self.waiting.text() or 0),
            supplement_working=self.waiting_working.isChecked(),
            template=self.template.value(),
            inner_wd=int(self.inner.text() or 0),
            extension_wd=int(self.extension.text() or 0),
        )

    def _reliefs(self) -> tuple[Relief, ...]:
        """As typed; where nothing was, with the marks they have."""
        old, typed = self._before.fee.reliefs, self.reliefs.value()
        return old if typed == reliefs_words(old) else read_reliefs(typed)

    def _limit(self) -> TimeLimit | None:
        limit = self.limit.limit()
        cutoff = self.cutoff.value()
        return parse_limit(limit.code(), cutoff) if limit is not None and cutoff else limit

    def _save(self) -> None:
        catalogue = self._place.office.catalogue
        write = catalogue.add_procedure if self._new else catalogue.put_procedure
        fields = self.fields | {"valid_to": self.fields["until"]}
        self._place.act(lambda: write(self._read(), op_id=self._op), fields, self._saved)

    def _read(self) -> Procedure:
        """As typed; what is wrong with cases and steps is said below them."""
        try:
            return self._merged(self._typed())
        except RuleError as error:
            if error.field in {"cases", "steps"}:
                self.sum.say(error.message, "bad")
            raise

    def _merged(self, typed: Procedure) -> Procedure:
        """The changes made here, laid over the stored procedure. Errors: RuleError for facts both sides changed."""
        versions = self._place.office.catalogue.versions(self._before.code)
        own = [item for item in versions if item.valid_from == self._before.valid_from]
        if self._new or not own:
            return typed
        stored, seen = own[0], self._seen
        merged, clashes = merge(self._before, typed, stored)
        self._seen = stored
        news = [name for name in clashes if getattr(stored, name) != getattr(seen, name)]
        if news:
            names = {"valid_from": "since", "valid_to": "until"}
            shown = [self.fields.get(names.get(name, name)) for name in news]
            called = [field.editor.accessibleName() for field in shown if field is not None]
            text = both_changed(
                [*called, *([_("giấy tờ, trường hợp, quy trình")] * (None in shown))]
            )
            self.sum.say(text, "warning")
            raise RuleError(text, field=names.get(news[0], news[0]))
        return merged

    def _saved(self, procedure: Procedure) -> None:
        self.accept()
        self._place.hub.notice(Tone.GOOD, _("Đã lưu thủ tục {name}.").format(name=procedure.name))


def _count(value: int) -> DigitsEdit:
    return DigitsEdit(str(value) if value else "", most=3)


def _timeline(versions: list[Procedure], before: Procedure, today: date) -> str:
    """Every version on its line, the one being changed marked."""
    return "\n".join(
        f"{'●' if item.valid_from == before.valid_from else '○'} {version_text(item, today)}"
        for item in versions
    )


def _gap_text(steps: Sequence[ProcessStep], gap: float) -> str:
    total = grouped(sum(step.days for step in steps), 4)
    pattern = (
        _("Các bước cộng lại {total} ngày, dài hơn thời hạn {gap} ngày làm việc.")
        if gap > 0
        else _("Các bước cộng lại {total} ngày, còn thiếu {gap} ngày làm việc so với thời hạn.")
    )
    return pattern.format(total=total, gap=grouped(abs(gap), 4))


def _fields(dialog: ProcedureDialog, *, new: bool) -> dict[str, Field]:
    """Name in errors → field, in the order of the form."""
    office = _("Để trống: theo đơn vị")
    return {
        "code": Field(_("Mã thủ tục"), dialog.code, required=new),
        "local_code": Field(_("Mã địa phương"), dialog.local_code),
        "name": Field(_("Tên thủ tục"), dialog.name, required=True),
        "sector": Field(_("Lĩnh vực"), dialog.sector),
        "state": Field(_("Tình trạng"), dialog.state),
        "limit": Field(_("Thời hạn giải quyết"), dialog.limit),
        "cutoff": Field(_("Nhận sau giờ này tính từ ngày làm việc tiếp theo"), dialog.cutoff),
        "extension_wd": Field(_("Gia hạn xác minh (ngày làm việc)"), dialog.extension),
        "inner_wd": Field(_("Cơ quan phối hợp xong trước (ngày làm việc)"), dialog.inner),
        "resume": Field(_("Tính hạn sau khi bổ sung"), dialog.resume),
        "supplement_days": Field(_("Số ngày chờ bổ sung"), dialog.waiting, office),
        "fee": Field(_("Cách tính phí"), dialog.fee_rule),
        "amount": Field(_("Mức phí (đồng)"), dialog.amount),
        "online_amount": Field(_("Mức phí nộp trực tuyến (đồng)"), dialog.online),
        "unit": Field(_("Đơn vị tính phí"), dialog.unit),
        "fee_note": Field(_("Ghi chú về phí, miễn giảm"), dialog.fee_note),
        "reliefs": Field(
            _("Đối tượng miễn, giảm phí"),
            dialog.reliefs,
            _("Mỗi dòng: Hộ nghèo | 100% | văn bản, điều"),
        ),
        "sets": Field(_("Số bộ hồ sơ"), dialog.sets),
        "template": Field(_("Giấy hẹn dùng mẫu"), dialog.template),
        "since": Field(_("Áp dụng từ"), dialog.since, _("Ngày mới tạo ra phiên bản mới")),
        "until": Field(_("Áp dụng đến"), dialog.until),
        "result": Field(_("Kết quả"), dialog.outcome),
        "resolver": Field(_("Cơ quan giải quyết"), dialog.resolver),
        "synonyms": Field(_("Từ tìm nhanh"), dialog.synonyms, _("Cách nhau bằng dấu phẩy")),
        "legal_basis": Field(_("Căn cứ pháp lý"), dialog.basis),
        "source": Field(_("Nguồn"), dialog.source),
        "note": Field(_("Ghi chú cho quầy"), dialog.note),
        "review_note": Field(_("Ghi chú rà soát (không in)"), dialog.review_note),
    }


def _fee(dialog: ProcedureDialog, reliefs: tuple[Relief, ...]) -> Fee:
    return Fee(
        rule=dialog.fee_rule.value(),
        amount=dialog.amount.amount() or 0,
        unit=dialog.unit.value(),
        note=dialog.fee_note.value(),
        online_amount=dialog.online.amount(),
        reliefs=reliefs,
    )


WIDE = frozenset(
    {"name", "synonyms", "legal_basis", "note", "review_note", "source", "fee_note", "reliefs"}
)


def procedure_grid(fields: dict[str, Field]) -> QWidget:
    """Two fields beside one another; long texts over the whole width."""
    rows: list[list[tuple[QWidget, int]]] = []
    open_row: list[tuple[QWidget, int]] | None = None
    for name, field in fields.items():
        if name in WIDE:
            rows.append([(field, 1)])
            open_row = None
        elif open_row is None:
            open_row = [(field, 1)]
            rows.append(open_row)
        else:
            open_row.append((field, 1))
            open_row = None
    return fields_in_rows(*rows)
