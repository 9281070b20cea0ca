"""The official system's own list against the counter: any columns, mapped once, one worklist, codes noted in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from counter_app.desk.official.list_file import read_official_list
from counter_app.desk.official.lists import ListChoices, Worklist, noted_pairs
from counter_app.desk.official.worklist import list_remarks, work_line, worklist_table
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Dossier, Mapping
from counter_app.domain.dossier.moves import Act
from counter_app.domain.official.list_differences import Kind
from counter_app.domain.official.list_words import OfficialField, Standing
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.table_files import Rows, bytes_file, csv_file, workbook
from tests.makers import MARITAL, receive

HEADS = (
    *("STT", "Mã số hồ sơ", "Chủ hồ sơ", "Địa chỉ", "Tên thủ tục", "Ngày tiếp nhận"),
    *("Ngày hẹn trả", "Trạng thái", "Cán bộ xử lý"),
)
PEOPLE = ("Lê Hoàng Phúc", "Trần Thị Đào", "Phạm Văn Long", "Vũ Thị Mai")
TITLES: Rows = (["ỦY BAN NHÂN DÂN XÃ MẪU"], ["DANH SÁCH HỒ SƠ"], ["Từ ngày 01/11/2026", None])


def official(number: int) -> str:
    return f"H57.132-261123-{number:04d}"


def line(number: int, dossier: Dossier, state: str, **said: object) -> list[object]:
    """What the list says of a dossier, ``number`` in it."""
    promised = dossier.promised_at
    plain: dict[str, object] = {
        "code": official(number),
        "name": dossier.holder_name.upper(),
        "procedure": dossier.procedure_name,
        "received": dossier.received_at.strftime("%H:%M %d/%m/%Y"),
        "promised": promised.strftime("%d/%m/%Y %H:%M:%S") if promised else "",
    }
    told = plain | said
    return [
        *(number, told["code"], told["name"], "Thôn Mẫu", told["procedure"]),
        *(told["received"], told["promised"], state, "Nguyễn Cán Bộ"),
    ]


@pytest.fixture
def four(office: Office) -> list[Dossier]:
    """Four people's dossiers of one morning."""
    return [receive(office, MARITAL, name) for name in PEOPLE]


def taken(office: Office, path: Path, **said: object) -> Worklist:
    """A list compared with what the program makes of its columns."""
    lists = office.official_list
    table = lists.read(path)
    choices = ListChoices(columns=lists.columns_of(table), **said)  # type: ignore[arg-type]
    lists.remember(table, choices)
    return lists.take(table, choices)


def told(worklist: Worklist) -> list[tuple[Kind, str]]:
    return [
        (item.kind, item.ours.code if item.ours else item.listed.place if item.listed else "")
        for item in worklist.differences
    ]


def rows_of(four: Sequence[Dossier]) -> list[list[object]]:
    """One to be noted, one returned there, one with another day; the last is missing; a stranger."""
    stranger = line(9, four[0], "Chờ thông báo thuế", name="Người Lạ Mặt")
    return [
        line(1, four[0], "Đang xử lý"),
        line(2, four[1], "Đã trả kết quả - Đúng hạn"),
        line(3, four[2], "Đang xử lý", promised="30/12/2026"),
        stranger,
    ]


WANTED = [
    (Kind.NOT_THERE, 3),
    (Kind.NOT_HERE, None),
    (Kind.STATE, 1),
    (Kind.PROMISE, 2),
    (Kind.FINANCIAL, None),
    (Kind.CODE, 0),
    (Kind.CODE, 1),
    (Kind.CODE, 2),
]


def wanted(four: Sequence[Dossier], place: str) -> list[tuple[Kind, str]]:
    return [(kind, place if at is None else four[at].code) for kind, at in WANTED]


def test_a_list_becomes_one_worklist(office: Office, four: list[Dossier], tmp_path: Path) -> None:
    total = [None, "Tổng cộng: 4 hồ sơ"]
    path = workbook(tmp_path, {"Sheet1": [*TITLES, HEADS, *rows_of(four), total]})
    made = taken(office, path)
    assert told(made) == wanted(four, "8")
    assert (made.lines, made.matched, made.period.whole) == (4, 3, True)
    assert made.counts()[Kind.CODE] == 3
    assert all(work_line(item, made).step for item in made.differences)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(HEADS))))
def test_whatever_the_order_of_columns_the_worklist_is_the_same(
    office: Office, four: list[Dossier], tmp_path: Path, order: list[int]
) -> None:
    rows = [[row[at] for at in order] for row in (HEADS, *rows_of(four))]
    assert told(taken(office, csv_file(tmp_path, rows, name="ds.csv"))) == wanted(four, "5")


def test_heads_over_two_lines_real_dates_and_several_sheets(
    office: Office, four: list[Dossier], tmp_path: Path
) -> None:
    """A merged head, a hidden sheet and one that is something else."""
    day = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - a workbook knows no zone
    upper = ["Mã hồ sơ", "Chủ hồ sơ", None, "Thời gian", None, "Tình trạng", "Thủ tục"]
    lower = [None, "Họ tên", "Địa chỉ", "Tiếp nhận", "Hẹn trả", None, None]

    def merge(book: Workbook) -> None:
        sheet = book["Một"]
        for cells in ("A1:A2", "B1:C1", "D1:E1", "F1:F2", "G1:G2"):
            sheet.merge_cells(cells)
        book["Ẩn"].sheet_state = "hidden"

    name = four[0].procedure_name
    assert four[0].promised_at is not None
    promised = four[0].promised_at.replace(tzinfo=None)
    first = [official(1), PEOPLE[0], "Thôn", day, promised, "Đang xử lý", name]
    path = workbook(
        tmp_path,
        {
            "Một": [upper, lower, first],
            "Ẩn": [upper, lower, first],
            "Ghi chú": [["Ghi chú", "x"]],
        },
        merge,
    )
    table = office.official_list.read(path)
    assert table.heads[:5] == (
        *("Mã hồ sơ", "Chủ hồ sơ: Họ tên", "Chủ hồ sơ: Địa chỉ"),
        *("Thời gian: Tiếp nhận", "Thời gian: Hẹn trả"),
    )
    assert len(table.remarks) == 2
    assert told(taken(office, path, whole=False)) == [(Kind.CODE, four[0].code)]


def test_sheets_with_the_same_heads_in_another_order_are_one_list(
    office: Office, four: list[Dossier], tmp_path: Path
) -> None:
    rows = rows_of(four)
    turned = [list(reversed(row)) for row in (HEADS, *rows[2:])]
    path = workbook(tmp_path, {"Tháng 11": [HEADS, *rows[:2]], "Tháng 12": turned})
    assert told(taken(office, path, whole=True)) == wanted(four, "Tháng 12 3")


def test_noting_codes_is_one_act_and_what_was_done_leaves_the_worklist(
    office: Office, four: list[Dossier], tmp_path: Path
) -> None:
    made = taken(office, csv_file(tmp_path, [HEADS, *rows_of(four)]), whole=True)
    sure = [item for item in made.differences if item.kind is Kind.CODE]
    done = office.official.enter_pairs(noted_pairs(sure), op_id="once").result
    assert len(done.entered) == 3
    head = office.store.journal.head()
    office.official.enter_pairs(noted_pairs(sure), op_id="once")
    assert office.store.journal.head() == head
    noted = office.dossiers.get(four[1].code)
    assert (noted.official_code, noted.mapping) == (official(2), Mapping.ENTERED)
    after = office.official_list.worklist()
    assert after is not None
    assert told(after) == [item for item in wanted(four, "5") if item[0] is not Kind.CODE]


def test_what_was_changed_here_since_is_compared_as_it_is_now(
    office: Office, four: list[Dossier], tmp_path: Path
) -> None:
    taken(office, csv_file(tmp_path, [HEADS, line(1, four[0], "Đã xử lý xong")]))
    before = office.official_list.worklist()
    office.moves.move(four[0].code, Act.FINISH)
    after = office.official_list.worklist()
    assert before is not None
    assert after is not None
    assert [item.kind for item in before.differences] == [Kind.STATE, Kind.UNRETURNED, Kind.CODE]
    assert [item.kind for item in after.differences] == [Kind.UNRETURNED, Kind.CODE]


def test_strange_columns_and_words_are_asked_once(
    office: Office, four: list[Dossier], tmp_path: Path
) -> None:
    heads = ("Số phiếu", "Khách", "Ngày nhận", "Bước")
    said = [official(1), PEOPLE[0], "23/11/2026", "Chờ hội đồng"]
    lists = office.official_list
    table = lists.read(csv_file(tmp_path, [(*heads, "Tên thủ tục", "Lĩnh vực"), said]))
    assert lists.asks(table, lists.columns_of(table))
    with pytest.raises(RuleError) as refused:
        lists.take(table, ListChoices(columns=lists.columns_of(table)))
    assert refused.value.rule == "columns"
    choices = ListChoices(
        columns={
            **{OfficialField.OFFICIAL_CODE: 0, OfficialField.OWNER: 1},
            **{OfficialField.RECEIVED: 2, OfficialField.STATE: 3, OfficialField.PROCEDURE: 4},
        },
        states={"chờ hội đồng": Standing.PROCESSING},
    )
    assert lists.lines_of(table, replace(choices, states={})).unknown == (("Chờ hội đồng", 1),)
    lists.remember(table, choices, op_id="said")
    turned = [list(reversed(row)) for row in ((*heads, "Tên thủ tục"), [*said, ""])]
    again = lists.read(csv_file(tmp_path, turned, name="sau.csv"))
    assert not lists.asks(again, lists.columns_of(again))
    (found,) = lists.take(again, ListChoices(columns=lists.columns_of(again))).differences
    assert (found.kind, found.ours and found.ours.code) == (Kind.DOUBTFUL, four[0].code)


def test_words_nobody_explained_are_said_and_not_compared(
    office: Office, four: list[Dossier], tmp_path: Path
) -> None:
    made = taken(office, csv_file(tmp_path, [HEADS, line(1, four[0], "Chờ hội đồng")]))
    assert [item.kind for item in made.differences] == [Kind.CODE]
    assert any("Chờ hội đồng" in text for text in list_remarks(made))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body><table><tr><td>M\xc3\xa3</td></tr></table></body></html>", "HTML"),
        (b"%PDF-1.7 ...", "PDF"),
        ("Họ tên;Số\nAn;1\n".encode(), "danh sách hồ sơ"),
    ],
)
def test_what_is_no_list_is_called_by_what_it_is(
    office: Office, tmp_path: Path, data: bytes, said: str
) -> None:
    with pytest.raises(RuleError) as refused:
        office.official_list.read(bytes_file(tmp_path, data, "ds.xls"))
    assert said in refused.value.message
    assert refused.value.field == "file"


def test_only_what_finds_a_dossier_is_kept_of_people(
    office: Office, four: list[Dossier], tmp_path: Path
) -> None:
    office.official.enter(four[0].code, official(1))
    taken(office, csv_file(tmp_path, [HEADS, *rows_of(four)]))
    kept = office.store.official_list.kept()
    assert kept is not None
    assert [item.names for item in kept.lines][:2] == [(), ("Trần Thị Đào",)]
    assert "Thôn Mẫu" not in repr(kept)


def test_an_erasure_reaches_the_list(office: Office, four: list[Dossier], tmp_path: Path) -> None:
    taken(office, csv_file(tmp_path, [HEADS, *rows_of(four)]))
    office.moves.move(four[1].code, Act.WITHDRAW, reason="Công dân xin rút")
    office.session.officer = office.staff.officers()[0]
    office.erasure.erase(four[1].code, reason="Theo yêu cầu")
    kept = office.store.official_list.kept()
    assert kept is not None
    assert [bool(item.names) for item in kept.lines] == [True, False, True, True]
    office.store.official_list.forget([], ["NGƯỜI LẠ MẶT"])
    assert "Lạ Mặt" not in repr(office.store.official_list.kept())


def test_a_list_goes_after_its_time_at_the_latest_when_the_day_is_closed(
    office: Office, four: list[Dossier], clock: FixedClock, tmp_path: Path
) -> None:
    path = csv_file(tmp_path, [HEADS, *rows_of(four)])
    taken(office, path)
    clock.tick(days=30)
    office.closing.close_day()
    assert office.official_list.worklist() is not None
    clock.tick(seconds=1)
    office.closing.close_day()
    assert office.store.official_list.kept() is None
    taken(office, path)
    office.official_list.drop()
    assert office.official_list.worklist() is None


def test_the_worklist_is_a_table_for_a_workbook(
    office: Office, four: list[Dossier], tmp_path: Path
) -> None:
    made = taken(office, csv_file(tmp_path, [HEADS, *rows_of(four)]))
    table = worklist_table(made, made.differences)
    assert len(table.rows) == len(made.differences)
    assert office.reports.xlsx((table,)).startswith(b"PK")


def test_the_store_is_asked_no_more_for_a_long_list(
    office: Office, four: list[Dossier], tmp_path: Path
) -> None:
    """One question for each kind of key; what looks through all dossiers is asked by the day of reception."""
    short = [HEADS, *rows_of(four)]
    more = [line(10 + at, four[0], "Đang xử lý", name=f"Người Thứ {at}") for at in range(60)]
    asked: list[str] = []
    connection = office.store.database.connection
    connection.set_trace_callback(asked.append)
    counts = []
    for name, rows in (("ngan.csv", short), ("dai.csv", [*short, *more])):
        path = csv_file(tmp_path, rows, name=name)
        asked.clear()
        taken(office, path)
        counts.append([text for text in asked if " FROM dossier WHERE " in text])
    connection.set_trace_callback(None)
    assert len(counts[0]) == len(counts[1]) == 3
    for text in counts[1]:
        plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}"))
        assert "SCAN dossier" not in plan, plan


def test_the_days_of_a_list_are_those_of_reception(
    office: Office, four: list[Dossier], clock: FixedClock, tmp_path: Path
) -> None:
    clock.tick(days=2)
    later = receive(office, MARITAL, "Đến Sau")
    made = taken(office, csv_file(tmp_path, [HEADS, *rows_of(four)]))
    assert made.period.first == made.period.last == date(2026, 11, 23)
    assert later.code not in [code for _kind, code in told(made)]
    assert made.taken_at - clock.now() == timedelta()


def test_a_line_of_values_below_the_heads_is_no_second_line_of_heads(
    office: Office, tmp_path: Path
) -> None:
    rows = [("Mã hồ sơ", "Chủ hồ sơ", "Thủ tục", "Trạng thái"), ("x", "Họ tên", "y", "Đã trả")]
    table = read_official_list(csv_file(tmp_path, rows), office.official_list.words())
    assert [cells[3] for _place, cells in table.lines] == ["Đã trả"]


def test_how_days_of_foreign_shape_were_read_is_told_with_the_list(
    office: Office, four: list[Dossier], tmp_path: Path
) -> None:
    shapes = ("%m/%d/%Y %H:%M", "%d/%m/%y")
    for shape, told_day in zip(shapes, ("“11/23/2026", "“23/11/26”"), strict=True):
        rows = [
            line(at, item, "Đang xử lý", received=item.received_at.strftime(shape))
            for at, item in enumerate(four, 1)
        ]
        found = taken(office, csv_file(tmp_path, [HEADS, *rows]))
        assert found.matched == len(four), shape
        assert any(told_day in text for text in found.remarks), found.remarks


def test_procedures_under_one_official_code_are_said_and_asked(
    office: Office, tmp_path: Path
) -> None:
    """The province publishes one; here it is two, and the list's words fit neither."""
    plain = office.catalogue.versions(MARITAL)[0]
    other = replace(
        plain, code="HN-LD", local_code=f"{MARITAL}.000.00.00.H57", name="Xác nhận tại nhà dân"
    )
    office.catalogue.put_procedure(other)
    first = receive(office, MARITAL, PEOPLE[0])
    second = receive(office, "HN-LD", PEOPLE[1])
    rows = [
        [*line(1, first, "Đang xử lý", procedure="Tình trạng hôn nhân"), MARITAL],
        [*line(2, second, "Đang xử lý", procedure="Xác nhận tại nhà dân"), MARITAL],
    ]
    path = workbook(tmp_path, {"Sheet1": [[*HEADS, "Mã TTHC"], *rows]})
    made = taken(office, path)
    assert [(kind, code) for kind, code in told(made)] == [
        (Kind.DOUBTFUL, first.code),
        (Kind.CODE, second.code),
    ]
    (said,) = [text for text in list_remarks(made) if MARITAL in text]
    assert "2 thủ tục" in said
    assert "Xác nhận tại nhà dân" in said
    again = office.official_list.worklist()
    assert again is not None
    assert again.shared == made.shared
