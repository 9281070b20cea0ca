"""The catalogue as a list that can be read in again without changing anything."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from counter_app.desk.catalogue.lists.fields import CASE_WRITERS, WRITERS
from counter_app.desk.tables.text_rows import guarded
from counter_app.domain.catalogue.list_fields import ListField
from counter_app.domain.paper.report_table import Align, Table, TableColumn
from counter_app.i18n import _, in_vietnamese
from counter_app.wording.catalogue.listing import FROM_ALWAYS, cell_words, field_title

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import Case, Procedure
    from counter_app.domain.tables import Cell

_WIDTHS = {
    ListField.NAME: 4.0, ListField.PAPERS: 5.0, ListField.STEPS: 4.0, ListField.LEGAL_BASIS: 3.0,
    ListField.FEE: 2.0, ListField.LIMIT: 2.0, ListField.SOURCE: 2.0, ListField.NOTE: 2.0,
}  # fmt: skip
_NUMBERS = {
    ListField.SETS, ListField.EXTENSION, ListField.SUPPLEMENT_DAYS, ListField.INNER_WD,
    ListField.VALID_FROM, ListField.VALID_TO,
}  # fmt: skip


@in_vietnamese()
def list_table(procedures: Iterable[Procedure], sectors: Mapping[str, str]) -> Table:
    """A line for each version and below it one for each of its cases; always in Vietnamese."""
    return Table(
        name="Danh mục",
        title=_("DANH MỤC THỦ TỤC HÀNH CHÍNH"),
        subtitle="",
        columns=tuple(
            TableColumn(
                title=field_title(field),
                width=_WIDTHS.get(field, 1.0),
                align=Align.CENTRE if field in _NUMBERS else Align.LEFT,
            )
            for field in ListField
        ),
        rows=tuple(_rows(tuple(procedures), sectors)),
    )


def _rows(
    procedures: tuple[Procedure, ...], sectors: Mapping[str, str]
) -> Iterator[tuple[Cell, ...]]:
    versions = Counter(item.code for item in procedures)
    for item in procedures:
        since: Cell = item.valid_from
        if since is None and versions[item.code] > 1:
            since = FROM_ALWAYS
        own = {ListField.VALID_FROM: since, ListField.SECTOR: sectors.get(item.sector, item.sector)}
        yield tuple(own[field] if field in own else WRITERS[field](item) for field in ListField)
        for case in item.cases:
            yield tuple(_case_cell(item, case, field, since) for field in ListField)


def _case_cell(item: Procedure, case: Case, field: ListField, since: Cell) -> Cell:
    if field in CASE_WRITERS:
        return CASE_WRITERS[field](case)
    if field in (ListField.CODE, ListField.NAME):
        return WRITERS[field](item)
    return since if field is ListField.VALID_FROM else None


def csv_bytes(table: Table) -> bytes:
    """The table as CSV that Vietnamese Excel opens by a double click: UTF-8 with its mark, ``;`` between cells."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.title for column in table.columns])
    for row in table.rows:
        writer.writerow([guarded(_csv_text(cell)) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def _csv_text(cell: str | int | float | date | None) -> str:
    return cell_words(cell)
