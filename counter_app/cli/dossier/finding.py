"""The verb that finds dossiers: the one called most, so it loads what it needs and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import Frame, Shows, verb
from counter_app.domain.dossier.dossier import STATE_WORDS
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import DossierLine


def line_facts(line: DossierLine) -> dict[str, Any]:
    """A list line as ``find`` shows it."""
    return told(
        line,
        "code name state procedure=procedure_code procedure_name received=received_at due=promised_at",
    )


@click.command("find")
@click.argument("text")
@click.option(
    "--limit", type=click.IntRange(1, 500), default=20, help="Nhiều nhất bấy nhiêu hồ sơ."
)
@verb(Shows.CITIZENS)
def find(frame: Frame, text: str, limit: int) -> None:
    """Tìm theo mã, mã vạch, họ tên có dấu hay không dấu, đuôi số điện thoại, đuôi số định danh."""
    with frame.office() as office:
        found = office.dossiers.find(text, most=limit)
        office.access.found(text, found)
    lines = [
        f"{line.code}  {_(STATE_WORDS[line.state])}  {line.name}  {line.procedure_name}"
        for line in found
    ]
    frame.say(
        {"dossiers": [line_facts(line) for line in found]},
        "\n".join(lines) or _("Không tìm thấy hồ sơ nào."),
    )


COMMANDS = (find,)
