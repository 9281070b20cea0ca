"""Verbs about dossiers: receive, return, and the receipt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from counter_app.cli.context import Frame, force_option, verb
from counter_app.cli.showing import dossier_facts
from counter_app.desk.act import new_op
from counter_app.desk.incoming import read_json
from counter_app.desk.outgoing import write
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier import Collector
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.form_values import read_text
from counter_app.domain.dossier.representing import representation_warnings
from counter_app.domain.office.staff import is_person
from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.errors import RuleError
from counter_app.i18n import _


def read_records(path: Path) -> list[Any]:
    """The forms in a JSON file, one or several. Errors: RuleError."""
    data = read_json(path)
    if data == []:
        raise RuleError(_("Tệp không có hồ sơ nào. Xem tệp mẫu docs/samples/receive.json."))
    return data if isinstance(data, list) else [data]


@click.command("receive")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Tệp JSON của một hoặc nhiều hồ sơ.",
)
@click.option("--together", is_flag=True, help="Cùng một người, một lần đến: in chung một giấy.")
@verb
def receive(frame: Frame, source: Path, together: bool) -> None:
    """Tiếp nhận một hay nhiều hồ sơ từ tệp JSON; sai một là không nhận hồ sơ nào."""
    records = read_records(source)
    drafts = [IntakeDraft.told(record) for record in records]
    ops = [read_text(record.get("op_id"), "op_id") or new_op() for record in records]
    with frame.office() as office:
        forms = list(zip(drafts, ops, strict=True))
        today = office.intake.today()
        warnings = [
            [
                *office.intake.warnings(draft.applicant),
                *(office.intake.warnings(draft.owner) if draft.owner else ()),
                *representation_warnings(draft, today),
            ]
            for draft in drafts
        ]
        done = office.intake.receive_all(forms, together=together).result
    lines = [
        f"{item.code}  {item.applicant.name}  {local_text(item.promised_at or item.received_at)[:16]}"
        for item in done
    ]
    lines += [f"  {said}" for found in warnings for said in found]
    answer = {"dossiers": [dossier_facts(item) for item in done], "warnings": warnings}
    frame.say(answer, "\n".join(lines))


@click.command("receipt")
@click.argument("code")
@click.option(
    "--size", type=click.Choice([size.value for size in PaperSize]), default="a5", help="Khổ giấy."
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Ghi ra tệp này."
)
@force_option
@verb
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
@click.option(
    "--slip", type=click.Path(path_type=Path, dir_okay=False), help="Ghi phiếu trả ra tệp PDF này."
)
@force_option
@verb
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
    frame.say(dossier_facts(done), f"{done.code}  {done.state.name}")


COMMANDS = (receive, receipt, return_verb)
