"""Text copied out of the official system: what is labelled is read, whatever is not stays as words."""

from __future__ import annotations

import random
import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.clock import LOCAL
from counter_app.domain.followups.pasted import PastedDossier, read_pasted
from counter_app.domain.followups.pasted_labels import LABELS
from counter_app.domain.official.codes import PATTERN

CODE, OTHER = "H57.132-260804-0583", "H57.132-260804-0584"
TEN = datetime(2026, 3, 13, 10, 56, tzinfo=LOCAL)


def one(text: str) -> PastedDossier:
    """The only dossier of a text."""
    (found,) = read_pasted(text).dossiers
    return found


def test_a_line_as_a_province_writes_it() -> None:
    found = one(f"Mã số hồ sơ {CODE} … Ngày nhận: 10:56 13/03/2026; ngày hẹn trả 20/03/2026")
    assert found == PastedDossier(official_code=CODE, received=TEN, promised=date(2026, 3, 20))


@pytest.mark.parametrize(
    "text",
    [
        f"Hồ sơ {CODE} của bà Trần B, hẹn trả 20/03/2026",
        f"Hồ sơ số {CODE}; hẹn trả: 20/03/2026",
        f"Mã số: {CODE}\nNgày hẹn trả: 20/03/2026",
        f"Mã hồ sơ      {CODE}\nNgày hẹn trả      20/03/2026",
    ],
)
def test_a_code_that_a_line_begins_with_is_one_whatever_it_is_called(text: str) -> None:
    """Also in columns that were parted by blanks."""
    found = one(text)
    assert (found.official_code, found.promised) == (CODE, date(2026, 3, 20))


def test_a_code_amid_other_words_is_no_fact() -> None:
    """It may be of another dossier."""
    (found,) = read_pasted(f"Chủ hồ sơ: Trần B\nBổ sung cho hồ sơ {CODE}").dossiers
    assert (found.owner, found.official_code) == ("Trần B", "")


@pytest.mark.parametrize(
    ("text", "received"),
    [
        ("10:56 13/03/2026", TEN),
        ("13/03/2026 10:56", TEN),
        ("13/03/2026 10:56:22", TEN.replace(second=22)),
        ("10h56 ngày 13/3/2026", TEN),
        ("10 giờ 56 phút, ngày 13 tháng 3 năm 2026", TEN),
        ("2026-03-13 10:56", TEN),
        ("thứ Sáu, 13-03-2026", date(2026, 3, 13)),
        ("13.03.2026", date(2026, 3, 13)),
    ],
)
def test_days_and_moments_in_the_ways_they_are_written(
    text: str, received: date | datetime
) -> None:
    assert one(f"Mã hồ sơ: {CODE}\nNgày tiếp nhận: {text}").received == received


@pytest.mark.parametrize(
    "text",
    [
        *("31/02/2026", "13/13/2026", "25:00 13/03/2026", "10:61 13/03/2026", "29/02/2027"),
        *("13/03/26", "10:56 PM 13/03/2026", "13/03/2026 10:56 chiều", "hôm qua", "13/03/20266"),
    ],
)
def test_a_day_that_is_none_or_not_certain_is_said_and_kept_as_words(text: str) -> None:
    found = one(f"Mã hồ sơ: {CODE}\nNgày nhận: {text}\nNgười nộp: Trần B")
    assert found.received is None
    assert found.words == (f"Ngày nhận: {text}",)
    assert text in found.doubts[0]
    assert (found.official_code, found.applicant) == (CODE, "Trần B")


@pytest.mark.parametrize(
    "text",
    [
        *("Ngày nhận kết quả: 20/03/2026", "Ngày nộp: 13/03/2026", "Lệ phí: 50.000 đồng"),
        *("Gia hạn ngày hẹn trả: 25/03/2026", f"Hồ sơ liên quan: {OTHER}", "Chờ ký số"),
        *("Chưa đến ngày hẹn trả", "Người nộp lệ phí: Lê C"),
    ],
)
def test_what_no_known_label_says_is_no_fact_and_is_not_lost(text: str) -> None:
    assert one(f"Mã hồ sơ: {CODE}\n{text}") == PastedDossier(official_code=CODE, words=(text,))


def test_values_below_their_labels_and_in_rows_of_a_table() -> None:
    below = one(f"Mã hồ sơ\n{CODE}\n\nNgười nộp\nTrần B\nNgày hẹn trả\n20/03/2026\n")
    beside = one(f"Mã hồ sơ\t{CODE}\tNgười nộp\tTrần B\tNgày hẹn trả\t20/03/2026")
    wanted = PastedDossier(official_code=CODE, applicant="Trần B", promised=date(2026, 3, 20))
    assert below == beside == wanted
    table = read_pasted(
        f"Mã hồ sơ\tNgười nộp\tNgày hẹn trả\tPhí\n{CODE}\tTrần B\t20/03/2026\t0\n"
        f"{OTHER}\tLê C\t\t5.000"
    )
    assert [(item.official_code, item.applicant, item.words) for item in table.dossiers] == [
        (CODE, "Trần B", ("Phí: 0",)),
        (OTHER, "Lê C", ("Phí: 5.000",)),
    ]
    assert table.dossiers[0].promised == date(2026, 3, 20)
    assert table.dossiers[1].promised is None


def test_several_dossiers_one_behind_the_other_or_parted_by_blank_lines() -> None:
    row = "Mã hồ sơ: {} Người nộp: {} Ngày nhận: 13/03/2026 10:56"
    running = f"{row.format(CODE, 'Trần B')} {row.format(OTHER, 'Lê C')}"
    parted = f"Người nộp: Trần B\nMã hồ sơ: {CODE}\n\nMã hồ sơ: {OTHER}\nNgười nộp: Lê C"
    for text in (running, parted):
        assert [(item.official_code, item.applicant) for item in read_pasted(text).dossiers] == [
            (CODE, "Trần B"),
            (OTHER, "Lê C"),
        ]


def test_nothing_is_given_to_a_dossier_where_it_is_not_certain_whose_it_is() -> None:
    read = read_pasted(f"Mã hồ sơ: {CODE}\nNgười nộp: Trần B\nNgười nộp: Lê C\nMã hồ sơ: {OTHER}")
    assert read.dossiers == (PastedDossier(official_code=CODE), PastedDossier(official_code=OTHER))
    assert read.words == ("Người nộp: Trần B", "Người nộp: Lê C")
    assert "không rõ" in read.doubts[0]


def test_a_fact_said_twice_and_differently_is_none() -> None:
    found = one(f"Mã hồ sơ: {CODE}\nTrạng thái: Đang xử lý\nTrạng thái: Đã trả")
    assert found.state == ""
    assert found.words == ("Trạng thái: Đang xử lý", "Trạng thái: Đã trả")
    assert len(found.doubts) == 1
    again = one(f"Mã hồ sơ: {CODE}\nTrạng thái: Đang xử lý\nTrạng thái: ĐANG XỬ LÝ")
    assert again.state == "Đang xử lý"


def test_a_promise_before_the_reception_is_doubted() -> None:
    found = one(f"Mã hồ sơ: {CODE}; Ngày nhận: 13/03/2026; Ngày hẹn trả: 12/03/2026")
    assert (found.received, found.promised) == (date(2026, 3, 13), date(2026, 3, 12))
    assert len(found.doubts) == 1


@pytest.mark.parametrize("code", ["H57.132-261304-0583", f"{CODE}x", f"X{CODE}-1", "T99001-261123"])
def test_half_a_code_is_none(code: str) -> None:
    read = read_pasted(f"Mã hồ sơ: {code}\nNgười nộp: Trần B")
    assert [item.official_code for item in read.dossiers] == [""]
    assert f"Mã hồ sơ: {code}" in read.dossiers[0].words
    assert read.dossiers[0].doubts


def test_a_code_as_screens_and_letters_write_it() -> None:
    for text in (f"1. {CODE}", "Mã hồ sơ : h57.132–260804–0583", f"• Số hồ sơ={CODE} (mới)"):
        assert one(text).official_code == CODE


def test_what_is_kept_is_read_back() -> None:
    found = one(f"Mã hồ sơ: {CODE}\nNgày nhận: 10:56 13/03/2026\nPhí: 0\nNgày hẹn trả: 20/03/2026")
    assert PastedDossier.from_dict(found.to_dict()) == found


NAMES = st.sampled_from(["Nguyễn Văn Ái", "Trần Thị Bông", "Lê Ổn", "Hộ kinh doanh Sáu Đẹp"])
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
FACTS = st.fixed_dictionaries(
    {"official_code": st.integers(0, 9_999).map(lambda number: f"H57.132-260804-{number:04d}")},
    optional={
        "applicant": NAMES,
        "owner": NAMES,
        "procedure": st.sampled_from(
            ["Đăng ký khai sinh", "Cấp bản sao; trích lục", "Thủ tục mới"]
        ),
        "received": DAYS,
        "promised": DAYS,
        "state": st.sampled_from(["Đang xử lý", "Chờ bổ sung", "Có ngày hẹn trả mới"]),
        "holder": st.sampled_from(["Chi nhánh đất đai", "UBND tỉnh", "Phòng Kinh tế, Hạ tầng"]),
    },
)


@given(FACTS, st.randoms(use_true_random=False), st.sampled_from(["\n", "; ", " | ", "\n\n"]))
def test_labels_in_any_order_and_any_of_their_words_say_the_same(
    facts: dict[str, str | date], chance: random.Random, between: str
) -> None:
    lines = []
    for fact, value in facts.items():
        label = chance.choice([word for word, named in LABELS.items() if named == fact])
        shown = f"{value:%d/%m/%Y}" if isinstance(value, date) else value
        label = chance.choice([label, label.capitalize(), label.upper()])
        lines.append(f"{label}{chance.choice([': ', ':', ' : ', '='])}{shown}")
    chance.shuffle(lines)
    found = one(between.join(lines))
    assert {name: getattr(found, name) for name in facts} == facts
    assert found.words == ()


WORDS = st.one_of(
    st.sampled_from([*LABELS, CODE, OTHER, "Mã hồ sơ", "Ngày hẹn trả", "20/03/2026", "31/02/2026"]),
    st.sampled_from(["10:56", "Người nộp", ":", ";", "|", "-", "\n", "\t", "…", "1.", "PM"]),
    st.text(max_size=12),
)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_no_text_raises_and_no_code_is_invented(text: str) -> None:
    plain = re.sub(r"[\s‐‑‒–—―−_-]", "", text).upper()
    for item in read_pasted(text).dossiers:
        code = item.official_code
        assert not code or (PATTERN.fullmatch(code) and code.replace("-", "") in plain)


PIECES = st.one_of(
    st.sampled_from([*LABELS, f"Mã hồ sơ: {CODE}", f"mã hồ sơ {OTHER}", "Ngày nhận: 31/02/2026"]),
    st.sampled_from(
        ["Người nộp:", "Ngày hẹn trả: 20/03/2026", "Phí:", ";", "|", "\t", "\n", "\n\n"]
    ),
    st.integers(0, 9).map("bimat{}z".format),
)


@given(st.lists(PIECES, max_size=12))
def test_no_word_is_lost(pieces: list[str]) -> None:
    read = read_pasted(" ".join(pieces))
    told = " ".join(
        [
            *read.words,
            *(str(value) for item in read.dossiers for value in item.to_dict().values()),
        ]
    )
    assert [piece for piece in pieces if piece.startswith("bimat") and piece not in told] == []
