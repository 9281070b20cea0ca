"""Which column of the official system's list is what, and what its words for a state mean: proposed, asked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from counter_app.desk.official.lists import ListChoices
from counter_app.desk.official.worklist import column_title, standing_title
from counter_app.domain.official.list_columns import OfficialTable
from counter_app.domain.official.list_lines import ListLines
from counter_app.domain.official.list_words import OfficialField, Standing
from counter_app.domain.text import one_line
from counter_app.i18n import _, plural
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.timeline import clear_grid
from counter_app.wording.listing import cell_words

EXAMPLE = 50
MOST_WORDS = 12
"""So many words of states are asked about at once, the most frequent first."""
_REQUIRED = (OfficialField.OFFICIAL_CODE, OfficialField.STATE)


class ListColumns(QWidget):
    """One choice for each field; below it what the first line with a value says there."""

    def __init__(self) -> None:
        super().__init__()
        self._table: OfficialTable | None = None
        self.choices = {field: Choice() for field in OfficialField}
        self.fields: dict[OfficialField, Field] = {}
        self.known = text_label("", "muted")
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(14))
        for at, (field, choice) in enumerate(self.choices.items()):
            choice.let_shrink()
            choice.chosen.connect(lambda _value, field=field: self._show_example(field))
            shown = Field(column_title(field), choice, required=field in _REQUIRED)
            self.fields[field] = shown
            grid.addWidget(shown, at // 3, at % 3)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.known)
        box.addLayout(grid)

    def show_table(self, table: OfficialTable, columns: Mapping[OfficialField, int]) -> None:
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

    def columns(self) -> dict[OfficialField, int]:
        """The mapping as chosen."""
        values = ((field, choice.value()) for field, choice in self.choices.items())
        return {field: value for field, value in values if value is not None and value >= 0}

    def _show_example(self, field: OfficialField) -> None:
        at = self.choices[field].value()
        shown = self.fields[field]
        shown.set_error("")
        shown.set_hint(self._example(at) if at is not None and at >= 0 else "")

    def _example(self, at: int) -> str:
        lines = self._table.lines if self._table else ()
        texts = (cell_words(cells[at]) for _place, cells in lines if at < len(cells) and cells[at])
        text = one_line(next(texts, ""))
        if not text:
            return _("Cột này trống")
        text = text if len(text) <= EXAMPLE else text[: EXAMPLE - 1] + "…"
        return _("Ví dụ: {text}").format(text=text)


class ListStates(QWidget):
    """A choice for each word of a state that is not known; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, Choice] = {}
        asked = QWidget()
        self._grid = QGridLayout(asked)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(14))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(text_label(_("Trạng thái chưa hiểu, nghĩa là:"), "heading"))
        box.addWidget(asked)
        self.hide()

    def show_unknown(self, unknown: Sequence[tuple[str, int]]) -> None:
        """Ask about these words; what was chosen for one of them before stays."""
        said = self.said()
        clear_grid(self._grid)
        offered: list[tuple[Standing | None, str]] = [
            (None, _("(chưa rõ, không so)")),
            *((standing, standing_title(standing)) for standing in Standing),
        ]
        self.choices = {}
        for at, (word, count) in enumerate(unknown[:MOST_WORDS]):
            choice = Choice(offered)
            choice.let_shrink()
            choice.choose(said.get(word))
            title = plural("“{word}” ({count} dòng)", count).format(word=word[:40], count=count)
            self._grid.addWidget(Field(title.replace("&", "&&"), choice), at // 3, at % 3)
            self.choices[word] = choice
        self.setVisible(bool(self.choices))

    def said(self) -> dict[str, Standing]:
        """What was chosen, by the words of the list."""
        chosen = ((word, choice.value()) for word, choice in self.choices.items())
        return {word: value for word, value in chosen if value is not None}


class ListAsking(QWidget):
    """Everything a person says of a list; hidden until one is read."""

    def __init__(self) -> None:
        super().__init__()
        self._read = False
        self.columns = ListColumns()
        self.states = ListStates()
        self.whole = QCheckBox(
            _("Danh sách có &mọi hồ sơ nhận trong khoảng ngày của nó: tìm cả hồ sơ thiếu")
        )
        self.whole.clicked.connect(self._on_whole)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(scaled(10))
        for widget in (self.states, self.whole, self.columns):
            box.addWidget(widget)
        self.hide()

    def show_table(
        self,
        table: OfficialTable,
        columns: Mapping[OfficialField, int],
        lines: ListLines | None,
    ) -> None:
        """Ask about a list; ``lines`` as these columns read them, None where they are not enough."""
        self._read = lines is not None
        self.columns.show_table(table, columns)
        self.states.show_unknown(lines.unknown if lines else ())
        self.whole.setChecked(lines is not None and lines.looks_whole)
        self.show()

    def choices(self) -> ListChoices:
        """What was chosen; whether it is whole stays open where nobody could see it."""
        return ListChoices(
            columns=self.columns.columns(),
            states=self.states.said(),
            whole=self.whole.isChecked() if self._read else None,
        )

    def _on_whole(self) -> None:
        self._read = True
