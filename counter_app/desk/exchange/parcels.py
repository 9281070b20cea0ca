"""What the superior sent down: proved by its known key, looked at without writing anything, then applied item by item.

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
from counter_app.desk.catalogue.lists.report import findings_text, outcome_words, summary
from counter_app.desk.catalogue.lists.verbs import ProcedureLists
from counter_app.desk.desk import Desk
from counter_app.desk.paper.templates import ProcedureTemplates
from counter_app.domain.office.staff import Duty
from counter_app.errors import BatchError, CounterError, RuleError
from counter_app.i18n import _, plural
from counter_app.sync.parcel import ItemKind, Parcel, find_parcels, item_bytes, read_parcel
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.sync.parcel import Item

MOST_ROWS = 2_000
"""Rows of one item's report at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReport:
    """What an item does, or would do: how many changes, each as a row; ``trouble`` why it cannot be applied."""

    item: Item
    changes: int
    rows: tuple[str, ...]
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelReport:
    """A parcel with what each of its items does; ``applied``: it was written, else only looked at."""

    parcel: Parcel
    items: tuple[ItemReport, ...]
    applied: bool

    @property
    def ok(self) -> bool:
        """Whether every item can be, or was, applied."""
        return not any(item.trouble for item in self.items)


class Parcels(Desk):
    """Takes over what the superior sent down."""

    def found(self, folder: Path) -> tuple[Path, Parcel]:
        """The latest parcel in a folder that the superior's known key has signed.

        Errors: RuleError (rule "no_key") before that key is known, (field "folder") where there is none or it is for
        other offices; BatchError for one that nobody known has signed.
        """
        superior = self.store.exchange.superior()
        if superior is None:
            raise RuleError(
                _(
                    "Chưa có khóa của cấp trên nên chưa kiểm được gói gửi xuống. Nhập thẻ khóa của cấp trên trước."
                ),
                rule="no_key",
            )
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
        parcel = read_parcel(places[0], bytes.fromhex(superior.public))
        if not parcel.is_for(self.settings.number):
            raise RuleError(
                _("Gói gửi xuống số {number} không gửi cho đơn vị này. Chọn USB khác.").format(
                    number=parcel.number
                ),
                field="folder",
            )
        return places[0], parcel

    def look(self, folder: Path) -> ParcelReport:
        """What the latest parcel in a folder would change; nothing is written. Errors: as ``found``."""
        self.acting(Duty.CATALOGUE)
        return self._report(folder, applying=False)

    def apply(self, folder: Path) -> ParcelReport:
        """Apply the latest parcel, item by item; one that cannot be applied is told and stops no other.

        Applied again it changes nothing more. Errors: as ``found``.
        """
        self.acting(Duty.CATALOGUE)
        return self._report(folder, applying=True)

    def _report(self, folder: Path, *, applying: bool) -> ParcelReport:
        place, parcel = self.found(folder)
        if applying:
            self._require_latest(parcel)
        items = tuple(self._item(place, item, applying=applying) for item in parcel.items)
        report = ParcelReport(parcel=parcel, items=items, applied=applying)
        if applying and report.ok:
            wish = replace(self.preferences, parcel_applied=parcel.number)
            self.store.settings.keep_preferences(wish)
        return report

    def _require_latest(self, parcel: Parcel) -> None:
        """An old parcel would bring back what a later one changed. Errors: RuleError (rule "older")."""
        if parcel.number < self.preferences.parcel_applied:
            raise RuleError(
                _(
                    "Gói gửi xuống số {number} cũ hơn gói số {last} đã áp dụng. Xin cấp trên gửi gói mới."
                ).format(number=parcel.number, last=self.preferences.parcel_applied),
                field="folder",
                rule="older",
            )

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
                changes, rows = ways[item.kind](path, item, applying)
        except CounterError as error:
            more = error.problems if isinstance(error, BatchError) else ()
            trouble = "\n".join([error.message, *more])
            return ItemReport(item=item, changes=0, rows=(), trouble=trouble)
        return ItemReport(item=item, changes=changes, rows=tuple(rows[:MOST_ROWS]))

    def _catalogue(self, path: Path, item: Item, applying: bool) -> tuple[int, list[str]]:
        lists = self.group(ProcedureLists)
        table = lists.read_list(path)
        columns, options = lists.columns_of(table), ListOptions(source=item.title)
        if applying:
            report = lists.load_list(table, columns, options).result
        else:
            report = lists.check_list(table, columns, options)
        rows = [
            f"{line.place}  {line.code}  {outcome_words(line.outcome)}: {findings_text(line)}"
            for line in report.lines
            if line.findings or line.outcome is not Outcome.UNCHANGED
        ]
        return report.taken, [*rows, summary(report)]

    def _calendar(self, path: Path, _item: Item, applying: bool) -> tuple[int, list[str]]:
        calendar = self.group(CalendarYears)
        text = calendar.read_file(path)
        plan = calendar.plan_import(text)
        if applying or plan.file.problems:
            plan = calendar.import_year(text).result
        days = [
            f"{change.day:%d/%m/%Y}  {change.after.name if change.after else '–'}"
            for change in plan.changes
        ]
        return len(plan.changes), [*plan.file.remarks, *days]

    def _form(self, path: Path, item: Item, applying: bool) -> tuple[int, list[str]]:
        templates = self.group(ProcedureTemplates)
        if not applying:
            return 1, [_("Mẫu giấy: {title}").format(title=item.title)]
        made = templates.load_file(path).result
        return 1, [f"{made.key}  {made.title}"]


def report_lines(report: ParcelReport) -> list[str]:
    """A parcel's report for the terminal and the window: a head, then every item with its rows."""
    count = len(report.items)
    text = (
        plural("Đã áp dụng gói gửi xuống số {number}: {count} mục.", count)
        if report.applied
        else plural("Gói gửi xuống số {number}: {count} mục, chưa áp dụng gì.", count)
    )
    lines = [text.format(number=report.parcel.number, count=count)]
    for item in report.items:
        lines.append(f"{item.item.title}: {item.trouble or item.changes}")
        lines += [f"  {row}" for row in item.rows]
    return lines
