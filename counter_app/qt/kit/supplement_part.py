"""The fields of a request for more (Mẫu 02): the papers, the last day, the officer to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.paper.slips import WantedPaper
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.qt.kit.fields import DateEdit, Field, LineEdit
from counter_app.qt.kit.moment_edit import typed_day
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.wanted_table import WantedTable


class SupplementPart(QWidget):
    """The table of papers above one line of deadline and contact."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.table = WantedTable()
        self.until = DateEdit()
        self.contact = LineEdit(contact_text(office), most=300)
        self._fields = {
            "wanted": Field(_("Giấy tờ còn thiếu hoặc cần sửa"), self.table),
            "until": Field(_("Hạn bổ sung"), self.until),
            "contact": Field(_("Liên hệ khi có vướng mắc"), self.contact),
        }
        line = QGridLayout()
        line.setHorizontalSpacing(scaled(12))
        line.addWidget(self._fields["until"], 0, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._fields["contact"], 0, 1, Qt.AlignmentFlag.AlignTop)
        line.setColumnStretch(0, 1)
        line.setColumnStretch(1, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(scaled(10))
        layout.addWidget(self._fields["wanted"])
        layout.addLayout(line)

    def begin(self, papers: Sequence[PaperItem], given: Sequence[PaperItem], until: date) -> None:
        """Show a procedure's papers and the day by which they are to be brought."""
        self.table.show_papers(papers, given)
        self.until.set_day(until)

    def show_refusal(self, refusing: bool) -> None:
        """A refusal names no papers and no day."""
        for name in ("wanted", "until"):
            self._fields[name].setVisible(not refusing)

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self._fields

    def wanted(self) -> tuple[WantedPaper, ...]:
        """The papers ticked."""
        return self.table.wanted()

    def last_day(self) -> date | None:
        """The deadline, None for the procedure's own. Errors: RuleError (field "until")."""
        return typed_day(self.until, "until")


def contact_text(office: Office) -> str:
    """The officer signed in here and the office's telephone, as the slip names them."""
    officer = office.session.officer
    return ", ".join(
        text for text in (officer.name if officer else "", office.settings.phone) if text
    )
