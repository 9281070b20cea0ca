"""A paper of a procedure's own as a table of a spreadsheet: a line for each of its parts, in the order it is printed.

Three columns: which part, its words, and for a row or a signature the fact or the person that follows. What cannot be
read for certain is told with its line; half of a paper is never taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from counter_app.domain.lettering.damage import is_damaged
from counter_app.domain.paper.templates import FIELDS, PaperTemplate
from counter_app.domain.tables import NoteKind, SheetRow, columns_by_heads
from counter_app.domain.text import clean, fold
from counter_app.i18n import _
from counter_app.values import dataclass

HEADS = ("Phần", "Nội dung", "Trường")
"""The heads of the columns of such a table; the last may be empty or absent."""
_HEAD_WORDS: Mapping[str, tuple[str, ...]] = {
    "part": ("phan", "muc", "part"),
    "text": ("noi dung", "loi", "chu in", "text"),
    "field": ("truong", "du lieu", "thong tin", "field"),
}
_ONCE = {
    "key": ("Mã mẫu", "ma mau", "ma", "key"),
    "title": ("Tên giấy", "ten giay", "title"),
    "form_label": ("Tên mẫu", "ten mau", "form label"),
    "suffix": ("Ký hiệu", "ky hieu", "suffix"),
    "source": ("Nguồn", "nguon", "can cu", "source"),
}
_MANY = {
    "header": ("Đầu trang", "dau trang", "header"),
    "rows": ("Dòng", "dong", "row"),
    "notes": ("Ghi chú", "ghi chu", "note"),
    "signatures": ("Người ký", "nguoi ky", "ky", "signature"),
}
_WITH_FIELD = ("rows", "signatures", None)
_PARTS = {word: name for name, words in {**_ONCE, **_MANY}.items() for word in words[1:]}
_SIGNERS = {
    "": "", "applicant": "applicant", "nguoi nop": "applicant", "nguoi nop ho so": "applicant",
    "receiver": "receiver", "nguoi tiep nhan": "receiver", "cong chuc tiep nhan": "receiver",
}  # fmt: skip
_SIGNER_WORDS = {"applicant": "Người nộp", "receiver": "Người tiếp nhận", "": ""}
_HEAD_WITHIN = 20


@dataclass(frozen=True, slots=True)
class TemplateTable:
    """The record that the lines make, as ``PaperTemplate.from_dict`` takes it, and a sentence for each wrong line."""

    record: dict[str, Any]
    problems: tuple[str, ...]


def read_template_table(rows: Sequence[SheetRow]) -> TemplateTable | None:
    """The paper on a sheet; None where it has no heads of such a table."""
    for at, row in enumerate(rows[:_HEAD_WITHIN]):
        columns = columns_by_heads(row.cells, _HEAD_WORDS)
        if {"part", "text"} <= columns.keys():
            reading = _Reading(columns)
            for line in rows[at + 1 :]:
                reading.take(line)
            reading.end()
            return TemplateTable(reading.record, tuple(reading.problems))
    return None


def template_lines(template: PaperTemplate) -> Iterator[tuple[str, str, str]]:
    """The lines under ``HEADS`` that read back as the same paper."""
    for name, words in _ONCE.items():
        if text := getattr(template, name):
            yield words[0], text, ""
    for line in template.header:
        yield _MANY["header"][0], line, ""
    for row in template.rows:
        yield _MANY["rows"][0], row.label, FIELDS[row.field]
    for note in template.notes:
        yield _MANY["notes"][0], note, ""
    for item in template.signatures:
        yield _MANY["signatures"][0], item.title, _SIGNER_WORDS[item.signer]


@dataclass
class _Reading:
    """One pass over the lines, collecting what is wrong."""

    columns: Mapping[str, int]
    record: dict[str, Any] = field(default_factory=lambda: {name: [] for name in _MANY})
    problems: list[str] = field(default_factory=list)

    def take(self, row: SheetRow) -> None:
        """Add what a line says."""
        part, text, about = (self._cell(row, name) for name in ("part", "text", "field"))
        if not part and not text:
            return
        name = _PARTS.get(fold(part))
        if row.hidden or any(note.kind is not NoteKind.REPAIRED for note in row.notes):
            self._wrong(row, _("dòng ẩn, gạch bỏ hoặc không đọc được"))
        elif is_damaged(text) or is_damaged(part):
            self._wrong(row, _("chữ bị hỏng"))
        elif self._more(row) or (about and name not in _WITH_FIELD):
            self._wrong(row, _("có ô thừa; chữ có dấu ngăn cách phải đặt trong ngoặc kép"))
        elif name is None:
            known = ", ".join(words[0] for words in {**_ONCE, **_MANY}.values())
            self._wrong(
                row,
                _("không có phần “{part}”; các phần: {known}").format(part=part[:40], known=known),
            )
        elif name in _ONCE:
            if name in self.record:
                self._wrong(row, _("phần “{part}” ghi hai lần").format(part=part))
            self.record[name] = text
        else:
            self._add(row, name, text, about)

    def end(self) -> None:
        """Say what no line has said."""
        for name in ("key", "title"):
            if not self.record.get(name):
                self.problems.append(_("Thiếu phần “{part}”.").format(part=_ONCE[name][0]))

    def _add(self, row: SheetRow, name: str, text: str, about: str) -> None:
        if name == "rows":
            found = _FIELD_WORDS.get(fold(about))
            if found is None:
                self._wrong(row, _("không có trường “{name}”").format(name=about[:40]))
            self.record[name].append({"label": text, "field": found or ""})
        elif name == "signatures":
            signer = _SIGNERS.get(fold(about))
            if signer is None:
                self._wrong(row, _("người ký phải là Người nộp, Người tiếp nhận hoặc để trống"))
            self.record[name].append({"title": text, "signer": signer or ""})
        else:
            self.record[name].append(text)

    def _cell(self, row: SheetRow, name: str) -> str:
        at = self.columns.get(name, -1)
        cell = row.cells[at] if 0 <= at < len(row.cells) else None
        return clean(str(cell)) if cell is not None else ""

    def _more(self, row: SheetRow) -> bool:
        """True if a cell beside the columns says something: a text was cut in two, or it is another table."""
        known = set(self.columns.values())
        return any(cell not in (None, "") for at, cell in enumerate(row.cells) if at not in known)

    def _wrong(self, row: SheetRow, what: str) -> None:
        self.problems.append(_("Dòng {line}: {what}.").format(line=row.number, what=what))


_FIELD_WORDS = {fold(word): key for key, name in FIELDS.items() for word in (key, name)}
