"""The case of a procedure: shown only where the procedure has cases."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.catalogue.sectors import Case, Procedure
from counter_app.i18n import _
from counter_app.qt.kit.fields import Choice, Field
from counter_app.wording.catalogue.listing import fee_words, limit_words


class CaseChoice(QWidget):
    """A choice below the procedure.

    Signals:
        chosen(): the officer chose another case.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._procedure: Procedure | None = None
        self.choice = Choice()
        self.choice.setObjectName("case")
        self.choice.let_shrink()
        self.field = Field(_("Trường hợp"), self.choice)
        self.choice.chosen.connect(lambda _key: self.chosen.emit())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.field)
        self.hide()

    def show_procedure(self, procedure: Procedure | None) -> None:
        """Offer the cases of another procedure; begins with the usual one."""
        self._procedure = procedure
        cases = procedure.cases if procedure else ()
        self.choice.offer([])
        self.choice.offer(
            [("", _("Trường hợp thông thường")), *((case.key, case_text(case)) for case in cases)]
        )
        self.choice.setCurrentIndex(0)
        self.setVisible(bool(cases))

    def key(self) -> str:
        """The case's key, empty for the usual one."""
        return self.choice.value() or ""

    def choose(self, key: str) -> None:
        """Choose a case; one that the procedure does not have (any more) leaves the usual one."""
        self.choice.choose(key)

    def procedure(self) -> Procedure | None:
        """The procedure with the time, fee and papers of the case."""
        return self._procedure.of_case(self.key()) if self._procedure else None


def case_text(case: Case) -> str:
    """``Quá hạn · 2 ngày làm việc · 8.000 đ``: what is the case's own."""
    parts = (case.name, limit_words(case.limit), fee_words(case.fee))
    return " · ".join(part for part in parts if part)
