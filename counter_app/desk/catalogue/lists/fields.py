"""One field of a list: the cell that says what a procedure has, and what a cell says about a procedure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from counter_app.domain.catalogue.law_changes import keep_cutoff
from counter_app.domain.catalogue.limit_words import LimitReading, read_limit
from counter_app.domain.catalogue.limits import LimitUnit
from counter_app.domain.catalogue.list_fields import ListField, ended_state
from counter_app.domain.catalogue.paper_words import read_papers, read_steps
from counter_app.domain.catalogue.procedure import Case, PaperItem, Procedure, ReviewState
from counter_app.domain.day_columns import DayColumn
from counter_app.domain.fees.fee import FeeRule
from counter_app.domain.fees.fee_words import FeeReading, read_fee
from counter_app.domain.fees.reliefs import read_reliefs
from counter_app.domain.text import clean, fold
from counter_app.domain.written_days import written_day
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass, pattern
from counter_app.wording.catalogue import listing as words

if TYPE_CHECKING:
    from counter_app.domain.tables import Cell

CASE_FIELDS = (
    ListField.LIMIT,
    ListField.FEE,
    ListField.FEE_NOTE,
    ListField.RELIEFS,
    ListField.PAPERS,
)
"""The fields a case may have of its own."""

Changes = dict[str, Any]
"""Names of a procedure's (or case's) facts with their new values."""

WRITERS: Mapping[ListField, Callable[[Procedure], Cell]] = {
    ListField.CODE: lambda item: item.code,
    ListField.LOCAL_CODE: lambda item: item.local_code,
    ListField.NAME: lambda item: item.name,
    ListField.SECTOR: lambda item: item.sector,
    ListField.CASE: lambda _item: "",
    ListField.LIMIT: lambda item: words.limit_words(item.limit, no_due=item.no_due),
    ListField.EXTENSION: lambda item: item.extension_wd or None,
    ListField.FEE: lambda item: words.fee_words(item.fee),
    ListField.FEE_NOTE: lambda item: item.fee.note,
    ListField.RELIEFS: lambda item: words.reliefs_words(item.fee.reliefs),
    ListField.PAPERS: lambda item: words.papers_words(item.papers),
    ListField.SETS: lambda item: item.sets,
    ListField.STEPS: lambda item: words.steps_words(item.steps),
    ListField.RESOLVER: lambda item: item.resolver,
    ListField.RESULT: lambda item: item.result,
    ListField.LEGAL_BASIS: lambda item: item.legal_basis,
    ListField.VALID_FROM: lambda item: item.valid_from,
    ListField.VALID_TO: lambda item: item.valid_to,
    ListField.SOURCE: lambda item: item.source,
    ListField.STATE: lambda item: words.state_words(item.state),
    ListField.SYNONYMS: lambda item: ", ".join(item.synonyms),
    ListField.MARK: lambda item: item.mark,
    ListField.NOTE: lambda item: item.note,
    ListField.RESUME: lambda item: words.resume_words(item.resume),
    ListField.SUPPLEMENT_DAYS: lambda item: words.waiting_words(item) or None,
    ListField.TEMPLATE: lambda item: item.template,
    ListField.INNER_WD: lambda item: item.inner_wd or None,
}

CASE_WRITERS: Mapping[ListField, Callable[[Case], Cell]] = {
    ListField.CASE: lambda case: case.name,
    ListField.LIMIT: lambda case: words.limit_words(case.limit),
    ListField.FEE: lambda case: words.fee_words(case.fee),
    ListField.FEE_NOTE: lambda case: case.fee.note if case.fee else "",
    ListField.RELIEFS: lambda case: words.reliefs_words(case.fee.reliefs) if case.fee else "",
    ListField.PAPERS: lambda case: (
        _("Không") if case.papers == () else words.papers_words(case.papers)
    ),
}


@dataclass(frozen=True, slots=True)
class FieldReading:
    """The changes of a cell; ``doubt`` tells the part that was not understood, ``kept`` are its words to keep."""

    changes: Changes
    doubt: str = ""
    kept: str = ""


def read_field(field: ListField, cell: Cell, before: Procedure | Case) -> FieldReading:
    """The reading of a cell, over the facts as they stand ``before``. Errors: RuleError saying what cannot be read."""
    text = words.cell_words(cell)
    if field in _TEXTS:
        return FieldReading({field.value: text})
    if field in _NUMBERS:
        return FieldReading({_NUMBERS[field]: _number(field, text)})
    return _READERS[field](cell, text, before)


_TEXTS = frozenset(
    {
        ListField.LOCAL_CODE, ListField.RESOLVER, ListField.RESULT, ListField.LEGAL_BASIS,
        ListField.SOURCE, ListField.MARK, ListField.NOTE, ListField.TEMPLATE,
    }
)  # fmt: skip
_NUMBERS = {
    ListField.SETS: "sets",
    ListField.EXTENSION: "extension_wd",
    ListField.INNER_WD: "inner_wd",
}
_BARE = pattern(r"\s*0*(\d{1,3})(?:[.,]0+)?\s*")
_SETS = pattern(r"(?:so luong |gom )?0*(\d{1,3})(?: [a-z]{2,9})?(?: (?:bo|ho so)\b.*)?")
_STATES = {
    ReviewState.CONFIRMED: (
        "da ra soat", "da xac nhan", "da xem lai", "da duyet", "da doi chieu", "confirmed",
    ),
    ReviewState.NEEDS_CONFIRMATION: (
        "can xac nhan", "can xem lai", "can ra soat", "chua xac nhan", "needs confirmation",
        "chua duyet",
    ),
    ReviewState.INACTIVE: ("inactive",),
}  # fmt: skip
_RESUMES = {
    "restart": ("tinh lai tu dau", "tinh lai", "restart"),
    "shift": (
        "lui han dung bang thoi gian cho",
        "cong thoi gian cho",
        "tinh tiep",
        "shift",
    ),
    "": ("theo don vi",),
}


def _number(field: ListField, text: str) -> int:
    if field is not ListField.SETS:
        return _days(field, text, LimitUnit.WORKING_DAY)[0]
    found = _SETS.fullmatch(fold(text))
    if found is None or "-" in text:
        raise RuleError(
            _("{field} “{text}” không phải là số. Ghi bằng chữ số.").format(
                field=words.field_title(field), text=clean(text)[:40]
            ),
            field=field.value,
        )
    return max(int(found[1]), 1)


def _days(field: ListField, text: str, bare: LimitUnit) -> tuple[int, LimitUnit]:
    """Whole days and which ones: a number alone counts ``bare`` ones. Errors: RuleError for what is no such number."""
    number = _BARE.fullmatch(text)
    if number is not None:
        return int(number[1]), bare
    with suppress(RuleError):
        found = _limit_of(text)
        limit = None if found.doubtful else found.limit
        if (
            limit is not None
            and limit.unit in {bare, LimitUnit.WORKING_DAY}
            and limit.value % 1 == 0
        ):
            return int(limit.value), limit.unit
    raise RuleError(
        _("{field} “{text}” không phải là số ngày. Ghi như “5 ngày làm việc”.").format(
            field=words.field_title(field), text=clean(text)[:40]
        ),
        field=field.value,
    )


_USUAL = DayColumn()
_NO_LIST = pattern(
    r"^(?:thuc hien )?(?:theo (?:quy dinh|huong dan|mau|luat|phu luc|van ban|quyet dinh)|nhu tren|xem )[^\n;]{0,80}$"
)
"""Words in a column of papers that name none."""
_HOUR = pattern(r"\d{1,2}(?::\d{2}){1,2}(?:\.\d+)?")
_OF_DAYS = frozenset("ngay co hieu luc thi hanh ap dung la gio sa ch am pm t z".split())  # noqa: SIM905
_OF_FIRST, _OF_LAST = _OF_DAYS | {"tu", "ke", "bat", "dau"}, _OF_DAYS | {"den", "toi", "het"}
"""The words that may stand beside a first day and beside a last one: "hết hiệu lực" is beside no first day."""


def read_date(cell: Cell, column: DayColumn = _USUAL, *, last: bool = False) -> date | None:
    """A first or ``last`` day however it is written, also as a spreadsheet's number, in its column's order.

    Errors: RuleError for anything else, and for what could be another day.
    """
    if isinstance(cell, str) and fold(cell) in {"tu truoc", "khong gioi han"}:
        return None
    try:
        if not isinstance(cell, str):
            return column.day(cell)
        if not cell.strip():
            return None
        said = written_day(cell)
        beside = set(fold(_HOUR.sub("", said.rest)).split())
        if not said.short and beside <= (_OF_LAST if last else _OF_FIRST):
            return column.read(said)
    except ValueError:
        pass
    raise RuleError(
        _("Không hiểu ngày “{text}”; ghi như 01/07/2026.").format(
            text=clean(words.cell_words(cell))[:30]
        ),
        field="valid_from",
    )


_limit_of = lru_cache(maxsize=4096)(read_limit)
_fee_of = lru_cache(maxsize=4096)(read_fee)


def _limit(_cell: Cell, text: str, before: Procedure | Case) -> FieldReading:
    found: LimitReading = _limit_of(text)
    changes: Changes = {"limit": keep_cutoff(before.limit, found.limit)}
    if isinstance(before, Procedure):
        changes["no_due"] = found.no_due
    if not found.doubtful:
        return FieldReading(changes)
    if found.limit is None:
        doubt = _("Chưa rõ thời hạn “{text}” nên giữ như cũ; lời được giữ ở ghi chú rà soát.")
        return FieldReading({}, doubt.format(text=clean(text)[:60]), clean(text))
    doubt = _("Thời hạn còn phần chưa hiểu; đã lấy “{limit}”, lời được giữ ở ghi chú rà soát.")
    return FieldReading(changes, doubt.format(limit=words.limit_words(found.limit)), clean(text))


def _fee(_cell: Cell, text: str, before: Procedure | Case) -> FieldReading:
    found: FeeReading = _fee_of(text)
    old = before.fee
    # A note stands in a column of its own or nowhere; a new amount does not take it away.
    kept = old.note if old is not None and not found.fee.note else ""
    reliefs, fee = old.reliefs if old else (), found.fee
    if kept or reliefs:
        fee = replace(fee, note=kept or fee.note, reliefs=reliefs)
    if not found.doubtful:
        return FieldReading({"fee": fee})
    if fee.rule is FeeRule.UNKNOWN:
        doubt = _("Chưa rõ mức phí “{text}”; để công chức nhập khi tiếp nhận.")
    else:
        doubt = _(
            "Phí còn phần chưa hiểu “{text}”; đã lấy mức {fee}, lời được giữ ở ghi chú về phí."
        )
    said = doubt.format(text=clean(text)[:60], fee=words.fee_words(fee))
    return FieldReading({"fee": fee}, said, clean(text))


def _fee_note(_cell: Cell, text: str, before: Procedure | Case) -> FieldReading:
    if before.fee is None:
        return FieldReading({})
    return FieldReading({"fee": replace(before.fee, note=text)})


def _reliefs(_cell: Cell, text: str, before: Procedure | Case) -> FieldReading:
    if before.fee is None:
        return FieldReading({})
    # Where a relief was seen and how well is in no list; one that stays keeps its mark.
    known = {item.ground: item.mark for item in before.fee.reliefs}
    said = tuple(replace(item, mark=known.get(item.ground, "")) for item in read_reliefs(text))
    return FieldReading({"fee": replace(before.fee, reliefs=said)})


def _papers(_cell: Cell, text: str, before: Procedure | Case) -> FieldReading:
    if _NO_LIST.match(fold(text)):
        said = _("Chưa rõ thành phần hồ sơ “{text}”; giữ danh sách giấy tờ đang có.")
        return FieldReading({}, said.format(text=clean(text)[:60]), clean(text))
    if not before.papers:
        return FieldReading({"papers": read_papers(text)})
    known = {paper.name: paper for paper in before.papers}
    return FieldReading({"papers": tuple(_with_old(item, known) for item in read_papers(text))})


def _with_old(paper: PaperItem, known: Mapping[str, PaperItem]) -> PaperItem:
    """The source of a paper and its substitute are in no list; they stay."""
    old = known.get(paper.name)
    return replace(paper, where=old.where, database=old.database) if old else paper


def _steps(_cell: Cell, text: str, _before: Procedure | Case) -> FieldReading:
    return FieldReading({"steps": read_steps(text)})


def _synonyms(_cell: Cell, text: str, _before: Procedure | Case) -> FieldReading:
    parts = (clean(part) for part in re.split(r"[,;\n]", text))
    return FieldReading({"synonyms": tuple(part for part in parts if part)})


def _name(_cell: Cell, text: str, _before: Procedure | Case) -> FieldReading:
    return FieldReading({"name": clean(text)})


def _valid_to(cell: Cell, _text: str, _before: Procedure | Case) -> FieldReading:
    return FieldReading({"valid_to": read_date(cell, last=True)})


def _state(_cell: Cell, text: str, _before: Procedure | Case) -> FieldReading:
    if ended_state(text):
        return FieldReading({"state": ReviewState.INACTIVE})
    wanted = fold(text)
    for state, known in _STATES.items():
        if wanted in known:
            return FieldReading({"state": state})
    return FieldReading({}, _("Không hiểu tình trạng “{text}”; giữ như cũ.").format(text=text[:30]))


def _waiting(_cell: Cell, text: str, _before: Procedure | Case) -> FieldReading:
    days, unit = _days(ListField.SUPPLEMENT_DAYS, text, LimitUnit.CALENDAR_DAY)
    working = unit is LimitUnit.WORKING_DAY
    return FieldReading({"supplement_days": days, "supplement_working": working})


def _resume(_cell: Cell, text: str, _before: Procedure | Case) -> FieldReading:
    wanted = fold(text)
    for policy, known in _RESUMES.items():
        if wanted in known:
            return FieldReading({"resume": policy})
    return FieldReading(
        {}, _("Không hiểu cách tính hạn “{text}”; giữ như cũ.").format(text=text[:30])
    )


_READERS: Mapping[ListField, Callable[[Cell, str, Procedure | Case], FieldReading]] = {
    ListField.NAME: _name,
    ListField.LIMIT: _limit,
    ListField.FEE: _fee,
    ListField.FEE_NOTE: _fee_note,
    ListField.RELIEFS: _reliefs,
    ListField.PAPERS: _papers,
    ListField.STEPS: _steps,
    ListField.SYNONYMS: _synonyms,
    ListField.VALID_TO: _valid_to,
    ListField.STATE: _state,
    ListField.RESUME: _resume,
    ListField.SUPPLEMENT_DAYS: _waiting,
}
