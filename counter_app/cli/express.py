"""Verbs of express work and money: ``certify``, ``ask``, ``fee``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from counter_app.cli.context import Day, Frame, force_option, verb
from counter_app.cli.queue import ticket_facts
from counter_app.desk.fees.payments import Cashed
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
from counter_app.domain.clock import local_text
from counter_app.domain.fees.payments import Account, FeeEntry, Method
from counter_app.domain.paper.receipt_sheets import PaperSize
from counter_app.i18n import _
from counter_app.office import Office
from counter_app.wording.amounts import amount_words, money


def certification_facts(item: Certification) -> dict[str, Any]:
    """A certification as the verbs show it."""
    return {
        "id": item.id,
        "visit": item.visit,
        "number": item.number,
        "book": item.book,
        "volume": item.volume,
        "procedure": item.procedure,
        "at": local_text(item.at),
        "applicant": item.applicant,
        "title": item.document.title,
        "pages": item.document.pages,
        "copies": item.document.copies,
        "fee": item.fee,
        "signer": item.signer,
        "officer": item.officer,
        "note": item.note,
        "voided": local_text(item.voided_at) if item.voided_at else None,
        "void_reason": item.void_reason,
    }


def _line(item: Certification) -> str:
    state = _("(đã hủy: {reason})").format(reason=item.void_reason) if item.voided_at else ""
    title = item.document.title or item.applicant
    size = _("{pages} trang, {copies} bản").format(
        pages=item.document.pages, copies=item.document.copies
    )
    parts = (f"{item.number}", item.book, size, money(item.fee), title, state)
    return "  ".join(part for part in parts if part)


@click.group("certify", invoke_without_command=True)
@click.option("--pages", type=int, default=1, help="Số trang của mỗi bản chính.")
@click.option("--copies", type=int, default=1, help="Số bản chứng thực của mỗi giấy tờ.")
@click.option("--documents", type=int, default=1, help="Số giấy tờ; mỗi giấy tờ một số chứng thực.")
@click.option("--procedure", default=COPY, help="Mã thủ tục, mặc định chứng thực bản sao.")
@click.option("--name", default="", help="Họ tên người yêu cầu; chữ ký và giao dịch thì bắt buộc.")
@click.option("--title", default="", help="Tên giấy tờ.")
@click.option("--signer", default="", help="Tên đăng nhập của người ký chứng thực.")
@click.option("--volume", type=int, default=None, help="Quyển số, khi sang quyển mới.")
@click.option(
    "--start", type=int, default=None, help="Số đầu tiên, khi nối tiếp sổ giấy đang dùng."
)
@click.option("--note", default="")
@click.option("--paid", is_flag=True, help="Đã thu đủ phí.")
@click.option("--receipt", default="", help="Số biên lai chính thức; ghi số là đã thu.")
@verb
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
    )
    with frame.office() as office:
        done = office.certification.record(wish).result
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
    frame.say({"fee": fee, "certifications": facts}, text)


@certify.command("list")
@click.option("--from", "first", type=Day(), default=None, help="Từ ngày; mặc định hôm nay.")
@click.option("--to", "last", type=Day(), default=None, help="Đến ngày; mặc định hôm nay.")
@verb
def list_verb(frame: Frame, first: date | None, last: date | None) -> None:
    """Các số đã cấp trong kỳ, kể cả số đã hủy."""
    with frame.office() as office:
        today = office.certification.today()
        since, until = first or last or today, last or today
        found = office.store.certifications.between(since, until)
    lines = [_line(item) for item in found]
    frame.say(
        {"certifications": [certification_facts(item) for item in found]},
        "\n".join(lines) or _("Trong kỳ chưa chứng thực việc nào."),
    )


@certify.command("void")
@click.argument("number", type=int)
@click.option("--reason", default="")
@click.option("--book", type=click.Choice(list(BOOKS)), default=COPY_BOOK)
@click.option("--year", default="", help="Năm của sổ; mặc định năm nay.")
@verb
def void(frame: Frame, number: int, reason: str, book: str, year: str) -> None:
    """Hủy một số chứng thực; số đã hủy không dùng lại."""
    with frame.office() as office:
        found = office.certification.by_number(number, book=book, year=year)
        done = office.certification.void(found.id, reason=reason).result
    frame.say(certification_facts(done), _line(done))


@certify.command("note")
@click.argument("number", type=int)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--size", type=click.Choice([size.value for size in PaperSize]), default="a5")
@click.option("--book", type=click.Choice(list(BOOKS)), default=COPY_BOOK)
@click.option("--year", default="", help="Năm của sổ; mặc định năm nay.")
@force_option
@verb
def note(
    frame: Frame, number: int, out: Path, size: str, book: str, year: str, force: bool
) -> None:
    """Phiếu thu nội bộ của lần chứng thực có số này, ra tệp PDF."""
    with frame.office() as office:
        found = office.certification.by_number(number, book=book, year=year)
        target = frame.target(office, out, force=force)
        pdf = office.certification.note(found.visit, PaperSize(size))
        write(target, pdf)
    frame.say({"file": str(out), "bytes": len(pdf)}, str(out))


@certify.command("erase")
@click.argument("number", type=int)
@click.option("--reason", default="")
@click.option("--book", type=click.Choice(list(BOOKS)), default=COPY_BOOK)
@click.option("--year", default="", help="Năm của sổ; mặc định năm nay.")
@verb
def erase(frame: Frame, number: int, reason: str, book: str, year: str) -> None:
    """Xóa họ tên, tên giấy tờ và ghi chú của một số, theo quy định về dữ liệu cá nhân."""
    with frame.office() as office:
        found = office.certification.by_number(number, book=book, year=year)
        office.certification.erase([found.id], reason=reason)
        done = office.certification.get(found.id)
    frame.say(certification_facts(done), _line(done))


@click.command("ask")
@click.argument("topic")
@click.option("--ticket", "label", default="", help="Số thứ tự được đóng cùng lúc, như A012.")
@verb
def ask(frame: Frame, topic: str, label: str) -> None:
    """Ghi một người chỉ hỏi, theo số 1–9 hoặc tên nội dung hỏi."""
    with frame.office() as office:
        ticket = office.queue.by_label(label).id if label else None
        asked = office.enquiries.ask(topic, ticket=ticket).result
        closed = ticket_facts(office.queue.get(ticket)) if ticket is not None else None
        count = office.enquiries.count()
    text = _("Đã ghi: {topic}. Hôm nay {count} lượt chỉ hỏi.").format(
        topic=asked.topic, count=count
    )
    answer = {"question": asked.id, "topic": asked.topic, "at": local_text(asked.at)}
    frame.say(answer | {"ticket": closed, "today": count}, text)


@click.group("fee")
def fee() -> None:
    """Phí, lệ phí của một hồ sơ, hoặc của một số chứng thực dạng SỔ/NĂM/SỐ."""


def _named(office: Office, code: str) -> dict[str, Any]:
    """A dossier's code, or a certification as BOOK/YEAR/NUMBER."""
    book, _slash, number = code.rpartition("/")
    if not book or not number.isascii() or not number.isdigit():
        return {"code": code}
    key, _slash, year = book.partition("/")
    found = office.certification.by_number(int(number), book=key, year=year)
    return {"certification": found.id}


def _account_facts(code: str, account: Account) -> dict[str, Any]:
    return {
        "code": code,
        "fee": account.fee,
        "collected": account.collected,
        "refunded": account.refunded,
        "owed": account.owed,
        "entries": [_entry_facts(item) for item in account.entries],
    }


def _entry_facts(item: FeeEntry) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "amount": item.amount,
        "receipt": item.receipt_no,
        "method": item.method,
        "at": local_text(item.at),
        "officer": item.officer,
        "reason": item.reason,
    }


def _account_text(account: Account) -> str:
    owed = _("chưa xác định") if account.owed is None else money(account.owed)
    return _("Đã thu {collected}, đã hoàn {refunded}, còn phải thu {owed}.").format(
        collected=money(account.collected), refunded=money(account.refunded), owed=owed
    )


def _said(frame: Frame, code: str, cashed: Cashed) -> None:
    text = _account_text(cashed.account)
    facts = _account_facts(code, cashed.account) | {"warning": cashed.warning}
    frame.say(facts, f"{text}\n{cashed.warning}".strip())


@fee.command("collect")
@click.argument("code")
@click.option(
    "--amount", type=int, default=None, help="Số tiền (đồng); mặc định còn bao nhiêu thu bấy nhiêu."
)
@click.option("--receipt", default="", help="Số biên lai chính thức.")
@click.option("--method", type=click.Choice([item.value for item in Method]), default="cash")
@verb
def collect(frame: Frame, code: str, amount: int | None, receipt: str, method: str) -> None:
    """Ghi số tiền đã thu."""
    with frame.office() as office:
        done = office.fees.collect(
            **_named(office, code), amount=amount, receipt_no=receipt, method=Method(method)
        ).result
    _said(frame, code, done)


@fee.command("refund")
@click.argument("code")
@click.option(
    "--amount", type=int, default=None, help="Số tiền (đồng); mặc định hoàn hết số đã thu."
)
@click.option("--reason", default="")
@click.option("--method", type=click.Choice([item.value for item in Method]), default="cash")
@verb
def refund(frame: Frame, code: str, amount: int | None, reason: str, method: str) -> None:
    """Ghi số tiền đã hoàn lại, kèm lý do."""
    with frame.office() as office:
        done = office.fees.refund(
            **_named(office, code), amount=amount, reason=reason, method=Method(method)
        ).result
    _said(frame, code, done)


@fee.command("show")
@click.argument("code")
@verb
def show(frame: Frame, code: str) -> None:
    """Phí phải thu, đã thu, đã hoàn."""
    with frame.office() as office:
        account = office.fees.account(**_named(office, code))
    frame.say(_account_facts(code, account), _account_text(account))


COMMANDS = (certify, ask, fee)
