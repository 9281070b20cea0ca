"""The verb that takes dossiers in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.context import FILE, Frame, Shows, verb
from counter_app.cli.dossier.showing import dossier_facts
from counter_app.desk.act import new_op
from counter_app.desk.incoming import read_json
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.form_values import read_text
from counter_app.domain.dossier.representing import representation_warnings
from counter_app.errors import RuleError, in_place
from counter_app.i18n import _
from counter_app.wording.paper.moments import due_text

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier


def read_records(path: Path) -> list[Any]:
    """The forms in a JSON file, one or several. Errors: RuleError."""
    data = read_json(path)
    if data == []:
        raise RuleError(_("Tệp không có hồ sơ nào. Xem tệp mẫu docs/samples/receive.json."))
    return data if isinstance(data, list) else [data]


def _form(place: int, record: Any) -> tuple[IntakeDraft, str]:
    """One record as a form and the ``op_id`` it is sent with. Errors: RuleError."""
    with in_place(place):
        return IntakeDraft.told(record), read_text(record.get("op_id"), "op_id") or new_op()


@contextmanager
def _told_by_place(count: int) -> Iterator[None]:
    """Say of several records which one is refused."""
    try:
        yield
    except RuleError as error:
        if count == 1 or not error.place:
            raise
        text = _("Hồ sơ thứ {place} trong tệp: {reason}")
        message = text.format(place=error.place, reason=error.message)
        raise RuleError(message, field=error.field, rule=error.rule) from error


@click.command("receive")
@click.option(
    "--from",
    "source",
    type=FILE,
    required=True,
    help="Tệp JSON của một hoặc nhiều hồ sơ.",
)
@click.option("--together", is_flag=True, help="Cùng một người, một lần đến: in chung một giấy.")
@verb(Shows.ACT)
def receive(frame: Frame, source: Path, together: bool) -> None:
    """Tiếp nhận một hay nhiều hồ sơ từ tệp JSON; sai một là không nhận hồ sơ nào."""
    records = read_records(source)
    with _told_by_place(len(records)):
        forms = [_form(at, record) for at, record in enumerate(records, 1)]
    drafts = [draft for draft, _op in forms]
    with frame.office() as office, _told_by_place(len(records)):
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
    lines = [f"{item.code}  {item.applicant.name}  {_told(item)}" for item in done]
    lines += [f"  {said}" for found in warnings for said in found]
    answer = {"dossiers": [dossier_facts(item) for item in done], "warnings": warnings}
    frame.say(answer, "\n".join(lines))


def _told(dossier: Dossier) -> str:
    """The promised moment of the result, as the receipt says it."""
    if dossier.promised_at is None:
        return _("Không hẹn ngày trả")
    return due_text(dossier.promised_at)


COMMANDS = (receive,)
