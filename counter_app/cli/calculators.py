"""Verbs that only compute: a due moment, a card's text."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click

from counter_app import paths
from counter_app.cli.answers import told
from counter_app.cli.context import Frame, Moment, verb
from counter_app.domain.calendar.working_calendar import WorkCalendar, calendar_from_seed
from counter_app.domain.card.identity_card import Card, CardReading, read_card
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.promise.due import compute_due
from counter_app.office import Office, SystemClock
from counter_app.wording.due import explain_due, explain_steps


def _calendar(frame: Frame) -> WorkCalendar:
    if Office.exists(frame.data):
        with frame.office() as office:
            return office.store.calendar.current()
    folder = paths.resources_dir() / "calendar"
    years = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("[0-9]*.json"))
    ]
    sessions = json.loads((folder / "sessions.json").read_text(encoding="utf-8"))
    return calendar_from_seed(sessions, *years)


@click.command("due")
@click.option("--received", type=Moment(), required=True, help="Lúc nhận, ví dụ 2026-11-19T09:00.")
@click.option("--limit", required=True, help="3wd, 2h, 5d, 1m hoặc same-day.")
@click.option("--cutoff", default="", help="Giờ hết nhận trong ngày, ví dụ 15:00.")
@verb
def due(frame: Frame, received: datetime, limit: str, cutoff: str) -> None:
    """Tính lúc hẹn trả và giải thích."""
    parsed = parse_limit(limit, cutoff or None)
    calendar = _calendar(frame)
    found = compute_due(received, parsed, calendar)
    names = {day: mark.name for day, mark in calendar.marks.items()}
    explanation = explain_due(found, parsed, names)
    answer = {
        "due": found.at.replace(tzinfo=None).isoformat(timespec="minutes"),
        "explanation": explanation,
        "trace": found.to_dict()["trace"],
        "calendar_version": found.calendar_version,
    }
    frame.say(answer, "\n".join([explanation, *("  " + step for step in explain_steps(found))]))


def card_facts(card: Card) -> dict[str, Any]:
    """The card as the ``card`` verb shows it."""
    return told(card, "id old_id name birth sex address issued")


def _reading(frame: Frame, text: str) -> CardReading:
    """As the window reads it, beside who is known, where there is an office; else the text alone."""
    if Office.exists(frame.data):
        with frame.office() as office:
            return office.intake.read_card(text)
    return read_card(text, SystemClock().now().date())


@click.command("card")
@click.argument("text")
@verb
def card(frame: Frame, text: str) -> None:
    """Đọc chuỗi mã QR trên thẻ căn cước."""
    reading = _reading(frame, text)
    facts = card_facts(reading.card) if reading.card else None
    lines = [f"{key}: {value}" for key, value in (facts or {}).items() if value]
    lines += [*reading.warnings, *reading.hints]
    answer = {"card": facts, "warnings": list(reading.warnings), "hints": list(reading.hints)}
    frame.say(answer, "\n".join(lines))


COMMANDS = (due, card)
