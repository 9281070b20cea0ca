"""A dossier as the verbs show it, and the verb that shows one with all that happened to it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import plain, told
from counter_app.cli.context import Frame, Shows, verb
from counter_app.cli.dossier.whereabouts import whereabouts_facts
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.facts import said

if TYPE_CHECKING:
    from counter_app.desk.dossier.lookup import DossierView
    from counter_app.domain.dossier.dossier import Dossier

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
"""The acts on it besides coming in and going out."""


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
    """The acts on it besides coming in and going out."""
    return told(dossier, _LIFE) | {"submitted": plain(dossier.submitted_at or dossier.received_at)}


def _timeline(view: DossierView) -> list[dict[str, Any]]:
    from counter_app.wording.dossier.timeline import event_text

    return [
        told(step, "seq kind at officer=actor", seconds=True)
        | {
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
@click.option("--why", default="", help="Lý do xem, khi hồ sơ không thuộc phần mình phụ trách.")
@verb(Shows.CITIZENS)
def show(frame: Frame, code: str, why: str) -> None:
    """Một hồ sơ với diễn biến từ nhật ký."""
    with frame.office() as office:
        view = office.dossiers.view(code)
        office.access.opened(view.dossier, why=why)
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


COMMANDS = (show,)
