"""Citizens who ask about a dossier (hỏi về hồ sơ): ``followup ask|answer|tell|void|list|read|paper|erase``."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import FILE, Frame, Moment, Shows, force_option, verb
from counter_app.desk.followups.asked import DOCUMENT
from counter_app.desk.incoming import read_piped, read_text
from counter_app.desk.outgoing import write
from counter_app.domain.followups.followup import Asking, FollowUp, Means
from counter_app.domain.followups.pasted import NOTHING_PASTED, Pasted, PastedDossier
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.wording.followups import followup_text, pasted_rows

if TYPE_CHECKING:
    from counter_app.office import Office

_FACTS = (
    "id code official_code at means asker phone asked times reminder sector office=sent_office "
    "officer=sent_officer due=answer_due answer answered_by answered=answered_at told=told_at void=voided_at"
)
_MOST_PASTED = 256 * 1024
"""Bytes: a page of the official system is a hundredth of it."""
_PASTE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)


def followup_facts(item: FollowUp, now: datetime) -> dict[str, Any]:
    """An enquiry as the verbs show it."""
    facts = told(item, _FACTS) | {"standing": item.standing(now).value}
    return facts | {"pasted": item.pasted.to_dict()}


@click.group("followup")
def followup() -> None:
    """Công dân hỏi về hồ sơ: trả lời ngay, hoặc lập phiếu đôn đốc và theo dõi trả lời."""


def _say(frame: Frame, office: Office, item: FollowUp) -> None:
    text = followup_text(item, office.store.officers.names(), office.now())
    where = item.shown_code or _("hồ sơ không có ở đây")
    frame.say(followup_facts(item, office.now()), f"{item.id}  {where}  {text}")


def _pasted_text(path: Path) -> str:
    if str(path) == "-":
        return read_piped(sys.stdin.buffer, most=_MOST_PASTED)
    return read_text(path, most=_MOST_PASTED)


def _pasted_facts(item: PastedDossier) -> dict[str, Any]:
    return item.to_dict() | {"words": list(item.words), "doubts": list(item.doubts)}


def _pasted_lines(read: Pasted) -> list[str]:
    lines: list[str] = []
    for item in read.dossiers:
        lines += [f"{label}: {value}" for label, value in pasted_rows(item)]
        lines += [_("Chưa hiểu: {text}").format(text=text) for text in item.words]
        lines += [f"! {text}" for text in item.doubts]
    lines += [_("Chưa hiểu: {text}").format(text=text) for text in read.words]
    return [*lines, *(f"! {text}" for text in read.doubts)]


@followup.command("read")
@click.argument("source", type=_PASTE)
@verb(Shows.CITIZENS)
def read_verb(frame: Frame, source: Path) -> None:
    """Đọc thông tin sao chép từ hệ thống chính thức (tệp chữ, hoặc - là đầu vào chuẩn); không ghi gì."""
    text = _pasted_text(source)
    with frame.office() as office:
        read = office.followups.read(text)
    answer = {
        "dossiers": [_pasted_facts(item) for item in read.dossiers],
        "words": list(read.words),
        "doubts": list(read.doubts),
    }
    nothing = _("Không đọc được thông tin nào về hồ sơ.")
    frame.say(answer, "\n".join(_pasted_lines(read)) or nothing)


def _pasted(office: Office, source: Path | None, official: str) -> PastedDossier:
    """The lines copied of the one dossier asked about. Errors: RuleError (field "pasted", "official_code")."""
    if source is None:
        return _only_code(official)
    read = office.followups.read(_pasted_text(source))
    wanted = _only_code(official).official_code
    found = [item for item in read.dossiers if not wanted or item.official_code == wanted]
    if len(found) == 1:
        return replace(found[0], words=(*found[0].words, *read.words))
    codes = ", ".join(item.official_code for item in read.dossiers)
    raise RuleError(
        _("Phần dán có nhiều hồ sơ: {codes}. Chọn một bằng --official.").format(codes=codes)
        if len(found) > 1
        else _("Phần dán không có hồ sơ được hỏi. Xem lại bằng: followup read."),
        field="pasted",
        rule="pasted",
    )


def _only_code(official: str) -> PastedDossier:
    from counter_app.domain.official.codes import read_official

    return replace(NOTHING_PASTED, official_code=read_official(official) if official else "")


@followup.command("ask")
@click.argument("dossier", default="")
@click.option("--official", default="", help="Mã hồ sơ chính thức, khi hồ sơ không có ở đây.")
@click.option("--paste", "source", type=_PASTE, help="Thông tin sao chép từ hệ thống chính thức.")
@click.option(
    "--means",
    type=click.Choice([item.value for item in Means]),
    default=Means.COUNTER.value,
    help="Công dân hỏi bằng cách nào.",
)
@click.option("--asker", default="", help="Họ tên người hỏi.")
@click.option("--phone", default="", help="Số điện thoại người hỏi.")
@click.option("--asked", default="", help="Công dân hỏi gì.")
@click.option("--answer", default="", help="Trả lời ngay; không ghi thì lập phiếu đôn đốc.")
@click.option("--office", "to_office", default="", help="Gửi phiếu cho cơ quan này.")
@click.option("--to", "to_officer", default="", help="Gửi phiếu cho công chức này (tên đăng nhập).")
@verb(Shows.ACT)
def ask(frame: Frame, dossier: str, official: str, source: Path | None, **said: str) -> None:
    """Ghi công dân hỏi về một hồ sơ: theo mã, mã chính thức, mã vạch, họ tên hoặc số điện thoại."""
    with frame.office() as office:
        if not said["answer"]:
            frame.require_signer(office)
        asking = Asking(
            code=office.followups.named(dossier).code if dossier else "",
            pasted=_pasted(office, source, official),
            means=Means(said["means"]),
            asker=said["asker"],
            phone=said["phone"],
            asked=said["asked"],
            answer=said["answer"],
            office=said["to_office"],
            officer=said["to_officer"],
        )
        _say(frame, office, office.followups.ask(asking).result)


@followup.command("answer")
@click.argument("number", type=int)
@click.argument("text")
@click.option("--by", default="", help="Người trả lời; mặc định người thực hiện.")
@click.option("--at", type=Moment(), help="Trả lời lúc; mặc định bây giờ.")
@click.option("--told", is_flag=True, help="Đã báo công dân.")
@click.option("--reason", default="", help="Cần khi sửa trả lời đã ghi.")
@verb(Shows.ACT)
def answer(
    frame: Frame, number: int, text: str, by: str, at: datetime | None, told: bool, reason: str
) -> None:
    """Ghi trả lời của người đang giữ hồ sơ."""
    with frame.office() as office:
        done = office.answers.answer(number, text, by=by, at=at, told=told, reason=reason)
        _say(frame, office, done.result)


@followup.command("tell")
@click.argument("number", type=int)
@verb(Shows.ACT)
def tell(frame: Frame, number: int) -> None:
    """Đã báo công dân trả lời."""
    with frame.office() as office:
        _say(frame, office, office.answers.tell(number).result)


@followup.command("void")
@click.argument("number", type=int)
@click.option("--reason", default="", help="Lý do là ghi nhầm.")
@verb(Shows.ACT)
def void(frame: Frame, number: int, reason: str) -> None:
    """Hủy một lần hỏi ghi nhầm, không tính nữa; phiếu đôn đốc của nó hết hiệu lực."""
    with frame.office() as office:
        _say(frame, office, office.answers.void(number, reason=reason).result)


@followup.command("list")
@click.argument("dossier", default="")
@click.option("--official", default="", help="Mã hồ sơ chính thức, khi hồ sơ không có ở đây.")
@verb(Shows.CITIZENS)
def list_verb(frame: Frame, dossier: str, official: str) -> None:
    """Các lần hỏi chưa trả lời, chưa báo công dân; hoặc mọi lần hỏi về một hồ sơ."""
    with frame.office() as office:
        if dossier or official:
            code = office.followups.named(dossier).code if dossier else ""
            found = office.followups.about(code, _only_code(official).official_code)
        else:
            found = [*office.followups.waiting(), *office.followups.untold()]
        names, now = office.store.officers.names(), office.now()
        facts = [followup_facts(item, now) for item in found]
        lines = [
            f"{item.id}  {item.shown_code}  {followup_text(item, names, now)}" for item in found
        ]
    frame.say({"followups": facts}, "\n".join(lines) or _("Không có lần hỏi nào."))


@followup.command("paper")
@click.argument("number", type=int)
@click.option(
    "--size", type=click.Choice([size.value for size in PaperSize]), default="a5", help="Khổ giấy."
)
@click.option("--out", type=FILE, required=True, help="Ghi ra tệp này.")
@force_option
@verb(Shows.CITIZENS)
def paper(frame: Frame, number: int, size: str, out: Path, force: bool) -> None:
    """Phiếu đôn đốc của một lần hỏi, ra tệp PDF."""
    with frame.office() as office:
        frame.require_signer(office)
        item = office.followups.get(number)
        jobs = [
            job
            for job in office.paper.prints_of(item.subject)
            if job.document == DOCUMENT and job.body.get("followup") == number
        ]
        if not jobs:
            raise RuleError(
                _(
                    "Lần hỏi số {number} đã trả lời ngay nên không có phiếu đôn đốc. Chọn lần hỏi khác."
                ).format(number=number),
                field="number",
                rule="at_once",
            )
        target = frame.target(office, out, force=force)
        pdf = office.paper.draw(jobs[-1].id, PaperSize(size)).pdf
        write(target, pdf)
    frame.say({"file": str(out), "bytes": len(pdf)}, str(out))


@followup.command("erase")
@click.argument("numbers", type=int, nargs=-1, required=True)
@click.option("--reason", default="", help="Lý do.")
@consent_option
@verb(Shows.ACT)
def erase(frame: Frame, numbers: tuple[int, ...], reason: str, consent: str) -> None:
    """Xóa thông tin cá nhân của các lần hỏi về hồ sơ không có ở đây; hồ sơ ở đây xóa cùng hồ sơ."""
    with frame.office() as office:
        asked = approval(consent)
        done = office.erasure.erase_followups(list(numbers), reason=reason, approval=asked).result
    frame.say({"erased": done}, plural("Đã xóa {count} lần hỏi.", done).format(count=done))


COMMANDS = (followup,)
