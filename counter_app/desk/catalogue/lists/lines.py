"""From the lines of a list to procedures: which line speaks of which version, and which of them cannot be used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from counter_app.desk.catalogue.lists.fields import read_date
from counter_app.desk.catalogue.lists.findings import CheckedLine, Level, Outcome
from counter_app.desk.catalogue.lists.sectors import SectorNames
from counter_app.domain.catalogue.list_fields import Cell, ListField, ListTable, Mapped
from counter_app.domain.text import clean, fold
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.wording.listing import FROM_ALWAYS, cell_words

NATIONAL_CODE = re.compile(r"^[123]\.\d{6}$")
_WITH_SUFFIX = re.compile(r"^(?P<national>[123]\.\d{6})(?:\.\d{2,3}){0,3}(?:\.[A-Z]\d{2,3})?$")
"""``2.000815.000.00.00.H55``: the province's own ending behind the national code."""
_HEADING = re.compile(r"^(?:[IVXLC]+|[A-Z]|\d{1,2})\s*[.)/-]\s*")
_COUNTING = re.compile(r"^(?:[IVXLC]+|[A-Z]|\d{1,4})\s*[.)]?$")
_NUMBER = re.compile(r"\s*\d{1,4}(?:[.,]\d{1,2})?\s*")
_BLANK = {"", "-", "–", "…"}


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


def read_lines(
    table: ListTable, columns: Mapped, sectors: SectorNames, known: Collection[str]
) -> Iterable[Line]:
    """Every line, those with errors and those passed over too; ``known`` codes need not look like national ones."""
    heading = above = ""
    unit = _unit(table.heads[columns[ListField.LIMIT]]) if ListField.LIMIT in columns else ""
    for number, cells in table.lines:
        said = {
            name: cells[at]
            for name, at in columns.items()
            if at < len(cells) and not _blank(cells[at])
        }
        if unit and _NUMBER.fullmatch(text := cell_words(said.get(ListField.LIMIT, ""))):
            said[ListField.LIMIT] = f"{text.strip()} {unit}"
        shown = CheckedLine(number=number)
        line = Line(shown, "", "", clean(cell_words(said.pop(ListField.CASE, ""))), cells=said)
        title = _lone_text(cells)
        if not {ListField.CODE, ListField.NAME} & set(said):
            shown.outcome = Outcome.PASSED_OVER  # a second line of heads, a footnote, a signature
        if title and _is_heading(title, sectors):
            bare = _HEADING.sub("", title)
            named = fold(bare).startswith("linh vuc ") or sectors.knows(bare)
            heading, shown.outcome = bare if named else "", Outcome.PASSED_OVER
        if shown.outcome is Outcome.PASSED_OVER:
            shown.name = title or next(
                clean(cell_words(cell)) for cell in cells if not _blank(cell)
            )
        else:
            if heading and ListField.SECTOR not in said:
                said[ListField.SECTOR] = heading
            above = line.above = cell_words(said.get(ListField.SECTOR, "")) or above
            _read_identity(line, known)
        yield line


def _unit(head: str) -> str:
    """What a head says its bare numbers count: "Thời hạn (ngày làm việc)" over 3, 5, 10."""
    words = f" {fold(head)} "
    units = (
        ("ngay lam viec", "ngày làm việc"),
        ("gio", "giờ"),
        ("thang", "tháng"),
        ("ngay", "ngày"),
    )
    return next((unit for word, unit in units if f" {word} " in words), "")


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and cell.strip() in _BLANK)


def _lone_text(cells: Iterable[Cell]) -> str:
    """The only text of a line besides its counting (I, A, 12); empty where there are more."""
    filled = list(islice((cell for cell in cells if not _blank(cell)), 3))
    if len(filled) > 2:
        return ""
    texts = {clean(cell_words(cell)) for cell in filled}
    texts = {text for text in texts if not _COUNTING.match(text)}
    return texts.pop() if len(texts) == 1 else ""


def _is_heading(text: str, sectors: SectorNames) -> bool:
    """Whether it names a group of procedures: official lists write it over them in a line of its own."""
    bare = _HEADING.sub("", text)
    shouted = text == text.upper() and any(char.isalpha() for char in text)
    return shouted or fold(bare).startswith("linh vuc ") or sectors.knows(bare)


def _read_identity(line: Line, known: Collection[str]) -> None:
    shown, said = line.shown, line.cells
    shown.name = clean(cell_words(said.get(ListField.NAME, "")))
    text = clean(cell_words(said.pop(ListField.CODE, ""))).replace(" ", "")
    line.local_code = clean(cell_words(said.get(ListField.LOCAL_CODE, "")))
    line.code = shown.code = text
    suffixed = _WITH_SUFFIX.match(text)
    if not text:
        shown.say(Level.ERROR, _("Chưa có mã thủ tục."), "code")
    elif text not in known and suffixed is not None:
        line.code = shown.code = suffixed["national"]
        if text != line.code and not line.local_code:
            said[ListField.LOCAL_CODE] = line.local_code = text
    elif text not in known:
        shown.say(
            Level.ERROR,
            _("Mã “{code}” không đúng dạng 1.001193; kiểm tra số chữ số.").format(code=text[:40]),
            "code",
        )
    since = said.pop(ListField.VALID_FROM, None)
    line.always = isinstance(since, str) and fold(since) == fold(FROM_ALWAYS)
    try:
        line.since = read_date(since)
    except RuleError as error:
        shown.say(Level.ERROR, error.message, "valid_from")
