"""Verbs about dossiers: receive, show, return, and the receipt."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import plain, told
from counter_app.cli.context import Frame, force_option, verb
from counter_app.cli.whereabouts import whereabouts_facts
from counter_app.desk.act import new_op
from counter_app.desk.incoming import read_json
from counter_app.desk.outgoing import write
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier import Collector, Dossier
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.facts import said
from counter_app.domain.dossier.form_values import read_text
from counter_app.domain.dossier.representing import representation_warnings
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.wording.timeline import event_text

if TYPE_CHECKING:
    from counter_app.desk.dossier.lookup import DossierView

_BEGINNING = "code barcode state procedure=procedure_code procedure_name sector name=applicant.name"
_COURSE = (
    "received=received_at due=promised_at original_due=due.at receiver handler result finished=finished_at "
    "returned=returned_at collector"
)
_LIFE = (
    "accepted waived provisional confirmed_at "
    "case=case_key agreement=policy.agreement visit supplements supplement_until extensions reappointments "
    "reappointed_to result_facts late_reason originals_kept originals_returned right=right_code returned_point"
)
"""What happened to it besides coming in and going out."""


def dossier_facts(dossier: Dossier) -> dict[str, Any]:
    """A dossier as the verbs show it."""
    return {
        **told(dossier, _BEGINNING),
        "state_code": int(dossier.state),
        **said(dossier),
        **told(dossier, _COURSE),
        **_life_facts(dossier),
        **whereabouts_facts(dossier),
    }


def _life_facts(dossier: Dossier) -> dict[str, Any]:
    """What happened to it besides coming in and going out."""
    return told(dossier, _LIFE) | {"submitted": plain(dossier.submitted_at or dossier.received_at)}


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
    with frame.at_counter() as office:
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
    with frame.at_counter(writes=False) as office:
        dossier = office.dossiers.get(code)
        if dossier.receiver == COMMAND_LINE.login:
            frame.require_signer(office)
        target = frame.target(office, out, force=force)
        pdf = office.paper.draw_receipt(dossier.code, PaperSize(size))
        write(target, pdf)
    frame.say({"file": str(out), "bytes": len(pdf)}, str(out))


def _timeline(view: DossierView) -> list[dict[str, Any]]:
    return [
        {
            "seq": step.seq,
            "kind": step.kind,
            "at": local_text(step.at),
            "officer": step.actor,
            "officer_name": view.names.get(step.actor, step.actor),
            "act": step.payload.get("act") or step.payload.get("document") or "",
            "reason": step.payload.get("reason") or "",
            "approved_by": step.payload.get("approved_by") or "",
            "clock_confirmed": step.clock_confirmed,
            "text": event_text(
                step.kind, step.payload, view.names, clock_confirmed=step.clock_confirmed
            ),
        }
        for step in view.timeline
    ]


@click.command("show")
@click.argument("code")
@verb
def show(frame: Frame, code: str) -> None:
    """Một hồ sơ với diễn biến từ nhật ký."""
    with frame.office() as office:
        view = office.dossiers.view(code)
        mistaken = office.dossiers.mistaken_for(view.dossier.code)
        inner = office.promises.inner_deadline(view.dossier)
    facts = dossier_facts(view.dossier) | {
        "mistaken_for": mistaken,
        "inner_due": local_text(inner)[:16] if inner else None,
        "timeline": _timeline(view),
        "prints": [asdict(job) for job in view.prints],
        "acts": [act.value for act in view.acts],
    }
    frame.say(facts)


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
    with frame.at_counter() as office:
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


COMMANDS = (receive, receipt, show, return_verb)
