"""Lists of procedures as provinces send them: any columns in any order, recognised by words in their heads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counter_app.domain.text import clean, fold

Cell = str | int | float | date | None
"""What a table file holds; a moment counts as its day."""

HEAD_WITHIN = 20
"""The heads stand in one of the first lines, below the letterhead."""


class ListField(StrEnum):
    """What a column may be about."""

    CODE = "code"
    LOCAL_CODE = "local_code"
    NAME = "name"
    SECTOR = "sector"
    CASE = "case"
    LIMIT = "limit"
    EXTENSION = "extension"
    FEE = "fee"
    FEE_NOTE = "fee_note"
    PAPERS = "papers"
    SETS = "sets"
    STEPS = "steps"
    RESOLVER = "resolver"
    RESULT = "result"
    LEGAL_BASIS = "legal_basis"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    SOURCE = "source"
    STATE = "state"
    SYNONYMS = "synonyms"
    MARK = "mark"
    NOTE = "note"
    RESUME = "resume"
    SUPPLEMENT_DAYS = "supplement_days"
    TEMPLATE = "template"
    INNER_WD = "inner_wd"


HEAD_WORDS: dict[ListField, tuple[str, ...]] = {
    ListField.CODE: (
        "ma tthc", "ma thu tuc", "ma so tthc", "ma so thu tuc", "ma quoc gia", "ma so", "ma",
        "ma thu tuc hanh chinh", "code",
    ),
    ListField.LOCAL_CODE: ("ma dia phuong", "ma noi bo", "ma tinh", "ma cua tinh", "local code"),
    ListField.NAME: (
        "ten thu tuc hanh chinh", "ten thu tuc", "ten tthc", "thu tuc hanh chinh", "tthc",
        "thu tuc", "ten", "name",
    ),
    ListField.SECTOR: ("linh vuc", "ten linh vuc", "nhom thu tuc", "sector"),
    ListField.CASE: ("truong hop", "ten truong hop", "case"),
    ListField.LIMIT: (
        "thoi han giai quyet", "thoi gian giai quyet", "thoi han", "thoi gian thuc hien",
        "thoi gian", "limit",
    ),
    ListField.EXTENSION: ("gia han xac minh", "gia han", "extension"),
    ListField.FEE: ("phi le phi", "le phi phi", "le phi", "phi", "muc thu", "muc phi", "fee"),
    ListField.FEE_NOTE: ("ghi chu ve phi", "ghi chu phi", "mien giam", "fee note"),
    ListField.PAPERS: ("thanh phan ho so", "ho so gom", "giay to phai nop", "giay to", "papers"),
    ListField.SETS: ("so bo ho so", "so bo", "so luong ho so", "sets"),
    ListField.STEPS: ("quy trinh noi bo", "quy trinh", "cac buoc", "trinh tu thuc hien", "steps"),
    ListField.RESOLVER: (
        "nguoi giai quyet", "co quan giai quyet", "co quan thuc hien", "don vi giai quyet",
        "co quan co tham quyen", "resolver",
    ),
    ListField.RESULT: ("ket qua giai quyet", "ket qua thuc hien", "ket qua", "result"),
    ListField.LEGAL_BASIS: ("can cu phap ly", "co so phap ly", "can cu", "legal basis"),
    ListField.VALID_FROM: (
        "ap dung tu", "hieu luc tu", "ngay hieu luc", "ngay co hieu luc", "tu ngay", "valid from",
    ),
    ListField.VALID_TO: ("ap dung den", "hieu luc den", "het hieu luc", "den ngay", "valid to"),
    ListField.SOURCE: (
        "nguon", "quyet dinh cong bo", "van ban cong bo", "so quyet dinh", "source",
    ),
    ListField.STATE: ("tinh trang", "trang thai", "state"),
    ListField.SYNONYMS: ("tu tim nhanh", "tu dong nghia", "tu khoa", "ten goi khac", "synonyms"),
    ListField.MARK: ("muc can cu", "do tin cay", "mark"),
    ListField.NOTE: ("ghi chu", "note"),
    ListField.RESUME: ("tinh han sau bo sung", "sau bo sung", "resume"),
    ListField.SUPPLEMENT_DAYS: ("so ngay cho bo sung", "han bo sung", "supplement days"),
    ListField.TEMPLATE: ("mau thay mau so 01", "mau giay hen", "template"),
    ListField.INNER_WD: ("so ngay xong truoc", "xong truoc", "inner wd"),
}  # fmt: skip
"""Folded words of a head, the most usual first."""

_COLUMN_NUMBER = re.compile(r"^\(?\d{1,2}\)?(?:\s*=.*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTable:
    """A table file read: its heads, and under them the lines with their numbers in the file (from 1)."""

    name: str
    sha256: str
    heads: tuple[str, ...]
    lines: tuple[tuple[int, tuple[Cell, ...]], ...]

    @property
    def signature(self) -> str:
        """The same for every file with the same heads in the same order; under it a mapping is remembered."""
        joined = "\n".join(fold(head) for head in self.heads)
        return hashlib.sha256(joined.encode()).hexdigest()[:16]


Mapped = Mapping[ListField, int]
"""Which column (from 0) a field is read from; a field without a column is left as the catalogue has it."""


def guess_columns(heads: Sequence[str]) -> dict[ListField, int]:
    """The best column for each field by the words of the heads; each column serves one field."""
    scored = [
        (score, -column, field)
        for column, head in enumerate(heads)
        for field in ListField
        if (score := _score(fold(head), field))
    ]
    found: dict[ListField, int] = {}
    for _score_of, column, field in sorted(scored, key=lambda item: item[:2], reverse=True):
        if field not in found and -column not in found.values():
            found[field] = -column
    return {field: found[field] for field in ListField if field in found}


def _score(head: str, field: ListField) -> float:
    """Whole heads before parts of heads, long words before short ones."""
    best = 0.0
    for words in HEAD_WORDS[field]:
        if head == words:
            best = max(best, 1000.0 + len(words))
        elif f" {words} " in f" {head} ":
            # A head that begins with the words is about them; one that only mentions them may be not.
            best = max(best, len(words) * (2.0 if head.startswith(words) else 1.0))
    return best


def head_line(lines: Sequence[Sequence[Cell]]) -> int:
    """The line that reads most like heads, among the first ones; the first line with two texts when none does."""
    best, most = -1, 1
    for at, cells in enumerate(lines[:HEAD_WITHIN]):
        texts = [clean(cell) if isinstance(cell, str) else "" for cell in cells]
        known = len(guess_columns([text for text in texts if len(text) <= 60]))
        if known > most:
            best, most = at, known
    if best >= 0:
        return best
    filled = (
        at for at, cells in enumerate(lines) if sum(cell not in (None, "") for cell in cells) > 1
    )
    return next(filled, 0)


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether a line only numbers the columns, as official tables do below their heads: (1) (2) (3)."""
    texts = [str(cell).strip() for cell in cells if cell not in (None, "")]
    return len(texts) > 1 and all(_COLUMN_NUMBER.match(text) for text in texts)
