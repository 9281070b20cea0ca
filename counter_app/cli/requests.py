"""Requests of citizens about their own data (yêu cầu về dữ liệu cá nhân): ``requests add|list|show|answer|…``."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import plain, told
from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import FILE, Day, Frame, Moment, Shows, force_option, verb
from counter_app.desk.outgoing import write
from counter_app.desk.requests.register import LETTER, RECEIPT
from counter_app.desk.requests.retention_table import over_table
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.requests.request import (
    DataRequest,
    Ground,
    Outcome,
    Proof,
    Requesting,
    Wish,
)
from counter_app.domain.requests.retention import Kept
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.wording.dossier.erasure import copy_text
from counter_app.wording.requests.holdings import left_out_text, plan_lines
from counter_app.wording.requests.requests import request_text, rule_text
from counter_app.wording.requests.retention import kept_text, period_text

if TYPE_CHECKING:
    from counter_app.office import Office

_FACTS = (
    "id number=shown_number at wish asker phone proved_by proof name id_no asked codes due=answer_due handler outcome "
    "ground reason answer answered=answered_at handed_out=handed_out_at void=voided_at"
)


def request_facts(item: DataRequest, now: datetime) -> dict[str, Any]:
    """A request as the verbs show it."""
    return told(item, _FACTS) | {
        "standing": item.standing(now).value,
        "rule": plain(item.rule.to_dict()),
    }


@click.group("requests")
def requests() -> None:
    """Yêu cầu của công dân về dữ liệu cá nhân: ghi sổ, trả lời, xuất dữ liệu, xóa, theo dõi bản sao phải hủy."""


def _say(frame: Frame, office: Office, item: DataRequest) -> None:
    text = request_text(item, office.store.officers.names(), office.now())
    frame.say(request_facts(item, office.now()), f"{text} {rule_text(item.rule)}")


def _choices(kinds: Any) -> click.Choice[str]:
    return click.Choice([item.value for item in kinds])


@requests.command("add")
@click.argument("wish", type=_choices(Wish))
@click.option("--asker", default="", help="Họ tên người yêu cầu.")
@click.option("--phone", default="", help="Số điện thoại.")
@click.option(
    "--proved-by",
    type=_choices(Proof),
    default=Proof.CARD.value,
    help="Xác minh người yêu cầu bằng cách nào.",
)
@click.option("--proof", default="", help="Giấy tờ đã xem: loại, số, ngày.")
@click.option("--name", default="", help="Dữ liệu của ai; mặc định của người yêu cầu.")
@click.option("--id-no", default="", help="Số giấy tờ của người có dữ liệu.")
@click.option("--asked", default="", help="Nội dung yêu cầu.")
@click.option("--code", "codes", multiple=True, help="Mã hồ sơ; không ghi thì mọi dữ liệu.")
@click.option("--to", "handler", default="", help="Công chức trả lời (tên đăng nhập).")
@verb(Shows.ACT)
def add(frame: Frame, wish: str, proved_by: str, codes: tuple[str, ...], **said: str) -> None:
    """Ghi một yêu cầu vào sổ; phiếu nhận chờ in, hạn trả lời tính theo lịch làm việc."""
    with frame.office() as office:
        frame.require_signer(office)
        asking = Requesting(wish=Wish(wish), proved_by=Proof(proved_by), codes=codes, **said)
        _say(frame, office, office.requests.receive(asking).result)


@requests.command("list")
@click.option(
    "--all", "whole", is_flag=True, help="Cả sổ, mới nhất trước; không ghi thì chưa trả lời."
)
@verb(Shows.CITIZENS)
def list_verb(frame: Frame, whole: bool) -> None:
    """Các yêu cầu chưa trả lời, hạn sớm nhất trước."""
    with frame.office() as office:
        found = office.requests.latest() if whole else office.requests.waiting()
        names, now = office.store.officers.names(), office.now()
        facts = [request_facts(item, now) for item in found]
        lines = [request_text(item, names, now) for item in found]
    frame.say({"requests": facts}, "\n".join(lines) or _("Không có yêu cầu nào chờ trả lời."))


@requests.command("show")
@click.argument("number")
@verb(Shows.CITIZENS)
def show(frame: Frame, number: str) -> None:
    """Một yêu cầu theo số trên giấy, như 3/2026."""
    with frame.office() as office:
        _say(frame, office, office.requests.numbered(number))


@requests.command("give")
@click.argument("number")
@click.argument("login")
@click.option("--reason", default="", help="Lý do.")
@verb(Shows.ACT)
def give(frame: Frame, number: str, login: str, reason: str) -> None:
    """Giao công chức khác trả lời."""
    with frame.office() as office:
        item = office.requests.numbered(number)
        _say(frame, office, office.requests.give(item.id, login, reason=reason).result)


@requests.command("answer")
@click.argument("number")
@click.argument("outcome", type=_choices(Outcome))
@click.argument("text")
@click.option("--ground", type=_choices(Ground), help="Căn cứ khi không thực hiện hết.")
@click.option("--reason", default="", help="Văn bản, điều khoản, lý do cụ thể; hoặc lý do sửa.")
@click.option("--at", type=Moment(), help="Trả lời lúc; mặc định bây giờ.")
@verb(Shows.ACT)
def answer(
    frame: Frame,
    number: str,
    outcome: str,
    text: str,
    ground: str | None,
    reason: str,
    at: datetime | None,
) -> None:
    """Ghi trả lời; văn bản trả lời chờ in."""
    with frame.office() as office:
        frame.require_signer(office)
        item = office.requests.numbered(number)
        done = office.requests.answer(
            item.id,
            Outcome(outcome),
            text,
            ground=Ground(ground) if ground else None,
            reason=reason,
            at=at,
        )
        _say(frame, office, done.result)


@requests.command("void")
@click.argument("number")
@click.option("--reason", default="", help="Lý do là ghi nhầm.")
@verb(Shows.ACT)
def void(frame: Frame, number: str, reason: str) -> None:
    """Hủy một yêu cầu ghi nhầm; số của nó không cấp lại."""
    with frame.office() as office:
        item = office.requests.numbered(number)
        _say(frame, office, office.requests.void(item.id, reason=reason).result)


@requests.command("paper")
@click.argument("number")
@click.option("--answer", "letter", is_flag=True, help="Văn bản trả lời thay cho phiếu nhận.")
@click.option(
    "--size", type=click.Choice([size.value for size in PaperSize]), default="a5", help="Khổ giấy."
)
@click.option("--out", type=FILE, required=True, help="Ghi ra tệp này.")
@force_option
@verb(Shows.CITIZENS)
def paper(frame: Frame, number: str, letter: bool, size: str, out: Path, force: bool) -> None:
    """Phiếu nhận yêu cầu, hoặc văn bản trả lời, ra tệp PDF."""
    with frame.office() as office:
        frame.require_signer(office)
        item = office.requests.numbered(number)
        wanted = LETTER if letter else RECEIPT
        jobs = [job for job in office.paper.prints_of(item.subject) if job.document == wanted]
        if not jobs:
            raise RuleError(
                _("Yêu cầu số {number} chưa trả lời nên chưa có văn bản. Trả lời trước.").format(
                    number=item.shown_number
                ),
                field="number",
                rule="unanswered",
            )
        target = frame.target(office, out, force=force)
        pdf = office.paper.draw(jobs[-1].id, PaperSize(size)).pdf
        write(target, pdf)
    frame.say({"file": str(out), "bytes": len(pdf)}, str(out))


def _whose(function: Any) -> Any:
    for option in (
        click.option(
            "--followup",
            "followups",
            type=int,
            multiple=True,
            help="Lần hỏi đúng là của người này.",
        ),
        click.option(
            "--certification",
            "certifications",
            type=int,
            multiple=True,
            help="Dòng sổ chứng thực (số dòng trong máy) đúng là của người này.",
        ),
        click.option("--code", "codes", multiple=True, help="Hồ sơ đúng là của người này."),
        click.option("--id-no", default="", help="Số giấy tờ của người có dữ liệu."),
        click.option("--name", default="", help="Họ tên của người có dữ liệu."),
    ):
        function = option(function)
    return function


@requests.command("plan")
@_whose
@verb(Shows.CITIZENS)
def plan(frame: Frame, name: str, id_no: str, **whose: Any) -> None:
    """Xem trước khi xóa một người: những gì sẽ xóa, những gì ở lại và căn cứ; không ghi gì."""
    with frame.office() as office:
        found = office.person_erasure.plan(name, id_no, **whose)
    lines = plan_lines(found)
    nothing = _("Đơn vị không giữ gì của người này.")
    frame.say(
        {"things": plain([asdict(item) for item in found.things])}, "\n".join(lines) or nothing
    )


@requests.command("erase")
@_whose
@click.option("--reason", default="", help="Căn cứ, lý do xóa.")
@click.option("--partly", is_flag=True, help="Xóa phần xóa được, phần phải giữ ở lại.")
@consent_option
@verb(Shows.ACT)
def erase(
    frame: Frame, name: str, id_no: str, reason: str, partly: bool, consent: str, **whose: Any
) -> None:
    """Xóa dữ liệu của một người: mọi hồ sơ đã kết thúc, số chứng thực được nêu, lần hỏi, tờ khai nháp."""
    with frame.office() as office:
        done = office.person_erasure.erase(
            name, id_no, reason=reason, partly=partly, approval=approval(consent), **whose
        )
        left = office.person_erasure.copies()
    text = plural("Đã xóa {count} mục.", len(done.result)).format(count=len(done.result))
    answer = {"erased": list(done.result), "copies": plain([asdict(item) for item in left])}
    frame.say(answer, "\n".join([text, *(copy_text(item) for item in left)]))


@requests.command("drafts")
@verb(Shows.CITIZENS)
def drafts(frame: Frame) -> None:
    """Các tờ khai nháp chưa lưu, của mọi công chức."""
    with frame.office() as office:
        found = office.person_erasure.drafts()
    facts = [told(item, "id officer updated_at") for item in found]
    lines = [f"{item.id}  {item.officer}  {item.updated_at:%d/%m/%Y %H:%M}" for item in found]
    frame.say({"drafts": facts}, "\n".join(lines) or _("Không có tờ khai nháp nào."))


@requests.command("erase-draft")
@click.argument("draft")
@click.option("--reason", default="", help="Căn cứ, lý do xóa.")
@consent_option
@verb(Shows.ACT)
def erase_draft(frame: Frame, draft: str, reason: str, consent: str) -> None:
    """Xóa một tờ khai nháp chưa lưu, của bất kỳ công chức nào."""
    with frame.office() as office:
        done = office.person_erasure.erase_draft(draft, reason=reason, approval=approval(consent))
    frame.say({"erased": [done.result]}, _("Đã xóa tờ khai nháp."))


@requests.command("erase-request")
@click.argument("numbers", nargs=-1, required=True)
@click.option("--reason", default="", help="Căn cứ, lý do xóa.")
@consent_option
@verb(Shows.ACT)
def erase_request(frame: Frame, numbers: tuple[str, ...], reason: str, consent: str) -> None:
    """Xóa nội dung của yêu cầu đã hết thời hạn lưu; số, ngày và kết quả còn trong sổ."""
    with frame.office() as office:
        ids = [office.requests.numbered(number).id for number in numbers]
        done = office.person_erasure.erase_requests(
            ids, reason=reason, approval=approval(consent)
        ).result
    frame.say({"erased": done}, plural("Đã xóa {count} yêu cầu.", done).format(count=done))


@requests.command("copies")
@click.option("--done", is_flag=True, help="Những bản đã hủy.")
@verb(Shows.CITIZENS)
def copies(frame: Frame, done: bool) -> None:
    """Các bản sao mà lần xóa không tới được, chờ hủy bằng tay."""
    with frame.office() as office:
        found = office.person_erasure.copies(reached=done)
    lines = [f"{item.listed}/{item.place}  {copy_text(item)}" for item in found]
    frame.say(
        {"copies": plain([asdict(item) for item in found])},
        "\n".join(lines) or _("Không còn bản sao nào phải hủy."),
    )


@requests.command("tick")
@click.argument("listed", type=int)
@click.argument("places", type=int, nargs=-1, required=True)
@click.option("--reason", default="", help="Hủy bằng cách nào, ai chứng kiến.")
@verb(Shows.ACT)
def tick(frame: Frame, listed: int, places: tuple[int, ...], reason: str) -> None:
    """Lãnh đạo xác nhận đã hủy bản sao: số của danh sách, thứ tự trong danh sách."""
    with frame.office() as office:
        done = office.person_erasure.tick(listed, places, reason=reason).result
    frame.say({"ticked": done}, plural("Đã xác nhận hủy {count} bản sao.", done).format(count=done))


@requests.command("hand-out")
@click.argument("number")
@click.option(
    "--certification",
    "certifications",
    type=int,
    multiple=True,
    help="Dòng sổ chứng thực đúng là của người này.",
)
@click.option(
    "--followup", "followups", type=int, multiple=True, help="Lần hỏi đúng là của người này."
)
@click.option(
    "--out",
    type=FILE,
    required=True,
    help="Ghi ra tệp .json này và tệp .pdf cùng tên.",
)
@force_option
@verb(Shows.CITIZENS)
def hand_out(
    frame: Frame,
    number: str,
    certifications: tuple[int, ...],
    followups: tuple[int, ...],
    out: Path,
    force: bool,
) -> None:
    """Xuất mọi dữ liệu đơn vị giữ về một người theo yêu cầu: tệp JSON và PDF, không có dữ liệu của người khác."""
    with frame.office() as office:
        frame.require_signer(office)
        item = office.requests.numbered(number)
        paths = (out.with_suffix(".json"), out.with_suffix(".pdf"))
        targets = [frame.target(office, path, force=force) for path in paths]
        found = office.own_data.of(item.id, certifications=certifications, followups=followups)
        for target, data in zip(targets, (found.json, found.pdf), strict=True):
            write(target, data)
        sha256, pdf_sha256 = found.sha256
        office.requests.handed_out(item.id, sha256=sha256, pdf_sha256=pdf_sha256)
    answer = {"files": [str(path) for path in paths], "sha256": sha256, "left_out": found.left_out}
    lines = [", ".join(map(str, paths))]
    if found.left_out:
        lines.append(left_out_text(found.left_out))
    frame.say(answer, "\n".join(lines))


@requests.command("over")
@click.option("--day", type=Day(), help="Tính đến ngày; mặc định hôm nay.")
@click.option("--out", type=FILE, help="Ghi danh sách ra tệp PDF này.")
@force_option
@verb(Shows.CITIZENS)
def over(frame: Frame, day: date | None, out: Path | None, force: bool) -> None:
    """Những gì đã hết thời hạn lưu, theo loại; không xóa gì."""
    with frame.office() as office:
        kinds = office.retention.over(day)
        if out is not None:
            target = frame.target(office, out, force=force)
            table = over_table(kinds, day or office.board.today())
            write(target, office.reports.pdf([table]))
    facts = [
        told(item.retention, "kind months source must confirmed")
        | {"ended": item.waiting}
        | {"over": [told(thing, "key title ended") for thing in item.things]}
        for item in kinds
    ]
    lines = [
        f"{kept_text(item.retention.kind)}: {period_text(item.retention)}. "
        + plural("{count} mục hết hạn.", len(item.things)).format(count=len(item.things))
        for item in kinds
    ]
    frame.say({"kinds": facts}, "\n".join(lines))


@requests.command("period")
@click.argument("what", type=click.Choice([item.value for item in (*Wish, *Kept)]))
@click.argument("value")
@click.option("--source", default="", help="Văn bản, hoặc quyết định của đơn vị.")
@click.option("--since", type=Day(), help="Áp dụng từ ngày; mặc định ngay.")
@click.option("--must", is_flag=True, help="Văn bản buộc giữ đến hết thời hạn.")
@verb(Shows.NOBODY)
def period(
    frame: Frame, what: str, value: str, source: str, since: date | None, must: bool
) -> None:
    """Ghi thời hạn trả lời (như erase 20wd), hoặc số tháng lưu sau khi kết thúc (như dossier 60; 0 là vĩnh viễn)."""
    limit = what in set(Wish)
    said: dict[str, Any] = {"source": source} | ({"since": since.isoformat()} if since else {})
    if limit:
        said |= {"limit": value}
    else:
        said |= {"months": int(value) if value.isascii() and value.isdigit() else value}
        said |= {"must": True} if must else {}
    with frame.office() as office:
        settings = office.settings
        if limit:
            changed = replace(settings, request_limits={**settings.request_limits, what: said})
        else:
            changed = replace(settings, retention={**settings.retention, what: said})
        office.rules.change_settings(changed)
    frame.say({what: said}, json.dumps(said, ensure_ascii=False))


@requests.command("erase-over")
@click.argument("kind", type=_choices(Kept))
@click.argument("keys", nargs=-1, required=True)
@click.option("--reason", default="", help="Căn cứ, lý do xóa.")
@consent_option
@verb(Shows.ACT)
def erase_over(frame: Frame, kind: str, keys: tuple[str, ...], reason: str, consent: str) -> None:
    """Xóa những mục đã hết thời hạn lưu của một loại, theo danh sách của: requests over."""
    with frame.office() as office:
        done = office.retention.erase(
            Kept(kind), keys, reason=reason, approval=approval(consent)
        ).result
    text = plural("Đã xóa {count} mục.", len(done)).format(count=len(done))
    frame.say({"erased": list(done)}, text)


COMMANDS = (requests,)
