"""Pairs of a local and an official code, read from a table file of whatever program and encoding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from counter_app.desk.tables.table_reader import read_tables
from counter_app.domain.cell import digits
from counter_app.domain.dossier.codes import DossierCode, parse_barcode, parse_code
from counter_app.domain.official.codes import looks_official
from counter_app.domain.tables import Cell, NoteKind, Sheet, SheetRow
from counter_app.domain.text import fold
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

MOST_PAIRS = 5_000
_QUOTES = "'’‘`\" "


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A local code and the official one beside it, from line ``line`` of a file; ``sheet`` where it has several."""

    line: int
    code: str
    official: str
    sheet: str = ""

    @property
    def place(self) -> str:
        """The place of the pair: ``12``, ``Tháng 11 12``."""
        return f"{self.sheet} {self.line}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFile:
    """The pairs of a file, and a sentence for everything that was left out or looks doubtful."""

    pairs: tuple[Pair, ...]
    remarks: tuple[str, ...] = ()


def read_pair_file(path: Path) -> PairFile:
    """The pairs of every sheet that is not hidden; titles and heads above them, once or on every page, are passed over.

    The local code may stand before or after the official one. Errors: RuleError (field "file"; rule "pairs" when the
    table has none, or too many).
    """
    sheets = [sheet for sheet in read_tables(path).sheets if sheet.rows]
    pairs: list[Pair] = []
    remarks: list[str] = []
    for sheet in sheets:
        if sheet.hidden:
            text = _("Trang tính ẩn “{name}” không đọc ({rows} dòng).")
            remarks.append(text.format(name=sheet.name, rows=len(sheet.rows)))
            continue
        found = _Pairs(sheet, several=len(sheets) > 1)
        pairs += found.pairs
        remarks += found.remarks
    if not pairs and remarks:
        raise RuleError(
            _("Không có cặp mã nào đọc được. Sửa tệp rồi nhập lại: {reasons}").format(
                reasons=" ".join(remarks[:5])
            ),
            field="file",
            rule="pairs",
        )
    if not pairs or len(pairs) > MOST_PAIRS:
        raise RuleError(
            _(
                "Không có dòng mã nào. Chọn tệp mỗi dòng có hai cột: mã hồ sơ của quầy và mã hồ "
                "sơ chính thức, nhiều nhất {most} dòng."
            ).format(most=MOST_PAIRS),
            field="file",
            rule="pairs",
        )
    return PairFile(pairs=tuple(pairs), remarks=tuple(remarks))


class _Pairs:
    """The pairs of one sheet."""

    def __init__(self, sheet: Sheet, *, several: bool) -> None:
        self._name = sheet.name if several else ""
        self.remarks: list[str] = []
        texts = [(row, [_code_text(cell) for cell in row.cells]) for row in sheet.rows]
        self._own = _column(texts, _is_own)
        self._official = _column(texts, looks_official)
        self.pairs = list(self._read(texts))
        if not self.pairs and several:
            text = _("Trang tính “{name}” không có cặp mã nào ({rows} dòng).")
            self.remarks = [text.format(name=sheet.name, rows=len(sheet.rows))]

    def _read(self, texts: Sequence[tuple[SheetRow, list[str]]]) -> Iterator[Pair]:
        heads: set[str] = set()
        begun = False
        for row, cells in texts:
            said = [text for text in cells if text]
            own = [text for text in said if _is_own(text)]
            struck = [note.said for note in row.notes if note.kind is NoteKind.STRUCK]
            if any(note.kind is NoteKind.NOT_COMPUTED for note in row.notes):
                text = _("Dòng {line} có công thức chưa tính. Mở bằng Excel, lưu lại rồi nhập.")
                self._remark(text, row)
            if struck:
                text = _("Dòng {line} có chữ bị gạch ngang, không đọc: “{said}”.")
                self._remark(text, row, said="; ".join(struck)[:60])
            official = {text for text in said if text not in own and looks_official(text)}
            begun = begun or bool(own)
            if not begun and not official:
                heads |= {fold(text) for text in said}
            elif len(official) > 1 or len(set(map(_parsed, own))) > 1:
                text = _("Dòng {line} có nhiều mã ({said}), chưa đọc. Xóa cột thừa rồi nhập lại.")
                self._remark(
                    text, row, said=", ".join(sorted(official if len(official) > 1 else own))
                )
            elif own or (len(said) > 1 and not {fold(text) for text in said} <= heads):
                if row.hidden:
                    self._remark(_("Dòng {line} bị ẩn trong tệp; vẫn được đọc."), row)
                yield self._pair(row, cells, own)
            elif said and not {fold(text) for text in said} <= heads:
                text = _("Dòng {line} không có cặp mã, không đọc: “{said}”.")
                self._remark(text, row, said="; ".join(said)[:60])

    def _pair(self, row: SheetRow, cells: list[str], own: list[str]) -> Pair:
        said = [text for text in cells if text]
        code = own[0] if own else _at(cells, self._own) or said[0]
        others = [text for text in said if text is not code]
        official = next((text for text in others if looks_official(text)), None)
        if official is None:
            stands = 0 <= self._official < len(cells)
            official = cells[self._official] if stands else next(iter(others), "")
        return Pair(line=row.number, code=code, official=official, sheet=self._name)

    def _remark(self, text: str, row: SheetRow, **values: object) -> None:
        place = f"{self._name} {row.number}".strip()
        self.remarks.append(text.format(line=place, **values))


def _parsed(text: str) -> DossierCode | None:
    """The local code that a text is, as people or as bars write it."""
    return parse_code(text) or parse_barcode(text)


def _is_own(text: str) -> bool:
    return _parsed(text) is not None


def _column(texts: Sequence[tuple[SheetRow, list[str]]], fits: Callable[[str], bool]) -> int:
    """The column most cells of which fit; -1 where none does."""
    counted = Counter(
        at for _row, cells in texts for at, text in enumerate(cells) if text and fits(text)
    )
    return counted.most_common(1)[0][0] if counted else -1


def _at(cells: Sequence[str], at: int) -> str:
    return cells[at] if 0 <= at < len(cells) else ""


def _code_text(cell: Cell) -> str:
    """A cell as it was typed: a spreadsheet keeps a code of digits as a number."""
    if isinstance(cell, int | float):
        return digits(cell)
    return "" if cell is None else str(cell).strip(_QUOTES)
