"""The verb that hands over everything an officer has; ``handover all``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.context import Frame, Shows, verb
from counter_app.desk.handover.caseloads import Caseload, WantedCaseload, given_back
from counter_app.i18n import _, plural

if TYPE_CHECKING:
    from counter_app.domain.handover.whereabouts import Sheet
    from counter_app.office import Office


def caseload_facts(caseload: Caseload, sheet: Sheet | None) -> dict[str, Any]:
    """The dossiers that go over and those that stay, with the sheet once there is one."""
    return {
        "sheet": sheet.label if sheet else None,
        "counts": caseload.counts(),
        "dossiers": [
            {
                "code": line.item.line.code,
                "sector": line.item.line.sector,
                "charge": line.charge,
                "papers": line.papers,
            }
            for line in caseload.lines
        ],
        "left": [{"code": line.code, "why": why.value} for line, why in caseload.left],
    }


def _words(caseload: Caseload, sheet: Sheet | None) -> str:
    head = (
        _("Đã lập phiếu {number}.").format(number=sheet.label)
        if sheet
        else _("Chưa bàn giao, mới lập danh sách.")
    )
    counts = plural("{count} hồ sơ bàn giao, {left} hồ sơ để lại", len(caseload.lines)).format(
        count=len(caseload.lines), left=len(caseload.left)
    )
    rows = [f"  {line.item.line.code}" for line in caseload.lines]
    rows += [f"  {line.code}  {why.value}" for line, why in caseload.left]
    return "\n".join([head, counts, *rows])


@click.command("all")
@click.option("--from", "giver", default="", help="Tên đăng nhập của người giao.")
@click.option("--to", "taker", default="", help="Tên đăng nhập của người nhận.")
@click.option("--sector", "sectors", multiple=True, help="Chỉ lĩnh vực này; ghi được nhiều lần.")
@click.option("--back", default="", help="Giao lại theo phiếu số này (12 hoặc 12/2026).")
@click.option("--list", "only_list", is_flag=True, help="Chỉ xem danh sách, chưa bàn giao.")
@verb(Shows.ACT)
def everything(
    frame: Frame, giver: str, taker: str, sectors: tuple[str, ...], back: str, only_list: bool
) -> None:
    """Bàn giao toàn bộ hồ sơ của một công chức, hoặc giao lại theo phiếu."""
    with frame.office() as office:
        wanted = _wanted(office, giver, taker, sectors, back)
        caseload = office.caseloads.listed(wanted)
        sheet = None if only_list else office.caseloads.hand_over(wanted).result
    frame.say(caseload_facts(caseload, sheet), _words(caseload, sheet))


def _wanted(
    office: Office, giver: str, taker: str, sectors: tuple[str, ...], back: str
) -> WantedCaseload:
    if back:
        return given_back(office.handover.sheet_numbered(back))
    return WantedCaseload(giver=giver, taker=taker, sectors=sectors)
