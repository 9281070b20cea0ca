"""Numbers of the law are data with dates: each has its document, and what was counted by an earlier one stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import counter_app
from counter_app import law, paths
from counter_app.desk.promise.changes import Apology
from counter_app.domain.certification.book_volumes import lockable_from
from counter_app.domain.clock import LOCAL
from counter_app.domain.dossier.moves import Act
from counter_app.domain.dossier.reception_points import moment_taken
from counter_app.domain.fees.fee import certified_copy_fee
from counter_app.domain.promise.forwarding import cutoff_on, watched_since
from counter_app.errors import RuleError
from counter_app.law import LawNumber, begins, every_number, number
from counter_app.office import Office
from tests.makers import draft, receive

ROOT = Path(counter_app.__file__).parent
USED = re.compile(r'(?<![\w.])(?:number|begins|number_told)\("(\w+)"')
CHANGE = date(2027, 3, 1)
LOOKED_UP = law._records


@pytest.fixture(autouse=True, scope="module")
def _looked_up_anew() -> Iterator[None]:
    """The law changes here while the program runs; elsewhere its numbers are looked up once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(law, "_records", law._records.__wrapped__)
        yield


def changed(name: str, value: int) -> tuple[LawNumber, ...]:
    """The numbers as if one of them were another from ``CHANGE`` on."""
    old = next(item for item in every_number() if item.name == name)
    return (*every_number(), replace(old, value=value, valid_from=CHANGE, source="Thông tư mới"))


def from_now_on(name: str, value: int) -> tuple[LawNumber, ...]:
    """The numbers as if one of them had always been another."""
    return tuple(
        replace(item, value=value) if item.name == name else item for item in every_number()
    )


def test_every_number_has_its_document_or_says_that_there_is_none() -> None:
    for item in every_number():
        assert item.mark in {"S", "S2", "M", "D"}, item.name
        named = re.search(
            r"(Nghị định|Thông tư|Bộ luật \w+ \w+|Luật [\w ]+) \d+/\d{4}/\S+", item.source
        )
        assert named or (item.mark == "D" and "do phần mềm đặt" in item.source), item.name
        assert item.unit


def test_every_number_that_is_asked_for_is_there_and_none_is_left_over() -> None:
    asked = {name for path in ROOT.rglob("*.py") for name in USED.findall(path.read_text("utf-8"))}
    assert asked == {item.name for item in every_number()}
    with pytest.raises(KeyError):
        number("unheard", CHANGE)


@given(day=st.dates(date(2020, 1, 1), date(2035, 12, 31)), pages=st.integers(1, 400))
def test_thong_tu_226_2016_dieu_4_a_fee_is_that_of_its_day(day: date, pages: int) -> None:
    before = certified_copy_fee(pages, day=date(2026, 11, 23))
    known = changed("certified_first_rate", 3_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(law, "every_number", lambda: known)
        extra = 1_000 * min(pages, 2) if day >= CHANGE else 0
        assert certified_copy_fee(pages, day=day) == min(before + extra, 200_000)


def test_nd_309_2026_dieu_9_forwarding_begins_and_changes_on_its_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert watched_since() == begins("forward_cutoff_hour") == date(2026, 8, 5)
    known = changed("forward_cutoff_hour", 16)
    monkeypatch.setattr(law, "every_number", lambda: known)
    assert cutoff_on(CHANGE - timedelta(days=1)) == time(15)
    assert cutoff_on(CHANGE) == time(16)


def test_how_late_an_entry_may_be_is_the_number_of_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.combine(CHANGE, time(9), LOCAL)
    late = draft(point="Nhà văn hóa", taken_at=f"{now - timedelta(days=12):%H:%M %d/%m/%Y}")
    with pytest.raises(RuleError, match="quá 10 ngày"):
        moment_taken(late, now)
    known = changed("late_entry_days", 14)
    monkeypatch.setattr(law, "every_number", lambda: known)
    assert moment_taken(late, now) == now - timedelta(days=12)
    with pytest.raises(RuleError, match="quá 10 ngày"):
        moment_taken(late, now - timedelta(days=1))


def test_nd_23_2015_dieu_13_books_are_locked_from_the_day_that_the_law_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert [lockable_from(year) for year in (2026, 2027)] == [
        date(2026, 12, 31),
        date(2027, 12, 31),
    ]
    known = changed("book_lock_day", 25)
    monkeypatch.setattr(law, "every_number", lambda: known)
    assert [lockable_from(year) for year in (2026, 2027)] == [
        date(2026, 12, 31),
        date(2027, 12, 25),
    ]


def test_nd_118_2025_dieu_11_a_second_request_is_the_leader_s_until_the_law_allows_two(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = receive(office).code
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu tờ khai")
    office.moves.move(code, Act.RESUME)
    with pytest.raises(RuleError, match="bổ sung 1 lần") as refused:
        office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu giấy chứng sinh")
    assert refused.value.rule == "supplement_once"
    known = from_now_on("supplements_most", 2)
    monkeypatch.setattr(law, "every_number", lambda: known)
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu giấy chứng sinh")
    office.moves.move(code, Act.RESUME)
    with pytest.raises(RuleError, match="bổ sung 2 lần"):
        office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu ảnh")


def test_nd_118_2025_dieu_18_a_second_day_is_the_leader_s_until_the_law_allows_two(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = receive(office).code
    for days, allowed in ((3, 1), (5, 1), (5, 2), (8, 2)):
        known = from_now_on("reappointments_most", allowed)
        monkeypatch.setattr(law, "every_number", lambda known=known: known)
        item = Apology(code=code, reason="Chờ xác minh", until=office.promises.proposed(days))
        if office.dossiers.get(code).reappointments < allowed:
            office.promises.apologise([item])
            continue
        with pytest.raises(RuleError, match=f"đã hẹn lại {allowed} lần"):
            office.promises.apologise([item])
    assert office.dossiers.get(code).reappointments == 2


def test_the_file_ships_with_the_program() -> None:
    assert (paths.resources_dir() / "law" / "numbers.json").is_file()
    assert '"law"' in (Path(__file__).parents[1] / "build.spec").read_text("utf-8")


def test_lists_look_up_a_number_once() -> None:
    assert LOOKED_UP("forward_cutoff_hour") is LOOKED_UP("forward_cutoff_hour")
