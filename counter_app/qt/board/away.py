"""The officers away today and their substitutes, above everything else on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from counter_app.office import Office


class AwayNotice(QLabel):
    """One line for each absence; hidden while everybody is here."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setProperty("role", "heading")
        self.hide()

    def show_office(self, office: Office) -> None:
        """Read who is away today."""
        notices = office.absences.notices()
        self.setText("\n".join(notices))
        self.setVisible(bool(notices))
