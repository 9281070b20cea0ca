"""The chairman's page: claims beside what the counter can show."""

from __future__ import annotations

from counter_app.domain.paper.report_table import Cell, Table
from counter_app.reports.index import compute
from tests.reports.lives import Lives
from tests.reports.makers import day_after


def page(book: Lives, last: int = 5, sector: str = "") -> dict[Cell, tuple[Cell, ...]]:
    """Claim → evidence, formula and n."""
    (table,) = compute(book.store, "evidence", day_after(0), day_after(last), sector=sector)
    assert isinstance(table, Table)
    return {row[1]: row[2:] for row in table.rows}


def test_all_on_time_does_not_hide_what_is_overdue() -> None:
    book = Lives()
    for due in (9, 3):
        book.finish(book.hand_in(1, due=due), 3)
    book.hand_in(1, due=2)
    found = page(book)
    assert found["Giải quyết đúng hạn"][::2] == ("100%; quá hạn 0 hồ sơ.", 2)
    said, _formula, n = found["Hồ sơ tồn quá hạn"]
    assert "1 hồ sơ đang giải quyết đã quá hạn" in str(said)
    assert "66,7%" in str(said)
    assert n == 3
    assert found["Giải quyết trước hạn"][::2] == ("50%", 2)


def test_supplements_trips_and_time() -> None:
    book = Lives()
    dossier = book.hand_in(1)
    book.act(dossier, "supplement", 5, 1)
    book.act(dossier, "resume", 4, 2)
    book.finish(dossier, 3, used=240, allowed=480)
    book.act(dossier, "return", 10, 3)
    found = page(book)
    assert "một lần 1 (100%)" in str(found["Chỉ yêu cầu bổ sung một lần"][0])
    assert "từ 3 lượt 1 (100%)" in str(found["Giảm số lần đi lại của người dân"][0])
    assert found["Rút ngắn thời gian"][0] == (
        "Một nửa số hồ sơ xong trong 0,5 ngày làm việc; đã dùng 50% thời hạn."
    )


def test_complaints_are_not_claimed() -> None:
    said = page(Lives())["Không có phản ánh, khiếu nại"][0]
    assert said == "Không tính được: chưa có sổ phản ánh trong chương trình."


def test_an_empty_period_claims_nothing() -> None:
    found = page(Lives())
    assert found["Giải quyết đúng hạn"][0] == "–; quá hạn 0 hồ sơ."
    assert found["Giải quyết trước hạn"][0] == "–"


def test_sectors_in_somebodys_charge_on_the_last_day() -> None:
    book = Lives()
    officer = {"login": "hai", "name": "Hai", "role": "sector_officer", "title": "", "counter": ""}
    book.record("officer.put", "officer:hai", {**officer, "active": True})
    book.record(
        "assignment.put",
        "officer:hai",
        {"officer": "hai", "sector": "ho-tich", "since": day_after(1).isoformat(), "until": None},
    )
    assert page(book)["Phân công theo lĩnh vực"][0] == "1 / 3 lĩnh vực có người phụ trách."
    assert page(book, 0)["Phân công theo lĩnh vực"][0] == "0 / 3 lĩnh vực có người phụ trách."
    assert page(book, sector="dat-dai")["Phân công theo lĩnh vực"][2] == 1
