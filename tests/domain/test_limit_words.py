"""Time limits as provinces' announcements write them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue.limit_words import read_limit
from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.errors import RuleError
from counter_app.wording.promise.due import limit_text

WD, HOUR, DAY = LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR, LimitUnit.CALENDAR_DAY
THREE_O_CLOCK = time(15)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("3 ngày làm việc", TimeLimit(3, WD)),
        ("03 ngày", TimeLimit(3, DAY)),
        ("25 ngày làm việc", TimeLimit(25, WD)),
        ("8 giờ làm việc", TimeLimit(8, HOUR)),
        ("3wd", TimeLimit(3, WD)),
        ("05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ", TimeLimit(5, WD)),
        ("Không quá 05 (năm) ngày làm việc", TimeLimit(5, WD)),
        ("25 (hai mươi lăm)\u00a0ngày làm việc.", TimeLimit(25, WD)),
        ("10 ngày (làm việc)", TimeLimit(10, WD)),
        ("1/2 ngày làm việc", TimeLimit(0.5, WD)),
        ("½ ngày làm việc", TimeLimit(0.5, WD)),
        ("0,5 ngày làm việc", TimeLimit(0.5, WD)),
        ("30 phút", TimeLimit(0.5, HOUR)),
        ("02 tuần", TimeLimit(14, DAY)),
        ("01 tháng", TimeLimit(1, LimitUnit.MONTH)),
        ("Trong 01 ngày làm việc", TimeLimit(1, WD)),
        ("15 NGÀY LÀM VIỆC", TimeLimit(15, WD)),
        ("Thời hạn: 7 ngày lv", TimeLimit(7, WD)),
    ],
)
def test_numbers_and_units(text: str, limit: TimeLimit) -> None:
    reading = read_limit(text)
    assert (reading.limit, reading.no_due) == (limit, False)


@pytest.mark.parametrize(
    ("text", "cutoff"),
    [
        ("Trong ngày", None),
        ("Ngay trong ngày làm việc", None),
        ("Giải quyết ngay", None),
        ("Ngay sau khi nhận đủ hồ sơ", None),
        ("same-day", None),
        ("Trong ngày; nhận sau 15 giờ thì trả kết quả ngày làm việc tiếp theo", THREE_O_CLOCK),
        (
            "Trong ngày làm việc, nếu nhận hồ sơ sau 15h00 thì ngày làm việc tiếp theo",
            THREE_O_CLOCK,
        ),
        ("Trong ngày (nhận sau 15:00 trả ngày làm việc tiếp theo)", THREE_O_CLOCK),
        ("Trong ngày, sau 15 giờ 30 phút: hôm sau", time(15, 30)),
    ],
)
def test_on_the_same_day(text: str, cutoff: time | None) -> None:
    reading = read_limit(text)
    assert reading.limit == TimeLimit(1, LimitUnit.SAME_DAY, cutoff)
    assert not reading.doubtful


@pytest.mark.parametrize(
    "text",
    [
        "03 ngày làm việc; trường hợp phải xác minh không quá 08 ngày làm việc",
        "10 ngày làm việc (cắt giảm còn 9 ngày làm việc)",
        "Trong ngày; trường hợp phức tạp không quá 02 ngày làm việc",
        "05-07 ngày",
    ],
)
def test_more_than_one_number_is_doubtful(text: str) -> None:
    assert read_limit(text).doubtful


@pytest.mark.parametrize("text", ["", "Không quy định", "…", "Chưa rõ", "chưa có", "?"])
def test_nothing_is_known(text: str) -> None:
    assert read_limit(text) == read_limit("")
    assert read_limit(text).limit is None


@pytest.mark.parametrize("text", ["Không hẹn ngày trả", "không có ngày hẹn trả"])
def test_no_date_is_promised(text: str) -> None:
    assert read_limit(text).no_due


@pytest.mark.parametrize(
    "text", ["theo thỏa thuận", "ngày mai", "0 ngày", "99999 ngày làm việc", "3"]
)
def test_what_is_no_limit_is_refused(text: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_limit(text)
    assert refused.value.field == "limit"


LIMITS = st.one_of(
    st.builds(
        lambda quarters, unit, cutoff: TimeLimit(quarters / 4, unit, cutoff),
        st.integers(1, 400),
        st.sampled_from([WD, HOUR]),
        st.none() | st.builds(time, st.integers(6, 20), st.integers(0, 59)),
    ),
    st.builds(TimeLimit, st.integers(1, 120), st.sampled_from([DAY, LimitUnit.MONTH])),
    st.builds(
        lambda cutoff: TimeLimit(1, LimitUnit.SAME_DAY, cutoff),
        st.none() | st.builds(time, st.integers(6, 20), st.integers(0, 59)),
    ),
)


@given(LIMITS)
def test_what_we_write_we_read(limit: TimeLimit) -> None:
    reading = read_limit(limit_text(limit))
    assert (reading.limit, reading.doubtful) == (limit, False)
    if limit.unit is not HOUR or limit.value <= 8:
        assert read_limit(limit.code()).limit == TimeLimit(limit.value, limit.unit)


@pytest.mark.parametrize("text", ["72h", "48h", "72 giờ", "9h"])
def test_more_hours_than_a_day_has_are_of_the_clock_or_of_work(text: str) -> None:
    reading = read_limit(text)
    assert (reading.limit, reading.doubtful) == (None, True)


@given(
    st.integers(1, 99),
    st.sampled_from(["", "Không quá ", "Tối đa ", "Trong thời hạn "]),
    st.sampled_from([("ngày làm việc", WD), ("giờ làm việc", HOUR), ("ngày", DAY)]),
    st.sampled_from(["", " kể từ ngày nhận đủ hồ sơ", ", theo quy định", "."]),
    st.sampled_from([str.lower, str.upper, str.title]),
    st.booleans(),
)  # fmt: skip
def test_wrappings_do_not_matter(
    number: int, before: str, unit: tuple[str, LimitUnit], after: str, case: object, zero: bool
) -> None:
    digits = f"{number:02d}" if zero else str(number)
    text = case(f"{before}{digits}  {unit[0]}{after}")  # type: ignore[operator]
    assert read_limit(text).limit == TimeLimit(number, unit[1])


@given(st.text(max_size=40))
def test_no_text_upsets_it(text: str) -> None:
    try:
        reading = read_limit(text)
    except RuleError:
        return  # said to the officer, who mends it
    assert reading.limit is None or reading.limit.value > 0
