"""Verbs of the working calendar: seen, carried as a file, confirmed, and what it does to promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import FILE, FOLDER, Day, Frame, Shows, force_option, verb
from counter_app.cli.dossier.board import write_tables
from counter_app.cli.reports.tables import table_text
from counter_app.desk.calendar.years import DayChange, ImportPlan, before_day
from counter_app.desk.outgoing import write
from counter_app.desk.promise.call_sheets import ripple_table, unmoved_text
from counter_app.domain.calendar.calendar_file import day_row, file_name
from counter_app.domain.calendar.workdays import DayMark, Session
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.values import override
from counter_app.wording.office.day_marks import mark_kind

if TYPE_CHECKING:
    from counter_app.desk.calendar.impact import Ripple
    from counter_app.office import Office


@click.group("calendar")
def calendar() -> None:
    """Lịch làm việc: ngày nghỉ, ngày làm bù, giờ làm việc, và hồ sơ đổi ngày hẹn theo lịch."""


def _day_text(mark: DayMark) -> str:
    hours = " ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in mark.sessions or ())
    kind = mark_kind(mark)
    parts = [f"{mark.day:%d/%m/%Y}", kind, mark.name, hours, mark.source]
    if not mark.official:
        parts.append(_("dự kiến"))
    return "  ".join(part for part in parts if part)


@calendar.command("show")
@click.argument("year", type=int)
@verb(Shows.NOBODY)
def show(frame: Frame, year: int) -> None:
    """Ngày nghỉ, ngày làm bù của một năm, và giờ làm việc từng thời kỳ."""
    with frame.office() as office:
        found = office.calendar.year(year)
        sessions = office.store.calendar.sessions()
    hours = [
        {
            "valid_from": item.valid_from.isoformat() if item.valid_from else None,
            "weekday": item.weekday,
            "start": f"{item.start:%H:%M}",
            "end": f"{item.end:%H:%M}",
            **({"reception": True} if item.reception else {}),
        }
        for item in sessions
    ]
    answer = {
        "year": year,
        "state": found.state.value,
        "source": found.source,
        "days": [day_row(mark) for mark in found.days],
        "sessions": hours,
    }
    state = _("đã xác nhận") if found.state.value == "confirmed" else _("chưa xác nhận")
    head = f"{year}  {state}  {found.source}"
    frame.say(answer, "\n".join([head, *map(_day_text, found.days)]))


@calendar.command("export")
@click.argument("year", type=int)
@click.option("--out", type=FILE, help="Tên tệp; mặc định lich-lam-viec-NĂM.json ở thư mục này.")
@force_option
@verb(Shows.NOBODY)
def export(frame: Frame, year: int, out: Path | None, force: bool) -> None:
    """Ghi lịch một năm ra tệp JSON có giải thích từng mục."""
    path = out or Path(file_name(year))
    with frame.office() as office:
        target = frame.target(office, path, force=force)
        write(target, office.calendar.export_year(year).encode())
    frame.say({"file": str(path), "year": year}, str(path))


def _change(change: DayChange) -> dict[str, Any]:
    return {
        "date": change.day.isoformat(),
        "before": day_row(change.before) if change.before else None,
        "after": day_row(change.after) if change.after else None,
    }


def _change_text(change: DayChange) -> str:
    if change.after is None:
        assert change.before is not None  # noqa: S101 - one of the two is there
        return "- " + _day_text(change.before)
    return ("+ " if change.before is None else "~ ") + _day_text(change.after)


def _moved(ripple: Ripple) -> dict[str, Any]:
    return {
        "affected": [
            told(
                item,
                "code=promise.code name=promise.name phone=promise.phone procedure=promise.procedure old new",
            )
            | {"why": "pause" if item.given_anew else "calendar"}
            for item in ripple.moved
        ],
        "not_counted": [
            {"code": item.code, "reason": why.value, "text": unmoved_text(why)}
            for item, why in ripple.unmoved
        ],
    }


def _plan_answer(office: Office, plan: ImportPlan, *, saved: bool) -> dict[str, Any]:
    ripple = office.calendar_impact.affected_by(plan.calendar) if plan.calendar else None
    past = before_day(plan.changes, office.rules.today())
    return {
        "year": plan.file.year,
        "state": plan.file.state.value,
        "saved": saved,
        "changes": [_change(change) for change in plan.changes],
        "past_days": [day.isoformat() for day in past],
        "problems": [told(item, "row text") for item in plan.file.problems],
        "remarks": list(plan.file.remarks),
        **(_moved(ripple) if ripple else {"affected": [], "not_counted": []}),
    }


def _plan_text(plan: ImportPlan, answer: dict[str, Any]) -> str:
    head = _("Đã nhập lịch năm {year}.") if answer["saved"] else _("Thử nhập lịch năm {year}:")
    changes = map(_change_text, plan.changes)
    lines = [head.format(year=plan.file.year), *plan.file.remarks, *changes]
    if plan.empty:
        lines.append(_("Lịch đã đúng như tệp, không có gì đổi."))
    if answer["past_days"]:
        lines.append(
            plural(
                "{count} ngày đổi đã qua: ngày hẹn đã lưu và báo cáo giữ nguyên.",
                len(answer["past_days"]),
            ).format(count=len(answer["past_days"]))
        )
    lines += [
        f"{item['code']}  {item['old']} → {item['new']}  {item['name']}  {item['phone']}"
        for item in answer["affected"]
    ]
    return "\n".join(lines)


@calendar.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ đổi gì, không lưu.")
@verb(Shows.NOBODY)
def import_file(frame: Frame, file: Path, dry_run: bool) -> None:
    """Nhập lịch một năm từ tệp JSON, Excel, ODS hoặc CSV; sai một chỗ là không nhập gì."""
    with frame.office() as office:
        text = office.calendar.read_file(file)
        plan = office.calendar.plan_import(text)
        if not dry_run or plan.file.problems:
            plan = office.calendar.import_year(text).result
        answer = _plan_answer(office, plan, saved=not dry_run and not plan.empty)
    frame.say(answer, _plan_text(plan, answer))


@calendar.command("confirm")
@click.argument("year", type=int)
@click.option("--source", required=True, help="Số, ngày của văn bản công bố lịch nghỉ.")
@verb(Shows.NOBODY)
def confirm(frame: Frame, year: int, source: str) -> None:
    """Xác nhận lịch một năm như đang ghi, theo văn bản công bố."""
    with frame.office() as office:
        office.calendar.confirm_year(year, source)
        ripple = office.calendar_impact.affected()
    text = plural(
        "Đã xác nhận lịch năm {year}; {count} hồ sơ đổi ngày hẹn nếu tính lại.", len(ripple.moved)
    )
    frame.say(
        {"year": year, "state": "confirmed", **_moved(ripple)},
        text.format(year=year, count=len(ripple.moved)),
    )


class Hours(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """Hours of weekdays, ``1-5 07:00-11:30 13:00-16:30``: days 1 (Monday) to 7, then each session."""

    name = "hours"

    @override
    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Session, ...]:
        """Parse; a wrong text is a usage error."""
        try:
            days, *spans = str(value).split()
            first, _dash, last = days.partition("-")
            sessions = [tuple(map(time.fromisoformat, span.split("-"))) for span in spans]
            found = tuple(
                Session(weekday, start, end)
                for weekday in range(int(first), int(last or first) + 1)
                for start, end in sessions
            )
            if not found:
                raise ValueError(value)
        except ValueError:
            self.fail(
                _("{value} không phải dạng: 1-5 07:30-11:30 13:30-17:00.").format(value=value),
                param,
                ctx,
            )
        except RuleError as error:
            self.fail(error.message, param, ctx)
        return found


@calendar.command("hours")
@click.option("--from", "since", type=Day(), required=True, help="Áp dụng từ ngày.")
@click.option(
    "--set",
    "hours",
    type=Hours(),
    multiple=True,
    help="Thứ và các buổi, như 1-5 07:30-11:30 13:30-17:00; thứ không ghi là ngày nghỉ.",
)
@click.option(
    "--reception",
    "duty",
    type=Hours(),
    multiple=True,
    help="Thứ và các buổi chỉ trực tiếp nhận, như 6 07:30-11:30; không tính vào thời hạn.",
)
@click.option("--drop", is_flag=True, help="Bỏ giờ làm việc đã định áp dụng từ ngày này.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem hồ sơ nào đổi ngày hẹn, không lưu.")
@verb(Shows.NOBODY)
def hours_verb(
    frame: Frame,
    since: date,
    hours: tuple[tuple[Session, ...], ...],
    duty: tuple[tuple[Session, ...], ...],
    drop: bool,
    dry_run: bool,
) -> None:
    """Đổi giờ làm việc trong tuần từ một ngày; ngày hẹn đã cấp giữ nguyên."""
    if bool(hours) == drop:
        raise RuleError(_("Ghi giờ làm việc bằng --set, hoặc dùng --drop."), field="sessions")
    sessions = [session for group in hours for session in group]
    sessions += [replace(session, reception=True) for group in duty for session in group]
    with frame.office() as office:
        ripple = office.calendar_impact.affected_by(office.calendar.with_sessions(sessions, since))
        if not dry_run and drop:
            office.calendar.drop_sessions(since)
        elif not dry_run:
            office.calendar.set_sessions(sessions, valid_from=since)
    answer = {"valid_from": since.isoformat(), "sessions": len(sessions), "saved": not dry_run}
    text = plural(
        "Giờ làm việc từ {day:%d/%m/%Y}: {count} hồ sơ đổi ngày hẹn nếu tính lại.",
        len(ripple.moved),
    )
    frame.say(answer | _moved(ripple), text.format(day=since, count=len(ripple.moved)))


@calendar.command("affected")
@click.option(
    "--out",
    type=FOLDER,
    help="Ghi danh sách gọi ra PDF, XLSX.",
)
@force_option
@verb(Shows.CITIZENS)
def affected(frame: Frame, out: Path | None, force: bool) -> None:
    """Hồ sơ đang giải quyết có ngày hẹn phải tính lại, vì lịch đổi hoặc thời gian chờ bị tính lại từ đầu."""
    with frame.office() as office:
        ripple = office.calendar_impact.affected()
        now = office.rules.now()
        table = ripple_table(ripple, now)
        stem = f"ho-so-doi-ngay-hen-{now:%Y%m%d}"
        files = write_tables(frame, office, (table,), out / stem, force=force) if out else []
    nothing = _("Không có hồ sơ nào phải tính lại ngày hẹn.")
    text = table_text(table) if ripple.moved or ripple.unmoved else nothing
    frame.say({**_moved(ripple), "files": files}, "\n".join([text, *files]))


@calendar.command("recompute")
@click.argument("codes", nargs=-1, required=True)
@click.option("--reason", required=True, help="Lý do tính lại, ghi vào nhật ký và giấy hẹn.")
@verb(Shows.ACT)
def recompute(frame: Frame, codes: tuple[str, ...], reason: str) -> None:
    """Lãnh đạo hoặc quản trị hệ thống quyết định: tính lại ngày hẹn và cấp lại giấy hẹn."""
    with frame.office() as office:
        done = office.promises.recompute(codes, reason=reason).result
    items = [told(item, "code due=promised_at") for item in done]
    lines = [f"{item['code']}  {item['due']}" for item in items]
    frame.say({"recomputed": items}, "\n".join(lines) or _("Không có ngày hẹn nào đổi."))


COMMANDS = (calendar,)
