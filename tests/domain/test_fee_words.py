"""Fees as provinces' announcements write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue.law_changes import costs_more
from counter_app.domain.fees.fee import Fee, FeeRule
from counter_app.domain.fees.fee_words import read_fee
from counter_app.errors import RuleError
from counter_app.wording.catalogue.listing import fee_words


def fixed(amount: int, unit: str = "", online: int | None = None) -> Fee:
    return Fee(rule=FeeRule.FIXED, amount=amount, unit=unit, online_amount=online)


@pytest.mark.parametrize(
    ("text", "fee"),
    [
        ("8.000 đồng", fixed(8_000)),
        ("8000đ", fixed(8_000)),
        ("8,000 VNĐ", fixed(8_000)),
        ("15 nghìn đồng", fixed(15_000)),
        ("1 triệu đồng", fixed(1_000_000)),
        ("Lệ phí: 8.000 đồng/bản sao trích lục.", fixed(8_000, "bản sao trích lục")),
        ("50.000 đồng/giao dịch", fixed(50_000, "giao dịch")),
        ("20.000/10.000", fixed(20_000, "", 10_000)),
        ("20.000đ / 10.000đ", fixed(20_000, "", 10_000)),
        ("20.000 đồng (trực tiếp); 10.000 đồng (trực tuyến)", fixed(20_000, "", 10_000)),
        ("Trực tuyến: 10.000 đồng, trực tiếp: 20.000 đồng", fixed(20_000, "", 10_000)),
        ("20.000 đồng/lần (trực tuyến 10.000 đồng)", fixed(20_000, "lần", 10_000)),
    ],
)
def test_amounts(text: str, fee: Fee) -> None:
    assert read_fee(text).fee == fee


@pytest.mark.parametrize(
    "text", ["Không", "không thu", "Miễn phí", "0", "0 đồng", "Không có", "Không thu phí", "-"]
)
def test_nothing_is_taken(text: str) -> None:
    assert read_fee(text).fee.rule is FeeRule.NONE


@pytest.mark.parametrize(
    "text",
    [
        "Theo trang",
        "2.000 đồng/trang; từ trang thứ 3 trở lên thu 1.000 đồng/trang, tối đa không quá 200.000 đồng/bản",
    ],
)
def test_a_certified_copy_is_paid_by_the_page(text: str) -> None:
    assert read_fee(text).fee.rule is FeeRule.CERTIFIED_COPY


def test_words_without_an_amount_stay_as_a_note() -> None:
    text = "Theo nghị quyết của HĐND tỉnh"
    assert read_fee(text).fee == Fee(rule=FeeRule.UNKNOWN, note=text)
    assert read_fee("Chưa rõ").fee == Fee()


def test_many_amounts_are_left_to_the_officer_and_said() -> None:
    reading = read_fee("Cấp mới 100.000 đồng; cấp lại 50.000 đồng; đổi 30.000 đồng")
    assert reading.doubtful
    assert reading.fee.rule is FeeRule.UNKNOWN
    assert "cấp lại" in reading.fee.note
    each = read_fee("10.000 đồng/trường hợp; 10.000 đồng/bản")
    assert (each.doubtful, each.fee.rule) == (True, FeeRule.UNKNOWN)


def test_an_absurd_amount_is_refused() -> None:
    with pytest.raises(RuleError) as refused:
        read_fee("8.000.000.000.000 đồng")
    assert refused.value.field == "fee"


UNITS = st.sampled_from(["", "bản", "trường hợp", "giao dịch", "hồ sơ", "người"])
FEES = st.one_of(
    st.just(Fee(rule=FeeRule.NONE)),
    st.just(Fee(rule=FeeRule.CERTIFIED_COPY)),
    st.just(Fee()),
    st.builds(
        fixed,
        st.integers(100, 50_000_000),
        UNITS,
        st.none() | st.just(0) | st.integers(100, 50_000_000),
    ),
)


@given(FEES)
def test_what_we_write_we_read(fee: Fee) -> None:
    reading = read_fee(fee_words(fee))
    assert (reading.fee, reading.doubtful) == (fee, False)


@given(st.text("0123456789.,/đ dongkhôthu", max_size=25))
def test_no_text_upsets_it(text: str) -> None:
    try:
        reading = read_fee(text)
    except RuleError:
        return  # said to the officer, who mends it
    assert (reading.fee.compute() or 0) >= 0
    assert reading.fee.online_amount is None or reading.fee.rule is FeeRule.FIXED


def test_applying_online_may_cost_less() -> None:
    fee = fixed(20_000, "", 10_000)
    assert (fee.compute(copies=2), fee.compute(copies=2, online=True)) == (40_000, 20_000)
    assert fixed(20_000).compute(online=True) == 20_000
    assert fixed(20_000, "", 0).compute(online=True) == 0, "free over the portal"
    assert Fee.from_dict(fee.to_dict()) == fee


@pytest.mark.parametrize("unit", ["trang", "tờ", "mét vuông", "m²", "ngày", "tháng", "năm"])
def test_by_a_measure_nobody_asks_for_the_officer_types_the_amount(unit: str) -> None:
    fee = read_fee(f"2.000 đồng/{unit}").fee
    assert (fee.unit, fee.compute(pages=3, copies=2), fee.by_copy) == (unit, None, False)
    assert fixed(2_000, "tờ khai").compute(copies=2) == 4_000
    assert costs_more(fixed(8_000, "bản"), fee)
    assert not costs_more(fee, fixed(8_000, "bản"))
