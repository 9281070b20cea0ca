"""The verb of the morning: the board."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import plain, told
from counter_app.cli.context import FOLDER, Frame, Shows, force_option, verb
from counter_app.cli.reports.tables import table_text
from counter_app.desk.promise.call_sheets import morning_tables
from counter_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.desk.promise.board import Morning
    from counter_app.domain.followups.followup import FollowUp
    from counter_app.domain.office.absence import Absence
    from counter_app.office import Office
    from counter_app.store.read.board import BoardRow


def write_tables(
    frame: Frame, office: Office, tables: Any, stem: Path, *, force: bool
) -> list[str]:
    """Tables as PDF and XLSX, ``stem`` with either ending; the paths written. Errors: RuleError, DeviceError."""
    from counter_app.desk.outgoing import write

    makers = {".pdf": office.reports.pdf, ".xlsx": office.reports.xlsx}
    targets = {
        suffix: frame.target(office, stem.with_name(stem.name + suffix), force=force)
        for suffix in makers
    }
    for suffix, target in targets.items():
        write(target, makers[suffix](tables))
    return [str(target.path) for target in targets.values()]


def _row(morning: Morning, row: BoardRow) -> dict[str, Any]:
    facts = told(row, "code name phone procedure state handler due=promised_at")
    if row.reappointed_to:
        facts |= told(row, "reappointed_to")
    if row.supplement_until:
        facts |= told(row, "until=supplement_until") | {"lapsed": row in morning.lapsed}
    if row.finished_at:
        facts |= told(row, "finished=finished_at") | {"waited_days": morning.waited(row)}
    return facts


def _absences(away: Sequence[Absence]) -> list[dict[str, Any]]:
    if not away:  # most mornings: then nothing more is loaded; so with what follows
        return []
    from counter_app.cli.office.absences import absence_facts

    return [absence_facts(item) for item in away]


def _absence_words(office: Office, away: Sequence[Absence]) -> list[str]:
    if not away:
        return []
    from counter_app.cli.office.absences import absence_words

    return [absence_words(office, item) for item in away]


def _followups(asked: Sequence[FollowUp], now: datetime) -> list[dict[str, Any]]:
    if not asked:
        return []
    from counter_app.cli.enquiries.followups import followup_facts

    return [followup_facts(item, now) for item in asked]


def _unlocked(morning: Morning) -> list[str]:
    if not morning.unlocked:
        return []
    from counter_app.wording.certification import unlocked_text

    return [unlocked_text(book) for book in morning.unlocked]


@click.command("board")
@click.option("--out", type=FOLDER, help="Ghi các danh sách ra PDF và XLSX vào thư mục này.")
@click.option(
    "--officer",
    default="",
    help="Chỉ hồ sơ của công chức này: nhận, giải quyết, phụ trách hoặc thay.",
)
@force_option
@verb(Shows.CITIZENS)
def board(frame: Frame, out: Path | None, officer: str, force: bool) -> None:
    """Bảng việc buổi sáng: quá hạn, đến hạn, chờ bổ sung, chờ nhận, cần phiếu xin lỗi."""
    with frame.office() as office:
        whose = frame.known(office, officer).login if officer else ""
        morning, now = office.board.morning(whose=whose), office.now()
        tables = () if frame.as_json and not out else morning_tables(morning)
        away = office.absences.running()
        notices = _absence_words(office, away)
        stem = f"viec-hom-nay-{morning.today:%Y%m%d}"
        files = (
            write_tables(frame, office, tables, out / stem, force=force) if out and tables else []
        )
    if frame.as_json:
        frame.say(_answer(morning, away, now, files))
        return
    nothing = _("Hôm nay không có hồ sơ nào cần giải quyết ngay.")
    notices += _unlocked(morning)
    frame.say({}, "\n\n".join([*notices, *map(table_text, tables), *files]) or nothing)


def _answer(
    morning: Morning, away: Sequence[Absence], now: datetime, files: list[str]
) -> dict[str, Any]:
    names = ("overdue", "due_today", "due_soon", "waiting", "lapsed", "ready", "uncollected")
    return {
        "today": morning.today.isoformat(),
        "next_working_day": morning.soon.isoformat(),
        "counts": dict(morning.counts),
        **{
            name: [_row(morning, row) for row in getattr(morning, name)]
            for name in (*names, "apologies", "near", "again")
        },
        "forwarding": [
            _row(morning, line.row) | {"by": plain(line.at), "late": line.late}
            for line in morning.forwarding
        ],
        "unconfirmed": [
            _row(morning, item.row)
            | {"office": item.office, "sent": plain(item.sent), "taken": plain(item.taken)}
            for item in morning.unconfirmed
        ],
        "inner": [_row(morning, line.row) | {"inner": plain(line.at)} for line in morning.inner],
        "absences": _absences(away),
        "unlocked": list(morning.unlocked),
        "unanswered": _followups(morning.unanswered, now),
        "untold": _followups(morning.untold, now),
        "files": files,
    }


COMMANDS = (board,)
