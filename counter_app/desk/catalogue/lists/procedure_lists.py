"""Taking lists of procedures in and giving them out: read, check, load, export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.catalogue.lists.check import ListCheck
from counter_app.desk.catalogue.lists.export import csv_bytes, list_table
from counter_app.desk.catalogue.lists.findings import ListOptions, ListReport, Outcome
from counter_app.desk.catalogue.lists.report import report_table
from counter_app.desk.catalogue.lists.sectors import SectorNames
from counter_app.desk.catalogue.lists.table_file import read_table
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.catalogue.events import CATALOGUE_LOADED, Loaded
from counter_app.domain.catalogue.list_fields import ListField, ListTable, Mapped, columns_of
from counter_app.domain.office.events import OFFICE_CHANGED, OfficeChanged
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import plural
from counter_app.settings import OfficeSettings, bounds
from counter_app.system.garbage import uncollected

if TYPE_CHECKING:
    from counter_app.domain.paper.report_table import Table

MOST_REMEMBERED = 40
"""Mappings of columns kept; the oldest is forgotten first."""


class ProcedureLists(Desk):
    """Everything done with lists of procedures."""

    def read_list(self, path: Path, sheets: Sequence[str] = ()) -> ListTable:
        """The list in a table file; of a workbook its largest list with those of the same heads, or ``sheets``.

        Errors: RuleError (field "file", "sheet").
        """
        self.acting(Duty.CATALOGUE)
        with uncollected():
            return read_table(path, sheets)

    def columns_of(self, table: ListTable) -> dict[ListField, int]:
        """The column of each field: as corrected for such a list before, else as its heads suggest."""
        known = self.settings.list_columns.get(table.signature)
        if known is None:
            return columns_of(table)
        fields = {field.value: field for field in ListField}
        return {
            fields[name]: at
            for name, at in known.items()
            if name in fields and at < len(table.heads)
        }

    def check_list(
        self, table: ListTable, columns: Mapped, options: ListOptions | None = None
    ) -> ListReport:
        """Everything there is to say about a list; nothing is written.

        Errors: RuleError (rule "columns") when code or name has no column.
        """
        self.acting(Duty.CATALOGUE)
        return self._check(table, columns, options or ListOptions())

    def load_list(
        self,
        table: ListTable,
        columns: Mapped,
        options: ListOptions | None = None,
        *,
        op_id: str = "",
    ) -> Done[ListReport]:
        """Check again and write every good line in one event; columns and sector words are remembered.

        Errors: RuleError (rule "list") when everything or nothing is wanted and a line cannot be used.
        """
        options = options or ListOptions()
        with self.act(Duty.CATALOGUE, op_id, OFFICE_CHANGED, CATALOGUE_LOADED) as act:
            report = self._check(table, columns, options)
            blocked = report.count(Outcome.BLOCKED, Outcome.HELD)
            if act.known is None and options.whole and blocked:
                raise RuleError(
                    plural(
                        "Có {count} dòng lỗi hoặc chờ đồng ý nên chưa nhập dòng nào. "
                        "Sửa tệp hoặc đồng ý từng thủ tục rồi nhập lại.",
                        blocked,
                    ).format(count=blocked),
                    rule="list",
                )
            if act.known is None:
                news = _remembered(
                    self.settings, table, columns, options.sectors, self.columns_of(table)
                )
                if news:
                    act.record(OFFICE_CHANGED, "office", OfficeChanged(settings=news))
                if report.procedures:
                    act.record(CATALOGUE_LOADED, "catalogue", _loaded(report, table, options))
        return act.done(report, Noun.CATALOGUE)

    def report_tables(self, report: ListReport) -> tuple[Table, ...]:
        """The findings as a table for ``office.reports.pdf`` and ``xlsx``."""
        return (report_table(report),)

    def list_table(self, sector: str = "") -> Table:
        """The catalogue, or one sector of it, as a list that reads back unchanged."""
        catalogue = self.store.catalogue
        names = {item.key: item.name for item in catalogue.sectors()}
        wanted = (item for item in catalogue.procedures() if sector in ("", item.sector))
        return list_table(wanted, names)

    def list_csv(self, sector: str = "") -> bytes:
        """The same list as CSV."""
        return csv_bytes(self.list_table(sector))

    def _check(self, table: ListTable, columns: Mapped, options: ListOptions) -> ListReport:
        catalogue = self.store.catalogue
        sectors = SectorNames(
            catalogue.sectors(),
            catalogue.queue_groups(),
            {**self.settings.sector_words, **options.sectors},
            create=options.create_sectors,
        )
        check = ListCheck(catalogue.procedures(), sectors, today=self.today(), options=options)
        with uncollected():
            return check.run(table, columns)


def _loaded(report: ListReport, table: ListTable, options: ListOptions) -> Loaded:
    lost = {line.code for line in report.lines if line.losses and line.outcome is not Outcome.HELD}
    accepted: Loaded = {"accepted": sorted(lost)} if lost else {}
    sectors = [
        {"key": item.key, "name": item.name, "queue": item.queue, "order": item.order}
        for item in report.sectors
    ]
    return {
        "source": options.source,
        "file": table.name,
        "sha256": table.sha256,
        "sectors": sectors,
        "procedures": [item.to_dict() for item in report.procedures],
        **accepted,
    }


def _remembered(
    settings: OfficeSettings,
    table: ListTable,
    columns: Mapped,
    sectors: Mapping[str, str],
    proposed: Mapped,
) -> dict[str, object]:
    """The officer's words that were not known before; a mapping that was proposed anyway is not kept."""
    news: dict[str, object] = {}
    if dict(columns) != dict(proposed):
        others = {key: at for key, at in settings.list_columns.items() if key != table.signature}
        kept = dict(list(others.items())[-(MOST_REMEMBERED - 1) :])
        news["list_columns"] = kept | {
            table.signature: {field.value: at for field, at in columns.items()}
        }
    words = {**settings.sector_words, **sectors}
    if words != settings.sector_words:
        news["sector_words"] = words
    return {key: bounds()[key].nearest(value, {}) for key, value in news.items()}
