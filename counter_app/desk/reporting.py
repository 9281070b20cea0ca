"""Reports as staff ask for them: computed, drawn, written as workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from counter_app.desk.desk import Desk
from counter_app.desk.paperwork import heading
from counter_app.domain.sheets import Table
from counter_app.domain.staff import Duty


class Reporting(Desk):
    """Everything done on the report screen."""

    def compute(self, name: str, first: date, last: date) -> tuple[Table, ...]:
        """The tables of a report as of ``last``. Errors: RuleError for an unknown name or a wrong period."""
        from counter_app.reports.catalogue import compute

        self.acting(Duty.REPORT)
        return compute(self.store, name, first, last)

    def pdf(self, tables: Sequence[Table]) -> bytes:
        """The tables as one PDF; each names its period itself."""
        from counter_app.printing.documents.report_table import tables as draw

        return draw(tables, heading(self.settings), computed_at=self.now(), period_text="")

    def xlsx(self, tables: Sequence[Table]) -> bytes:
        """The tables as one workbook with typed cells."""
        from counter_app.printing.documents.workbook import workbook

        return workbook(tables, heading(self.settings), created=self.now())
