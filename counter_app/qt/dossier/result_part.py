"""The result of processing: granted or refused, the paper's number, abstract, signing day, signer, agency."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from counter_app.domain.dossier.dossier import Outcome, Result
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.qt.kit.completion import completes
from counter_app.qt.kit.fields import DateEdit, Field, LineEdit
from counter_app.qt.kit.moment_edit import typed_day
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import RadioButton


class ResultPart(QWidget):
    """The result's facts.

    Signals:
        changed(): another outcome was chosen.
    """

    changed = Signal()

    def __init__(self, agency: str) -> None:
        super().__init__()
        self.granted = RadioButton(_("&Có kết quả"))
        self.refused = RadioButton(_("&Từ chối giải quyết (Mẫu 03)"))
        self._group = QButtonGroup(self)
        for button in (self.granted, self.refused):
            self._group.addButton(button)
        self.granted.setChecked(True)
        self.number = LineEdit(placeholder=_("Ví dụ: 12/GKS-UBND"), most=300)
        self.abstract = LineEdit(placeholder=_("Ví dụ: Giấy khai sinh"), most=500)
        self.signed_on = DateEdit()
        self.signer = LineEdit(most=300)
        self.agency = LineEdit(agency, most=300)
        self.agency.setCursorPosition(0)
        self._fields = {
            "result": Field(_("Số, ký hiệu kết quả"), self.number),
            "signed_on": Field(_("Ngày ký"), self.signed_on),
            "abstract": Field(_("Loại, trích yếu"), self.abstract),
            "signer": Field(_("Người ký"), self.signer),
            "agency": Field(_("Cơ quan ban hành"), self.agency),
        }
        self._build()
        self.refused.toggled.connect(self.changed)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(12))
        grid.setVerticalSpacing(scaled(8))
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.granted, 0, 0)
        grid.addWidget(self.refused, 0, 1)
        grid.addWidget(self._fields["result"], 1, 0, top)
        grid.addWidget(self._fields["signed_on"], 1, 1, top)
        grid.addWidget(self._fields["abstract"], 2, 0, 1, 2)
        grid.addWidget(self._fields["signer"], 3, 0, top)
        grid.addWidget(self._fields["agency"], 3, 1, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def complete_from(self, office: Office) -> None:
        """Offer signers, results and authorities the office wrote before."""
        completes(office, "signer", self.signer)
        completes(office, "result", self.abstract)
        completes(office, "organisation", self.agency)

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self._fields

    def propose(self, usual: Result) -> None:
        """Begin with what is likely; what is empty there stays as it is."""
        self.abstract.setText(usual.abstract)
        self.signed_on.set_day(date.fromisoformat(usual.signed_on))
        self.signer.setText(usual.signer)
        if usual.agency:
            self.agency.setText(usual.agency)
        for edit in (self.abstract, self.signer, self.agency):
            edit.setCursorPosition(0)

    def is_refused(self) -> bool:
        """True if the request was turned down."""
        return self.refused.isChecked()

    def facts(self) -> Result:
        """The facts as typed. Errors: RuleError (field "signed_on")."""
        day = typed_day(self.signed_on, "signed_on")
        return Result(
            outcome=Outcome.REFUSED if self.is_refused() else Outcome.GRANTED,
            abstract=self.abstract.value(),
            signed_on=day.isoformat() if day else "",
            signer=self.signer.value(),
            agency=self.agency.value(),
        )
