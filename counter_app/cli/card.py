"""The verb that reads a card's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import Frame, Shows, verb
from counter_app.desk.system_clock import SystemClock

if TYPE_CHECKING:
    from counter_app.domain.card.identity_card import Card, CardReading


def card_facts(card: Card) -> dict[str, Any]:
    """The card as the ``card`` verb shows it."""
    return told(card, "id old_id name birth sex address issued")


def _reading(frame: Frame, text: str) -> CardReading:
    """As the window reads it, beside who is known, for somebody with a name; else the text alone."""
    if frame.claim.said and frame.data.is_dir() and frame.has_office():
        with frame.office() as office:
            frame.let_in(office)
            return office.intake.read_card(text)
    from counter_app.domain.card.identity_card import read_card

    return read_card(text, SystemClock().now().date())


@click.command("card")
@click.argument("text")
@verb(Shows.NOBODY)
def card(frame: Frame, text: str) -> None:
    """Đọc chuỗi mã QR trên thẻ căn cước."""
    reading = _reading(frame, text)
    facts = card_facts(reading.card) if reading.card else None
    lines = [f"{key}: {value}" for key, value in (facts or {}).items() if value]
    lines += [*reading.warnings, *reading.hints]
    answer = {"card": facts, "warnings": list(reading.warnings), "hints": list(reading.hints)}
    frame.say(answer, "\n".join(lines))


COMMANDS = (card,)
