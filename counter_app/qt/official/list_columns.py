"""The columns of the official system's list, and what its words for a state mean: proposed, asked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.desk.official.lists import ListChoices
from counter_app.desk.official.worklist import column_title, standing_title
from counter_app.domain.official.list_columns import OfficialTable
from counter_app.domain.official.list_lines import ListLines
from counter_app.domain.official.list_words import OfficialField, Standing
from counter_app.i18n import _, plural
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.column_choices import ColumnChoices
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.kit.timeline import clear_grid

MOST_WORDS = 12
"""So many words of states are asked about at once, the most frequent first."""


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
        """The chosen standings, by the words of the list."""
        chosen = ((word, choice.value()) for word, choice in self.choices.items())
        return {word: value for word, value in chosen if value is not None}


class ListAsking(QWidget):
    """Everything a person says of a list; hidden until one is read."""

    def __init__(self) -> None:
        super().__init__()
        self._read = False
        self.columns = ColumnChoices(
            {field: column_title(field) for field in OfficialField},
            (OfficialField.OFFICIAL_CODE, OfficialField.STATE),
            across=3,
            longest=50,
        )
        self.states = ListStates()
        self.whole = TickBox(
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
        """The choices made; it stays open if the list is whole where nobody could see it."""
        return ListChoices(
            columns=self.columns.columns(),
            states=self.states.said(),
            whole=self.whole.isChecked() if self._read else None,
        )

    def _on_whole(self) -> None:
        self._read = True
