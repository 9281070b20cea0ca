"""Lists out of the official system: what heads, states, days and names mean, and which line is which dossier."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.dossier.dossier import Mapping, State
from counter_app.domain.official.list_columns import (
    OfficialTable,
    columns_of,
    is_enough,
    needs_asking,
)
from counter_app.domain.official.list_differences import Kind, ListPeriod, differences
from counter_app.domain.official.list_lines import read_lines
from counter_app.domain.official.list_matching import How, matched, same_procedure
from counter_app.domain.official.list_words import ListWords, OfficialField, Standing
from counter_app.domain.official.listed import Listed, Ours, listed_day, says_the_same
from counter_app.domain.text import fold
from counter_app.errors import RuleError

DAY = date(2026, 11, 20)
DATA = json.loads((paths.resources_dir() / "official" / "list.json").read_text("utf-8"))
WORDS = ListWords.from_dict(DATA, {}, {})
BIRTH = "Đăng ký khai sinh"


def official(number: int, day: str = "261120") -> str:
    return f"H57.132-{day}-{number:04d}"


def ours(number: int, **facts: Any) -> Ours:
    plain: dict[str, Any] = {
        **{"id": number, "code": f"T99001-261120-01{number:04d}", "official_code": ""},
        **{"mapping": Mapping.NOT_ENTERED, "state": State.PROCESSING, "refused": False},
        **{"names": ("Nguyễn Văn Mẫu",), "procedure_code": "1.001193", "procedure_name": BIRTH},
        "received": DAY,
    }
    return Ours(**(plain | facts))


def listed(place: int, **facts: Any) -> Listed:
    plain: dict[str, Any] = {
        **{"place": str(place), "official_code": official(place), "names": ("NGUYỄN VĂN MẪU",)},
        **{"procedure": BIRTH, "received": DAY, "standing": Standing.PROCESSING},
    }
    return Listed(**(plain | facts))


def kinds(lines: list[Listed], own: list[Ours], **facts: Any) -> list[Kind]:
    period = ListPeriod(first=DAY, last=DAY, whole=facts.pop("whole", True))
    today = facts.pop("today", DAY)
    made = differences(matched(lines, own), own, period, today=today, long_days=90)
    return [item.kind for item in made]


@pytest.mark.parametrize(
    "text",
    [
        *("13/03/2026", "10:56 13/03/2026", "13/03/2026 10:56:22", "13-03-2026", "13.3.2026 7g30"),
        *("2026-03-13", "2026-03-13T10:56:22", "2026-03-13 10:56:22.000", "10:56:22 13/3/2026"),
        *("10:56 ngày 13/03/2026", "13/03/2026 - 10:56", "13/03/2026 10:56:22 SA", "2026/03/13"),
        *("10 giờ 56 phút, ngày 13 tháng 3 năm 2026", "Ngày 13/03/2026 (10h56)", "'13/03/2026"),
        "2026-03-13T10:56:22.123+07:00",
    ],
)
def test_a_day_is_read_with_its_hour_before_or_behind_it(text: str) -> None:
    assert listed_day(text) == date(2026, 3, 13)


def test_a_day_may_be_a_date_or_the_number_a_spreadsheet_keeps() -> None:
    assert listed_day(date(2026, 3, 13)) == listed_day(46094.45) == date(2026, 3, 13)
    assert listed_day("  ") is listed_day(None) is listed_day("--") is None


@pytest.mark.parametrize(
    "text",
    [
        *("13/03", "03/13/2026", "13/03/26", "hôm qua", 13, "31/02/2026"),
        *("13/03/2026 16/03/2026", "trước 13/03/2026", "113/03/2026"),
    ],
)
def test_what_is_no_day_beyond_doubt_is_none(text: str | int) -> None:
    with pytest.raises(ValueError, match=r".*"):
        listed_day(text)


def test_no_word_of_the_resource_means_two_things() -> None:
    for group in ("heads", "states"):
        words = [fold(word) for said in DATA[group].values() for word in said]
        assert len(words) == len(set(words)), group
    assert set(DATA["heads"]) == {field.value for field in OfficialField}
    assert set(DATA["states"]) == {standing.value for standing in Standing}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Đang xử lý", Standing.PROCESSING),
        ("ĐANG XỬ LÝ - Quá hạn 3 ngày", Standing.PROCESSING),
        ("Đã trả kết quả (đúng hạn)", Standing.RETURNED),
        ("Chờ  thông báo thuế", Standing.FINANCIAL),
        ("Đang xử lý (dừng)", None),
        ("Chưa đang xử lý", None),
        ("Hoàn thành", None),
        ("Kết thúc", None),
    ],
)
def test_a_state_is_known_or_it_is_not(text: str, meant: Standing | None) -> None:
    assert WORDS.standing(text) is meant


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Mã số hồ sơ", OfficialField.OFFICIAL_CODE),
        ("SỐ HỒ SƠ", OfficialField.OFFICIAL_CODE),
        ("Chủ hồ sơ: Họ và tên", OfficialField.OWNER),
        ("Chủ hồ sơ: Địa chỉ", None),
        ("Người nộp: Họ tên", OfficialField.APPLICANT),
        ("Số điện thoại người nộp", None),
        ("Thời gian: Tiếp nhận", OfficialField.RECEIVED),
        ("Ngày hẹn trả (dd/mm/yyyy)", OfficialField.PROMISED),
        ("Ngày yêu cầu bổ sung", None),
        ("Số CCCD chủ hồ sơ", None),
        ("Cán bộ xử lý", OfficialField.HANDLER),
        ("Người tiếp nhận", None),
        ("Ngày hẹn trả kết quả cho công dân", OfficialField.PROMISED),
    ],
)
def test_heads_are_known_by_what_they_mean(head: str, field: OfficialField | None) -> None:
    assert WORDS.field_of(head)[0] is field


def table(*heads: str, lines: list[tuple[Any, ...]]) -> OfficialTable:
    numbered = tuple((str(at), cells) for at, cells in enumerate(lines, 2))
    return OfficialTable(name="x.xlsx", sha256="", heads=heads, lines=numbered)


def test_of_two_state_columns_the_one_that_says_states_is_read_and_the_other_asked_about() -> None:
    made = table(
        *("Mã hồ sơ", "Tình trạng", "Trạng thái"),
        lines=[(official(1), "Đúng hạn", "Đang xử lý"), (official(2), "Quá hạn", "Đã trả")],
    )
    assert columns_of(made, WORDS)[OfficialField.STATE] == 2
    assert needs_asking(made, WORDS)
    learned = ListWords.from_dict(DATA, {"tinh trang": "", "trang thai": "state"}, {})
    assert not needs_asking(made, learned)


def test_columns_are_enough_with_a_code_or_a_name_and_its_day() -> None:
    state = {OfficialField.STATE: 0}
    assert not is_enough(state)
    assert is_enough(state | {OfficialField.OFFICIAL_CODE: 1})
    assert not is_enough(state | {OfficialField.OWNER: 1})
    assert is_enough(state | {OfficialField.OWNER: 1, OfficialField.RECEIVED: 2})


HEADS = ("Mã hồ sơ", "Chủ hồ sơ", "Ngày nhận", "Trạng thái")
COLUMNS = {
    field: at
    for at, field in enumerate(
        (
            *(OfficialField.OFFICIAL_CODE, OfficialField.OWNER),
            *(OfficialField.RECEIVED, OfficialField.STATE),
        )
    )
}


def test_lines_that_cannot_be_read_are_told_and_totals_are_none() -> None:
    made = table(
        *HEADS,
        lines=[
            (official(1), "LÊ THỊ BÌNH", "13/03/2026 10:00", "Đang xử lý"),
            ("", "Tổng công ty Mẫu", "13/03/2026", "Chờ hội đồng"),
            ("12345", "Trần Văn Hai", "ngày mai", "Đang xử lý"),
            ("", "", "13/03/2026", "Đã trả"),
            ("Tổng cộng:", 4, None, None),
            (None, None, "Người lập biểu", None),
        ],
    )
    read = read_lines(made, COLUMNS, WORDS)
    assert [line.names for line in read.lines] == [("Lê Thị Bình",), ("Tổng công ty Mẫu",)]
    assert read.unknown == (("Chờ hội đồng", 1),)
    assert [text.split(":")[0].split(" ")[1] for text in read.unread] == ["4", "4", "4", "5"]
    assert (read.first, read.looks_whole) == (date(2026, 3, 13), False)


def test_days_written_month_first_are_refused_not_turned() -> None:
    made = table(
        *HEADS,
        lines=[(official(1), "A B", "03/04/2026", ""), (official(2), "C D", "03/13/2026", "")],
    )
    with pytest.raises(RuleError) as refused:
        read_lines(made, COLUMNS, WORDS)
    assert refused.value.rule == "day_order"


def test_the_official_code_finds_the_dossier_whatever_else_differs() -> None:
    own = ours(1, official_code=official(1), received=date(2026, 11, 2))
    (match,) = matched([listed(1)], [own]).found
    assert (match.how, match.ours.id) == (How.OFFICIAL_CODE, 1)


def test_the_same_code_with_another_name_is_told_and_nothing_else_of_it_believed() -> None:
    own = ours(1, official_code=official(1), names=("Trần Thị Khác",))
    assert kinds([listed(1, standing=Standing.RETURNED)], [own]) == [Kind.PERSON]


def test_name_day_and_procedure_are_a_match_of_which_only_the_code_is_missing() -> None:
    assert kinds([listed(1)], [ours(1)]) == [Kind.CODE]


@pytest.mark.parametrize(
    "facts",
    [
        {"received": date(2026, 11, 21)},
        {"names": ("Nguyen Van Mau",)},
        {"procedure": ""},
        {"procedure": "Đăng ký khai sinh có yếu tố nước ngoài"},
    ],
)
def test_a_match_with_a_doubt_is_offered_not_made(facts: dict[str, Any]) -> None:
    assert kinds([listed(1, standing=Standing.RETURNED, **facts)], [ours(1)]) == [Kind.DOUBTFUL]


@pytest.mark.parametrize(
    "facts",
    [
        {"received": date(2026, 11, 22)},
        {"names": ("Nguyễn Văn Mẩu Khác",)},
        {"procedure": "Đăng ký kết hôn"},
        {"procedure": BIRTH, "procedure_code": "1.000894"},
    ],
)
def test_too_little_in_common_is_no_match(facts: dict[str, Any]) -> None:
    assert kinds([listed(1, **facts)], [ours(1)]) == [Kind.NOT_THERE, Kind.NOT_HERE]


def test_a_line_that_can_be_two_dossiers_and_two_lines_for_one_are_said() -> None:
    assert kinds([listed(1)], [ours(1), ours(2)]) == [Kind.SEVERAL]
    assert kinds([listed(1), listed(2)], [ours(1)]) == [Kind.SEVERAL, Kind.SEVERAL]


def test_one_code_in_two_lines_that_say_different_things_is_said() -> None:
    own = ours(1, official_code=official(1))
    twice = [listed(1), listed(2, official_code=official(1), standing=Standing.RETURNED)]
    assert kinds(twice, [own]) == [Kind.SEVERAL]
    assert kinds([listed(1), listed(2, official_code=official(1))], [own]) == []


def test_a_parent_s_dossiers_for_several_children_are_told_apart_by_the_children() -> None:
    own = [ours(at, names=("Lê Mẹ", f"Lê Con {at}")) for at in (1, 2)]
    said = [listed(at, names=(f"LÊ CON {at}", "LÊ MẸ")) for at in (2, 1)]
    assert {(m.listed.place, m.ours.id, m.how) for m in matched(said, own).found} == {
        ("2", 2, How.PERSON),
        ("1", 1, How.PERSON),
    }


@pytest.mark.parametrize(
    "name", ["Ông Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu (0912345678)", "NGUYỄN VĂN MẪU; Trần Thị Hai"]
)
def test_a_title_a_telephone_and_a_second_person_are_no_part_of_a_name(name: str) -> None:
    assert kinds([listed(1, names=(name,))], [ours(1)]) == [Kind.CODE]


def test_nobody_is_called_for_what_was_returned_here() -> None:
    own = ours(1, official_code=official(1), state=State.RETURNED)
    assert kinds([listed(1, standing=Standing.FINISHED)], [own]) == [Kind.STATE]
    late = date(2027, 2, 19)
    assert kinds([listed(1, standing=Standing.FINANCIAL)], [own], today=late) == [Kind.STATE]


def test_a_code_is_found_among_other_words_of_its_cell() -> None:
    said = [f"{official(1)}\n(Trực tuyến)", f"Mã: {official(2)}", f"{official(3)}, {official(4)}"]
    made = table(*HEADS, lines=[(text, "A B", "13/03/2026", "Đã trả") for text in said])
    read = read_lines(made, COLUMNS, WORDS)
    assert [line.official_code for line in read.lines] == [official(1), official(2), ""]
    assert len(read.unread) == 1


def test_a_code_noted_for_somebody_the_list_has_under_another_one() -> None:
    own = ours(1, official_code=official(9), mapping=Mapping.ENTERED)
    assert kinds([listed(1)], [own]) == [Kind.OTHER_CODE]


def test_both_codes_of_a_line_have_to_mean_one_dossier() -> None:
    own = [ours(1, official_code=official(1)), ours(2, names=("Lê Hai",))]
    assert kinds([listed(1, code=own[1].code)], own) == [Kind.SEVERAL]


def test_what_the_list_lacks_is_told_only_when_it_is_whole() -> None:
    own = [
        ours(1),
        ours(2, mapping=Mapping.EXEMPT),
        ours(3, state=State.MISTAKEN),
        ours(4, official_code=official(4)),
        ours(5, received=date(2026, 11, 19)),
    ]
    stranger = listed(9, names=("Ai Đó Khác",))
    assert kinds([stranger], own) == [Kind.NOT_THERE, Kind.UNLISTED, Kind.NOT_HERE]
    assert kinds([stranger], own, whole=False) == [Kind.NOT_HERE]


def test_states_and_days_that_differ_and_what_waits_there() -> None:
    noted = {"official_code": official(1), "promised": date(2026, 11, 25)}
    own = ours(1, **noted)
    assert kinds([listed(1, standing=Standing.RETURNED)], [own]) == [Kind.STATE]
    assert kinds([listed(1, promised=date(2026, 11, 26))], [own]) == [Kind.PROMISE]
    again = ours(1, reappointed=date(2026, 11, 26), **noted)
    assert kinds([listed(1, promised=date(2026, 11, 26))], [again]) == []
    waiting = ours(1, state=State.FINANCIAL, **noted)
    assert kinds([listed(1, standing=Standing.FINANCIAL)], [waiting]) == [Kind.FINANCIAL]
    ready = ours(1, state=State.FINISHED, **noted)
    assert kinds([listed(1, standing=Standing.FINISHED)], [ready]) == [Kind.UNRETURNED]


def test_open_for_more_than_ninety_days() -> None:
    own = ours(1, official_code=official(1))
    assert kinds([listed(1)], [own], today=date(2027, 2, 18)) == []
    assert kinds([listed(1)], [own], today=date(2027, 2, 19)) == [Kind.LONG]
    ended = [listed(1, standing=Standing.RETURNED)]
    assert Kind.LONG not in kinds(ended, [own], today=date(2027, 2, 19))


def test_a_refusal_to_resolve_is_the_same_on_both_sides() -> None:
    assert says_the_same(Standing.REFUSED, ours(1, state=State.RETURNED, refused=True))
    assert not says_the_same(Standing.REFUSED, ours(1, state=State.RETURNED))
    assert says_the_same(Standing.PAUSED, ours(1, state=State.SUPPLEMENT))


def test_a_procedure_s_code_decides_before_its_name() -> None:
    assert same_procedure(listed(1, procedure="1.001193 Khai sinh"), ours(1)) is True
    assert (
        same_procedure(listed(1, procedure="Thủ tục đăng ký khai sinh (cấp xã)"), ours(1)) is True
    )
    assert same_procedure(listed(1, procedure="1.000894 - Đăng ký khai sinh"), ours(1)) is False
    for part in ("Khai sinh", "Đăng ký khai sinh có yếu tố nước ngoài"):
        assert same_procedure(listed(1, procedure=part), ours(1)) is None, part


@given(st.permutations(range(6)), st.permutations(range(5)))
def test_neither_the_order_of_lines_nor_of_dossiers_decides(
    lines: list[int], order: list[int]
) -> None:
    people = ["An", "Bình", "Bình", "Chi", "Dũng", "Em"]
    said = [listed(at + 1, names=(f"Lê Thị {people[at]}",)) for at in range(6)]
    own = [ours(at + 1, names=(f"Lê Thị {people[at + 1]}",)) for at in range(5)]
    usual = matched(said, own)
    again = matched([said[at] for at in lines], [own[at] for at in order])
    assert {(m.listed.place, m.ours.id) for m in usual.found} == {
        (m.listed.place, m.ours.id) for m in again.found
    }
    assert set(usual.alone) == set(again.alone)
    assert {line.place for line, _own in usual.several} == {
        line.place for line, _own in again.several
    }


@pytest.mark.parametrize(
    ("said", "known", "shares", "alike"),
    [
        ({"procedure_code": "1.001193"}, {}, False, True),
        ({"procedure_code": "1.001193", "procedure": "Tên khác hẳn"}, {}, False, True),
        ({"procedure_code": "1.001193", "procedure": "Tên khác hẳn"}, {}, True, None),
        ({"procedure_code": "1.001193.000.00.00.H57"}, {}, True, True),
        ({"procedure_code": "1.001193", "procedure": ""}, {}, True, None),
        ({"procedure_code": "1.004873"}, {}, True, False),
        ({"procedure_code": "1.004222"}, {"procedure_code": "TT-01"}, True, None),
    ],
)
def test_a_code_that_several_of_ours_have_names_none_of_them(
    said: dict[str, Any], known: dict[str, Any], shares: bool, alike: bool | None
) -> None:
    facts = {"official_procedure": "1.004222", "procedure_name": "Tạm trú"} if known else {}
    own = ours(1, shares_code=shares, **known, **facts)
    assert same_procedure(listed(1, **said), own) is alike


def test_of_several_under_one_code_each_is_offered() -> None:
    """Two dossiers of one person and day, under a code that both of our procedures have."""
    two = [
        ours(1, shares_code=True, procedure_name="Đăng ký khai sinh thường"),
        ours(2, shares_code=True, procedure_name="Đăng ký khai sinh lưu động"),
    ]
    line = listed(1, procedure="Khai sinh", procedure_code="1.001193")
    assert kinds([line], two) == [Kind.SEVERAL, Kind.DOUBTFUL, Kind.DOUBTFUL]
    named = listed(1, procedure="Đăng ký khai sinh lưu động", procedure_code="1.001193")
    (match,) = matched([named], two).found
    assert (match.ours.id, match.how) == (2, How.PERSON)
