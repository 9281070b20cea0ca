"""Verbs that put promises right: apologies before the day, waits that lapsed, outages, what other offices confirm."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import plain, told
from counter_app.cli.consent import approval
from counter_app.cli.context import Frame, Moment, Shows, verb
from counter_app.desk.promise.changes import Apology
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.promise.outages import Outage
    from counter_app.domain.dossier.dossier import Dossier


def _told(dossier: Dossier) -> dict[str, Any]:
    return told(dossier, "code due=promised_at reappointed_to reappointments")


@click.command("apologise")
@click.argument("codes", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="Mọi hồ sơ đã quá giờ hẹn, chưa xin lỗi.")
@click.option("--reason", required=True, help="Lý do chậm, in trên phiếu.")
@click.option("--days", type=int, help="Hẹn lại sau số ngày làm việc này; mặc định theo cài đặt.")
@click.option("--until", type=Moment(), help="Hoặc hẹn lại đúng lúc này.")
@click.option("--override", is_flag=True, help="Lãnh đạo cho hẹn lại lần nữa.")
@click.option(
    "--approver", default="", help="Lãnh đạo duyệt, khi người thực hiện không phải lãnh đạo."
)
@verb(Shows.ACT)
def apologise(
    frame: Frame,
    codes: tuple[str, ...],
    everyone: bool,
    reason: str,
    days: int | None,
    until: datetime | None,
    override: bool,
    approver: str,
) -> None:
    """Lập phiếu xin lỗi và hẹn lại (Mẫu 04) cho một hay nhiều hồ sơ; sai một là không lập phiếu nào."""
    if bool(codes) == everyone:
        raise RuleError(_("Ghi mã hồ sơ, hoặc dùng --all."), field="code")
    override = override or bool(approver)
    with frame.office() as office:
        wanted = [row.code for row in office.board.morning().apologies] if everyone else codes
        items = []
        for code in wanted:
            dossier = office.dossiers.get(code)
            after = dossier.promised_at.date() if dossier.promised_at else None
            count = office.rules.settings.apology_days if days is None else days
            at = until or office.promises.proposed(count, after=after)
            items.append(Apology(code=dossier.code, reason=reason, until=at, override=override))
        consent = approval(approver)
        done = office.promises.apologise(items, approval=consent).result
    lines = [f"{item.code}  {plain(item.reappointed_to)}" for item in done]
    frame.say(
        {"apologies": [_told(item) for item in done]},
        "\n".join(lines) or _("Không có hồ sơ nào cần phiếu xin lỗi."),
    )


@click.command("close-lapsed")
@click.argument("codes", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="Mọi hồ sơ đã quá hạn bổ sung.")
@click.option("--reason", required=True, help="Lý do.")
@verb(Shows.ACT)
def close_lapsed(frame: Frame, codes: tuple[str, ...], everyone: bool, reason: str) -> None:
    """Kết thúc hồ sơ đã quá hạn bổ sung, kèm thông báo dừng giải quyết (Mẫu 05)."""
    if bool(codes) == everyone:
        raise RuleError(_("Ghi mã hồ sơ, hoặc dùng --all."), field="code")
    with frame.office() as office:
        wanted = [row.code for row in office.board.morning().lapsed] if everyone else codes
        done = office.board.close_lapsed(wanted, reason=reason).result
    frame.say(
        {"closed": [item.code for item in done]},
        "\n".join(item.code for item in done) or _("Không có hồ sơ nào quá hạn bổ sung."),
    )


@click.command("confirm")
@click.argument("codes", nargs=-1, required=True)
@click.option("--at", type=Moment(), help="Lúc cơ quan giải quyết nhận đủ hồ sơ; mặc định bây giờ.")
@click.option("--reason", default="", help="Cần khi sửa lúc đã ghi.")
@verb(Shows.ACT)
def confirm(frame: Frame, codes: tuple[str, ...], at: datetime | None, reason: str) -> None:
    """Cơ quan khác giải quyết xác nhận đã nhận đủ hồ sơ: thời hạn tính từ lúc đó, cấp lại giấy hẹn."""
    with frame.office() as office:
        done = office.confirmations.confirm(codes, at=at, reason=reason).result
    lines = [f"{item.code}  {plain(item.promised_at)}" for item in done]
    frame.say(
        {"confirmed": [told(item, "code due=promised_at confirmed_at") for item in done]},
        "\n".join(lines),
    )


@click.group("outage")
def outage() -> None:
    """Sự cố hệ thống: tạm dừng một nhóm hồ sơ, giải quyết tiếp cả nhóm."""


def _outage(item: Outage) -> dict[str, Any]:
    return told(item, "key since reason") | {"codes": [row.code for row in item.rows]}


@outage.command("begin")
@click.argument("codes", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="Mọi hồ sơ đang giải quyết.")
@click.option("--sector", default="", help="Cùng --all: chỉ một lĩnh vực.")
@click.option("--reason", required=True, help="Sự cố gì.")
@click.option("--at", type=Moment(), help="Hệ thống ngừng từ lúc; mặc định bây giờ.")
@verb(Shows.ACT)
def outage_begin(
    frame: Frame,
    codes: tuple[str, ...],
    everyone: bool,
    sector: str,
    reason: str,
    at: datetime | None,
) -> None:
    """Tạm dừng một lần các hồ sơ vì hệ thống gặp sự cố; thời gian này không tính vào thời hạn."""
    if bool(codes) == everyone:
        raise RuleError(_("Ghi mã hồ sơ, hoặc dùng --all."), field="code")
    with frame.office() as office:
        rows = office.outages.running(sector=sector) if everyone else ()
        wanted = codes or tuple(row.code for row in rows)
        done = office.outages.begin(wanted, reason=reason, at=at).result
    frame.say({"outage": _outage(done)}, "\n".join([done.key, *(row.code for row in done.rows)]))


@outage.command("end")
@click.argument("key", default="")
@click.option("--at", type=Moment(), help="Hệ thống hoạt động lại lúc; mặc định bây giờ.")
@verb(Shows.ACT)
def outage_end(frame: Frame, key: str, at: datetime | None) -> None:
    """Giải quyết tiếp mọi hồ sơ của một sự cố; không ghi sự cố nào thì là sự cố duy nhất đang mở."""
    with frame.office() as office:
        known = office.outages.open()
        if not key and len(known) == 1:
            key = known[0].key
        done = office.outages.end(key, at=at).result
    lines = [f"{item.code}  {plain(item.promised_at)}" for item in done]
    frame.say(
        {"resumed": [told(item, "code state due=promised_at") for item in done]}, "\n".join(lines)
    )


@outage.command("list")
@verb(Shows.CITIZENS)
def outage_list(frame: Frame) -> None:
    """Sự cố còn hồ sơ tạm dừng."""
    with frame.office() as office:
        known = office.outages.open()
    lines = [f"{item.key}  {plain(item.since)}  {len(item.rows)}  {item.reason}" for item in known]
    frame.say(
        {"outages": [_outage(item) for item in known]},
        "\n".join(lines) or _("Không có sự cố nào."),
    )


COMMANDS = (apologise, close_lapsed, confirm, outage)
