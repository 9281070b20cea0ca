"""Verbs about papers: hand-over sheets, shelves, official codes, originals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import FILE, Frame, Shows, force_option, verb
from counter_app.cli.handover.caseloads import everything
from counter_app.desk.handover.sheets import Wanted
from counter_app.desk.outgoing import write
from counter_app.domain.handover.whereabouts import (
    SCANNED,
    Held,
    HeldLine,
    Holder,
    Leg,
    Purpose,
    Sheet,
)
from counter_app.i18n import _, plural

if TYPE_CHECKING:
    from counter_app.office import Office

PURPOSES = [purpose.value for purpose in SCANNED]


def _leg(leg: Leg) -> dict[str, Any]:
    return told(leg, "giver taker given=given_at taken=taken_at outcome recalled charge_only")


def _sheet(sheet: Sheet) -> dict[str, Any]:
    names = "sheet=id number=label purpose giver taker given=given_at taken=taken_at count missing"
    rows = [{"code": row.line.code, **_leg(row.leg)} for row in sheet.rows]
    return told(sheet, names) | {"rows": rows}


def _sheet_text(sheet: Sheet) -> str:
    head = plural("Phiếu {number}: {count} hồ sơ, còn thiếu {missing}", sheet.count).format(
        number=sheet.label, count=sheet.count, missing=sheet.missing
    )
    rows = [f"  {row.line.code}  {'-' if row.missing else '+'}" for row in sheet.rows]
    return "\n".join([head, *rows])


def _held(item: HeldLine) -> dict[str, Any]:
    return told(item, "code=line.code name=line.name holder since shelf")


def _held_text(lines: list[HeldLine]) -> str:
    rows = [f"{item.line.code}  {item.shelf or '-'}  {item.line.names[-1]}" for item in lines]
    return "\n".join(rows) or _("Không có hồ sơ nào.")


def _named(office: Office, text: str) -> Holder:
    """A partner office by its name, else an officer by login; empty is whoever acts."""
    if text in office.handover.partners():
        return Holder(office=text)
    actor = office.session.officer
    return Holder(officer=text or (actor.login if actor else ""))


_incomplete = click.option(
    "--incomplete",
    is_flag=True,
    help="Cơ quan giải quyết chưa xác nhận hồ sơ đầy đủ: thời hạn chưa tính.",
)


@click.group("handover")
def handover() -> None:
    """Bàn giao hồ sơ giấy: lập phiếu, nhận phiếu, xem người đang giữ."""


@handover.command("give")
@click.argument("codes", nargs=-1, required=True)
@click.option(
    "--purpose", type=click.Choice(PURPOSES), default="process", help="Bàn giao để làm gì."
)
@click.option("--from", "giver", default="", help="Tên đăng nhập hoặc cơ quan; trống là dòng lệnh.")
@click.option("--to", "taker", default="", help="Tên đăng nhập hoặc tên cơ quan nhận.")
@click.option("--anyway", is_flag=True, help="Giấy ở đây dù sổ ghi người khác giữ.")
@click.option("--taken", is_flag=True, help="Người nhận đã nhận hồ sơ giấy.")
@_incomplete
@verb(Shows.ACT)
def give(
    frame: Frame,
    codes: tuple[str, ...],
    purpose: str,
    giver: str,
    taker: str,
    anyway: bool,
    taken: bool,
    incomplete: bool,
) -> None:
    """Lập một phiếu cho các hồ sơ (mã hoặc mã vạch); sai một là không lập."""
    with frame.office() as office:
        wanted = Wanted(
            purpose=Purpose(purpose),
            giver=_named(office, giver),
            taker=_named(office, taker),
            codes=codes,
            anyway=codes if anyway else (),
        )
        sheet = office.handover.give(wanted, take=taken, complete=not incomplete).result
    frame.say(_sheet(sheet), _sheet_text(sheet))


@handover.command("take")
@click.argument("number")
@click.argument("codes", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Mọi hồ sơ còn thiếu trên phiếu.")
@click.option("--recall", is_flag=True, help="Người giao thu lại, không phải người nhận nhận.")
@_incomplete
@verb(Shows.ACT)
def take(
    frame: Frame,
    number: str,
    codes: tuple[str, ...],
    everything: bool,
    recall: bool,
    incomplete: bool,
) -> None:
    """Nhận những hồ sơ đã tới của một phiếu (số 12 hoặc 12/2026)."""
    with frame.office() as office:
        sheet = office.handover.sheet_numbered(number)
        if everything:
            codes = tuple(row.line.code for row in sheet.rows if row.missing)
        if recall:
            sheet = office.handover.recall(sheet.id, codes).result
        else:
            sheet = office.handover.take(sheet.id, codes, complete=not incomplete).result
    frame.say(_sheet(sheet), _sheet_text(sheet))


@handover.command("show")
@click.argument("number")
@click.option("--pdf", type=FILE, help="Ghi biên bản bàn giao ra tệp PDF này.")
@force_option
@verb(Shows.CITIZENS)
def show(frame: Frame, number: str, pdf: Path | None, force: bool) -> None:
    """Một phiếu với từng hồ sơ."""
    with frame.office() as office:
        sheet = office.handover.sheet_numbered(number)
        if pdf is not None:
            frame.require_signer(office)
            target = frame.target(office, pdf, force=force)
            write(target, office.paper.draw(office.handover.paper(sheet.id).result.id).pdf)
    frame.say(_sheet(sheet), _sheet_text(sheet))


@handover.command("list")
@click.option("--open", "open_only", is_flag=True, help="Chỉ phiếu còn thiếu hồ sơ.")
@verb(Shows.CITIZENS)
def sheets(frame: Frame, open_only: bool) -> None:
    """Các phiếu, mới nhất trước."""
    with frame.office() as office:
        found = office.handover.sheets(open_only=open_only)
    frame.say(
        {"sheets": [_sheet(item) for item in found]},
        "\n".join(map(_sheet_text, found)) or _("Không có phiếu nào."),
    )


def _keeper(item: Held) -> dict[str, Any]:
    return told(item, "holder count since")


@handover.command("holders")
@verb(Shows.CITIZENS)
def holders(frame: Frame) -> None:
    """Số hồ sơ từng người đang giữ, hồ sơ đang luân chuyển và cảnh báo."""
    with frame.office() as office:
        held, way = office.holders.all(), office.holders.under_way()
        alarms = office.holders.alarms()
    lines = [f"{item.holder.office or item.holder.officer}\t{item.count}" for item in held]
    lines += [
        plural("Quá {hours} giờ chưa nhận: {code}, phiếu {number}", item.minutes // 60).format(
            hours=item.minutes // 60, code=item.row.line.code, number=item.sheet.label
        )
        for item in alarms
    ]
    answer = {
        "holders": [_keeper(item) for item in held],
        "under_way": [_held(item) for item in way],
        "alarms": [
            {"code": item.row.line.code, "sheet": item.sheet.label, "minutes": item.minutes}
            for item in alarms
        ],
    }
    frame.say(answer, "\n".join(lines) or _("Không có hồ sơ giấy nào đang được giữ."))


@click.group("shelf")
def shelf() -> None:
    """Vị trí lưu hồ sơ giấy."""


@shelf.command("put")
@click.argument("name")
@click.argument("codes", nargs=-1, required=True)
@verb(Shows.ACT)
def put(frame: Frame, name: str, codes: tuple[str, ...]) -> None:
    """Xếp các hồ sơ vào một vị trí; tên vị trí "" là bỏ vị trí."""
    with frame.office() as office:
        done = office.shelves.put(codes, name).result
    rows = [{"code": item.code, "shelf": item.shelf} for item in done]
    frame.say({"dossiers": rows}, "\n".join(f"{row['code']}  {row['shelf']}" for row in rows))


@shelf.command("list")
@click.option("--today", is_flag=True, help="Chỉ hồ sơ hẹn trả đến hết hôm nay.")
@click.option("--pdf", type=FILE, help="Ghi danh sách ra tệp PDF này.")
@force_option
@verb(Shows.CITIZENS)
def pick_list(frame: Frame, today: bool, pdf: Path | None, force: bool) -> None:
    """Kết quả chờ người nhận, theo vị trí lưu."""
    with frame.office() as office:
        lines = office.shelves.pick_list(today_only=today)
        if pdf is not None:
            target = frame.target(office, pdf, force=force)
            write(target, office.reports.pdf([office.shelves.table(today_only=today)]))
    frame.say({"dossiers": [_held(item) for item in lines]}, _held_text(lines))


handover.add_command(everything)
COMMANDS = (handover, shelf)
