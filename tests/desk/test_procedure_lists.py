"""Taking a list of procedures in: every line is checked, good ones are written in one event."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counter_app.desk.catalogue.lists.findings import Level, ListOptions, Outcome
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.list_fields import ListField
from counter_app.domain.catalogue.sectors import FeeRule, ReviewState
from counter_app.domain.collation import collation_key
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.lists import GOOD, HEADS, check, load, said, valid, xlsx
from tests.makers import BIRTH

NEW = "1.999001"


def payloads(office: Office, kind: str) -> list[dict[str, object]]:
    return [
        json.loads(body)
        for entry, _salt, body in office.store.journal.walk()
        if entry.kind == kind and body
    ]


def test_a_good_line_becomes_a_procedure_to_be_looked_at(office: Office, tmp_path: Path) -> None:
    path = xlsx(tmp_path, GOOD)
    before = len(payloads(office, "catalogue.loaded"))
    report = load(office, path, source="QĐ 1/QĐ-UBND")
    assert [line.outcome for line in report.lines] == [Outcome.NEW]
    found = valid(office, NEW)
    assert (found.sector, found.limit) == ("ho-tich", parse_limit("3wd"))
    assert (found.fee.rule, found.fee.amount, found.fee.unit) == (FeeRule.FIXED, 8_000, "bản")
    assert (found.state, found.source) == (ReviewState.NEEDS_CONFIRMATION, "QĐ 1/QĐ-UBND")
    (event,) = payloads(office, "catalogue.loaded")[before:]
    assert event["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (event["source"], event["file"]) == ("QĐ 1/QĐ-UBND", "danh-muc.xlsx")
    assert office.intake.procedures("cgpt")[0].code == NEW
    assert office.store.check().ok


def test_a_dry_run_writes_nothing_and_says_the_same(office: Office, tmp_path: Path) -> None:
    path = xlsx(tmp_path, GOOD, ("1.01499", "Sai mã", "Hộ tịch", "3wd", ""))
    head = office.store.journal.head()
    dry = check(office, path)
    assert office.store.journal.head() == head
    assert load(office, path).lines == dry.lines
    assert dry.count(Outcome.BLOCKED) == 1


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("1.01499", *GOOD[1:]), "code"),
        ((1.01499, *GOOD[1:]), "code"),
        (("", *GOOD[1:]), "code"),
        ((NEW, "", *GOOD[2:]), "name"),
        ((NEW, "Tên", "Lĩnh vực lạ", *GOOD[3:]), "sector"),
        ((NEW, "Tên", "", *GOOD[3:]), "sector"),
        ((*GOOD[:3], "theo thỏa thuận", ""), "limit"),
        ((*GOOD[:4], "9.999.999.999.999 đồng"), "fee"),
    ],
)
def test_an_error_blocks_its_line_and_no_other(
    office: Office, tmp_path: Path, row: tuple[object, ...], field: str
) -> None:
    report = load(office, xlsx(tmp_path, row, ("1.999002", "Thủ tục tốt", *GOOD[2:])))
    assert [line.outcome for line in report.lines] == [Outcome.BLOCKED, Outcome.NEW]
    assert said(report.lines[0], Level.ERROR) == [field]
    assert office.store.catalogue.versions(NEW) == []
    assert valid(office, "1.999002").name == "Thủ tục tốt"


def test_everything_or_nothing(office: Office, tmp_path: Path) -> None:
    head = office.store.journal.head()
    with pytest.raises(RuleError, match="1 dòng lỗi") as refused:
        load(office, xlsx(tmp_path, GOOD, ("1.01499", *GOOD[1:])), whole=True)
    assert refused.value.rule == "list"
    assert office.store.journal.head() == head


def test_a_code_twice_in_a_list_counts_once(office: Office, tmp_path: Path) -> None:
    report = load(office, xlsx(tmp_path, GOOD, (NEW, "Tên khác", *GOOD[2:])))
    assert [line.outcome for line in report.lines] == [Outcome.NEW, Outcome.BLOCKED]
    assert "dòng 2" in report.lines[1].findings[0].text
    assert valid(office, NEW).name == GOOD[1]


def test_one_name_under_two_codes_is_a_warning(office: Office, tmp_path: Path) -> None:
    name = valid(office, "2.000913").name
    rows = [("1.999003", name, *GOOD[2:]), GOOD, ("1.999004", GOOD[1].upper(), *GOOD[2:])]
    report = load(office, xlsx(tmp_path, *rows))
    assert [said(line, Level.WARNING) for line in report.lines] == [["name"]] * 3
    assert "2.000913" in report.lines[0].findings[0].text
    assert report.count(Outcome.NEW) == 3


def test_a_province_s_ending_is_kept_as_the_local_code(office: Office, tmp_path: Path) -> None:
    load(office, xlsx(tmp_path, ("1.999001.000.00.00.H55", *GOOD[1:])))
    found = valid(office, NEW)
    assert (found.code, found.local_code) == (NEW, "1.999001.000.00.00.H55")
    again = check(office, xlsx(tmp_path, ("1.999001.000.00.00.H55", *GOOD[1:])))
    assert again.count(Outcome.UNCHANGED) == 1


def test_changed_rows_tell_what_changes_and_have_to_be_looked_at(
    office: Office, tmp_path: Path
) -> None:
    load(office, xlsx(tmp_path, GOOD))
    office.catalogue.confirm_procedure(NEW, None)
    assert check(office, xlsx(tmp_path, GOOD)).count(Outcome.UNCHANGED) == 1
    report = load(office, xlsx(tmp_path, (*GOOD[:3], "2 ngày làm việc", "")))
    assert report.lines[0].outcome is Outcome.CHANGED
    assert "3 ngày làm việc → 2 ngày làm việc" in report.lines[0].findings[0].text
    found = valid(office, NEW)
    assert (found.limit, found.fee.amount) == (parse_limit("2wd"), 8_000)
    assert found.state is ReviewState.NEEDS_CONFIRMATION


def test_a_later_first_day_makes_a_version_and_ends_the_one_before(
    office: Office, tmp_path: Path
) -> None:
    old = valid(office, BIRTH)
    row = (BIRTH, old.name, "", "2 ngày làm việc", "", date(2027, 3, 1))
    report = load(
        office, xlsx(tmp_path, row, heads=(*HEADS, "Áp dụng từ")), accepted=frozenset({BIRTH})
    )
    assert report.lines[0].outcome is Outcome.VERSION
    notes = " ".join(item.text for item in report.lines[0].findings)
    assert "hết áp dụng 28/02/2027" in notes
    assert valid(office, BIRTH, date(2027, 2, 28)) == replace(old, valid_to=date(2027, 2, 28))
    new = valid(office, BIRTH, date(2027, 3, 1))
    left = tuple(item for item in old.sources if item.value != "limit")
    changed = replace(old, limit=parse_limit("2wd", "15:00"), sources=left)
    assert new == replace(changed, valid_from=date(2027, 3, 1))
    again = check(office, xlsx(tmp_path, row, heads=(*HEADS, "Áp dụng từ")))
    assert again.count(Outcome.UNCHANGED) == 1


def test_a_first_day_for_the_whole_list_makes_versions_only_of_what_changed(
    office: Office, tmp_path: Path
) -> None:
    load(office, xlsx(tmp_path, GOOD, ("1.999002", "Thủ tục hai", *GOOD[2:])))
    rows = (*GOOD[:3], "1wd", GOOD[4]), ("1.999002", "Thủ tục hai", *GOOD[2:])
    day = date(2027, 1, 1)
    report = load(office, xlsx(tmp_path, *rows), valid_from=day)
    assert [line.outcome for line in report.lines] == [Outcome.VERSION, Outcome.UNCHANGED]
    assert [item.valid_from for item in office.catalogue.versions(NEW)] == [None, day]
    assert check(office, xlsx(tmp_path, *rows), valid_from=day).count(Outcome.UNCHANGED) == 2


def test_overlapping_validity_is_an_error(office: Office, tmp_path: Path) -> None:
    heads = (*HEADS, "Áp dụng từ", "Áp dụng đến")
    load(office, xlsx(tmp_path, (*GOOD, "01/03/2027", ""), heads=heads))
    report = load(office, xlsx(tmp_path, (*GOOD, "01/01/2027", "01/04/2027"), heads=heads))
    assert said(report.lines[0], Level.ERROR) == ["valid_to"]
    report = load(office, xlsx(tmp_path, (*GOOD, "32/01/2027", ""), heads=heads))
    assert said(report.lines[0], Level.ERROR) == ["valid_from"]


def test_cases_stand_on_lines_of_their_own(office: Office, tmp_path: Path) -> None:
    heads = (*HEADS, "Trường hợp")
    rows = (
        (*GOOD, ""),
        (*GOOD[:3], "8 ngày làm việc", "20.000", "Phải xác minh"),
        (*GOOD[:3], "?", "", "Khác"),
    )
    load(office, xlsx(tmp_path, *rows, heads=heads))
    found = valid(office, NEW)
    assert [case.name for case in found.cases] == ["Phải xác minh", "Khác"]
    assert found.of_case("phai-xac-minh").limit == parse_limit("8wd")
    assert found.of_case("phai-xac-minh").fee.amount == 20_000
    assert found.of_case("khac").limit == parse_limit("3wd")
    assert check(office, xlsx(tmp_path, *rows, heads=heads)).count(Outcome.UNCHANGED) == 3
    wrong = check(office, xlsx(tmp_path, (*GOOD[:3], "lâu", "", "Mới"), heads=heads))
    assert said(wrong.lines[0], Level.ERROR) == ["limit"]


def test_sectors_are_known_by_name_key_initials_and_by_what_they_were_once_said_to_be(
    office: Office, tmp_path: Path
) -> None:
    names = ["HỘ TỊCH", "ho-tich", "BTXH", "Lĩnh vực Chứng thực", "Bảo hiểm thử"]
    rows = [(f"1.99900{at}", f"Thủ tục {at}", name, "3wd", "") for at, name in enumerate(names)]
    report = check(office, xlsx(tmp_path, *rows))
    assert report.unknown_sectors == ("Bảo hiểm thử",)
    assert [item.sector for item in report.procedures] == [
        *("ho-tich", "ho-tich", "bao-tro-xa-hoi", "chung-thuc"),
    ]
    load(office, xlsx(tmp_path, *rows), sectors={"bao hiem thu": "bao-tro-xa-hoi"})
    assert valid(office, "1.999004").sector == "bao-tro-xa-hoi"
    later = check(office, xlsx(tmp_path, ("1.999010", "Khác", "Bảo hiểm thử", "3wd", "")))
    assert later.unknown_sectors == ()


def test_an_unknown_sector_is_made_when_asked_for(office: Office, tmp_path: Path) -> None:
    load(office, xlsx(tmp_path, (NEW, "Thử", "Môi trường", "3wd", "")), create_sectors=True)
    made = office.catalogue.sectors()[-1]
    assert (made.key, made.name) == ("moi-truong", "Môi trường")
    assert valid(office, NEW).sector == "moi-truong"
    assert made.queue in {group.letter for group in office.queue.groups()}


def test_a_corrected_mapping_is_remembered_for_lists_with_the_same_heads(
    office: Office, tmp_path: Path
) -> None:
    heads = ("Số hiệu", "Nội dung", "Nhóm", "Lâu", "Tiền")
    table = office.procedure_lists.read_list(xlsx(tmp_path, GOOD, heads=heads))
    assert office.procedure_lists.columns_of(table) == {}
    with pytest.raises(RuleError) as refused:
        office.procedure_lists.check_list(table, {})
    assert (refused.value.field, refused.value.rule) == ("code", "columns")
    columns = {ListField.CODE: 0, ListField.NAME: 1, ListField.SECTOR: 2, ListField.LIMIT: 3}
    office.procedure_lists.load_list(table, columns, ListOptions())
    again = office.procedure_lists.read_list(xlsx(tmp_path, GOOD, heads=heads, name="khac.xlsx"))
    assert office.procedure_lists.columns_of(again) == columns
    assert valid(office, NEW).fee.rule is FeeRule.UNKNOWN
    head = office.store.journal.head()
    office.procedure_lists.load_list(again, columns)
    assert office.store.journal.head() == head


def test_the_same_operation_twice_is_one_event(office: Office, tmp_path: Path) -> None:
    table = office.procedure_lists.read_list(xlsx(tmp_path, GOOD))
    columns = office.procedure_lists.columns_of(table)
    first = office.procedure_lists.load_list(table, columns, op_id="a" * 32)
    head = office.store.journal.head()
    again = office.procedure_lists.load_list(table, columns, op_id="a" * 32)
    assert office.store.journal.head() == head
    assert first.result.count(Outcome.NEW) == again.result.count(Outcome.UNCHANGED) == 1


def test_a_report_can_be_kept(office: Office, tmp_path: Path) -> None:
    report = check(office, xlsx(tmp_path, GOOD, ("1.01499", *GOOD[1:])))
    (table,) = office.procedure_lists.report_tables(report)
    assert [row[0] for row in table.rows] == [2, 3]
    assert "1.01499" in str(table.rows[1])
    assert office.reports.pdf([table]).startswith(b"%PDF")
    assert office.reports.xlsx([table]).startswith(b"PK")


def test_a_sector_said_with_its_word_is_known_again(office: Office, tmp_path: Path) -> None:
    path = xlsx(tmp_path, (NEW, "Thử", "Lĩnh vực Lao động", "3wd", ""))
    assert check(office, path).unknown_sectors == ("Lĩnh vực Lao động",)
    known = {"linh vuc lao dong": "bao-tro-xa-hoi"}
    assert check(office, path, sectors=known).procedures[0].sector == "bao-tro-xa-hoi"
    made = check(office, path, create_sectors=True)
    assert [(item.key, item.name) for item in made.sectors] == [("lao-dong", "Lao động")]


def test_a_sector_is_confirmed_with_its_published_decision(office: Office) -> None:
    waiting = [item for item in office.catalogue.to_review("cu-tru") if item.limit]
    versions = [(item.code, item.valid_from) for item in waiting]
    assert len(versions) == 5
    done = office.catalogue.confirm_procedures(versions, source=" QĐ 12/QĐ-UBND ").result
    assert {(item.state, item.source) for item in done} == {
        (ReviewState.CONFIRMED, "QĐ 12/QĐ-UBND")
    }
    assert office.catalogue.to_review("cu-tru") == []
    with pytest.raises(RuleError) as refused:
        office.catalogue.confirm_procedures(versions[:1], source="QĐ 12/QĐ-UBND")
    assert refused.value.rule == "reviewed"


def test_nothing_is_confirmed_without_a_decision_or_without_a_limit(office: Office) -> None:
    with pytest.raises(RuleError) as refused:
        office.catalogue.confirm_procedures([(BIRTH, None)], source=" ")
    assert refused.value.field == "source"
    with pytest.raises(RuleError) as refused:
        office.catalogue.confirm_procedures([(BIRTH, None), ("2.000528", None)], source="QĐ 1")
    assert refused.value.rule == "limit"
    assert valid(office, BIRTH).state is ReviewState.NEEDS_CONFIRMATION, "all of them or none"


@pytest.mark.parametrize(
    ("days", "first", "told"),
    [
        (("07/08/2026", "07/25/2026", "07/26/2026"), date(2026, 7, 8), "đã đọc là 25/07/2026"),
        (("07/08/2026", "07/08/2026"), date(2026, 8, 7), "đọc được hai cách"),
        (("07/08/2026", "25/07/2026"), date(2026, 8, 7), ""),
        (("07/08/2026", "25/07/2026", "07/25/2026"), None, "lẫn hai cách"),
    ],
)
def test_the_first_days_of_a_list_are_read_in_the_order_of_their_column(
    office: Office, tmp_path: Path, days: tuple[str, ...], first: date | None, told: str
) -> None:
    rows = [(f"1.99900{at}", f"Thử {at}", *GOOD[2:], day) for at, day in enumerate(days)]
    report = check(office, xlsx(tmp_path, *rows, heads=(*HEADS, "Áp dụng từ ngày")))
    found = {item.code: item.valid_from for item in report.procedures}
    assert found.get("1.999000") == first
    texts = [item.text for item in report.remarks if item.field == "valid_from"]
    assert [told in text for text in texts] == [True] * bool(told)


def test_procedures_to_check_and_to_post_stand_as_in_a_dictionary(office: Office) -> None:
    waiting = [item.name for item in office.catalogue.to_review("cu-tru")]
    posted = [row.procedure.name for row in office.catalogue.posting_rows("ho-tich")]
    assert (waiting, posted) == tuple(
        sorted(names, key=collation_key) for names in (waiting, posted)
    )
    assert sorted(posted) != posted, "none of them begins with a letter behind Z"
