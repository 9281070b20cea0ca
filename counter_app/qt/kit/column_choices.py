"""The field of each column of a list: proposed, shown with an example, corrected by choosing another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.tables import Cell
from counter_app.i18n import _, plural
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.theme import scaled
from counter_app.wording.catalogue.listing import cell_words

F = TypeVar("F", bound=StrEnum)


class Listed(Protocol):
    """A list that was read: its heads, and the lines under them, each with its place in the file."""

    @property
    def heads(self) -> tuple[str, ...]:
        """The columns' heads, empty where a column has none."""

    @property
    def lines(self) -> Sequence[tuple[object, tuple[Cell, ...]]]:
        """Place and cells."""


class ColumnChoices(QWidget, Generic[F]):
    """One choice for each field; below it what the first line with a value says there.

    ``titles`` are what the fields are called; ``across``: fields beside each other; ``longest``: letters of an example.

    Signals:
        changed(): another column was chosen.
    """

    changed = Signal()

    def __init__(
        self, titles: Mapping[F, str], required: Collection[F], *, across: int, longest: int
    ) -> None:
        super().__init__()
        self._table: Listed | None = None
        self._longest = longest
        self.choices = {field: Choice() for field in titles}
        self.fields: dict[str, Field] = {}
        self.known = text_label("", "muted")
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(14))
        for at, (field, choice) in enumerate(self.choices.items()):
            choice.let_shrink()
            choice.chosen.connect(lambda _value, field=field: self._on_chosen(field))
            shown = Field(titles[field], choice, required=field in required)
            self.fields[field.value] = shown
            grid.addWidget(shown, at // across, at % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.known)
        box.addLayout(grid)

    def show_table(self, table: Listed, columns: Mapping[F, int]) -> None:
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

    def columns(self) -> dict[F, int]:
        """The mapping as chosen."""
        values = ((field, choice.value()) for field, choice in self.choices.items())
        return {field: value for field, value in values if value is not None and value >= 0}

    def _on_chosen(self, field: F) -> None:
        self._show_example(field)
        self.changed.emit()

    def _show_example(self, field: F) -> None:
        at = self.choices[field].value()
        shown = self.fields[field.value]
        shown.set_error("")
        shown.set_hint(self._example(at) if at is not None and at >= 0 else "")

    def _example(self, at: int) -> str:
        lines = self._table.lines if self._table else ()
        texts = (cell_words(cells[at]) for _place, cells in lines if at < len(cells) and cells[at])
        text = " ".join(next(texts, "").split())
        if not text:
            return _("Cột này trống")
        text = text if len(text) <= self._longest else text[: self._longest - 1] + "…"
        return _("Ví dụ: {text}").format(text=text)
