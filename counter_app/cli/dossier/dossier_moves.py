"""Verbs of a dossier's life between the counter and the return: register, accept, move, take back, extend, correct."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import FILE, Day, Frame, Moment, Shows, verb
from counter_app.cli.dossier.dossiers import read_records
from counter_app.cli.dossier.showing import dossier_facts
from counter_app.desk.dossier.corrections import correction_from
from counter_app.desk.dossier.moves import Move
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.dossier.dossier import STATE_WORDS, Channel, Dossier, Outcome, Result
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.moves import Act
from counter_app.domain.paper.slips import WantedPaper
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import override
from counter_app.wording.paper.moments import due_text

MOVES = [act.value for act in Act if act not in (Act.RETURN, Act.ACCEPT, Act.MISTAKE)]
OUTCOMES = [outcome.value for outcome in Outcome]


class Wanted(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A paper to bring: ``name|where to get it|copies|what to mend``, all but the name optional."""

    name = "paper"

    @override
    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> WantedPaper:
        """Parse; a wrong number of copies is a usage error."""
        if isinstance(value, WantedPaper):
            return value
        name, where, copies, what = (*(part.strip() for part in value.split("|")), "", "", "")[:4]
        if not name or (copies and not copies.isdecimal()):
            self.fail(
                _("{value} không phải dạng: tên giấy|nơi lấy|số bản|cần sửa gì.").format(
                    value=value
                ),
                param,
                ctx,
            )
        return WantedPaper(name=name, where=where, copies=int(copies or 1), what=what)


missing = click.option(
    "--missing",
    "wanted",
    type=Wanted(),
    multiple=True,
    help="Giấy còn thiếu: tên|nơi lấy|số bản|cần sửa gì. Ghi lại tùy chọn này cho mỗi giấy.",
)
until_day = click.option("--until", type=Day(), help="Hạn bổ sung.")
contact_text = click.option("--contact", default="", help="Người, điện thoại để hỏi thêm.")


def _say(frame: Frame, dossier: Dossier) -> None:
    frame.say(dossier_facts(dossier), f"{dossier.code}  {_(STATE_WORDS[dossier.state])}")


@click.command("register")
@click.option(
    "--from",
    "source",
    type=FILE,
    required=True,
    help="Tệp JSON của hồ sơ.",
)
@click.option(
    "--as",
    "act",
    type=click.Choice(["supplement", "refuse"]),
    required=True,
    help="Ghi thành yêu cầu bổ sung hay từ chối tiếp nhận.",
)
@click.option("--reason", required=True, help="Lý do.")
@missing
@until_day
@contact_text
@verb(Shows.ACT)
def register(
    frame: Frame,
    source: Path,
    act: str,
    reason: str,
    wanted: tuple[WantedPaper, ...],
    until: date | None,
    contact: str,
) -> None:
    """Ghi hồ sơ chưa tiếp nhận được: yêu cầu bổ sung (Mẫu 02) hoặc từ chối (Mẫu 03)."""
    records = read_records(source)
    if len(records) != 1:
        raise RuleError(_("Tệp này phải có đúng một hồ sơ. Tách mỗi hồ sơ một tệp."))
    draft = IntakeDraft.told(records[0])
    with frame.office() as office:
        done = office.intake.register(
            draft,
            Act(act),
            reason=reason,
            wanted=wanted,
            until=until,
            contact=contact,
            op_id=str(records[0].get("op_id") or ""),
        ).result
    _say(frame, done)


@click.command("accept")
@click.argument("code")
@click.option("--limit", default="", help="Thời hạn khi danh mục chưa có: 3wd, 2h, 5d.")
@click.option("--fee", type=click.IntRange(min=0), help="Phí, lệ phí thu khi tiếp nhận.")
@click.option(
    "--paper", "brought", multiple=True, help="Giấy nộp thêm; ghi lại tùy chọn này cho mỗi giấy."
)
@verb(Shows.ACT)
def accept(frame: Frame, code: str, limit: str, fee: int | None, brought: tuple[str, ...]) -> None:
    """Tiếp nhận hồ sơ đã bổ sung đủ; giấy hẹn ghi giấy nộp lần trước và giấy nộp thêm."""
    with frame.office() as office:
        dossier = office.dossiers.get(code)
        more = office.further_papers.named(dossier.code, brought)
        done = office.intake.accept(
            dossier.code,
            papers=(*dossier.papers, *more),
            fee=fee,
            limit=parse_limit(limit) if limit else None,
        ).result
    promised = due_text(done.promised_at) if done.promised_at else ""
    frame.say(dossier_facts(done), f"{done.code}  {promised}")


@click.command("move")
@click.argument("code")
@click.argument("action", type=click.Choice(MOVES))
@click.option("--reason", default="", help="Lý do.")
@click.option("--to", "handler", default="", help="Tên đăng nhập của người giải quyết.")
@click.option("--at", type=Moment(), help="Thời điểm đã thực hiện, khi ghi lại sau.")
@until_day
@missing
@contact_text
@click.option(
    "--asked-by",
    type=click.Choice([channel.name.lower() for channel in Channel]),
    default="direct",
    help="Công dân xin rút bằng cách nào.",
)
@click.option("--result", default="", help="Số, ký hiệu kết quả.")
@click.option(
    "--outcome",
    type=click.Choice(OUTCOMES),
    default="granted",
    help="Đồng ý hay không đồng ý giải quyết.",
)
@click.option("--abstract", default="", help="Trích yếu kết quả.")
@click.option("--signed-on", type=Day(), help="Ngày ký kết quả.")
@click.option("--signer", default="", help="Người ký kết quả.")
@click.option("--agency", default="", help="Cơ quan ban hành kết quả.")
@click.option("--override", is_flag=True, help="Lãnh đạo duyệt yêu cầu bổ sung thêm một lần.")
@click.option("--approver", default="", help="Lãnh đạo duyệt; hỏi mật khẩu của người đó.")
@verb(Shows.ACT)
def move(frame: Frame, code: str, action: str, **said: Any) -> None:
    """Chuyển hồ sơ sang bước khác."""
    with frame.office() as office:
        chosen = Move(
            act=Act(action),
            reason=said["reason"],
            handler=said["handler"],
            result=said["result"],
            facts=_facts(said) if action == Act.FINISH.value else None,
            wanted=said["wanted"],
            until=said["until"],
            contact=said["contact"],
            asked_by=Channel[said["asked_by"].upper()],
            override=said["override"] or bool(said["approver"]),
            approval=approval(said["approver"]),
            at=said["at"],
        )
        done = office.moves.do(office.dossiers.get(code).code, chosen).result
    _say(frame, done)


def _facts(said: dict[str, Any]) -> Result | None:
    signed = said["signed_on"]
    facts = Result(
        outcome=Outcome(said["outcome"]),
        abstract=said["abstract"],
        signed_on=signed.isoformat() if signed else "",
        signer=said["signer"],
        agency=said["agency"],
    )
    return None if facts == Result() else facts


@click.command("revert")
@click.argument("code")
@click.option("--reason", required=True, help="Lý do.")
@click.option("--at", type=Moment(), help="Thời điểm đã thực hiện, khi ghi lại sau.")
@verb(Shows.ACT)
def revert(frame: Frame, code: str, reason: str, at: datetime | None) -> None:
    """Hoàn lại thao tác vừa ghi nhầm: hồ sơ trở về trạng thái trước đó."""
    with frame.office() as office:
        done = office.moves.move(code, Act.REVERT, reason=reason, at=at).result
    _say(frame, done)


@click.command("extend")
@click.argument("code")
@click.option("--reason", required=True, help="Lý do.")
@verb(Shows.ACT)
def extend(frame: Frame, code: str, reason: str) -> None:
    """Gia hạn để xác minh, nơi pháp luật cho phép."""
    with frame.office() as office:
        done = office.promises.extend(office.dossiers.get(code).code, reason=reason).result
    promised = due_text(done.promised_at) if done.promised_at else ""
    frame.say(dossier_facts(done), f"{done.code}  {promised}")


@click.command("correct")
@click.argument("code")
@click.option(
    "--set",
    "changes",
    multiple=True,
    required=True,
    help="Ô=giá trị, ví dụ fee=8000, applicant.name=…",
)
@click.option("--reason", required=True, help="Lý do.")
@consent_option
@verb(Shows.ACT)
def correct(frame: Frame, code: str, changes: tuple[str, ...], reason: str, consent: str) -> None:
    """Đính chính thông tin ghi sai; nhật ký giữ cả giá trị cũ."""
    texts: dict[str, str] = {}
    for change in changes:
        name, equals, text = change.partition("=")
        if not equals:
            raise click.UsageError(
                _("{text} không đúng dạng. Ghi như ô=giá trị.").format(text=change)
            )
        texts[name.strip()] = text
    with frame.office() as office:
        dossier = office.dossiers.get(code)
        correction = correction_from(dossier, texts)
        asked = approval(consent)
        done = office.corrections.correct(
            dossier.code, correction, reason=reason, approval=asked
        ).result
    _say(frame, done)


COMMANDS = (register, accept, move, revert, extend, correct)
