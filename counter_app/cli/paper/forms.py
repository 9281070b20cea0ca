"""The verb that draws a legal form: the latest print of it, or a first one where a form may be issued by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counter_app.cli.context import FILE, Day, Frame, Shows, force_option, verb
from counter_app.desk.outgoing import write
from counter_app.domain.paper.document_kinds import FORM_OF
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import RuleError
from counter_app.i18n import _, mark

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.store.read.prints import PrintJob

DOCUMENTS = {number: document for document, number in reversed(tuple(FORM_OF.items()))}
"""The number of a form → the document that is printed by it."""
REGISTER = FORM_OF["register"]
NEXT_STEPS = {
    "02": mark("Yêu cầu bổ sung trước: counter-app move {code} supplement."),
    "03": mark("Từ chối trước, lúc tiếp nhận hoặc khi giải quyết."),
    "04": mark("Lập phiếu xin lỗi và hẹn lại trước."),
    "05": mark("Rút hoặc kết thúc hồ sơ trước: counter-app move {code} withdraw."),
}
"""The step before a form that goes with an act can be printed."""


@click.command("quick-card")
@click.option("--out", type=FILE, required=True, help="Ghi ra tệp này.")
@force_option
@verb(Shows.NOBODY)
def quick_card(frame: Frame, out: Path, force: bool) -> None:
    """Thẻ tra nhanh treo ở quầy, một trang A4: phím, mười trạng thái, khi có sự cố."""
    with frame.office() as office:
        target = frame.target(office, out, force=force)
        write(target, office.quick_cards.draw())
    frame.say({"file": str(target.path)}, str(target.path))


@click.command("form")
@click.argument("number", type=click.Choice(sorted(DOCUMENTS)))
@click.argument("code")
@click.option("--out", type=FILE, required=True, help="Ghi ra tệp này.")
@click.option("--size", type=click.Choice(["a4", "a5"]), default="a4", help="Khổ giấy.")
@click.option("--reason", default="", help="Lý do in lại; bản in mang dấu BẢN IN LẠI.")
@click.option("--from", "first", type=Day(), help="Mẫu 07: từ ngày; mặc định đầu năm.")
@click.option("--to", "last", type=Day(), help="Mẫu 07: đến ngày; mặc định hôm nay.")
@force_option
@verb(Shows.ACT)
def form(
    frame: Frame,
    number: str,
    code: str,
    out: Path,
    size: str,
    reason: str,
    first: date | None,
    last: date | None,
    force: bool,
) -> None:
    """Mẫu 01 đến 06 của hồ sơ CODE, ra tệp PDF: bản phát hành gần nhất; Mẫu 07: sổ của lĩnh vực CODE.

    Mẫu 01 và 06 chưa có thì lập mới. Mẫu 07 lấy số liệu của báo cáo register; CODE là khóa lĩnh vực, như ho-tich.
    """
    if number == REGISTER:
        _register(frame, code, first, last, out, force=force)
        return
    with frame.office() as office:
        dossier = office.dossiers.get(code)
        frame.require_signer(office)
        target = frame.target(office, out, force=force)
        job = _job(office, dossier.code, number, reason)
        paper = office.paper.draw(job.id, PaperSize(size))
        write(target, paper.pdf)
    answer = {
        "form": number,
        "document": job.document,
        "print": job.id,
        "number": job.number if number != "01" else dossier.form_no,
        "copy": job.copy_no,
        "file": str(out),
        "bytes": len(paper.pdf),
    }
    frame.say(answer, str(out))


def _register(
    frame: Frame, sector: str, first: date | None, last: date | None, out: Path, *, force: bool
) -> None:
    """Sổ theo dõi hồ sơ of a sector and a period."""
    with frame.office() as office:
        last = last or office.reports.today()
        first = first or last.replace(month=1, day=1)
        if last < first:
            raise RuleError(_("Ngày cuối kỳ phải sau ngày đầu kỳ. Chọn lại ngày."), field="to")
        frame.require_signer(office)
        target = frame.target(office, out, force=force)
        pdf = office.further_papers.draw_register(sector, first, last)
        write(target, pdf)
    answer = {
        "form": REGISTER,
        "sector": sector,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "file": str(out),
        "bytes": len(pdf),
    }
    frame.say(answer, str(out))


def _job(office: Office, code: str, number: str, reason: str) -> PrintJob:
    """The print to be drawn. Errors: RuleError with what has to be done first."""
    document = DOCUMENTS[number]
    jobs = [
        job
        for job in office.paper.prints_of(code)
        if job.document == document and job.state != "void"
    ]
    if jobs:
        return office.paper.reissue(code, document, reason=reason).result if reason else jobs[-1]
    if number not in NEXT_STEPS:
        return office.further_papers.issue(code, document).result
    step = _(NEXT_STEPS[number]).format(code=code)
    raise RuleError(
        _("Hồ sơ {code} chưa có Mẫu {number}. {step}").format(code=code, number=number, step=step),
        field="number",
        rule="not_issued",
    )


COMMANDS = (form, quick_card)
