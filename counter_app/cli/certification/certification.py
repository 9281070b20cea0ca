"""Verbs of certifying at the counter (chứng thực): ``certify``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from counter_app.cli.answers import told
from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import FILE, Day, Frame, Shows, force_option, verb
from counter_app.desk.outgoing import write
from counter_app.domain.certification.books import (
    BOOKS,
    COPY,
    COPY_BOOK,
    Certification,
    Certifying,
    Document,
    book_name,
)
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.wording.paper.amounts import amount_words, money


def certification_facts(item: Certification) -> dict[str, Any]:
    """A certification as the verbs show it."""
    return told(
        item,
        "id visit number symbol book volume procedure at applicant title=document.title pages=document.pages "
        "copies=document.copies fee signer officer note voided=voided_at void_reason capacity=signing.capacity "
        "position=signing.position document=signing.document after_lock approved_by void_approved_by",
        seconds=True,
    )


def _line(item: Certification) -> str:
    state = _("(đã hủy: {reason})").format(reason=item.void_reason) if item.voided_at else ""
    title = item.document.title or item.applicant
    size = plural("{pages} trang, {copies} bản", item.document.copies).format(
        pages=item.document.pages, copies=item.document.copies
    )
    parts = (f"{item.number} {item.symbol}".strip(), item.book, size, money(item.fee), title, state)
    return "  ".join(part for part in parts if part)


@click.group("certify", invoke_without_command=True)
@click.option("--pages", type=int, default=1, help="Số trang của mỗi bản chính.")
@click.option("--copies", type=int, default=1, help="Số bản của mỗi giấy tờ.")
@click.option("--documents", type=int, default=1, help="Số giấy tờ; mỗi giấy tờ một số chứng thực.")
@click.option("--procedure", default=COPY, help="Mã thủ tục, mặc định chứng thực bản sao.")
@click.option("--name", default="", help="Họ tên người yêu cầu; chữ ký và giao dịch thì bắt buộc.")
@click.option("--title", default="", help="Tên giấy tờ.")
@click.option("--signer", default="", help="Tên đăng nhập của người ký chứng thực.")
@click.option("--volume", type=int, default=None, help="Quyển số, khi sang quyển mới.")
@click.option(
    "--start", type=int, default=None, help="Số đầu tiên, khi nối tiếp sổ giấy đang dùng."
)
@click.option("--note", default="", help="Ghi chú.")
@click.option("--paid", is_flag=True, help="Đã thu đủ phí.")
@click.option("--receipt", default="", help="Số biên lai chính thức; ghi số là đã thu.")
@click.option("--after-lock", default="", help="Lý do ghi vào sổ đã khóa; cần lãnh đạo duyệt.")
@click.option("--approver", default="", help="Lãnh đạo duyệt; hỏi mật khẩu của người đó.")
@verb(Shows.ACT)
def certify(frame: Frame, **said: Any) -> None:
    """Chứng thực nhanh tại quầy: vào sổ, cho số và phí."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    document = Document(title=said["title"], pages=said["pages"], copies=said["copies"])
    wish = Certifying(
        procedure=said["procedure"],
        documents=(document,) * max(said["documents"], 0),
        applicant=said["name"],
        signer=said["signer"],
        volume=said["volume"],
        start=said["start"],
        note=said["note"],
        paid=said["paid"] or bool(said["receipt"]),
        receipt_no=said["receipt"],
        after_lock=said["after_lock"],
    )
    with frame.office() as office:
        consent = approval(said["approver"])
        caution = office.certification.preview(wish).caution
        done = office.certification.record(wish, approval=consent).result
    fee = sum(item.fee for item in done)
    numbers = ", ".join(str(item.number) for item in done)
    text = _("Số chứng thực {numbers}, {book}, quyển {volume}/{year}. Phí {fee} ({words}).").format(
        numbers=numbers,
        book=book_name(done[0].book),
        volume=done[0].volume,
        year=done[0].year,
        fee=money(fee),
        words=amount_words(fee),
    )
    facts = [certification_facts(item) for item in done]
    frame.say({"fee": fee, "certifications": facts}, f"{text}\n{caution}".strip())


@certify.command("list")
@click.option("--from", "first", type=Day(), default=None, help="Từ ngày; mặc định hôm nay.")
@click.option("--to", "last", type=Day(), default=None, help="Đến ngày; mặc định hôm nay.")
@verb(Shows.CITIZENS)
def list_verb(frame: Frame, first: date | None, last: date | None) -> None:
    """Các số đã cấp trong kỳ, kể cả số đã hủy."""
    with frame.office() as office:
        today = office.certification.today()
        since, until = first or last or today, last or today
        found = office.store.certification.between(since, until)
    lines = [_line(item) for item in found]
    frame.say(
        {"certifications": [certification_facts(item) for item in found]},
        "\n".join(lines) or _("Trong kỳ chưa có việc chứng thực nào."),
    )


@certify.command("void")
@click.argument("number", type=int)
@click.option("--reason", default="", help="Lý do.")
@click.option("--book", type=click.Choice(list(BOOKS)), default=COPY_BOOK, help="Sổ chứng thực.")
@click.option("--year", default="", help="Năm của sổ; mặc định năm nay.")
@click.option("--after-lock", is_flag=True, help="Hủy trong sổ đã khóa; cần lãnh đạo duyệt.")
@click.option("--approver", default="", help="Lãnh đạo duyệt; hỏi mật khẩu của người đó.")
@consent_option
@verb(Shows.ACT)
def void(
    frame: Frame,
    number: int,
    reason: str,
    book: str,
    year: str,
    after_lock: bool,
    approver: str,
    consent: str,
) -> None:
    """Hủy một số chứng thực; số đã hủy không dùng lại."""
    with frame.office() as office:
        found = office.certification.by_number(number, book=book, year=year)
        asked = approval(approver or consent)
        done = office.voiding.void(
            found.id, reason=reason, locked=after_lock or bool(approver), approval=asked
        ).result
    frame.say(certification_facts(done), _line(done))


@certify.command("note")
@click.argument("number", type=int)
@click.option("--out", type=FILE, required=True, help="Ghi ra tệp này.")
@click.option(
    "--size", type=click.Choice([size.value for size in PaperSize]), default="a5", help="Khổ giấy."
)
@click.option("--book", type=click.Choice(list(BOOKS)), default=COPY_BOOK, help="Sổ chứng thực.")
@click.option("--year", default="", help="Năm của sổ; mặc định năm nay.")
@force_option
@verb(Shows.CITIZENS)
def note(
    frame: Frame, number: int, out: Path, size: str, book: str, year: str, force: bool
) -> None:
    """Phiếu thu nội bộ của lần chứng thực có số này, ra tệp PDF."""
    with frame.office() as office:
        found = office.certification.by_number(number, book=book, year=year)
        frame.require_signer(office)
        target = frame.target(office, out, force=force)
        pdf = office.certification.note(found.visit, PaperSize(size))
        write(target, pdf)
    frame.say({"file": str(out), "bytes": len(pdf)}, str(out))


@certify.command("erase")
@click.argument("number", type=int)
@click.option("--reason", default="", help="Lý do.")
@click.option("--book", type=click.Choice(list(BOOKS)), default=COPY_BOOK, help="Sổ chứng thực.")
@click.option("--year", default="", help="Năm của sổ; mặc định năm nay.")
@click.option(
    "--although-kept",
    is_flag=True,
    help="Vẫn xóa dù văn bản chưa xác nhận nói sổ còn phải lưu.",
)
@consent_option
@verb(Shows.ACT)
def erase(
    frame: Frame,
    number: int,
    reason: str,
    book: str,
    year: str,
    although_kept: bool,
    consent: str,
) -> None:
    """Xóa họ tên, tên giấy tờ và ghi chú của một số, theo quy định về dữ liệu cá nhân."""
    with frame.office() as office:
        found = office.certification.by_number(number, book=book, year=year)
        kept = office.erasure.kept_by(found)
        if kept is not None and not kept.confirmed and not although_kept:
            raise RuleError(
                _(
                    "Sổ chứng thực còn phải lưu theo {source}. Đối chiếu văn bản đó; vẫn xóa thì thêm --although-kept."
                ).format(source=kept.source),
                field="although_kept",
                rule="kept",
            )
        asked = approval(consent)
        office.erasure.erase_certifications([found.id], reason=reason, approval=asked)
        done = office.certification.get(found.id)
    frame.say(certification_facts(done), _line(done))
