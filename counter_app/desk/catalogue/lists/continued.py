"""Lines without a code and a name of their own: the lower lines of a procedure whose cells are merged, or of nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from counter_app.desk.catalogue.lists.findings import CheckedLine, Level, Outcome
from counter_app.desk.catalogue.lists.line_notes import Columns, blank_cell
from counter_app.domain.catalogue.list_fields import ListField
from counter_app.domain.text import clean, fold
from counter_app.i18n import _
from counter_app.wording.catalogue.listing import cell_words, field_title

if TYPE_CHECKING:
    from counter_app.domain.tables import Cell

_LISTS = (
    ListField.PAPERS,
    ListField.STEPS,
    ListField.LEGAL_BASIS,
    ListField.RESULT,
    ListField.NOTE,
)
"""The fields that go on line by line: a paper in each."""
WEIGHTY = (ListField.LIMIT, ListField.FEE)
"""The fields a line of nobody may not change unheard."""
_SHOWN = 60


def continue_line(
    owner: CheckedLine,
    owner_cells: dict[ListField, Cell],
    shown: CheckedLine,
    own: Mapping[ListField, Cell],
    columns: Columns,
) -> None:
    """Join what a line under merged cells goes on with; a second limit or fee is told: it may be a case of its own."""
    shown.outcome, shown.code, shown.name = Outcome.PASSED_OVER, owner.code, owner.name
    joined = []
    for name, cell in own.items():
        words, before = cell_words(cell), cell_words(owner_cells.get(name))
        if fold(words) == fold(before):
            continue
        if name in _LISTS:
            owner_cells[name] = f"{before}\n{words}".strip()
            joined.append(field_title(name))
        else:
            _tell(owner, shown, name, words, columns)
    if joined:
        text = _("Đọc tiếp vào dòng {line}: {fields}.")
        shown.say(Level.NOTE, text.format(line=owner.place, fields=", ".join(joined)))


def tell_unowned(
    owner: CheckedLine, shown: CheckedLine, said: Mapping[ListField, Cell], columns: Columns
) -> None:
    """Tell what a line without code and name says in the columns that are read; signatures say nothing there."""
    for name, cell in said.items():
        words = cell_words(cell)
        number = name in WEIGHTY and any(char.isdigit() for char in words)
        text = name in _LISTS and words != words.upper() and not blank_cell(words)
        if number or text:
            _tell(owner, shown, name, words, columns)


def _tell(
    owner: CheckedLine, shown: CheckedLine, name: ListField, words: str, columns: Columns
) -> None:
    text = _(
        "Dòng không có mã và tên riêng; “{said}” ở cột “{head}” chưa đọc."
        " Nếu là của {code} (dòng {line}), ghi vào dòng đó hoặc thành một trường hợp."
    )
    shown.say(
        Level.WARNING,
        text.format(
            said=clean(words)[:_SHOWN],
            head=columns.head(columns.mapped[name]),
            code=owner.code or "…",
            line=owner.place,
        ),
        name.value,
    )
