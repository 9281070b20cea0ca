"""A form with nothing but a name is saved at the second press: the first says what could still be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.person.bare import bare_party
from counter_app.qt.kit.enter import reveal

if TYPE_CHECKING:
    from counter_app.qt.intake.intake_form import IntakeForm


class BareName:
    """Holds a save back once for each form, which its operation tells apart."""

    def __init__(self, form: IntakeForm) -> None:
        self._form = form
        self._told = ""

    def holds_back(self, op: str) -> bool:
        """True if this press only says what could be asked; the telephone has the keyboard then."""
        form = self._form
        said = "" if form.asks_nothing() else bare_party(form.applicant.known())
        if not said or self._told == op:
            return False
        self._told = op
        form.applicant.phone.setFocus()
        form.applicant.phone_advice.say(said)
        reveal(form.applicant.phone)
        return True
