"""Verbs at the end of a dossier: the receipt again, and the result returned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from counter_app.cli.context import FILE, Frame, Shows, force_option, verb
from counter_app.cli.dossier.showing import dossier_facts
from counter_app.desk.outgoing import write
from counter_app.domain.dossier.dossier import STATE_WORDS, Collector
from counter_app.domain.office.staff import is_person
from counter_app.domain.paper.sizes import PaperSize
from counter_app.i18n import _


@click.command("receipt")
@click.argument("code")
@click.option(
    "--size", type=click.Choice([size.value for size in PaperSize]), default="a5", help="Khổ giấy."
)
@click.option("--out", type=FILE, required=True, help="Ghi ra tệp này.")
@force_option
@verb(Shows.CITIZENS)
def receipt(frame: Frame, code: str, size: str, out: Path, force: bool) -> None:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả, ra tệp PDF."""
    with frame.office() as office:
        dossier = office.dossiers.get(code)
        if not is_person(dossier.receiver):
            frame.require_signer(office)
        target = frame.target(office, out, force=force)
        pdf = office.paper.draw_receipt(dossier.code, PaperSize(size))
        office.access.drawn(dossier.code, "receipt")
        write(target, pdf)
    frame.say({"file": str(out), "bytes": len(pdf)}, str(out))


@click.command("return")
@click.argument("code")
@click.option("--collector", default="", help="Người nhận; để trống là người nộp.")
@click.option("--id", "id_no", default="", help="Số giấy tờ tùy thân của người đến nhận.")
@click.option("--phone", default="", help="Số điện thoại của người đến nhận.")
@click.option("--authorisation", default="", help="Giấy ủy quyền của người nhận thay.")
@click.option("--lost-receipt", is_flag=True, help="Người đến nhận không còn giấy hẹn.")
@click.option("--identity-checked", default="", help="Giấy tờ đã xem khi mất giấy hẹn.")
@click.option("--point", default="", help="Điểm trả kết quả ngoài trụ sở; để trống là tại quầy.")
@click.option("--slip", type=FILE, help="Ghi phiếu trả ra tệp PDF này.")
@force_option
@verb(Shows.ACT)
def return_verb(
    frame: Frame,
    code: str,
    collector: str,
    point: str,
    slip: Path | None,
    force: bool,
    **facts: Any,
) -> None:
    """Trả kết quả: mã hồ sơ hoặc mã vạch."""
    with frame.office() as office:
        if slip is not None:
            frame.require_signer(office)
        target = frame.target(office, slip, force=force) if slip is not None else None
        verdict = office.returning.verdict(code)
        dossier = verdict.dossier or office.dossiers.get(code)
        taker = Collector(
            name=collector or dossier.applicant.name,
            authorised=bool(facts["authorisation"]),
            **facts,
        )
        done = office.returning.hand_over(dossier.code, taker, point=point).result
        if target is not None:
            job = office.paper.prints_of(dossier.code)[-1]
            said = _("Đã trả kết quả {code}.").format(code=done.code)
            write(target, office.paper.draw(job.id).pdf, done=said)
    frame.say(dossier_facts(done), f"{done.code}  {_(STATE_WORDS[done.state])}")


COMMANDS = (receipt, return_verb)
