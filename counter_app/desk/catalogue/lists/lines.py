"""Procedures from the lines of a list: the version each line speaks of, and the lines that cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from counter_app.desk.catalogue.lists.continued import WEIGHTY, continue_line, tell_unowned
from counter_app.desk.catalogue.lists.fields import read_date
from counter_app.desk.catalogue.lists.findings import CheckedLine, Level, Outcome
from counter_app.desk.catalogue.lists.line_notes import Columns, blank_cell, tell_cells, tell_struck
from counter_app.domain.catalogue.codes import NATIONAL_CODE, read_code
from counter_app.domain.catalogue.list_fields import (
    ListField,
    ListTable,
    Mapped,
    says_ended,
    speaks_of_end,
)
from counter_app.domain.catalogue.procedure import Procedure
from counter_app.domain.tables import Cell, NoteKind, SheetRow
from counter_app.domain.text import clean, fold
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass, pattern
from counter_app.wording.catalogue.listing import FROM_ALWAYS, cell_words

if TYPE_CHECKING:
    from counter_app.desk.catalogue.lists.sectors import SectorNames

_IDENTITY = frozenset({ListField.CODE, ListField.NAME})
_HEADING = pattern(r"^([IVXLC]+|[A-Z]|\d{1,2})\s*[.)/-]\s*")
_LEVEL = pattern(r"[IVXLC]+|[A-Z]")
_COUNTING = pattern(r"^(?:[IVXLC]+|[A-Z]|\d{1,4})\s*[.)]?$")


_SUM = pattern(r"(?:tong(?: cong| so)?|cong)\b")
_PAGE = pattern(
    r"(?:trang|page)(?: so)? \d{1,4}(?: (?:tren |of )?\d{1,4})?|"
    r"(?:con )?tiep (?:theo|trang sau|theo trang (?:truoc|sau))|"
    r"(?:cong )?(?:mang sang|chuyen (?:sang )?trang sau|trang truoc chuyen sang)|"
    r"(?:noi nhan|ghi chu|ngay (?:in|lap))\b.*|nhu (?:dieu \d{1,2}|tren)|luu(?: vt| van thu).*|het"
)
"""The lines at the foot and the head of pages, and below the table of a decision."""
_LIKE_CODE = pattern(r"\d[.,]?\d{4}")
_SIGNATURES = frozenset(
    {
        "nguoi lap", "nguoi lap bieu", "lap bieu", "nguoi tong hop", "nguoi kiem tra", "chu tich", "pho chu tich",
        "kt chu tich", "tm uy ban nhan dan", "giam doc", "pho giam doc", "thu truong", "thu truong don vi",
        "thu truong co quan", "truong phong", "chanh van phong", "ky ten", "da ky", "ky ten dong dau",
        "ky ghi ro ho ten",
    }
)  # fmt: skip


@dataclass(slots=True)
class Line:
    """A line that speaks of a procedure; ``cells`` holds only what it says.

    ``since`` is the first day it names (``always``: that there is none), ``first`` the one of the version it means,
    ``above`` the sector that it or a line above names: merged cells have their text in the first line only; ``kept``
    the words of cells that were not all understood.
    """

    shown: CheckedLine
    code: str
    local_code: str
    case: str
    since: date | None = None
    always: bool = False
    first: date | None = None
    above: str = ""
    cells: dict[ListField, Cell] = field(default_factory=dict)
    kept: dict[ListField, str] = field(default_factory=dict)


Known = Mapping[str, Mapping[date | None, Procedure]]
"""Versions of the catalogue by code and first day."""


@dataclass
class _Reading:
    """One pass over a list.

    ``levels``: how the sector above is counted (I, A, 1); ``ended``: the heading over abolished ones; ``owner``: the
    last procedure, which merged cells go on with.
    """

    table: ListTable
    columns: Columns
    sectors: SectorNames
    known: Known
    complete_codes: bool
    heading: str = ""
    levels: frozenset[str] = frozenset()
    ended: str = ""
    above: str = ""
    owner: Line | None = None

    def lines(self) -> Iterator[Line]:
        """Every line, those with errors and those passed over too."""
        for at, (number, cells) in enumerate(self.table.lines):
            row = self.table.rows.get(at) or SheetRow(number=number, cells=cells)
            shown = CheckedLine(number=number, sheet=row.sheet)
            line = Line(shown, "", "", "", cells=self.columns.said(cells))
            if not self._passes(line, row):
                self._take(line, row)
                self._tell_end(line, self.table.ended.get(at) or self.ended)
            yield line

    def _passes(self, line: Line, row: SheetRow) -> bool:
        """True if a line is no line of its own: struck out, under merged cells, a heading, a footnote."""
        said, shown = line.cells, line.shown
        if tell_struck(shown, row, self.columns):
            return True
        code = self.columns.mapped.get(ListField.CODE, -1)
        if code in row.joined and self.owner is not None and ListField.CASE not in said:
            own = {
                name: cell
                for name, cell in said.items()
                if self.columns.mapped[name] not in row.joined
            }
            continue_line(self.owner.shown, self.owner.cells, shown, own, self.columns)
            return True
        title = _lone_text(row.cells)
        if title:
            self._hear_title(title, row, shown)
        if shown.outcome is not Outcome.PASSED_OVER and _is_remark(row, said):
            shown.outcome = Outcome.PASSED_OVER
            shown.say(Level.NOTE, _("Dòng cộng, ghi chú hoặc chữ ký, không đọc."))
            if self.owner is not None and not _is_sum(said, row):
                weighty = {name: said[name] for name in WEIGHTY if name in said}
                tell_unowned(self.owner.shown, shown, weighty, self.columns)
        passed = shown.outcome is Outcome.PASSED_OVER
        if not passed and _IDENTITY & (said.keys() | self.columns.uncomputed(row)):
            return False
        if not passed and self.owner is not None:
            tell_unowned(self.owner.shown, shown, said, self.columns)
        # A heading, a second line of heads, a footnote, a signature.
        shown.outcome = Outcome.PASSED_OVER
        texts = (clean(cell_words(cell)) for cell in row.cells if not blank_cell(cell))
        shown.name = title or next(texts, "")
        return True

    def _hear_title(self, title: str, row: SheetRow, shown: CheckedLine) -> None:
        """A line of one text: a group of procedures, the sector of those below, or something else about them."""
        ends = speaks_of_end(title)
        if ends is not None:
            self.ended = title if ends else ""
        bare, levels = _HEADING.sub("", title), _levels(title, row.cells)
        known = fold(bare).startswith("linh vuc ") or self.sectors.knows(bare)
        beside = bool(self.levels & levels) and ends is None
        if known or beside or _is_shouted(title):
            # What is counted on as the sector above was is one too, whether anybody knows it or not.
            self.heading, shown.outcome = bare if known or beside else "", Outcome.PASSED_OVER
            self.levels = levels if known else self.levels
        elif not levels and not self.levels and not title.startswith("("):
            self.heading = (
                ""  # perhaps another sector: whoever comes below is told where his was taken from
            )

    def _tell_end(self, line: Line, title: str) -> None:
        """A list of what is abolished looks like any other; a column of states says it line by line."""
        if ListField.STATE in self.columns.mapped:
            return
        if title:
            text = _(
                "Dòng nằm dưới “{title}” nên không nhập: thủ tục bị bãi bỏ. Ngừng áp dụng ở trang Danh mục."
            )
            line.shown.say(Level.ERROR, text.format(title=title[:80]), "state")
        elif ended := says_ended(line.shown.name, cell_words(line.cells.get(ListField.NOTE, ""))):
            text = _(
                "Dòng ghi “{said}” nên không nhập. Còn áp dụng thì bỏ lời này rồi nhập lại; không thì ngừng áp dụng ở"
                " trang Danh mục."
            )
            line.shown.say(Level.ERROR, text.format(said=clean(ended)[:80]), "state")

    def _take(self, line: Line, row: SheetRow) -> None:
        said, shown = line.cells, line.shown
        whole = dict(said)
        line.case = clean(cell_words(said.pop(ListField.CASE, "")))
        self.columns.complete(shown, said, row.cells)
        if self.heading and ListField.SECTOR not in said:
            said[ListField.SECTOR] = self.heading
        self.above = line.above = cell_words(said.get(ListField.SECTOR, "")) or self.above
        self._read_days(line)
        self._read_identity(line)
        tell_cells(shown, said, whole, row, self.columns)
        self.owner = line

    def _read_identity(self, line: Line) -> None:
        shown, said = line.shown, line.cells
        shown.name = clean(cell_words(said.get(ListField.NAME, "")))
        line.local_code = clean(cell_words(said.get(ListField.LOCAL_CODE, "")))
        self._read_code(line, clean(cell_words(said.pop(ListField.CODE, ""))))
        since = said.pop(ListField.VALID_FROM, None)
        line.always = isinstance(since, str) and fold(since) == fold(FROM_ALWAYS)
        line.since = since if isinstance(since, date) else None

    def _read_days(self, line: Line) -> None:
        """Days in the order of their column; one that could be another keeps its line out."""
        for name, column in self.columns.days.items():
            try:
                last = name is ListField.VALID_TO
                found = read_date(line.cells.get(name), column, last=last)
            except RuleError as error:
                line.shown.say(Level.ERROR, error.message, name.value)
                del line.cells[name]
            else:
                line.cells |= {name: found} if found is not None else {}

    def _read_code(self, line: Line, text: str) -> None:
        shown, said = line.shown, line.cells
        line.code = shown.code = plain = text.replace(" ", "")
        found = read_code(text)
        if not text:
            shown.say(
                Level.ERROR,
                _("Chưa có mã thủ tục. Ghi mã theo văn bản công bố, như 1.001193."),
                "code",
            )
        elif plain in self.known:
            pass  # a code of the catalogue need not look like a national one
        elif found.code:
            line.code = shown.code = found.code
            if found.whole != found.code and not line.local_code:
                said[ListField.LOCAL_CODE] = line.local_code = found.whole
        elif found.proposed:
            self._propose(line, text, found.proposed)
        else:
            shown.say(
                Level.ERROR,
                _("Mã “{code}” không đúng dạng 1.001193; kiểm tra số chữ số.").format(
                    code=plain[:40]
                ),
                "code",
            )

    def _propose(self, line: Line, text: str, proposed: str) -> None:
        """A code with digits lost: taken when asked for, or when the catalogue has it under this very name."""
        shown = line.shown
        names = {fold(item.name) for item in self.known.get(proposed, {}).values()}
        if self.complete_codes or fold(shown.name) in names:
            line.code = shown.code = proposed
            said = _("Mã “{code}” đọc là {proposed}.")
            shown.say(Level.WARNING, said.format(code=text[:40], proposed=proposed), "code")
            return
        shown.say(
            Level.ERROR,
            _(
                "Mã “{code}” không đúng dạng, có lẽ là {proposed}. Nếu đúng, chọn “Sửa mã theo gợi ý”"
                " (--complete-codes) rồi nhập lại."
            ).format(code=text[:40], proposed=proposed),
            "code",
        )


def read_lines(
    table: ListTable,
    columns: Mapped,
    sectors: SectorNames,
    known: Known,
    *,
    complete_codes: bool = False,
) -> list[Line]:
    """Every line of a list; ``complete_codes`` takes what a code can only have been."""
    mapped = Columns(table, columns)
    return list(_Reading(table, mapped, sectors, known, complete_codes).lines())


def _lone_text(cells: Iterable[Cell]) -> str:
    """The only text of a line besides its counting (I, A, 12); empty where there are more."""
    filled = list(islice((cell for cell in cells if not blank_cell(cell)), 3))
    if len(filled) > 2:
        return ""
    texts = {clean(cell_words(cell)) for cell in filled}
    texts = {text for text in texts if not _COUNTING.match(text)}
    return texts.pop() if len(texts) == 1 else ""


def _is_remark(row: SheetRow, said: Mapping[ListField, Cell]) -> bool:
    """True if a line is no procedure though it stands in the columns of code and name: a sum, a note, a signature."""
    code = clean(cell_words(said.get(ListField.CODE, "")))
    if NATIONAL_CODE.match(code):
        return False
    found = read_code(code)
    broken = any(note.kind is NoteKind.BROKEN for note in row.notes)
    if broken or not said.keys() & _IDENTITY or found.code or found.proposed:
        return False
    texts = [clean(cell) for cell in row.cells if isinstance(cell, str) and not blank_cell(cell)]
    words = [text for text in texts if not _COUNTING.match(text)]
    if words and all(fold(text) in _SIGNATURES or _PAGE.fullmatch(fold(text)) for text in words):
        return True
    if _is_sum(said, row):
        return True
    no_code = len(code.split()) > 1 and not _LIKE_CODE.search(code)
    return no_code and ListField.NAME not in said


def _is_sum(said: Mapping[ListField, Cell], row: SheetRow) -> bool:
    code = clean(cell_words(said.get(ListField.CODE, "")))
    texts = (clean(cell) for cell in row.cells if isinstance(cell, str) and not blank_cell(cell))
    first = next((text for text in texts if not _COUNTING.match(text)), "")
    named = code == first or not any(char.isalpha() for char in code)
    return bool(_SUM.match(fold(first))) and named


def _is_shouted(text: str) -> bool:
    """True if it names a group of procedures: official lists write it over them in capitals."""
    return text == text.upper() and any(char.isalpha() for char in text)


def _levels(title: str, cells: Iterable[Cell]) -> frozenset[str]:
    """The way a title is counted: by Roman numbers, letters, or figures before it; a figure alone counts procedures."""
    said = _HEADING.match(title)
    counts = (
        clean(cell).rstrip(" .)")
        for cell in cells
        if isinstance(cell, str) and not blank_cell(cell)
    )
    count = said[1] if said else next((one for one in counts if _LEVEL.fullmatch(one)), "")
    if count.isdigit():
        return frozenset({"figure"} if said else ())
    letter = len(count) == 1 and count not in "IVX"
    roman = bool(count) and set(count) <= set("IVXLC")
    return frozenset(name for name, so in (("letter", letter), ("roman", roman)) if so)
