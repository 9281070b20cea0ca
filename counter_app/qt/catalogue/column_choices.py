"""Which column of a list is which field: proposed, shown with an example, corrected by choosing another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.catalogue.list_fields import ListField, ListTable
from counter_app.i18n import _, plural
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.theme import scaled
from counter_app.wording.listing import cell_words, field_title

REQUIRED = (ListField.CODE, ListField.NAME)
EXAMPLE = 60


class ColumnChoices(QWidget):
    """One choice for each field; below it what the first line with a value says there.

    Signals:
        changed(): another column was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._table: ListTable | None = None
        self.choices = {field: Choice() for field in ListField}
        self.fields: dict[str, Field] = {}
        self.known = text_label("", "muted")
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(14))
        for at, (field, choice) in enumerate(self.choices.items()):
            choice.let_shrink()
            choice.chosen.connect(lambda _value, field=field: self._on_chosen(field))
            shown = Field(field_title(field), choice, required=field in REQUIRED)
            self.fields[field.value] = shown
            grid.addWidget(shown, at // 2, at % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.known)
        box.addLayout(grid)

    def show_table(self, table: ListTable, columns: dict[ListField, int]) -> None:
        """Offer a list's columns, the proposed ones chosen."""
        self._table = table
        heads = [
            head or _("(cột {number})").format(number=at) for at, head in enumerate(table.heads, 1)
        ]
        offered: list[tuple[int, str]] = [(-1, _("(không có cột)")), *enumerate(heads)]
        for field, choice in self.choices.items():
            choice.offer(offered)
            choice.choose(columns.get(field, -1))
            self._show_example(field)
        self.known.setText(
            plural(
                "Đã nhận ra {known} trong {count} cột. Xem lại, chọn cột khác nếu chưa đúng.",
                len(table.heads),
            ).format(known=len(columns), count=len(table.heads))
        )

    def columns(self) -> dict[ListField, int]:
        """The mapping as chosen."""
        values = ((field, choice.value()) for field, choice in self.choices.items())
        return {field: value for field, value in values if value is not None and value >= 0}

    def _on_chosen(self, field: ListField) -> None:
        self._show_example(field)
        self.changed.emit()

    def _show_example(self, field: ListField) -> None:
        at = self.choices[field].value()
        shown = self.fields[field.value]
        shown.set_error("")
        shown.set_hint(self._example(at) if at is not None and at >= 0 else "")

    def _example(self, at: int) -> str:
        lines = self._table.lines if self._table else ()
        texts = (cell_words(cells[at]) for _number, cells in lines if at < len(cells) and cells[at])
        text = " ".join(next(texts, "").split())
        if not text:
            return _("Cột này trống")
        text = text if len(text) <= EXAMPLE else text[: EXAMPLE - 1] + "…"
        return _("Ví dụ: {text}").format(text=text)
