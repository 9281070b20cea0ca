"""The seed data: what catalogue and calendar promise to citizens before anybody edits them."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest

from counter_app.domain.calendar.working_calendar import WorkCalendar, calendar_from_seed
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.sectors import FeeRule, Procedure
from counter_app.domain.fees.reliefs import GROUNDS
from counter_app.paths import resources_dir

YEARS = range(2021, 2028)

# Every procedure an office of this kind is known to receive, by national code.
CODES = set(
    re.findall(
        r"\S+",
        """
    1.000419 1.000593 1.000656 1.000689 1.000894 1.001022 1.001193 1.001612 1.001622 1.001653
    1.001699 1.001731 1.001766 1.002755 1.003583 1.003622 1.003677 1.004194 1.004222 1.004746
    1.004772 1.004837 1.004845 1.004859 1.004873 1.004884 1.004944 1.004946 1.005461 1.010038
    1.010801 1.010803 1.010824 1.010945 1.011606 1.011607 1.012768 1.012793 1.012812 1.013227
    1.013791 1.013980 1.014027 1.014028 1.014034 1.014035 1.014359 2.000282 2.000286 2.000424
    2.000528 2.000635 2.000748 2.000806 2.000815 2.000884 2.000908 2.000913 2.000927 2.000942
    2.000950 2.000986 2.000992 2.001008 2.001009 2.001016 2.001019 2.001023 2.001035 2.001088
    2.001263 2.001406 2.001661 2.001942 2.002165 2.002226 2.002307 2.002308 2.002396 2.002409
    2.002501 2.002516 2.002637 2.002650
    """,
    )
)
RECORD_KEYS = {
    *("code", "name", "sector", "limit", "extension_wd", "fee", "papers", "sets", "result"),
    *("legal_basis", "resolver", "synonyms", "valid_from", "valid_to", "source", "mark"),
    *("state", "note"),
}
MORE_KEYS = {"review_note", "cases", "sources", "resume", "supplement_days", "supplement_working"}
INTERLINKED = {"2.000986", "2.001023"}
UNITS = {"same_day", "working_hour", "working_day", "calendar_day", "month"}


def _read(name: str) -> Any:
    return json.loads((resources_dir() / name).read_text(encoding="utf-8"))


def _procedure(code: str) -> dict[str, Any]:
    return next(row for row in _read("catalogue/procedures.json") if row["code"] == code)


def _valued(row: dict[str, Any]) -> set[str]:
    """The values of a procedure that need a source: what it promises, costs and asks for."""
    always = {"limit", "fee", "papers"}
    some = {"extension_wd", "supplement_days", "resume", "cases"}
    found = always | {name for name in some if row.get(name)}
    found |= {"cutoff"} if row["limit"] and row["limit"]["cutoff"] else set()
    return found | ({"reliefs"} if row["fee"].get("reliefs") else set())


def _days(year: int) -> dict[date, dict[str, Any]]:
    rows: list[dict[str, Any]] = _read(f"calendar/{year}.json")["days"]
    return {date.fromisoformat(row["date"]): row for row in rows}


def _calendar() -> WorkCalendar:
    years = [_read(f"calendar/{year}.json") for year in YEARS]
    return calendar_from_seed(_read("calendar/sessions.json"), *years)


class TestCatalogue:
    """A record that does not validate is a citizen sent home with a wrong list of papers."""

    def test_every_known_code_is_there_once(self) -> None:
        codes = [row["code"] for row in _read("catalogue/procedures.json")]
        assert len(codes) == len(set(codes))
        assert set(codes) == CODES

    @pytest.mark.parametrize("code", sorted(CODES))
    def test_record(self, code: str) -> None:
        row = _procedure(code)
        assert RECORD_KEYS <= set(row) <= RECORD_KEYS | MORE_KEYS
        assert re.fullmatch(r"[123]\.\d{6}", row["code"])
        assert row["sector"] in {sector["key"] for sector in _read("catalogue/sectors.json")}
        assert row["state"] == ("inactive" if code == "2.001009" else "needs_confirmation")
        assert row["mark"] in {"S", "S2", "M", "C"}
        assert row["sets"] >= 1
        assert row["extension_wd"] >= 0
        assert Procedure.from_dict(row).valid_on(date(2026, 11, 23)) is (code != "2.001009")
        for key in ("name", "result", "legal_basis", "resolver", "source"):
            assert row[key].strip() == row[key] != "", key

    @pytest.mark.parametrize("code", sorted(CODES))
    def test_limit(self, code: str) -> None:
        limit = _procedure(code)["limit"]
        if limit is None:
            return
        assert set(limit) == {"value", "unit", "cutoff"}
        assert limit["unit"] in UNITS
        assert limit["value"] > 0
        # Luật Hộ tịch 60/2014/QH13 Điều 5: after 15:00 it may wait for the next working day.
        early = limit["unit"] == "same_day" or code in INTERLINKED
        assert limit["cutoff"] == ("15:00" if early else None)

    @pytest.mark.parametrize("code", sorted(CODES))
    def test_fee(self, code: str) -> None:
        fee = _procedure(code)["fee"]
        assert set(fee) - {"reliefs"} == {"rule", "amount", "unit", "online_amount", "note"}
        for relief in fee.get("reliefs", ()):
            assert relief["ground"] in GROUNDS
            assert 1 <= relief["percent"] <= 100
            assert relief["source"].strip()
            assert relief["mark"] in {"S", "S2", "M"}
        assert fee["rule"] in {"none", "fixed", "certified_copy", "unknown"}
        assert (fee["amount"] > 0) == (fee["rule"] in {"fixed", "certified_copy"})
        assert fee["online_amount"] is None or 0 <= fee["online_amount"] <= fee["amount"]

    @pytest.mark.parametrize("code", sorted(CODES))
    def test_papers(self, code: str) -> None:
        papers = _procedure(code)["papers"]
        names = [paper["name"] for paper in papers]
        assert len(set(names)) == len(names) > 0
        for paper in papers:
            assert set(paper) == {"name", "kind", "quantity", "required"}
            assert paper["kind"] in {"original", "copy", "certified", "show"}
            assert paper["quantity"] >= 1
        assert any(paper["required"] for paper in papers)

    @pytest.mark.parametrize(
        ("code", "value", "unit", "extension"),
        [
            ("2.000815", 1, "same_day", 2),
            ("2.001035", 2, "working_day", 0),
            ("1.001193", 1, "same_day", 0),
            ("1.000894", 1, "same_day", 5),
            ("1.004845", 2, "working_day", 0),
            ("1.004222", 7, "working_day", 0),
            ("1.001699", 25, "working_day", 0),
            ("1.001653", 5, "working_day", 0),
            ("1.012812", 30, "calendar_day", 0),
            ("2.002409", 30, "calendar_day", 0),
        ],
    )
    def test_known_limits(self, code: str, value: int, unit: str, extension: int) -> None:
        row = _procedure(code)
        assert (row["limit"]["value"], row["limit"]["unit"]) == (value, unit)
        assert row["extension_wd"] == extension

    def test_unstated_limits_are_left_to_the_officer(self) -> None:
        for code in ("2.000528", "1.013980", "2.002637", "2.002165", "1.004946"):
            assert _procedure(code)["limit"] is None, code

    @pytest.mark.parametrize("code", sorted(INTERLINKED))
    def test_nghi_dinh_301_2026_dieu_5_birth_residence_and_insurance_in_three_days(
        self, code: str
    ) -> None:
        procedure = Procedure.from_dict(_procedure(code))
        assert procedure.limit == parse_limit("3wd", "15:00")
        assert procedure.extension_wd == 2, "five working days where it has to be verified"
        assert "301/2026" in procedure.legal_basis

    @pytest.mark.parametrize("code", sorted(INTERLINKED))
    def test_nghi_dinh_301_2026_dieu_6_seven_working_days_to_supplement(self, code: str) -> None:
        procedure = Procedure.from_dict(_procedure(code))
        assert (procedure.supplement_days, procedure.supplement_working) == (7, True)

    @pytest.mark.parametrize("code", sorted(INTERLINKED))
    def test_nghi_dinh_301_2026_dieu_3_khoan_4_a_wait_is_not_counted(self, code: str) -> None:
        assert _procedure(code)["resume"] == "shift"

    @pytest.mark.parametrize(
        ("code", "case", "limit"),
        [("1.001731", "lien-thong", "3wd"), ("1.014028", "lien-thong", "3wd"), ("1.010824", "lien-thong", "18wd")],
    )  # fmt: skip
    def test_nghi_dinh_301_2026_dieu_10_funeral_costs_in_the_interlinked_group(
        self, code: str, case: str, limit: str
    ) -> None:
        procedure = Procedure.from_dict(_procedure(code))
        assert procedure.of_case(case).limit == parse_limit(limit)
        assert "/2026/NĐ-CP" in procedure.legal_basis

    @pytest.mark.parametrize("code", ["1.001193", "1.000656"])
    def test_luat_ho_tich_60_2014_dieu_11_free_in_time_and_a_fee_when_late(self, code: str) -> None:
        procedure = Procedure.from_dict(_procedure(code))
        assert procedure.fee.rule is FeeRule.NONE
        assert procedure.of_case("qua-han").fee.rule is FeeRule.UNKNOWN
        assert procedure.of_case("qua-han").limit == parse_limit("same-day", "15:00")

    @pytest.mark.parametrize("code", ["1.001022", "1.004884", "1.004859"])
    def test_luat_ho_tich_60_2014_dieu_11_civil_status_is_free_for_merit_poor_and_disabled(
        self, code: str
    ) -> None:
        reliefs = Procedure.from_dict(_procedure(code)).fee.reliefs
        assert {(item.ground, item.percent) for item in reliefs} == {
            ("merit", 100), ("poor", 100), ("disabled", 100),
        }  # fmt: skip

    @pytest.mark.parametrize("code", sorted(CODES))
    def test_every_value_says_where_it_was_seen_and_how_well_it_is_known(self, code: str) -> None:
        row = _procedure(code)
        said = [source["value"] for source in row["sources"]]
        assert len(set(said)) == len(said)
        assert set(said) - {"legal_basis"} == _valued(row)
        for source in row["sources"]:
            assert source["text"].strip() == source["text"] != ""
            assert source["mark"] in {"S", "S2", "M"}

    @pytest.mark.parametrize("code", sorted(CODES))
    def test_what_nobody_has_seen_is_left_open_and_says_so(self, code: str) -> None:
        row = _procedure(code)
        marks = {source["value"]: source["mark"] for source in row["sources"]}
        assert row["limit"] is not None or marks["limit"] == "M"
        known = row["fee"]["rule"] != "unknown"
        assert known or marks["fee"] in {"M", "S2"}

    @pytest.mark.parametrize("code", sorted(CODES))
    def test_a_value_from_memory_names_no_article_that_nothing_shows(self, code: str) -> None:
        # Nghị định 335/2026/NĐ-CP Điều 11 and Thông tư 75/2022/TT-BTC Điều 4 were named by a secondary source.
        known = ("Nghị định 335/2026/NĐ-CP Điều 11", "Thông tư 75/2022/TT-BTC Điều 4")
        for source in _procedure(code)["sources"]:
            text = source["text"]
            for item in known:
                text = text.replace(item, "")
            assert source["mark"] != "M" or "Điều" not in text, source

    def test_certified_copies_have_their_own_fee_rule(self) -> None:
        rules = {row["code"]: row["fee"]["rule"] for row in _read("catalogue/procedures.json")}
        copies = {code for code, rule in rules.items() if rule == "certified_copy"}
        assert copies == {"2.000815", "2.000942"}
        assert _procedure("1.004222")["fee"]["online_amount"] == 10_000

    def test_civil_status_is_to_be_reviewed_before_the_new_law(self) -> None:
        # Luật Hộ tịch 03/2026/QH16 takes effect on 01/3/2027.
        rows = [r for r in _read("catalogue/procedures.json") if r["sector"] == "ho-tich"]
        assert len(rows) >= 20
        for row in rows:
            assert row["review_note"].startswith("Rà soát trước 01/3/2027")
            assert row["valid_to"] is None

    def test_what_is_told_at_the_counter_and_on_papers_is_no_note_of_review(self) -> None:
        words = ("rà soát", "đối chiếu", "nguồn thứ cấp", "nhiều nơi", "có tỉnh", "in nhầm")
        for row in _read("catalogue/procedures.json"):
            for text in (row["note"], row["fee"]["note"], row["result"], row["legal_basis"]):
                assert [word for word in words if word in text.casefold()] == [], row["code"]

    def test_sectors_belong_to_queue_groups(self) -> None:
        groups = _read("catalogue/queue_groups.json")
        sectors = _read("catalogue/sectors.json")
        letters = [group["letter"] for group in groups]
        assert letters == ["A", "B", "C", "D"]
        assert {sector["queue"] for sector in sectors} == set(letters)
        assert all(sector["letter"] == sector["queue"] for sector in sectors)
        assert [sector["order"] for sector in sectors] == list(range(1, len(sectors) + 1))
        assert len({sector["key"] for sector in sectors}) == len(sectors)
        used = {row["sector"] for row in _read("catalogue/procedures.json")}
        assert {sector["key"] for sector in sectors} == used


class TestCalendar:
    """One wrong day is a wrong promise on every receipt of that week."""

    @pytest.mark.parametrize("year", YEARS)
    def test_shape(self, year: int) -> None:
        calendar = _read(f"calendar/{year}.json")
        assert calendar["year"] == year
        assert calendar["state"] == ("expected" if year == 2027 else "confirmed")
        assert calendar["source"]
        dates = [row["date"] for row in calendar["days"]]
        assert dates == sorted(set(dates))
        wanted = "official" if calendar["state"] == "confirmed" else "expected"
        for row in calendar["days"]:
            assert set(row) == {"date", "kind", "name", "source", "state"}
            assert row["state"] == wanted
            assert date.fromisoformat(row["date"]).year == year
            assert row["name"]
            assert row["source"]

    @pytest.mark.parametrize("year", YEARS)
    def test_only_weekend_days_are_made_up_and_each_for_a_day_off(self, year: int) -> None:
        days = _days(year)
        for day, row in days.items():
            if row["kind"] == "off":
                continue
            assert row["kind"] == "work"
            assert day.isoweekday() in {6, 7}
            swapped = re.search(r"(\d\d)/(\d\d)$", row["name"])
            assert swapped
            free = days[date(year, int(swapped[2]), int(swapped[1]))]
            assert f"làm bù {day:%d/%m}" in free["name"]

    @pytest.mark.parametrize("year", YEARS)
    def test_every_paid_holiday_is_there(self, year: int) -> None:
        # Bộ luật Lao động 45/2019/QH14 Điều 112; from 2026 also Nghị quyết 28/2026/QH16 (24/11).
        days = _days(year)
        fixed = [(1, 1), (4, 30), (5, 1), (9, 2)] + ([(11, 24)] if year >= 2026 else [])
        assert all(date(year, month, day) in days for month, day in fixed)
        names = [row["name"] for row in days.values()]
        assert sum("Tết" in name and "Dương" not in name for name in names) >= 5
        assert any(name.startswith("Giỗ Tổ") for name in names)
        assert date(year, 9, 1) in days or date(year, 9, 3) in days

    @pytest.mark.parametrize(
        ("month", "day", "worked"),
        [
            *((1, 1, False), (1, 2, False), (1, 10, True), (1, 3, False), (1, 5, True)),
            *((2, 13, True), (2, 16, False), (2, 17, False), (2, 20, False), (2, 23, True)),
            *((4, 26, False), (4, 27, False), (4, 30, False), (5, 1, False), (5, 4, True)),
            *((8, 22, True), (8, 31, False), (9, 1, False), (9, 2, False), (9, 3, True)),
            *((11, 23, True), (11, 24, False), (11, 25, True)),
        ],
    )
    def test_2026(self, month: int, day: int, worked: bool) -> None:
        assert _calendar().is_working(date(2026, month, day)) is worked

    @pytest.mark.parametrize(
        ("off", "worked"), [("2024-04-29", "2024-05-04"), ("2025-05-02", "2025-04-26")]
    )
    def test_earlier_swaps(self, off: str, worked: str) -> None:
        assert not _calendar().is_working(date.fromisoformat(off))
        assert _calendar().is_working(date.fromisoformat(worked))

    def test_the_coming_year_waits_for_its_announcement(self) -> None:
        calendar = _calendar()
        assert calendar.is_confirmed(2026)
        assert not calendar.is_confirmed(2027)

    def test_sessions_cover_monday_to_friday(self) -> None:
        sessions = [(s["weekday"], s["start"], s["end"]) for s in _read("calendar/sessions.json")]
        hours = [("07:30", "11:30"), ("13:30", "17:30")]
        assert sessions == [(day, start, end) for day in range(1, 6) for start, end in hours]
