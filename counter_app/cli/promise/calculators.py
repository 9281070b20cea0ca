"""The verb that only computes: a due moment, with its explanation."""

from __future__ import annotations

import json
from datetime import datetime

import click

from counter_app import paths
from counter_app.cli.context import Frame, Moment, Shows, verb
from counter_app.domain.calendar.working_calendar import WorkCalendar, calendar_from_seed
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.promise.due import compute_due
from counter_app.wording.promise.due import explain_due, explain_steps


def _calendar(frame: Frame) -> WorkCalendar:
    if frame.data.is_dir() and frame.has_office():
        with frame.office() as office:
            return office.store.calendar.current()
    folder = paths.resources_dir() / "calendar"
    years = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("[0-9]*.json"))
    ]
    sessions = json.loads((folder / "sessions.json").read_text(encoding="utf-8"))
    return calendar_from_seed(sessions, *years)


@click.command("due")
@click.option("--received", type=Moment(), required=True, help="Lúc nhận, ví dụ '9:00 19/11/2026'.")
@click.option("--limit", required=True, help="3wd, 2h, 5d, 1m hoặc same-day.")
@click.option("--cutoff", default="", help="Giờ hết nhận trong ngày, ví dụ 15:00.")
@verb(Shows.NOBODY)
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


COMMANDS = (due,)
