"""Texts of a sheet that stand in a wrong code table: read right where that is certain, else left as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from counter_app.domain.lettering.damage import Repair, repair, written_in_unicode
from counter_app.domain.lettering.lookalikes import true_letters
from counter_app.domain.lettering.name_letters import could_be_a_name
from counter_app.domain.tables import Cell, CellNote, NoteKind, Sheet, SheetRow
from counter_app.domain.text import clean_lines

_EVERYWHERE = ("UTF-8", "HTML")
"""The tables that tell nothing of the program that wrote the rest of a sheet."""
_SURE = 3
"""Damaged texts of one table, and none in Unicode, that make the whole sheet one of that table."""


def mended(sheet: Sheet) -> Sheet:
    """The sheet with its texts cleaned; a repaired one has a note.

    A text alone can be both ``Hé`` and what TCVN3 means by it, ``Hộ``, Loïc and what VNI means by it, ``Lọc``: the
    texts around it tell.
    """
    texts = {
        cell
        for row in sheet.rows
        for cell in row.cells
        if isinstance(cell, str) and (not cell.isascii() or "&" in cell)
    }
    found = {text: said for text in texts if (said := repair(text)) is not None}
    table = _whole_table(texts, found)
    if not table and any(map(written_in_unicode, texts)):
        found = {
            text: said
            for text, said in found.items()
            if said.table in _EVERYWHERE or not could_be_a_name(text)
        }
    if table:
        found |= {
            text: said
            for text in texts - found.keys()
            if (said := repair(text, table=table)) is not None and said.text != text
        }
    known: dict[str, str] = {}
    rows = tuple(_mended_row(row, found, known) for row in sheet.rows)
    return replace(sheet, rows=rows, table=table)


def _whole_table(texts: set[str], found: dict[str, Repair]) -> str:
    """The code table of a sheet that has no text in Unicode; empty where there is none, or too little to tell."""
    counted = Counter(said.table for said in found.values() if said.table not in _EVERYWHERE)
    if not counted or any(written_in_unicode(text) for text in texts - found.keys()):
        return ""
    (table, most), *others = counted.most_common(2)
    return table if most >= _SURE and not others else ""


def _mended_row(row: SheetRow, found: dict[str, Repair], known: dict[str, str]) -> SheetRow:
    """``known``: the clean form of texts met before; most stand in many rows."""
    notes = list(row.notes)
    cells: list[Cell] = []
    for column, cell in enumerate(row.cells):
        if not isinstance(cell, str):
            cells.append(cell)
            continue
        clear = known.get(cell)
        if clear is not None:
            cells.append(clear)
            continue
        said = found.get(cell) if found else None
        if said is not None:
            notes.append(CellNote(column, NoteKind.REPAIRED, cell, said.table))
            cells.append(clean_lines(said.text))
            continue
        known[cell] = clear = true_letters(clean_lines(cell))
        cells.append(clear)
    return SheetRow(
        number=row.number,
        cells=tuple(cells),
        sheet=row.sheet,
        hidden=row.hidden,
        joined=row.joined,
        notes=tuple(notes),
    )


def blank(cells: Sequence[Cell]) -> bool:
    """True if a row holds nothing."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)
