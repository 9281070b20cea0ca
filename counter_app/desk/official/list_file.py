"""A list of dossiers as an official system gives it out: its heads wherever they stand, and the lines under them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from counter_app.desk.tables.table_reader import read_tables
from counter_app.desk.tables.table_refusals import refused
from counter_app.domain.catalogue.list_fields import numbers_columns
from counter_app.domain.official.codes import looks_official
from counter_app.domain.official.list_columns import OfficialTable, head_keys
from counter_app.domain.official.list_words import ListWords, OfficialField
from counter_app.domain.tables import Cell, NoteKind, Sheet, SheetRow, TableFile
from counter_app.domain.text import clean, fold
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

HEAD_WITHIN = 30
"""The heads stand in one of the first lines, below titles, filters and the name of the office."""
LEAST_HEADS = 3
"""So many heads have to be known for what stands under them to be a list of dossiers."""
LONGEST_HEAD = 80
MOST_LINES = 50_000
_VALUE = pattern(r"\d{3}|\d[/:]\d")
"""A code, a day or an hour: no head says one."""


def read_official_list(path: Path, words: ListWords) -> OfficialTable:
    """The list in a file, with those sheets that have its heads in whatever order; the other sheets are named.

    Errors: RuleError (field "file") saying what the file is, or that no sheet of it is such a list.
    """
    file = read_tables(path)
    parts = [part for sheet in file.sheets if (part := _part(sheet, words)) is not None]
    seen = [part for part in parts if not part.sheet.hidden]
    if not seen:
        raise refused(
            _(
                "Tệp {path} không có danh sách hồ sơ nào: cần một dòng tên cột như Mã hồ sơ, Chủ hồ sơ, Ngày tiếp"
                " nhận, Trạng thái. Xuất lại danh sách rồi nhập."
            ),
            "official_list",
            path=file.name,
        )
    first = max(seen, key=lambda part: (part.known, len(part.sheet.rows)))
    same = [part for part in seen if sorted(part.keys) == sorted(first.keys)]
    lines = [line for part in same for line in part.lines(first.keys, named=len(same) > 1)]
    if len(lines) > MOST_LINES:
        raise refused(
            _("Danh sách {path} có hơn {most} dòng. Xuất từng khoảng ngày ngắn hơn rồi nhập."),
            "official_list",
            path=file.name,
            most=MOST_LINES,
        )
    return OfficialTable(
        name=file.name,
        sha256=file.sha256,
        heads=first.titles,
        lines=tuple(lines),
        remarks=tuple(_remarks(file, same)),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A sheet with its heads: ``at`` the row under which lines begin, ``known`` how many heads are understood."""

    sheet: Sheet
    titles: tuple[str, ...]
    at: int
    known: int

    @property
    def keys(self) -> tuple[str, ...]:
        return head_keys(self.titles)

    def lines(self, order: Sequence[str], *, named: bool) -> Iterator[tuple[str, tuple[Cell, ...]]]:
        """The lines in the order of another sheet's columns; heads repeated on a page are none."""
        places = [self.keys.index(key) if key else at for at, key in enumerate(order)]
        heads = set(map(fold, self.titles)) - {""}
        for row in self.sheet.rows[self.at + 1 :]:
            said = [fold(cell) for cell in row.cells if isinstance(cell, str) and fold(cell)]
            again = len(said) > 1 and sum(text in heads for text in said) * 2 > len(said)
            if numbers_columns(row.cells) or (again and not _numbers(row)):
                continue
            place = f"{self.sheet.name} {row.number}" if named else str(row.number)
            cells = tuple(row.cells[at] if at < len(row.cells) else None for at in places)
            yield place, cells


def _numbers(row: SheetRow) -> bool:
    """True if a line holds a number or a day; a line of heads does not."""
    return any(cell is not None and not isinstance(cell, str) for cell in row.cells)


def _part(sheet: Sheet, words: ListWords) -> _Part | None:
    """The heads of a sheet, over one line or two; None where it is no list of dossiers."""
    best: _Part | None = None
    for at, row in enumerate(sheet.rows[:HEAD_WITHIN]):
        titles = _texts(row)
        below = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else None
        both = _joined(titles, below) if below is not None else None
        for said, end in ((titles, at), (both, at + 1)):
            if said is None:
                continue
            known = len(_fields(said, words))
            if known >= LEAST_HEADS and (best is None or known > best.known):
                best = _Part(sheet, said, end, known)
    return best or _above_codes(sheet, words)


def _above_codes(sheet: Sheet, words: ListWords) -> _Part | None:
    """Heads nobody knows yet: the line of words above the first official code."""
    for at, row in enumerate(sheet.rows[1 : HEAD_WITHIN + 1]):
        if any(isinstance(cell, str) and looks_official(cell) for cell in row.cells):
            titles = _texts(sheet.rows[at])
            said = sum(0 < len(title) <= LONGEST_HEAD for title in titles)
            return _Part(sheet, titles, at, len(_fields(titles, words))) if said > 1 else None
    return None


def _fields(titles: Sequence[str], words: ListWords) -> set[OfficialField]:
    """The subjects of the heads; a cell too long for a head is a title or a value."""
    learned = {
        field
        for key in head_keys(titles)
        if (field := words.learned.get(key)) in list(OfficialField)
    }
    said = {words.field_of(title)[0] for title in titles if title and len(title) <= LONGEST_HEAD}
    return {field for field in said if field is not None} | {
        OfficialField(item) for item in learned if item
    }


def _texts(row: SheetRow) -> tuple[str, ...]:
    return tuple(clean(cell) if isinstance(cell, str) else "" for cell in row.cells)


def _joined(titles: Sequence[str], below: SheetRow) -> tuple[str, ...] | None:
    """Heads over two lines: a group before what stands under it; None where the lower line holds no heads."""
    if any(cell is not None and not isinstance(cell, str) for cell in below.cells):
        return None
    parts = ["" if at in below.joined else text for at, text in enumerate(_texts(below))]
    if not any(parts) or any(_VALUE.search(part) for part in parts):
        return None
    width = max(len(titles), len(parts))
    tops = [*titles, *[""] * (width - len(titles))]
    joined, group = [], ""
    for at, part in enumerate([*parts, *[""] * (width - len(parts))]):
        group = tops[at] or (group if part else "")
        joined.append(f"{group}: {part}" if group and part else group or part)
    return tuple(joined)


def _remarks(file: TableFile, same: Sequence[_Part]) -> Iterator[str]:
    """Sheets that were not read, lines somebody hid or struck out."""
    read = {part.sheet.name for part in same}
    for sheet in file.sheets:
        if sheet.name in read or not sheet.rows:
            continue
        text = (
            _("Trang tính ẩn “{name}” không đọc ({rows} dòng).")
            if sheet.hidden
            else _("Trang tính “{name}” có đầu bảng khác, không đọc ({rows} dòng).")
        )
        yield text.format(name=sheet.name, rows=len(sheet.rows))
    rows = [row for part in same for row in part.sheet.rows[part.at + 1 :]]
    hidden = [str(row.number) for row in rows if row.hidden]
    struck = [
        str(row.number)
        for row in rows
        if any(note.kind in (NoteKind.STRUCK, NoteKind.BROKEN) for note in row.notes)
    ]
    repaired = [
        str(row.number) for row in rows if any(note.kind is NoteKind.REPAIRED for note in row.notes)
    ]
    if repaired:
        text = _(
            "Dòng có chữ viết bằng mã cũ (TCVN3, VNI) hoặc sai mã, đã đọc lại, xem lại: {lines}."
        )
        yield text.format(lines=", ".join(repaired[:10]))
    if hidden:
        text = _("Dòng bị ẩn trong tệp vẫn được đọc: {lines}.")
        yield text.format(lines=", ".join(hidden[:10]))
    if struck:
        text = _("Dòng có chữ bị gạch ngang hoặc hỏng, xem lại: {lines}.")
        yield text.format(lines=", ".join(struck[:10]))
