"""Verbs of money taken in and given back: ``fee``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import Frame, Shows, verb
from counter_app.domain.fees.payments import Account, FeeEntry, Method
from counter_app.i18n import _
from counter_app.wording.paper.amounts import money

if TYPE_CHECKING:
    from counter_app.office import Office


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
    entries = [_entry_facts(item) for item in account.entries]
    return (
        {"code": code} | told(account, "fee collected refunded waived owed") | {"entries": entries}
    )


def _entry_facts(item: FeeEntry) -> dict[str, Any]:
    facts = told(
        item, "kind amount receipt=receipt_no method at officer reason ground", seconds=True
    )
    return facts | told(item, "undone") if item.undone else facts


def _account_text(account: Account) -> str:
    owed = _("chưa xác định") if account.owed is None else money(account.owed)
    text = _("Đã thu {collected}, đã hoàn {refunded}, còn phải thu {owed}.").format(
        collected=money(account.collected), refunded=money(account.refunded), owed=owed
    )
    waived = _("Đã miễn, giảm {amount}.").format(amount=money(account.waived))
    return f"{text} {waived}" if account.waived else text


def _said(frame: Frame, code: str, account: Account, warning: str = "") -> None:
    facts = _account_facts(code, account) | {"warning": warning}
    frame.say(facts, f"{_account_text(account)}\n{warning}".strip())


_method = click.option(
    "--method",
    type=click.Choice([item.value for item in Method]),
    default="cash",
    help="Tiền mặt hay chuyển khoản.",
)


@fee.command("collect")
@click.argument("code")
@click.option(
    "--amount", type=int, default=None, help="Số tiền (đồng); mặc định còn bao nhiêu thu bấy nhiêu."
)
@click.option("--receipt", default="", help="Số biên lai chính thức.")
@_method
@verb(Shows.ACT)
def collect(frame: Frame, code: str, amount: int | None, receipt: str, method: str) -> None:
    """Ghi số tiền đã thu."""
    with frame.office() as office:
        done = office.fees.collect(
            **_named(office, code), amount=amount, receipt_no=receipt, method=Method(method)
        ).result
    _said(frame, code, done.account, done.warning)


@fee.command("refund")
@click.argument("code")
@click.option(
    "--amount", type=int, default=None, help="Số tiền (đồng); mặc định hoàn hết số đã thu."
)
@click.option("--reason", default="", help="Lý do.")
@_method
@consent_option
@verb(Shows.ACT)
def refund(
    frame: Frame, code: str, amount: int | None, reason: str, method: str, consent: str
) -> None:
    """Ghi số tiền đã hoàn lại, kèm lý do."""
    with frame.office() as office:
        done = office.fees.refund(
            **_named(office, code),
            amount=amount,
            reason=reason,
            method=Method(method),
            approval=approval(consent),
        ).result
    _said(frame, code, done.account, done.warning)


@fee.command("waive")
@click.argument("code")
@click.option(
    "--ground", required=True, help="Đối tượng: poor, merit, disabled… như trong danh mục."
)
@click.option("--amount", type=int, default=None, help="Số tiền (đồng); mặc định theo danh mục.")
@click.option("--proof", default="", help="Giấy tờ chứng minh đối tượng.")
@verb(Shows.ACT)
def waive(frame: Frame, code: str, ground: str, amount: int | None, proof: str) -> None:
    """Ghi số tiền được miễn, giảm theo đối tượng."""
    with frame.office() as office:
        done = office.fees.waive(
            **_named(office, code), ground=ground, amount=amount, proof=proof
        ).result
    _said(frame, code, done.account, done.warning)


@fee.command("unwaive")
@click.argument("code")
@click.option("--ground", default="", help="Đối tượng; mặc định lần miễn, giảm sau cùng.")
@click.option("--reason", default="", help="Lý do.")
@verb(Shows.ACT)
def unwaive(frame: Frame, code: str, ground: str, reason: str) -> None:
    """Hủy lần miễn, giảm ghi nhầm, kể cả lúc tiếp nhận, kèm lý do; số tiền phải thu lại như trước."""
    with frame.office() as office:
        account = office.fees.unwaive(**_named(office, code), ground=ground, reason=reason).result
    _said(frame, code, account)


@fee.command("show")
@click.argument("code")
@verb(Shows.CITIZENS)
def show(frame: Frame, code: str) -> None:
    """Phí phải thu, đã thu, đã hoàn."""
    with frame.office() as office:
        account = office.fees.account(**_named(office, code))
    frame.say(_account_facts(code, account), _account_text(account))


COMMANDS = (fee,)
