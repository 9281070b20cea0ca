"""What can be certified at once, in which book, for how much."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.sectors import Fee, FeeRule, Procedure, certified_copy_fee
from counter_app.domain.certification.books import (
    CONTRACT_BOOK,
    COPY_BOOK,
    OTHER_BOOK,
    REGISTER_BOOK,
    SIGNATURE_BOOK,
    Certifying,
    Document,
    book_of,
    checked,
    document_fee,
    express,
    needs_name,
    symbol_of,
)
from counter_app.domain.fees.payments import (
    Account,
    FeeEntry,
    FeeKind,
    check_collect,
    check_refund,
)
from counter_app.errors import RuleError
from tests.makers import MONDAY


def procedure(code: str = "2.000815", limit: str = "same-day", **facts: object) -> Procedure:
    """A procedure of the certifying sector."""
    fee = Fee(rule=FeeRule.CERTIFIED_COPY)
    plain = {"name": "Chứng thực", "sector": "chung-thuc", "limit": parse_limit(limit), "fee": fee}
    return Procedure(code=code, **(plain | facts))  # type: ignore[arg-type]


@given(pages=st.integers(1, 400), copies=st.integers(1, 60))
def test_the_fee_is_what_counting_page_by_page_gives(pages: int, copies: int) -> None:
    total = 0
    for _copy in range(copies):
        one = sum(2_000 if page <= 2 else 1_000 for page in range(1, pages + 1))
        total += min(one, 200_000)
    document = Document(pages=pages, copies=copies)
    assert document_fee(procedure(), document) == certified_copy_fee(pages, copies) == total


def test_the_ceiling_is_reached_at_198_pages() -> None:
    fees = [document_fee(procedure(), Document(pages=pages)) for pages in (197, 198, 199, 5_000)]
    assert fees == [199_000, 200_000, 200_000, 200_000]
    assert document_fee(procedure(), Document(pages=199, copies=10)) == 2_000_000, "each copy"


def test_a_fixed_fee_is_for_each_paper_signed() -> None:
    signature = procedure("2.000884", fee=Fee(rule=FeeRule.FIXED, amount=10_000))
    assert document_fee(signature, Document(pages=9, copies=3)) == 30_000
    with pytest.raises(RuleError) as refused:
        document_fee(procedure(fee=Fee(rule=FeeRule.UNKNOWN)), Document())
    assert refused.value.rule == "fee_unknown"


def test_only_same_day_procedures_of_the_sector_are_express_the_usual_one_first() -> None:
    today = date(2026, 11, 23)
    offered = [
        procedure("2.000908"),
        procedure("2.001035", "2wd"),
        procedure("1.001193", sector="ho-tich"),
        procedure("2.000942", valid_from=date(2027, 1, 1)),
        procedure(name="cũ"),
        procedure(name="mới", valid_from=date(2026, 7, 1)),
    ]
    found = express(offered, today)
    assert [(item.code, item.name) for item in found] == [
        ("2.000815", "mới"),
        ("2.000908", "Chứng thực"),
    ]


def test_each_kind_has_its_book_and_a_signature_is_somebodys() -> None:
    fixed = Fee(rule=FeeRule.FIXED, amount=1)
    books = {
        code: (book_of(procedure(code, fee=fixed)), needs_name(procedure(code, fee=fixed)))
        for code in ("2.000815", "2.000942", "2.000884", "2.001008", "2.000913", "2.000908", "9.9")
    }
    assert books == {
        "2.000815": (COPY_BOOK, False),
        "2.000942": (COPY_BOOK, False),
        "2.000884": (SIGNATURE_BOOK, True),
        "2.001008": (SIGNATURE_BOOK, True),
        "2.000913": (CONTRACT_BOOK, True),
        "2.000908": (REGISTER_BOOK, False),
        "9.9": (OTHER_BOOK, True),
    }
    assert book_of(procedure("9.9")) == COPY_BOOK


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"documents": ()}, "documents"),
        ({"documents": (Document(),) * 201}, "documents"),
        ({"documents": (Document(pages=0),)}, "pages"),
        ({"documents": (Document(), Document(copies=1_001))}, "copies"),
        ({"documents": (Document(pages=9_999, copies=1_000),) * 60}, "copies"),
        ({"volume": 0}, "volume"),
        ({"applicant": "a" * 301}, "applicant"),
        ({"documents": (Document(title="a" * 2_001),)}, "title"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(facts: dict[str, object], field: str) -> None:
    wish = {"procedure": "2.000815", "documents": (Document(),)} | facts
    with pytest.raises(RuleError) as refused:
        checked(Certifying(**wish), procedure())  # type: ignore[arg-type]
    assert refused.value.field == field


def test_texts_are_cleaned_and_a_signature_needs_a_name() -> None:
    wish = Certifying(
        procedure="2.000815",
        documents=(Document(title="  Bằng   lái "),),
        applicant=" Lê  Ánh ",
        paid=True,
        receipt_no=" 012 ",
    )
    clean = checked(wish, procedure())
    assert (clean.documents[0].title, clean.applicant) == ("Bằng lái", "Lê Ánh")
    assert (clean.receipt_no, clean.paid) == ("012", True)
    signature = procedure("2.000884", fee=Fee(rule=FeeRule.FIXED, amount=10_000))
    with pytest.raises(RuleError) as refused:
        checked(Certifying(procedure="2.000884", documents=(Document(),)), signature)
    assert refused.value.field == "applicant"


def entry(kind: FeeKind, amount: int) -> FeeEntry:
    """A payment or refund."""
    return FeeEntry(seq=1, kind=kind, amount=amount, at=MONDAY, officer="lan", sector="ho-tich")


@given(fee=st.none() | st.integers(0, 50), wishes=st.lists(st.integers(-60, 60), max_size=12))
def test_an_account_never_keeps_more_than_is_due_nor_less_than_nothing(
    fee: int | None, wishes: list[int]
) -> None:
    """Positive numbers are payments, negative ones refunds."""
    account = Account(fee=fee)
    for amount in wishes:
        kind = FeeKind.COLLECTED if amount > 0 else FeeKind.REFUNDED
        kept = account.kept
        possible = amount != 0 and (
            (fee is None or kept + amount <= fee) if amount > 0 else kept >= -amount
        )
        try:
            if amount > 0:
                check_collect(account, amount)
            else:
                check_refund(account, -amount, "Rút hồ sơ")
        except RuleError:
            assert not possible
            continue
        assert possible
        account = Account(fee=fee, entries=(*account.entries, entry(kind, abs(amount))))
        assert account.kept == kept + amount
    assert account.kept >= 0
    assert fee is None or account.owed == fee - account.kept


def test_a_refund_says_why() -> None:
    account = Account(fee=8_000, entries=(entry(FeeKind.COLLECTED, 8_000),))
    with pytest.raises(RuleError) as refused:
        check_refund(account, 8_000, "")
    assert refused.value.field == "reason"


@pytest.mark.parametrize(
    ("book", "procedure", "symbol"),
    [
        ("chung-thuc-ban-sao/2026", "2.000815", "SCT/BS"),
        ("chung-thuc-chu-ky/2026", "2.000884", "SCT/CK,ĐC"),
        ("chung-thuc-chu-ky/2026", "2.000992", "SCT/CKND"),
        ("chung-thuc-chu-ky", "2.001008", "SCT/CKND"),
        ("chung-thuc-giao-dich/2026", "2.000913", "SCT/HĐ,GD"),
        ("ban-sao-so-goc/2026", "2.000908", ""),
    ],
)
def test_nd_23_2015_dieu_13_each_book_has_its_symbol(
    book: str, procedure: str, symbol: str
) -> None:
    assert symbol_of(book, procedure) == symbol
