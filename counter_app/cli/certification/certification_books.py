"""Further verbs of ``certify``: who may sign, months of the books on paper, the lock of the year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.certification.certification import certify
from counter_app.cli.consent import approval
from counter_app.cli.context import FILE, Day, Frame, Shows, force_option, verb
from counter_app.desk.outgoing import write
from counter_app.domain.certification.authority import Authorisation, Capacity
from counter_app.domain.certification.books import BOOKS, COPY_BOOK, book_name
from counter_app.i18n import _
from counter_app.wording.certification import (
    authorisation_text,
    lock_text,
    month_text,
    printed_text,
)

if TYPE_CHECKING:
    from counter_app.desk.certification.book_volumes import PrintedMonth
    from counter_app.domain.certification.book_volumes import BookLock, BookMonth
    from counter_app.office import Office

_book_option = click.option(
    "--book", type=click.Choice(list(BOOKS)), default=COPY_BOOK, help="Sổ chứng thực."
)
_year_option = click.option("--year", type=int, default=None, help="Năm của sổ; mặc định năm nay.")
_gap_option = click.option("--gap-reason", default="", help="Lý do có số trống trong sổ.")
_out_option = click.option("--out", type=FILE, required=True, help="Tệp PDF ghi ra.")


def authorisation_facts(item: Authorisation) -> dict[str, Any]:
    """An authorisation as the verbs show it."""
    return told(item, "id officer capacity position number issued_on since until books")


def month_facts(item: BookMonth) -> dict[str, Any]:
    """A month of a book as the verbs show it."""
    prints = [
        told(one, "id at first_page last_page first_number last_number sha256", seconds=True)
        for one in item.prints
    ]
    facts = told(item, "book month state entries first_number last_number changed")
    return {**facts, "prints": prints}


def printed_facts(item: PrintedMonth) -> dict[str, Any]:
    """A printed month as the verbs show it."""
    names = "id book month at first_page last_page first_number last_number sha256"
    facts = told(item.print, names, seconds=True)
    return {**facts, "changes": list(item.changes), "warning": item.warning}


def lock_facts(item: BookLock) -> dict[str, Any]:
    """A locked book as the verbs show it."""
    names = "book at first_number last_number entries voided last_page approved_by officer"
    return told(item, names, seconds=True)


@certify.command("authorise")
@click.argument("officer")
@click.option("--capacity", type=click.Choice([item.value for item in Capacity]), default="tuq",
              help="own: Chủ tịch; kt, tuq, tl: ký thay, thừa ủy quyền, thừa lệnh.")  # fmt: skip
@click.option("--position", default="", help="Chức vụ in dưới KT./TUQ./TL.; mặc định là chức danh.")
@click.option("--number", default="", help="Số, ký hiệu của văn bản ủy quyền, phân công.")
@click.option("--issued-on", type=Day(), default=None, help="Ngày của văn bản.")
@click.option("--from", "since", type=Day(), required=True, help="Có hiệu lực từ ngày.")
@click.option(
    "--to", "until", type=Day(), default=None, help="Đến hết ngày; để trống là chưa định."
)
@click.option("--for", "books", type=click.Choice(list(BOOKS)), multiple=True,
              help="Chỉ ký loại này; ghi được nhiều lần. Để trống là mọi loại.")  # fmt: skip
@verb(Shows.ACT)
def authorise(frame: Frame, **said: Any) -> None:
    """Ghi người được ký chứng thực, theo văn bản nào, từ ngày nào."""
    wish = Authorisation(**{**said, "capacity": Capacity(said["capacity"])})
    with frame.office() as office:
        done = office.authorities.authorise(wish).result
        text = authorisation_text(done, office.staff.names())
    frame.say(authorisation_facts(done), text)


@certify.command("authorities")
@verb(Shows.NOBODY)
def authorities(frame: Frame) -> None:
    """Người được ký chứng thực: còn hiệu lực và đã hết."""
    with frame.office() as office:
        found, names = office.authorities.all(), office.staff.names()
    lines = [authorisation_text(item, names) for item in found]
    frame.say(
        {"authorisations": [authorisation_facts(item) for item in found]},
        "\n".join(lines) or _("Chưa ghi văn bản ủy quyền, phân công ký chứng thực nào."),
    )


@certify.command("end-authority")
@click.argument("authorisation", type=int)
@click.option("--to", "until", type=Day(), required=True, help="Ngày cuối còn hiệu lực.")
@click.option("--reason", default="", help="Lý do.")
@verb(Shows.ACT)
def end_authority(frame: Frame, authorisation: int, until: date, reason: str) -> None:
    """Ghi ngày cuối của một ủy quyền, phân công; những gì đã ký giữ nguyên."""
    with frame.office() as office:
        done = office.authorities.end(authorisation, until, reason=reason).result
        text = authorisation_text(done, office.staff.names())
    frame.say(authorisation_facts(done), text)


@certify.command("testimony")
@click.argument("number", type=int)
@_book_option
@click.option("--year", default="", help="Năm của sổ; mặc định năm nay.")
@verb(Shows.NOBODY)
def testimony(frame: Frame, number: int, book: str, year: str) -> None:
    """Phần số, ngày và người ký của lời chứng, để ghi vào giấy."""
    with frame.office() as office:
        found = office.certification.by_number(number, book=book, year=year)
        text = office.certification.testimony(found.id)
    frame.say({"number": found.number, "book": found.book, "testimony": text}, text)


@certify.command("months")
@_book_option
@_year_option
@verb(Shows.NOBODY)
def months(frame: Frame, book: str, year: int | None) -> None:
    """Sổ theo tháng: đã in đến đâu, tháng nào chưa in, sổ đã khóa chưa."""
    with frame.office() as office:
        when = _year(office, year)
        found = office.volumes.months(book, when)
        lock = office.volumes.lock_of(book, when)
    lines = [f"{book_name(book)} {when}", *map(month_text, found)]
    lines += [lock_text(lock)] if lock else []
    facts = {"book": book, "year": when, "months": [month_facts(item) for item in found]}
    frame.say({**facts, "lock": lock_facts(lock) if lock else None}, "\n".join(lines))


@certify.command("print-month")
@click.argument("month", type=int)
@_book_option
@_year_option
@click.option(
    "--first-page", type=int, default=None, help="Trang nối tiếp sổ giấy, chỉ lần in đầu."
)
@_gap_option
@_out_option
@force_option
@verb(Shows.ACT)
def print_month(
    frame: Frame, month: int, book: str, year: int | None, first_page: int | None, gap_reason: str,
    out: Path, force: bool,
) -> None:  # fmt: skip
    """In một tháng của sổ ra tệp PDF để đóng sổ; in lại thì đúng các trang cũ."""
    with frame.office() as office:
        frame.require_signer(office)
        target = frame.target(office, out, force=force)
        done = office.volumes.print_month(
            book, _year(office, year), month, first_page=first_page, gap_reason=gap_reason
        ).result
        write(target, done.pdf)
    frame.say(
        {**printed_facts(done), "file": str(out)},
        printed_text(done.print, done.changes, done.warning),
    )


@certify.command("lock")
@_book_option
@_year_option
@_gap_option
@_out_option
@click.option("--approver", default="", help="Lãnh đạo duyệt; hỏi mật khẩu của người đó.")
@force_option
@verb(Shows.ACT)
def lock(
    frame: Frame, book: str, year: int | None, gap_reason: str, out: Path, approver: str,
    force: bool,
) -> None:  # fmt: skip
    """Khóa sổ của năm (từ 31/12): in phần chưa in và trang khóa sổ; sau đó không ghi, hủy gì nữa."""
    with frame.office() as office:
        frame.require_signer(office)
        target = frame.target(office, out, force=force)
        beside = out.with_name(f"{out.stem}-thang-12{out.suffix}")
        december = frame.target(office, beside, force=force)
        done = office.volumes.lock(
            book, _year(office, year), gap_reason=gap_reason, approval=approval(approver)
        ).result
        write(target, done.pdf)
        if done.month is not None:
            write(december, done.month.pdf)
    month = {"month": printed_facts(done.month), "month_file": str(beside)} if done.month else {}
    frame.say({**lock_facts(done.lock), "file": str(out), **month}, lock_text(done.lock))


@certify.command("lock-page")
@_book_option
@_year_option
@_out_option
@force_option
@verb(Shows.NOBODY)
def lock_page(frame: Frame, book: str, year: int | None, out: Path, force: bool) -> None:
    """Trang khóa sổ của một sổ đã khóa, ra tệp PDF; in lại thì vẫn như cũ."""
    with frame.office() as office:
        frame.require_signer(office)
        target = frame.target(office, out, force=force)
        done = office.volumes.locked(book, _year(office, year))
        write(target, done.pdf)
    frame.say({**lock_facts(done.lock), "file": str(out)}, lock_text(done.lock))


def _year(office: Office, wish: int | None) -> int:
    return wish if wish is not None else office.volumes.today().year


COMMANDS = (certify,)
