"""What a list may change in law: told on every row, and nothing that citizens lose by comes in unseen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.desk.catalogue.lists.findings import ALL_CODES, Level, Outcome
from counter_app.domain.catalogue.law_changes import LawSubject, costs_more, law_changes
from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit, parse_limit
from counter_app.domain.catalogue.procedure import Case, Procedure
from counter_app.domain.fees.fee import Fee, FeeRule
from counter_app.office import Office
from tests.desk.lists import GOOD, HEADS, check, load, said, valid, xlsx
from tests.makers import BIRTH

MARITAL, DISABLED = "1.004873", "1.001653"
WITH_NOTE = (*HEADS, "Ghi chú về phí")
WITH_CASE = (*HEADS, "Trường hợp")


def row(code: str, limit: str = "", fee: str = "", *more: object) -> tuple[object, ...]:
    return (code, "Đăng ký", "", limit, fee, *more)


@pytest.mark.parametrize(
    "cell",
    ["Trong ngày", "trong ngày làm việc", "Giải quyết ngay", "Ngay trong ngày", "trong ngay"],
)
def test_luat_ho_tich_60_2014_dieu_5_khoan_3_a_list_silent_on_three_o_clock_keeps_it(
    office: Office, tmp_path: Path, cell: str
) -> None:
    report = load(office, xlsx(tmp_path, row(BIRTH, cell)))
    assert valid(office, BIRTH).limit == TimeLimit(1, LimitUnit.SAME_DAY, time(15))
    assert report.lines[0].law == report.lines[0].losses == ()


def test_nghi_dinh_23_2015_dieu_7_no_limit_of_a_list_loses_the_cutoff_it_does_not_mention(
    office: Office, tmp_path: Path
) -> None:
    load(office, xlsx(tmp_path, row("2.000815", "4 giờ làm việc")))
    assert valid(office, "2.000815").limit == TimeLimit(4, LimitUnit.WORKING_HOUR, time(15))


def test_luat_ho_tich_60_2014_dieu_5_khoan_3_a_case_done_the_same_day_keeps_three_o_clock(
    office: Office, tmp_path: Path
) -> None:
    path = xlsx(tmp_path, row(BIRTH, "Trong ngày", "", "Quá hạn"), heads=WITH_CASE)
    load(office, path)
    *_seeded, case = valid(office, BIRTH).cases
    assert case.limit == TimeLimit(1, LimitUnit.SAME_DAY, time(15))


def test_another_cutoff_is_asked_about(office: Office, tmp_path: Path) -> None:
    cell = "Trong ngày (nhận sau 16:30 trả ngày làm việc tiếp theo)"
    report = load(office, xlsx(tmp_path, row(BIRTH, cell)))
    assert report.lines[0].outcome is Outcome.HELD
    assert "15:00 → 16:30" in report.lines[0].losses[0]
    assert valid(office, BIRTH).limit == TimeLimit(1, LimitUnit.SAME_DAY, time(15))


@pytest.mark.parametrize(
    ("code", "limit", "fee", "told"),
    [
        (MARITAL, "5 ngày làm việc", "", "3 ngày làm việc → 5 ngày làm việc (dài hơn)"),
        (BIRTH, "03 ngày làm việc", "", "dài hơn"),
        (MARITAL, "Không quy định", "", "không còn thời hạn"),
        (MARITAL, "Không hẹn ngày trả", "", "Không hẹn ngày trả"),
        (BIRTH, "", "8.000 đồng", "Không thu → 8.000 đ (công dân nộp nhiều hơn)"),
        (BIRTH, "", "Theo nghị quyết của HĐND tỉnh", "Không thu → Chưa rõ"),
        ("2.000635", "", "10.000 đồng/bản", "8.000 đ/bản → 10.000 đ/bản"),
        ("1.004222", "", "20.000 đồng", "trực tuyến 10.000 đ"),
        ("2.000815", "", "5.000 đồng/bản", "Theo trang → 5.000 đ/bản"),
    ],
)
def test_what_citizens_lose_waits_for_somebody_to_agree(
    office: Office, tmp_path: Path, code: str, limit: str, fee: str, told: str
) -> None:
    before = valid(office, code)
    path = xlsx(tmp_path, row(code, limit, fee), GOOD)
    report = load(office, path)
    line = report.lines[0]
    assert line.outcome is Outcome.HELD
    assert any(told in text for text in line.losses)
    assert line.level is Level.WARNING
    assert valid(office, code) == before
    assert report.lines[1].outcome is Outcome.NEW, "the other rows come in"
    assert report.counts()["held"] == 1

    agreed = load(office, path, accepted=frozenset({code}))
    assert agreed.lines[0].outcome is Outcome.CHANGED
    assert any(told in text for text in agreed.lines[0].losses), "it is still said"
    assert valid(office, code) != before


def test_agreeing_is_for_the_procedures_named_or_for_all(office: Office, tmp_path: Path) -> None:
    path = xlsx(tmp_path, row(MARITAL, "5 ngày làm việc"), row(DISABLED, "9 ngày làm việc"))
    report = check(office, path, accepted=frozenset({MARITAL}))
    assert [line.outcome for line in report.lines] == [Outcome.CHANGED, Outcome.HELD]
    report = check(office, path, accepted=frozenset({ALL_CODES}))
    assert [line.outcome for line in report.lines] == [Outcome.CHANGED, Outcome.CHANGED]


def test_what_was_agreed_to_is_in_the_journal(office: Office, tmp_path: Path) -> None:
    path = xlsx(tmp_path, row(MARITAL, "5 ngày làm việc"), GOOD)
    load(office, path, accepted=frozenset({ALL_CODES}))
    load(office, xlsx(tmp_path, ("1.999002", *GOOD[1:])))
    bodies = [
        json.loads(body)
        for entry, _salt, body in office.store.journal.walk()
        if entry.kind == "catalogue.loaded" and body
    ]
    assert bodies[-2]["accepted"] == [MARITAL]
    assert "accepted" not in bodies[-1]


@pytest.mark.parametrize(
    ("code", "limit", "fee"),
    [
        (MARITAL, "2 ngày làm việc", ""),
        ("2.000635", "", "5.000 đồng/bản"),
        ("2.000635", "", "Không thu"),
        (MARITAL, "", "15.000 đồng/bản"),
        ("2.000528", "3 ngày làm việc", ""),
    ],
)
def test_what_citizens_gain_is_told_and_taken(
    office: Office, tmp_path: Path, code: str, limit: str, fee: str
) -> None:
    report = load(office, xlsx(tmp_path, row(code, limit, fee)))
    assert report.lines[0].outcome is Outcome.CHANGED
    assert report.lines[0].losses == ()
    assert len(report.lines[0].law) == 1


def test_everything_or_nothing_waits_for_those_who_lose(office: Office, tmp_path: Path) -> None:
    from counter_app.errors import RuleError

    path = xlsx(tmp_path, GOOD, row(MARITAL, "5 ngày làm việc"))
    with pytest.raises(RuleError) as refused:
        load(office, path, whole=True)
    assert refused.value.rule == "list"


def test_luat_ho_tich_60_2014_dieu_11_words_that_waive_a_fee_are_not_overwritten_unseen(
    office: Office, tmp_path: Path
) -> None:
    report = load(
        office,
        xlsx(tmp_path, row(BIRTH, "", "", "Theo nghị quyết"), heads=WITH_NOTE),
    )
    assert report.lines[0].outcome is Outcome.HELD
    assert "bỏ miễn, giảm" in report.lines[0].losses[0]
    assert "Miễn khi đăng ký đúng hạn" in valid(office, BIRTH).fee.note


def test_a_case_is_named_with_what_it_loses(office: Office, tmp_path: Path) -> None:
    load(office, xlsx(tmp_path, row(BIRTH, "", "8.000 đồng", "Quá hạn"), heads=WITH_CASE))
    report = load(office, xlsx(tmp_path, row(BIRTH, "", "9.000 đồng", "Quá hạn"), heads=WITH_CASE))
    assert report.lines[0].outcome is Outcome.HELD
    assert report.lines[0].losses[0].startswith("Trường hợp “Quá hạn”: ")
    *_seeded, case = valid(office, BIRTH).cases
    assert case.fee == Fee(rule=FeeRule.FIXED, amount=8_000)


def test_a_procedure_that_a_list_abolishes_is_asked_about(office: Office, tmp_path: Path) -> None:
    path = xlsx(tmp_path, row(MARITAL, "", "", "Bãi bỏ"), heads=(*HEADS, "Tình trạng"))
    assert load(office, path).lines[0].outcome is Outcome.HELD
    assert load(office, path, accepted=frozenset({MARITAL})).lines[0].outcome is Outcome.CHANGED


def test_words_that_were_not_understood_are_kept_with_the_procedure(
    office: Office, tmp_path: Path
) -> None:
    limit = "03 ngày làm việc; trường hợp phải xác minh không quá 08 ngày làm việc"
    fee = "20.000 đồng. Miễn: người cao tuổi"
    path = xlsx(tmp_path, ("1.999001", "Cấp giấy phép thử", "Hộ tịch", limit, fee))
    report = load(office, path)
    found = valid(office, "1.999001")
    assert said(report.lines[0], Level.WARNING) == ["limit", "fee"]
    assert found.limit == parse_limit("3wd")
    assert limit in found.review_note
    assert (found.fee.amount, found.fee.note) == (20_000, fee)
    assert load(office, path).lines[0].outcome is Outcome.UNCHANGED, "said twice, kept once"


def test_nghi_dinh_301_2026_dieu_5_hours_that_may_be_of_the_clock_replace_nothing(
    office: Office, tmp_path: Path
) -> None:
    report = load(office, xlsx(tmp_path, row(MARITAL, "24 giờ")))
    found = valid(office, MARITAL)
    assert found.limit == parse_limit("3wd")
    assert "24 giờ" in found.review_note
    assert said(report.lines[0], Level.WARNING) == ["limit"]


# --- rules ------------------------------------------------------------------------------------

FEES = st.one_of(
    st.just(Fee(rule=FeeRule.NONE)),
    st.just(Fee(rule=FeeRule.CERTIFIED_COPY)),
    st.just(Fee()),
    st.builds(
        lambda amount, online: Fee(rule=FeeRule.FIXED, amount=amount, online_amount=online),
        st.integers(1, 90_000),
        st.none() | st.integers(0, 90_000),
    ),
)


@given(FEES, FEES, st.booleans())
def test_nobody_pays_more_where_no_loss_is_told(old: Fee, new: Fee, online: bool) -> None:
    before, after = old.compute(online=online), new.compute(online=online)
    if before is not None and (after is None or after > before):
        assert costs_more(old, new) or FeeRule.CERTIFIED_COPY in (old.rule, new.rule)
    assert not costs_more(old, old)


def _procedure(limit: TimeLimit | None, *cases: Case) -> Procedure:
    return Procedure(code="1.1", name="Thử", sector="x", limit=limit, cases=cases)


@given(st.integers(1, 60), st.integers(1, 60))
def test_a_longer_limit_is_a_loss_and_a_shorter_one_is_not(old: int, new: int) -> None:
    unit = LimitUnit.WORKING_DAY
    changes = law_changes(_procedure(TimeLimit(old, unit)), _procedure(TimeLimit(new, unit)))
    assert [change.loss for change in changes] == ([new > old] if new != old else [])


def test_a_case_that_is_gone_is_a_loss() -> None:
    case = Case(key="qua-han", name="Quá hạn")
    before, now = _procedure(None, case), _procedure(None)
    [change] = law_changes(before, now)
    assert (change.subject, change.loss, change.case) == (LawSubject.CASE, True, "Quá hạn")
    assert (change.before, change.after) == (before, now)


@pytest.mark.parametrize(
    ("old", "new", "loss"),
    [
        ("Miễn cho hộ nghèo", "Thu tại quầy", True),
        ("Miễn cho hộ nghèo", "Miễn cho hộ nghèo; thu tại quầy", False),
        ("Thu tại quầy", "Thu tại bộ phận một cửa", False),
    ],
)
def test_only_words_that_spare_people_are_lost_with_a_note(old: str, new: str, loss: bool) -> None:
    before, now = (replace(_procedure(None), fee=Fee(note=note)) for note in (old, new))
    assert [change.loss for change in law_changes(before, now)] == [loss]
