"""Lists of procedures as provinces send them: any columns in any order, recognised by words in their heads."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.domain.text import clean, fold
from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from counter_app.domain.tables import Cell, SheetRow, SheetSummary

HEAD_WITHIN = 20
"""The heads stand in one of the first lines, below the letterhead."""


class ListField(StrEnum):
    """The subjects a column may have."""

    CODE = "code"
    LOCAL_CODE = "local_code"
    NAME = "name"
    SECTOR = "sector"
    CASE = "case"
    LIMIT = "limit"
    EXTENSION = "extension"
    FEE = "fee"
    FEE_NOTE = "fee_note"
    RELIEFS = "reliefs"
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
        "thoi gian", "so ngay giai quyet", "so ngay lam viec", "so ngay thuc hien", "limit",
    ),
    ListField.EXTENSION: ("gia han xac minh", "gia han", "extension"),
    ListField.FEE: ("phi le phi", "le phi phi", "le phi", "phi", "muc thu", "muc phi", "fee"),
    ListField.FEE_NOTE: ("ghi chu ve phi", "ghi chu phi", "mien giam", "fee note"),
    ListField.RELIEFS: ("doi tuong mien giam phi", "doi tuong mien giam", "fee reliefs"),
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
    ListField.MARK: ("do tin cay cua can cu", "muc can cu", "do tin cay", "mark"),
    ListField.NOTE: ("ghi chu", "note"),
    ListField.RESUME: ("tinh han sau bo sung", "sau bo sung", "resume"),
    ListField.SUPPLEMENT_DAYS: ("so ngay cho bo sung", "han bo sung", "supplement days"),
    ListField.TEMPLATE: ("mau thay mau so 01", "mau giay hen", "template"),
    ListField.INNER_WD: ("so ngay xong truoc", "xong truoc", "inner wd"),
}  # fmt: skip
"""Folded words of a head, the most usual first."""

_OF_BEFORE = pattern(
    r"\b(?:cũ|trước đây|trước khi (?:sửa|thay|cắt|đổi)\w*|đã (?:bãi bỏ|thay thế)|old)\b",
    re.IGNORECASE,
)
_LESS = 0.01
"""A column of what was so before is read only where no other speaks of the same."""
_COLUMN_NUMBER = pattern(r"^\(?\d{1,2}\)?(?:\s*=.*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTable:
    """A table file read: its heads, and under them the lines with their numbers in the file (from 1).

    ``rows``: what else a reader saw of a line, by its place in ``lines``; ``sheets``: all of the file, read or not;
    ``separated``: a text file, where a cell too many moves all those behind it; ``unread``: where another table begins
    below, and how many lines it has; ``money_counted``: the word for what a line above the table counts money in
    ("ĐVT: 1.000 đồng"), where it is not đồng; ``above``: lines over the heads that look like lines of the list;
    ``ended``: lines, by their place, that stand in a sheet or under a title of abolished procedures, with its words;
    ``code_table``: what all texts were written in before Unicode.
    """

    name: str
    sha256: str
    heads: tuple[str, ...]
    lines: tuple[tuple[int, tuple[Cell, ...]], ...]
    rows: Mapping[int, SheetRow] = field(default_factory=dict)
    sheets: tuple[SheetSummary, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    separated: bool = False
    unread: tuple[tuple[int, int], ...] = ()
    above: tuple[int, ...] = ()
    ended: Mapping[int, str] = field(default_factory=dict)
    money_counted: str = ""
    code_table: str = ""

    @property
    def signature(self) -> str:
        """The same for every file with the same heads in the same order; under it a mapping is remembered."""
        joined = "\n".join(fold(head) for head in self.heads)
        return hashlib.sha256(joined.encode()).hexdigest()[:16]


Mapped = Mapping[ListField, int]
"""The column (from 0) each field is read from; a field without a column is left as the catalogue has it."""


def guess_columns(heads: Sequence[str]) -> dict[ListField, int]:
    """The best column for each field by the words of the heads; each column serves one field."""
    scored = [
        (score, -column, field)
        for column, head in enumerate(heads)
        for field in ListField
        if (score := _score(fold(head), field) * (_LESS if _OF_BEFORE.search(head) else 1))
    ]
    found: dict[ListField, int] = {}
    for _score_of, column, about in sorted(scored, key=lambda item: item[:2], reverse=True):
        if about not in found and -column not in found.values():
            found[about] = -column
    return {field: found[field] for field in ListField if field in found}


def columns_of(table: ListTable) -> dict[ListField, int]:
    """The best columns of a table; one that is hidden serves only a field no other column speaks of."""
    seen = guess_columns(
        ["" if at in table.hidden_columns else head for at, head in enumerate(table.heads)]
    )
    if not table.hidden_columns:
        return seen
    taken = set(seen.values())
    others = {field: at for field, at in guess_columns(table.heads).items() if at not in taken}
    return others | seen


def rival_columns(heads: Sequence[str], columns: Mapped) -> dict[int, ListField]:
    """Columns nothing is read from whose heads speak of a field that is read from another one."""
    taken = set(columns.values())
    found: dict[int, ListField] = {}
    for at, head in enumerate(heads):
        if at in taken or not head:
            continue
        about = next(iter(guess_columns([head])), None)
        if about is not None and about in columns:
            found[at] = about
    return found


def speaks_of_online(head: str) -> bool:
    """True if a column is about what is done on the portal: a fee of its own, usually the lower one."""
    words = f" {fold(head)} "
    return any(
        f" {word} " in words for word in ("truc tuyen", "online", "toan trinh", "mot phan", "dvc")
    )


_END = (
    r"(?:bai bo|(?:het|mat|khong con) hieu luc|huy bo|(?:tam )?(?:ngung|dung) (?:ap dung|thuc hien|tiep nhan)"
    r"|tam (?:ngung|dung)|khong con (?:ap dung|thuc hien)|(?:dua|loai) (?:ra )?khoi danh muc|bi thay the)"
)
_ENDED = pattern(rf"\b(?:thu tuc|tthc|danh muc)\b.*\b{_END}\b")
_ENDED_ALONE = pattern(rf"(?:[a-z\d]{{1,4}} )?(?:cac )?(?:thu tuc |tthc )?(?:da |bi )*{_END}")
_IN_FORCE = pattern(
    r"\b(?:ban hanh moi|moi ban hanh|sua doi|duoc bo sung|chuan hoa|(?<!khong )con hieu luc|dang ap dung"
    r"|duoc thay the)\b"
)
_ENDED_SELF = pattern(
    rf"(?:(?:thu tuc|tthc) (?:nay )?)?(?:(?:da |bi )*{_END}\b(?! (?:mot phan|noi dung|quyet dinh|thu tuc|yeu cau"
    r"|thanh phan|truc tuyen|tren|qua))|(?:da |duoc |bi )*thay the (?:boi|bang)\b)"
)
_BEHIND = pattern(r"\(([^()]*)\)\s*$")
_TITLE = 250


def says_ended(name: str, note: str) -> str:
    """The words by which a line says that its own procedure is abolished: behind its name, or as its remark."""
    behind = _BEHIND.search(name)
    texts = (behind[1] if behind else "", note)
    return next((text for text in texts if _ENDED_SELF.match(fold(text))), "")


def ended_state(text: str) -> bool:
    """True if a state is that of a procedure that is abolished or put aside, and says nothing else."""
    return _ENDED_ALONE.fullmatch(fold(text)) is not None


def speaks_of_end(title: str) -> bool | None:
    """True if a title stands over abolished procedures, or over those in force; None where it speaks of neither."""
    if len(title) > _TITLE:
        return None
    plain = fold(title)
    if _IN_FORCE.search(plain):
        return False
    ended = _ENDED.search(plain) or _ENDED_ALONE.fullmatch(plain)
    return True if ended else None


_THOUSANDS = pattern(r"\b(?:1 000|1000|nghin|ngan) ?(?:dong|d|vnd)\b")
_MILLIONS = pattern(r"\b(?:1 000 000|1000000|trieu) ?(?:dong|d|vnd)\b")


def money_counted(words: str) -> str:
    """The money unit in a head: "Mức thu (nghìn đồng)", "ĐVT: triệu đồng"; empty where it names none."""
    plain = fold(words)
    if _MILLIONS.search(plain):
        return "triệu"
    return "nghìn" if _THOUSANDS.search(plain) else ""


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
    """True if a line only numbers the columns, as official tables do below their heads: (1) (2) (3)."""
    count = 0
    for cell in cells:
        if cell is None or cell == "":
            continue
        if not _COLUMN_NUMBER.match(str(cell).strip()):
            return False
        count += 1
    return count > 1
