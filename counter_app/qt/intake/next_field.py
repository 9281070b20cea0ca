"""The next field of the intake form for the hand: after a card, and past the papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.qt.kit.enter import reveal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.intake.intake_form import IntakeForm


def lead(form: IntakeForm, save: QWidget) -> None:
    """Follow the work: procedure, person, papers, fee, return, and the button that saves."""
    form.enter.ends_at(save)
    form.papers.passed.connect(lambda: _go(form.amounts.sets))
    form.applicant.carded.connect(lambda: _go(after_card(form)))
    form.owner.person.carded.connect(lambda: _go(after_owner_card(form)))


def after_card(form: IntakeForm) -> QWidget:
    """The required field that is still empty, else the telephone, else the first paper that is not there."""
    person = form.applicant
    wanted: tuple[tuple[bool, QWidget], ...] = (
        (form.procedure.procedure() is None, form.procedure.edit),
        (not person.name.value(), person.name),
        (not person.phone.value(), person.phone),
    )
    return next((field for empty, field in wanted if empty), form.papers.first_field())


def after_owner_card(form: IntakeForm) -> QWidget:
    """Whoever hands in for somebody else has a paper that says so."""
    owner = form.owner
    return owner.person.phone if owner.authorisation.value() else owner.authorisation


def _go(field: QWidget) -> None:
    field.setFocus()
    reveal(field)
