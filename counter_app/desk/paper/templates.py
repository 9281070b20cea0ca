"""Papers of a procedure's own: loaded as files, kept in the office's settings, given to procedures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app import paths
from counter_app.desk.catalogue.procedures import Procedures
from counter_app.desk.desk import Desk, Done
from counter_app.desk.incoming import read_json
from counter_app.desk.office.settings import OfficeRules
from counter_app.desk.tables.table_reader import is_table, read_tables
from counter_app.domain.paper.report_table import Table, TableColumn
from counter_app.domain.paper.template_table import HEADS, read_template_table, template_lines
from counter_app.domain.paper.templates import PaperTemplate, templates_of
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import Procedure
    from counter_app.settings import OfficeSettings

LARGEST_FILE = 200_000
"""Bytes: a template is a page of text."""


class ProcedureTemplates(Desk):
    """Everything done with templates of papers."""

    def all(self) -> tuple[PaperTemplate, ...]:
        """The office's templates by key."""
        return tuple(template for _key, template in sorted(templates_of(self.settings).items()))

    def shipped(self) -> tuple[PaperTemplate, ...]:
        """Examples that come with the program; what they say has to be checked before use."""
        files = sorted((paths.resources_dir() / "forms").glob("*.json"))
        return tuple(PaperTemplate.from_dict(json.loads(file.read_text("utf-8"))) for file in files)

    def load_file(self, path: Path, *, op_id: str = "") -> Done[PaperTemplate]:
        """Keep the template in a file. Errors: as ``read_file``."""
        return self.load(self.read_file(path), op_id=op_id)

    def read_file(self, path: Path) -> PaperTemplate:
        """The template in a file: JSON as this program ships it, or a table of whatever spreadsheet.

        Errors: RuleError (field "template") for one that cannot be used, with each line that is wrong.
        """
        if is_table(path, LARGEST_FILE, field="template"):
            data = _table_record(path)
        else:
            data = read_json(path, most=LARGEST_FILE, field="template")
        template = PaperTemplate.told(data)
        template.check()
        return template

    def table(self, key: str) -> Table:
        """A template, the office's or else a shipped one, as a table that reads back the same. Errors: RuleError."""
        known = {item.key: item for item in (*self.shipped(), *self.all())}
        if key not in known:
            raise RuleError(
                _("Chưa có mẫu {key}. Nhập mẫu trước.").format(key=key), field="template"
            )
        titles = zip(HEADS, (1.2, 5.0, 2.0), strict=True)
        return Table(
            name=key,
            title=known[key].title,
            subtitle="",
            columns=tuple(TableColumn(title=title, width=width) for title, width in titles),
            rows=tuple(template_lines(known[key])),
        )

    def load(self, template: PaperTemplate, *, op_id: str = "") -> Done[PaperTemplate]:
        """Keep a template in place of one with the same key. Errors: RuleError."""
        template.check()
        kept = {**self.settings.templates, template.key: template.to_dict()}
        return Done(template, self._keep(kept, op_id).changes)

    def drop(self, key: str, *, op_id: str = "") -> Done[str]:
        """Forget a template; procedures that name it print Mẫu 01 from now on."""
        kept = {name: item for name, item in self.settings.templates.items() if name != key}
        return Done(key, self._keep(kept, op_id).changes)

    def _keep(
        self, templates: Mapping[str, Mapping[str, object]], op_id: str
    ) -> Done[OfficeSettings]:
        news = replace(self.settings, templates=templates)
        return self.group(OfficeRules).change_settings(news, op_id=op_id)

    def used_by(self, key: str) -> tuple[Procedure, ...]:
        """Procedures in force today whose receipts are printed by a template."""
        valid = self.store.catalogue.search("", self.today(), most=10_000)
        return tuple(item for item in valid if item.template == key)

    def use(self, key: str, code: str, *, op_id: str = "") -> Done[Procedure]:
        """Print the receipts of a procedure by a template from the next dossier on; empty ``key``: Mẫu 01 again.

        Errors: RuleError (field "code") for an unknown procedure, (field "template") for an unknown template.
        """
        if key and key not in self.settings.templates:
            raise RuleError(
                _("Chưa có mẫu {key}. Nhập mẫu trước.").format(key=key), field="template"
            )
        found = self.procedure(code, self.today(), field="code")
        desk = self.group(Procedures)
        return desk.put_procedure(replace(found, template=key), op_id=op_id)


def _table_record(path: Path) -> dict[str, Any]:
    """The one paper in a table file. Errors: RuleError naming every line that is wrong."""
    found = [
        table
        for sheet in read_tables(path).sheets
        if not sheet.hidden and (table := read_template_table(sheet.rows)) is not None
    ]
    if len(found) != 1:
        text = (
            _("Tệp {path} có nhiều trang tính ghi mẫu giấy. Để lại một trang, mỗi mẫu một tệp.")
            if found
            else _("Tệp {path} không có bảng mẫu giấy. Lập bảng có các cột Phần, Nội dung, Trường.")
        )
        raise RuleError(text.format(path=path.name), field="template")
    (table,) = found
    if table.problems:
        head = _("Tệp mẫu có chỗ sai, chưa nhập gì. Sửa rồi nhập lại:")
        raise RuleError("\n".join([head, *table.problems]), field="template")
    return table.record
