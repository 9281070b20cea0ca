"""The internal process (quy trình nội bộ): steps with who does them and their share of the time, and its sum."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.catalogue.paper_words import read_days
from counter_app.domain.catalogue.procedure import ProcessStep
from counter_app.errors import RuleError
from counter_app.i18n import _, in_vietnamese
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, text_label
from counter_app.qt.kit.fields import LineEdit
from counter_app.wording.catalogue.listing import days_words


class StepLine:
    """The inputs of one step."""

    def __init__(self, number: int, step: ProcessStep) -> None:
        self.content = LineEdit(step.content, most=300)
        self.responsible = LineEdit(step.responsible, most=200)
        with in_vietnamese():  # as it is read again
            self.days = LineEdit(days_words(step.days) if step.content else "", most=30)
        # Translators: stays Vietnamese, a list that is read in has to say it so
        self.days.setPlaceholderText(_("0,5 ngày"))
        names = (_("Nội dung"), _("Người thực hiện"), _("Thời gian"))
        for widget, name in zip(self.widgets(), names, strict=True):
            widget.setAccessibleName(_("{name}, bước {number}").format(name=name, number=number))
            widget.setCursorPosition(0)

    def widgets(self) -> tuple[LineEdit, LineEdit, LineEdit]:
        """In the order of the columns."""
        return (self.content, self.responsible, self.days)

    def step(self) -> ProcessStep:
        """As typed. Errors: RuleError (field "steps")."""
        return ProcessStep(
            content=self.content.value(),
            responsible=self.responsible.value(),
            days=read_days(self.days.value()),
        )


class StepLines(QWidget):
    """Lines of steps; one without a content is left out.

    Signals:
        changed(): something was typed.
    """

    changed = Signal()

    def __init__(self, steps: Sequence[ProcessStep]) -> None:
        super().__init__()
        self.lines: list[StepLine] = []
        self._grid = QGridLayout()
        heads = (_("Nội dung công việc"), _("Trách nhiệm thực hiện"), _("Thời gian"))
        for column, (text, weight) in enumerate(zip(heads, (5, 4, 2), strict=True)):
            self._grid.addWidget(text_label(text, "muted"), 0, column)
            self._grid.setColumnStretch(column, weight)
        self.more = ActionButton(_("Thêm &bước"), self._add_empty, name="add")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._grid)
        box.addWidget(
            text_label(
                _("Bước tiếp nhận tính vào thời hạn; bước trả kết quả ghi “không tính”."), "hint"
            )
        )
        box.addLayout(row(self.more))
        for step in steps:
            self._add(step)

    def steps(self) -> tuple[ProcessStep, ...]:
        """The steps that have a content, in order. Errors: RuleError (field "steps")."""
        return tuple(line.step() for line in self.lines if line.content.value())

    def known(self) -> tuple[ProcessStep, ...]:
        """As far as they can be read now."""
        try:
            return self.steps()
        except RuleError:
            return ()

    def _add(self, step: ProcessStep) -> StepLine:
        line = StepLine(len(self.lines) + 1, step)
        for column, widget in enumerate(line.widgets()):
            self._grid.addWidget(widget, len(self.lines) + 1, column)
            widget.textChanged.connect(lambda _text: self.changed.emit())
        self.lines.append(line)
        return line

    def _add_empty(self) -> None:
        line = self._add(ProcessStep(content=""))
        for widget in line.widgets():
            widget.show()  # at once, so that it can take the keyboard
        line.content.setFocus()
