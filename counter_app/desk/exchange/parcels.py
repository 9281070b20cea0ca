"""The superior's parcels: proved by its known key, looked at without writing anything, then applied item by item.

Every item goes through the same verb as a file that somebody brings: the same checks, the same row by row report, the
same rights.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.calendar.years import CalendarYears
from counter_app.desk.catalogue.lists.findings import ListOptions, Outcome
from counter_app.desk.catalogue.lists.procedure_lists import ProcedureLists
from counter_app.desk.catalogue.lists.report import findings_text, outcome_words, summary
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.paper.templates import ProcedureTemplates
from counter_app.domain.clock import local_text
from counter_app.domain.exchange.events import (
    NOTICE_RECEIVED,
    PARCEL_APPLIED,
    NoticeReceived,
    ParcelApplied,
)
from counter_app.domain.office.staff import Duty
from counter_app.errors import BatchError, CounterError, RuleError
from counter_app.i18n import _, plural
from counter_app.sync.letters.parcel import ItemKind, Parcel, find_parcels, item_bytes, read_parcel
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.desk.catalogue.lists.findings import CheckedLine
    from counter_app.domain.paper.templates import PaperTemplate
    from counter_app.sync.letters.parcel import Item

MOST_ROWS = 2_000
"""Rows of one item's report at most."""
_CHANGED = (Noun.CATALOGUE, Noun.CALENDAR, Noun.SETTINGS, Noun.DOSSIER, Noun.BATCH)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReport:
    """The effect of an item: how many changes, each as a row; ``trouble`` why it cannot be applied.

    ``left`` are lines of a list that wait for somebody's consent or are wrong: the list's own page shows them.
    """

    item: Item
    changes: int
    rows: tuple[str, ...]
    trouble: str = ""
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelReport:
    """A parcel with what each of its items does; ``applied``: it was written, else only looked at."""

    parcel: Parcel
    items: tuple[ItemReport, ...]
    applied: bool

    @property
    def ok(self) -> bool:
        """True if every item can be, or was, applied."""
        return not any(item.trouble for item in self.items)


Changes = tuple[int, list[str], int]
"""The number of changes, each as a row, and the number of lines left for somebody to look at."""


class Parcels(Desk):
    """Takes over what the superior sent down."""

    def found(self, folder: Path) -> list[tuple[Path, Parcel]]:
        """Parcels in a folder that the superior's known key has signed for this office, in the order of their numbers:
        those after the last one that was applied, else the latest of them.

        Errors: RuleError (rule "no_key") before that key is known, (field "folder") where there is none or all are for
        other offices, (rule "renumbered") where two are one number; BatchError where nobody known has signed any.
        """
        superior = self.store.exchange.superior()
        if superior is None:
            raise RuleError(
                _(
                    "Chưa có khóa của cấp trên nên chưa kiểm được gói gửi xuống. Nhập thẻ khóa của cấp trên trước."
                ),
                rule="no_key",
            )
        signed = _signed(folder, bytes.fromhex(superior.public))
        ours = [item for item in signed if item[1].is_for(self.settings.number)]
        if not ours:
            raise RuleError(
                _("Gói gửi xuống số {number} không gửi cho đơn vị này. Chọn USB khác.").format(
                    number=signed[-1][1].number
                ),
                field="folder",
            )
        applied = self.store.exchange.parcel_applied()
        found = [item for item in ours if item[1].number > applied] or ours[-1:]
        for _place, parcel in found:
            self._require_told_once(parcel, found)
        return found

    def look(self, folder: Path) -> tuple[ParcelReport, ...]:
        """The changes the parcels in a folder would make; nothing is written. Errors: as ``found``."""
        self.acting(Duty.CATALOGUE)
        return tuple(self._report(*item, applying=False) for item in self.found(folder))

    def apply(self, folder: Path, *, op_id: str = "") -> Done[tuple[ParcelReport, ...]]:
        """Apply the parcels of a folder, one after another, item by item.

        An item that cannot be applied is told and stops no other of its parcel; the parcels after it wait until it can.
        Applied again they change nothing more. Errors: as ``found``; RuleError (rule "older").
        """
        act = self.act(Duty.CATALOGUE, op_id, PARCEL_APPLIED)
        found = self.found(folder)
        if act.sent(op_id) is not None:
            again = (self._report(*item, applying=False) for item in found)
            return Done(tuple(replace(report, applied=True) for report in again), frozenset())
        self._require_latest(found[-1][1])
        reports: list[ParcelReport] = []
        for place, parcel in found:
            reports.append(self._report(place, parcel, applying=True))
            if not reports[-1].ok:
                break
        with act:
            if act.known is None:
                for report in reports:
                    if report.ok and report.parcel.number > self.store.exchange.parcel_applied():
                        _record(act, report.parcel)
        return Done(tuple(reports), frozenset(_CHANGED))

    def _report(self, place: Path, parcel: Parcel, *, applying: bool) -> ParcelReport:
        items = tuple(self._item(place, item, applying=applying) for item in parcel.items)
        return ParcelReport(parcel=parcel, items=items, applied=applying)

    def _require_latest(self, parcel: Parcel) -> None:
        """An old parcel would bring back what a later one changed. Errors: RuleError (rule "older")."""
        applied = self.store.exchange.parcel_applied()
        if parcel.number < applied:
            raise RuleError(
                _(
                    "Gói gửi xuống số {number} cũ hơn gói số {last} đã áp dụng. Xin cấp trên gửi gói mới."
                ).format(number=parcel.number, last=applied),
                field="folder",
                rule="older",
            )

    def _require_told_once(self, parcel: Parcel, beside: list[tuple[Path, Parcel]]) -> None:
        """Another parcel of the same number: whose notices would come to nobody. Errors: RuleError."""
        same = all(
            other.digest == parcel.digest for _, other in beside if other.number == parcel.number
        )
        for said in self.store.journal.said(PARCEL_APPLIED, _subject(parcel)):
            kept = said.get("sha256")
            same &= kept == parcel.digest if kept else said["items"] == _titles(parcel)
        if not same:
            text = _(
                "Có hai gói gửi xuống khác nhau cùng số {number}. Chưa áp dụng gì; xin cấp trên gửi lại bằng gói mới."
            )
            raise RuleError(text.format(number=parcel.number), field="folder", rule="renumbered")

    def _item(self, place: Path, item: Item, *, applying: bool) -> ItemReport:
        """One item through its own verb, from a private copy of its file."""
        if item.kind is ItemKind.NOTICE:
            return ItemReport(item=item, changes=0, rows=tuple(item.text.split("\n")))
        ways = {
            ItemKind.CATALOGUE: self._catalogue,
            ItemKind.CALENDAR: self._calendar,
            ItemKind.FORM: self._form,
        }
        try:
            data = item_bytes(place, item)
            with tempfile.TemporaryDirectory() as private:
                path = Path(private) / item.name
                path.write_bytes(data)
                changes, rows, left = ways[item.kind](path, item, applying)
        except CounterError as error:
            more = error.problems if isinstance(error, BatchError) else ()
            trouble = "\n".join([error.message, *more])
            return ItemReport(item=item, changes=0, rows=(), trouble=trouble)
        if left:
            rows.append(_left_text(left, place / item.name))
        return ItemReport(item=item, changes=changes, rows=tuple(rows[-MOST_ROWS:]), left=left)

    def _catalogue(self, path: Path, item: Item, applying: bool) -> Changes:
        lists = self.group(ProcedureLists)
        table = lists.read_list(path)
        columns, options = lists.columns_of(table), ListOptions(source=item.title)
        if applying:
            report = lists.load_list(table, columns, options).result
        else:
            report = lists.check_list(table, columns, options)
        rows = [
            _line_text(line)
            for line in report.lines
            if line.findings or line.outcome is not Outcome.UNCHANGED
        ]
        changes = report.count(Outcome.NEW, Outcome.VERSION, Outcome.CHANGED)
        left = report.count(Outcome.HELD, Outcome.BLOCKED)
        return changes, [*rows, summary(report)], left

    def _calendar(self, path: Path, _item: Item, applying: bool) -> Changes:
        calendar = self.group(CalendarYears)
        text = calendar.read_file(path)
        plan = calendar.plan_import(text)
        if applying or plan.file.problems:
            plan = calendar.import_year(text).result
        days = [
            f"{change.day:%d/%m/%Y}  {change.after.name if change.after else '–'}"
            for change in plan.changes
        ]
        return len(plan.changes), [*plan.file.remarks, *days], 0

    def _form(self, path: Path, _item: Item, applying: bool) -> Changes:
        templates = self.group(ProcedureTemplates)
        brought = templates.read_file(path)
        before = next((item for item in templates.all() if item.key == brought.key), None)
        if applying and brought != before:
            templates.load(brought)
        word = _form_word(brought, before)
        return int(brought != before), [f"{brought.key}  {brought.title}: {word}"], 0


def _line_text(line: CheckedLine) -> str:
    """The place in the list, the procedure, the outcome and the findings."""
    parts = (line.place, line.code, line.name, outcome_words(line.outcome), findings_text(line))
    return "  ".join(part for part in parts if part)


def _form_word(brought: PaperTemplate, before: PaperTemplate | None) -> str:
    if before is None:
        return _("mẫu mới")
    return _("không đổi") if brought == before else _("thay mẫu đang dùng")


def _left_text(left: int, path: Path) -> str:
    text = plural(
        "Còn {count} dòng chưa áp dụng vì chờ đồng ý hoặc có lỗi. Mở trang Danh mục, nhập tệp {path} để xét từng dòng.",
        left,
    )
    return text.format(count=left, path=path)


def _signed(folder: Path, public: bytes) -> list[tuple[Path, Parcel]]:
    """Parcels that a key has signed, in the order of their numbers.

    Errors: RuleError (field "folder") for none at all; BatchError where the key signed none of them.
    """
    try:
        places = find_parcels(folder)
    except OSError:
        places = []
    if not places:
        raise RuleError(
            _("Không thấy gói gửi xuống nào trong {path}. Chọn lại USB hoặc thư mục.").format(
                path=folder
            ),
            field="folder",
        )
    signed, refused = list[tuple[Path, Parcel]](), list[BatchError]()
    for place in places:
        try:
            signed.append((place, read_parcel(place, public)))
        except BatchError as error:
            refused.append(error)
    if not signed:
        raise refused[0]
    return sorted(signed, key=lambda item: item[1].number)


def _subject(parcel: Parcel) -> str:
    return f"parcel:{parcel.number}"


def _titles(parcel: Parcel) -> list[str]:
    return [item.title for item in parcel.items]


def _record(act: OfficeAct, parcel: Parcel) -> None:
    at = local_text(act.now)
    payload = ParcelApplied(
        number=parcel.number,
        superior=parcel.superior_public,
        items=_titles(parcel),
        at=at,
        sha256=parcel.digest,
    )
    act.record(PARCEL_APPLIED, _subject(parcel), payload)
    for item in parcel.items:
        if item.kind is ItemKind.NOTICE:
            notice = NoticeReceived(parcel=parcel.number, title=item.title, text=item.text, at=at)
            act.record(NOTICE_RECEIVED, _subject(parcel), notice)


def report_lines(report: ParcelReport) -> list[str]:
    """A parcel's report for the terminal and the window: a head, then every item with its rows."""
    count = len(report.items)
    number = report.parcel.number
    if report.applied and report.ok:
        text = plural("Đã áp dụng gói gửi xuống số {number}: {count} mục.", count)
    elif report.applied:
        text = plural(
            "Gói gửi xuống số {number}: {count} mục, có mục chưa áp dụng được. Sửa rồi áp dụng lại.",
            count,
        )
    else:
        text = plural("Gói gửi xuống số {number}: {count} mục, chưa áp dụng gì.", count)
    lines = [text.format(number=number, count=count)]
    for item in report.items:
        lines.append(f"{item.item.title}: {item.trouble or _change(item)}")
        lines += [f"  {row}" for row in item.rows]
    return lines


def _change(item: ItemReport) -> str:
    if item.item.kind is ItemKind.NOTICE:
        return _("thông báo")
    return plural("{count} thay đổi", item.changes).format(count=item.changes)
