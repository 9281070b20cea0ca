"""The office's copies without a window: places, making what is owed, list, proof, clearing, rehearsal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import FOLDER, Frame, Shows, verb
from counter_app.i18n import _, plural
from counter_app.wording.office.backups import (
    drill_lines,
    outcome_text,
    place_text,
)
from counter_app.wording.office.health import size_text
from counter_app.wording.paper.moments import clock_text, short_date

if TYPE_CHECKING:
    from counter_app.desk.office.backups import ListedCopy
    from counter_app.domain.backups.outcome import PlaceOutcome
    from counter_app.domain.backups.place import BackupPlace, Drill


@click.group("backups")
def backups() -> None:
    """Bản sao lưu của đơn vị: hai nơi, sao lưu hằng ngày, danh sách, chứng minh, diễn tập."""


@backups.command("places")
@click.option("--first", type=FOLDER, help="Nơi thứ nhất: khác ổ với dữ liệu.")
@click.option("--second", type=FOLDER, help="Nơi thứ hai.")
@verb(Shows.NOBODY)
def places(frame: Frame, first: Path | None, second: Path | None) -> None:
    """Hai nơi giữ bản sao lưu: xem, hoặc chọn lại."""
    with frame.office() as office:
        if first is not None or second is not None:
            office.backups.name_places(str(first or ""), str(second or ""))
        named, drill = office.backups.plan().places, office.backups.plan().drill
        standing, today = office.backups.standing(), office.now().date()
        lines = [place_text(place, today) for place in named] or [_("Chưa chọn nơi sao lưu.")]
        lines += office.backups.cautions()
    answer = {
        "places": [_place_facts(place) for place in named],
        "days": standing.days,
        "late": standing.late,
        "drill": _drill_facts(drill),
    }
    frame.say(answer, "\n".join([*lines, *drill_lines(drill)]))


@backups.command("make")
@click.option("--all", "all_places", is_flag=True, help="Cả nơi hôm nay đã có bản sao lưu.")
@verb(Shows.CITIZENS)
def make(frame: Frame, all_places: bool) -> None:
    """Sao lưu vào những nơi hôm nay chưa có; dành cho tác vụ theo lịch."""
    with frame.office() as office:
        outcomes = office.backups.make(all_places=all_places, progress=frame.progress())
        standing = office.backups.standing()
    text = "\n".join(map(outcome_text, outcomes)) or _("Hôm nay đã sao lưu đủ hai nơi.")
    frame.say({"places": [outcome_facts(each) for each in outcomes], "late": standing.late}, text)
    if standing.late or any(outcome.trouble for outcome in outcomes):
        raise click.exceptions.Exit(1)


@backups.command("list")
@verb(Shows.NOBODY)
def list_copies(frame: Frame) -> None:
    """Mọi bản sao lưu thấy được, mỗi bản với chứng minh của nó."""
    with frame.office() as office:
        listed = office.backups.listed()
    lines = [_line(item) for item in listed] or [_("Chưa thấy bản sao lưu nào.")]
    frame.say({"copies": [_copy_facts(item) for item in listed]}, "\n".join(lines))


@backups.command("prove")
@click.argument("file", type=click.Path(path_type=Path))
@verb(Shows.NOBODY)
def prove(frame: Frame, file: Path) -> None:
    """Chứng minh lại một bản: mở, đọc từng lượt ghi, dựng lại mọi bảng."""
    with frame.office() as office:
        copy = office.backups.prove(file, frame.progress())
    entries = copy.note.entries if copy.note else 0
    frame.say(
        {"file": str(copy.path), "entries": entries, "head_code": copy.code},
        plural("Bản sao lưu nguyên vẹn: {count} lượt ghi, mã kiểm tra {code}.", entries).format(
            count=entries, code=copy.code
        ),
    )


@backups.command("clear")
@verb(Shows.NOBODY)
def clear(frame: Frame) -> None:
    """Dọn bản cũ: giữ 14 ngày, 12 tháng, 5 năm gần nhất có bản sao lưu."""
    with frame.office() as office:
        gone = office.backups.clear()
    text = plural("Đã dọn {count} bản cũ.", len(gone)).format(count=len(gone))
    frame.say({"cleared": list(gone)}, text if gone else _("Không có bản nào phải dọn."))


@backups.command("drill")
@verb(Shows.CITIZENS)
def drill_verb(frame: Frame) -> None:
    """Diễn tập: khôi phục bản mới nhất vào chỗ tạm, so với dữ liệu, in thử một giấy hẹn."""
    with frame.office() as office:
        done = office.drill.rehearse(frame.progress())
    frame.say(_drill_facts(done) or {}, "\n".join(drill_lines(done)))
    if not done.passed:
        raise click.exceptions.Exit(1)


def _place_facts(place: BackupPlace) -> dict[str, Any]:
    return place.to_dict()


def outcome_facts(outcome: PlaceOutcome) -> dict[str, Any]:
    """The outcome at one place, as an answer tells it."""
    return {
        "folder": outcome.place.folder,
        "file": str(outcome.path or ""),
        **told(outcome, "entries head_code=head absent trouble cleared"),
    }


def _drill_facts(drill: Drill | None) -> dict[str, Any] | None:
    return {**drill.to_dict(), "passed": drill.passed} if drill else None


def _copy_facts(item: ListedCopy) -> dict[str, Any]:
    note = item.copy.note
    return {
        "file": str(item.copy.path),
        "place": item.place,
        "made_at": item.copy.made_at.isoformat() if item.copy.made_at else "",
        "size": item.copy.size,
        "ours": item.ours,
        "entries": note.entries if note else 0,
        "head_code": item.copy.code,
        "proved_at": note.proved_at.isoformat() if note else "",
        "version": note.version if note else "",
        "volume": note.volume if note else "",
    }


def _line(item: ListedCopy) -> str:
    copy, note = item.copy, item.copy.note
    made = f"{clock_text(copy.made_at)} {short_date(copy.made_at.date())}" if copy.made_at else "?"
    proof = (
        plural("chứng minh ngày {day}, {count} lượt ghi, mã {code}", note.entries).format(
            day=short_date(note.proved_at.date()), count=note.entries, code=copy.code
        )
        if note
        else _("chưa chứng minh")
    )
    strange = "" if item.ours or note is None else _("; không phải của dữ liệu đang dùng")
    return f"{made}  {size_text(copy.size):>9}  {copy.path}  {proof}{strange}"


COMMANDS = (backups,)
