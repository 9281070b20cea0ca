"""Procedures: their fees, their versions, and finding them by what staff type."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.matching import SearchIndex
from counter_app.domain.catalogue.sectors import (
    Case,
    Fee,
    FeeRule,
    PaperItem,
    PaperKind,
    Procedure,
    ReviewState,
    certified_copy_fee,
)
from counter_app.domain.text import fold, initials


def match_rank(procedure: Procedure, query: str) -> int | None:
    """Says how well ``query`` names the procedure: 0 is best, None is no match.

    Code (any part), initials ("dkks"), a staff synonym, or folded words in any order.
    """
    wanted = fold(query)
    if not wanted:
        return 9
    typed = query.strip()
    if typed.replace(".", "").isdecimal() and typed in procedure.code:
        return 0
    name = fold(procedure.name)
    letters = initials(procedure.name)
    compact = wanted.replace(" ", "")
    if wanted in {fold(synonym) for synonym in procedure.synonyms} or letters == compact:
        return 1
    if name.startswith(wanted) or letters.startswith(compact):
        return 2
    if wanted in name:
        return 3
    haystack = " ".join([name, *map(fold, procedure.synonyms)]).split()
    if all(any(word.startswith(part) for word in haystack) for part in wanted.split()):
        return 4
    return 5 if len(compact) > 2 and compact in letters else None


SHIPPED = tuple(
    Procedure.from_dict(item)
    for item in json.loads(
        (paths.resources_dir() / "catalogue" / "procedures.json").read_text(encoding="utf-8")
    )
)


def procedure(
    name: str = "Đăng ký khai sinh", code: str = "1.001193", **facts: object
) -> Procedure:
    plain = Procedure(code=code, name=name, sector="ho-tich", limit=None)
    return Procedure.from_dict(plain.to_dict() | facts)


def search(text: str) -> list[str]:
    """Codes of the shipped procedures in the order in which they are offered."""
    ranked = [(match_rank(item, text), item.name, item.code) for item in SHIPPED]
    return [code for rank, _name, code in sorted(r for r in ranked if r[0] is not None)]


@pytest.mark.parametrize(
    ("pages", "fee"),
    [
        (1, 2_000),
        (2, 4_000),
        (3, 5_000),
        (10, 12_000),
        (198, 200_000),
        (199, 200_000),
        (5_000, 200_000),
    ],
)
def test_a_certified_copy_costs_what_the_circular_says(pages: int, fee: int) -> None:
    assert certified_copy_fee(pages) == fee


@given(st.integers(1, 20_000), st.integers(1, 500))
def test_the_fee_follows_the_formula_for_each_copy(pages: int, copies: int) -> None:
    one = min(200_000, 2_000 * min(pages, 2) + 1_000 * max(pages - 2, 0))
    assert certified_copy_fee(pages, copies) == one * copies


@pytest.mark.parametrize(("pages", "copies"), [(0, 1), (1, 0), (-3, 1)])
def test_no_pages_or_copies_is_no_question(pages: int, copies: int) -> None:
    with pytest.raises(ValueError, match="start at 1"):
        certified_copy_fee(pages, copies)


@pytest.mark.parametrize(
    ("fee", "amount"),
    [
        (Fee(rule=FeeRule.NONE, amount=5), 0),
        (Fee(rule=FeeRule.FIXED, amount=8_000), 24_000),
        (Fee(rule=FeeRule.FIXED, amount=8_000, unit="bản sao"), 24_000),
        (Fee(rule=FeeRule.FIXED, amount=10_000, unit="trường hợp"), 30_000),
        (Fee(rule=FeeRule.FIXED, amount=50_000, unit="hợp đồng, giao dịch"), 50_000),
        (Fee(rule=FeeRule.FIXED, amount=50_000, unit="Di chúc"), 50_000),
        (Fee(rule=FeeRule.FIXED, amount=12_000, unit="hồ sơ"), 12_000),
        (Fee(rule=FeeRule.CERTIFIED_COPY), 36_000),
        (Fee(rule=FeeRule.UNKNOWN), None),
    ],
)
def test_each_rule_gives_its_amount(fee: Fee, amount: int | None) -> None:
    assert fee.compute(pages=10, copies=3) == amount


def test_the_shipped_rows_carry_the_national_fees() -> None:
    by_code = {item.code: item for item in SHIPPED}
    assert by_code["2.000815"].fee.compute(pages=3, copies=2) == 10_000
    assert by_code["2.000884"].fee.compute() == 10_000
    assert by_code["2.001035"].fee.compute(copies=4) == 50_000, "an agreement, not its copies"
    assert by_code["2.000913"].fee.compute(copies=3) == 30_000
    assert by_code["2.000635"].fee.compute(copies=5) == 40_000
    assert by_code["1.004873"].fee.compute() is None


@pytest.mark.parametrize("item", SHIPPED, ids=[item.code for item in SHIPPED])
def test_a_row_survives_being_written_down(item: Procedure) -> None:
    assert Procedure.from_dict(json.loads(json.dumps(item.to_dict()))) == item


@pytest.mark.parametrize(
    "text", ["dkks", "DKKS", " dkks ", "đkks", "Đăng ký khai sinh", "dang ky khai sinh"]
)
def test_birth_registration_comes_first(text: str) -> None:
    assert search(text)[0] == "1.001193"


@pytest.mark.parametrize(
    ("text", "code"),
    [("1.004873", "1.004873"), ("004873", "1.004873"), ("4873", "1.004873"), ("1.0048", "1.004873"),
     ("0048", "1.004873"), ("tinh trang hon nhan", "1.004873"), ("khai sinh dang ky", "1.001193"),
     ("trích lục", "2.000635"), ("chung thuc ban sao", "2.000815")],
)  # fmt: skip
def test_words_and_parts_of_codes_find_a_procedure(text: str, code: str) -> None:
    assert code in search(text)


@pytest.mark.parametrize("text", ["xyzzy", "9.999999", "khai sinh abc"])
def test_what_fits_nothing_finds_nothing(text: str) -> None:
    assert search(text) == []


def test_an_empty_text_offers_everything() -> None:
    assert len(search("")) == len(search(" . ")) == len(SHIPPED)


def test_three_initials_from_the_middle_are_enough_and_two_are_not() -> None:
    assert match_rank(procedure("Cấp Giấy xác nhận tình trạng hôn nhân"), "xnt") == 5
    assert match_rank(procedure("Cấp Giấy xác nhận tình trạng hôn nhân"), "xn") is None


def test_a_better_fit_ranks_lower() -> None:
    item = procedure(synonyms=["giấy khai sinh"])
    asked = ["1.001193", "giay khai sinh", "dang ky", "khai sinh", "sinh dang", "xyz"]
    ranks = [match_rank(item, text) for text in asked]
    assert ranks == [0, 1, 2, 3, 4, None]


@given(st.text(max_size=30))
def test_no_text_upsets_the_search(text: str) -> None:
    rank = match_rank(procedure(), text)
    assert rank is None or 0 <= rank <= 9


WORDS = [
    "đăng",
    "ký",
    "khai",
    "sinh",
    "Sinh con",
    "chứng",
    "thực",
    "bản",
    "sao",
    "1.0",
    "k",
    "ĐK",
    "ks",
    "-",
]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
ROWS = st.builds(
    procedure,
    NAMES,
    st.sampled_from(["1.001193", "2.000815", "2.000635", "1.010801"]),
    synonyms=st.lists(NAMES, max_size=2),
)
QUERIES = st.one_of(
    NAMES,
    st.text("dđsk 0128.", max_size=8),
    st.sampled_from(["", ".", "0008", "1.00", "inh", "ban sao", "dksc", "hu"]),
)


@given(st.lists(ROWS, max_size=12), QUERIES)
def test_the_index_finds_and_ranks_as_each_name_by_itself_would(
    rows: list[Procedure], text: str
) -> None:
    ranked = [(match_rank(item, text), item.name, item) for item in rows]
    fitting = sorted((r for r in ranked if r[0] is not None), key=lambda r: r[:2])
    expected = [item for _rank, _name, item in fitting]
    index = SearchIndex(rows)
    assert index.find(text) == expected
    assert [index.find(text, most) for most in range(4)] == [expected[:most] for most in range(4)]


@pytest.mark.parametrize("text", ["dkks", "khai sinh", "2.0008", "s", "ban sao chung thuc", "xnt"])
def test_the_index_agrees_over_the_shipped_rows(text: str) -> None:
    assert [item.code for item in SearchIndex(SHIPPED).find(text)] == search(text)


DAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("since", "until", "valid"),
    [
        (None, None, True),
        (DAY, None, True),
        (None, DAY, True),
        (DAY + timedelta(days=1), None, False),
        (None, DAY - timedelta(days=1), False),
        (DAY, DAY, True),
    ],
)
def test_a_version_is_valid_from_its_first_day_to_its_last(
    since: date | None, until: date | None, valid: bool
) -> None:
    item = procedure(
        valid_from=since.isoformat() if since else None,
        valid_to=until.isoformat() if until else None,
    )
    assert item.valid_on(DAY) is valid


def test_an_abolished_procedure_is_never_valid() -> None:
    gone = [item.code for item in SHIPPED if item.state is ReviewState.INACTIVE]
    assert gone == ["2.001009"]
    assert not any(item.valid_on(DAY) for item in SHIPPED if item.code in gone)


def test_papers_take_their_defaults() -> None:
    assert PaperItem.from_dict({"name": "Tờ khai"}) == PaperItem(
        name="Tờ khai", kind=PaperKind.ORIGINAL, quantity=1, required=True
    )


def test_a_case_has_its_own_papers_also_when_it_needs_none() -> None:
    forms = (PaperItem(name="Tờ khai"),)
    cases = (Case(key="khong", name="Không giấy tờ", papers=()), Case(key="nhu-cu", name="Như cũ"))
    item = replace(procedure(), papers=forms, cases=cases)
    assert item.of_case("khong").papers == ()
    assert item.of_case("nhu-cu").papers == forms


def test_a_row_may_say_little() -> None:
    plain = Procedure.from_dict({"code": "9.1", "name": "Thử", "sector": "ho-tich"})
    assert plain.limit is None
    assert plain.fee.compute() is None
    assert (plain.fee.amount, plain.sets, plain.extension_wd) == (0, 1, 0)
    assert plain.state is ReviewState.NEEDS_CONFIRMATION
    dated = Procedure.from_dict({**plain.to_dict(), "limit": parse_limit("3wd").to_dict()})
    assert dated.limit == parse_limit("3wd")
