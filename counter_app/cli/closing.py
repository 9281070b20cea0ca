"""Verbs of the evening: close the day, carry it away."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import FOLDER, Day, Frame, Shows, force_option, verb
from counter_app.cli.office.backups import outcome_facts
from counter_app.desk.outgoing import require_outside, write
from counter_app.domain.closing.statement import key_mark
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.sync.stick.eject import eject
from counter_app.sync.stick.volumes import require_target
from counter_app.wording.exchange import ejected_text, past_command
from counter_app.wording.office.backups import outcome_text
from counter_app.wording.office.damage import signed_text
from counter_app.wording.office.health import late_text

if TYPE_CHECKING:
    from counter_app.domain.backups.outcome import PlaceOutcome
    from counter_app.office import Office


def _export(
    office: Office,
    target: Path,
    again: int | None = None,
    span: tuple[int, int] | None = None,
    *,
    letting_go: bool | None = None,
) -> dict[str, Any]:
    require_outside(target, office.own_places())
    chosen = require_target(target, need=0, data_dir=office.data_dir, allow_any=True)
    if again is not None:
        exported = office.sending_again.batch(again, chosen).result
    elif span is not None:
        exported = office.sending_again.entries(*span, chosen).result
    else:
        exported = office.closing.export(chosen).result
    batch, past = exported.batch, office.sending_again.past()
    wished = office.preferences.eject_stick if letting_go is None else letting_go
    gone = ejected_text(eject(chosen)) if wished else ""
    return {
        "batch": batch.number,
        "name": batch.name,
        "from_seq": batch.from_seq,
        "to_seq": batch.to_seq,
        "sha256": batch.sha256,
        "head": batch.head.hex(),
        "folder": str(target),
        "files": [str(path) for path in exported.files],
        "notes": list(exported.notes),
        "content": batch.content,
        "sealed": list(batch.sealed),
        "travelled": exported.travelled,
        "ejected": gone,
        "past_as_figures": [past.first, past.last] if past else None,
    }


def _written(answer: dict[str, Any]) -> str:
    """The sentence that the batch is written, and that the stick may be pulled where it is one."""
    text = _("Gói {number} đã ghi và đọc lại đúng.").format(number=answer["batch"])
    past = answer["past_as_figures"]
    how = past_command(*past) if past else ""
    told = [text, *(answer["notes"] or [_("Có thể rút USB.")]), answer["ejected"]]
    return " ".join(filter(None, [*told, answer["travelled"], how]))


@click.command("close-day")
@click.option("--to", "target", type=FOLDER, help="Xuất luôn báo cáo và gói dữ liệu ra đây.")
@click.option("--day", type=Day(), help="Ngày chốt sổ; mặc định hôm nay.")
@consent_option
@verb(Shows.ACT)
def close_day(frame: Frame, target: Path | None, day: date | None, consent: str) -> None:
    """Chốt sổ, và xuất báo cáo cùng gói dữ liệu ra USB."""
    with frame.office() as office:
        if target is not None:
            require_outside(target, office.own_places())
        closed = office.closing.close_day(day, approval=approval(consent)).result
        signed = office.store.closings.signed(closed)
        answer: dict[str, Any] = {
            "day": closed.day.isoformat(),
            "totals": closed.totals,
            "head": closed.head.hex(),
            "head_code": closed.head_code,
            "signed": signed.paper_text() if signed else "",
            "key_mark": key_mark(signed.key) if signed else "",
        }
        copies = _copied(frame, office)
        answer["copies"] = list(map(outcome_facts, copies))
        standing = office.backups.standing()
        if target is not None:
            answer["export"] = _export(office, target)
    text = _("Đã chốt sổ ngày {day}, mã kiểm tra {head}.").format(
        day=answer["day"], head=answer["head_code"]
    )
    text += " " + signed_text(answer["key_mark"])
    if target is not None:
        text += " " + _written(answer["export"])
    late = [f"{late_text(standing)}."] if standing.late else []
    frame.say(answer, "\n".join([text, *map(outcome_text, copies), *late]))


def _copied(frame: Frame, office: Office) -> tuple[PlaceOutcome, ...]:
    """The copies that go to both chosen places once the day is closed; room is kept for a full disk too."""
    from counter_app.system.ballast import lay

    lay(office.data_dir)
    if not office.backups.plan().places:
        return ()
    return office.backups.make(all_places=True, progress=frame.progress())


@click.command("export")
@click.option("--to", "target", type=FOLDER, required=True, help="USB hoặc thư mục nhận dữ liệu.")
@click.option(
    "--again", type=click.IntRange(1), help="Ghi lại gói số này, khi USB bị mất hoặc hỏng."
)
@click.option("--from", "first", type=click.IntRange(1), help="Gửi lại từ lượt ghi số này.")
@click.option(
    "--until",
    "last",
    type=click.IntRange(1),
    help="Gửi lại đến lượt ghi số này; mặc định đến hết phần đã xuất.",
)
@click.option(
    "--eject/--no-eject", "letting_go", default=None, help="Tháo USB khi ghi xong, hay để nguyên."
)
@verb(Shows.ACT)
def export(
    frame: Frame,
    target: Path,
    again: int | None,
    first: int | None,
    last: int | None,
    letting_go: bool | None,
) -> None:
    """Xuất mọi lượt ghi chưa xuất ra USB, hoặc gửi lại; đọc lại để kiểm chứng."""
    if (last is not None and first is None) or (again is not None and first is not None):
        raise click.UsageError(_("Dùng --again, hoặc --from (thêm --until nếu chưa đến hết)."))
    if not target.is_dir():
        raise RuleError(_("Không có thư mục {path}. Cắm USB rồi chọn lại.").format(path=target))
    with frame.office() as office:
        sent = office.store.closings.exported_to()
        span = (first, last or max(sent, first)) if first is not None else None
        answer = _export(office, target, again, span, letting_go=letting_go)
    frame.say(answer, _written(answer))


@click.command("verify-program")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Ghi chương trình ra tệp này, tên thường dùng: kiem_tra.py.",
)
@force_option
@verb(Shows.NOBODY)
def verify_program_verb(frame: Frame, out: Path, force: bool) -> None:
    """Lấy chương trình kiểm chứng, giao cho người kiểm tra dùng trên máy khác."""
    from counter_app.desk.closing.papers import verify_program

    with frame.office() as office:
        data = verify_program()
        write(frame.target(office, out, force=force), data)
    digest = hashlib.sha256(data).hexdigest()
    text = _("Đã ghi chương trình kiểm chứng {path}. SHA-256: {digest}").format(
        path=out, digest=digest
    )
    frame.say({"file": str(out), "sha256": digest}, text)


COMMANDS = (close_day, export, verify_program_verb)
