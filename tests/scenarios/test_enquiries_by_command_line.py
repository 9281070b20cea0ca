"""Two days of citizens who ask about their dossiers, spoken verb by verb."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.domain.clock import FixedClock
from counter_app.office import SystemClock
from tests.cli.terminal import Terminal, form
from tests.makers import MARITAL, MONDAY
from tests.printing.reading import flat_text

IGATE = """Mã số hồ sơ: H57.132-260804-0583
Người nộp: Trần Văn Xa
Ngày nhận: 10:56 13/03/2026
Ngày hẹn trả: 31/04/2026
Đơn vị đang xử lý: Chi nhánh Văn phòng đăng ký đất đai
Phí: 500.000
"""


@pytest.fixture
def clock() -> FixedClock:
    """Nine o'clock on a Monday; the next day is a holiday."""
    return FixedClock(MONDAY)


@pytest.fixture
def counter(
    tmp_path: Path, founded: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    """The counter; the clock is moved by hand."""
    monkeypatch.setattr(SystemClock, "now", lambda _self: clock.now())
    monkeypatch.setattr(SystemClock, "least", lambda _self: clock.least())
    (tmp_path / "quay").mkdir()
    shutil.copyfile(founded, paths.database_path(tmp_path / "quay"))
    return Terminal(tmp_path / "quay")


def test_people_ask_and_the_office_answers(
    counter: Terminal, clock: FixedClock, tmp_path: Path
) -> None:
    (dossier,) = counter.receive(tmp_path, form(MARITAL, "Phạm Thị Hoa"))
    igate = tmp_path / "igate.txt"
    igate.write_text(IGATE, encoding="utf-8")
    by = ("--officer", "canbo")

    # Monday morning somebody calls; her name is enough to find the dossier, which "canbo" works on.
    first = counter(
        *by, "followup", "ask", "pham thi hoa", "--means", "telephone", "--asker", "Phạm Thị Hoa",
        "--phone", "0912000017", "--asked", "Bao giờ có kết quả?", "--to", "canbo",
    )  # fmt: skip
    assert (first["code"], first["times"], first["reminder"]) == (dossier["code"], 1, 1)
    assert (first["due"], first["standing"]) == ("2026-11-25T11:30", "open")

    # A letter asks about a dossier that only the official system has; its page is copied and read.
    read = counter("followup", "read", igate)
    assert read["dossiers"][0]["received"] == "2026-03-13T10:56:00"
    assert read["dossiers"][0]["words"] == ["Ngày hẹn trả: 31/04/2026", "Phí: 500.000"]
    assert "31/04/2026" in read["dossiers"][0]["doubts"][0]
    letter = counter(
        *by, "followup", "ask", "--paste", igate, "--means", "paper", "--asker", "Trần Văn Xa",
        "--asked", "Sao quá lâu?",
    )  # fmt: skip
    assert (letter["code"], letter["office"]) == ("", "Chi nhánh Văn phòng đăng ký đất đai")
    paper = tmp_path / "don-doc.pdf"
    counter("followup", "paper", letter["id"], "--out", paper)
    said = flat_text(paper.read_bytes())
    for word in ("PHIẾU ĐÔN ĐỐC", "Số: 02", "H57.132-260804-0583", "Sao quá lâu?", "31/04/2026"):
        assert word in said

    # Wednesday afternoon both are overdue, and the first citizen calls again.
    clock.tick(days=2, hours=5)
    board = counter("board")
    assert [item["standing"] for item in board["unanswered"]] == ["overdue", "overdue"]
    again = counter(
        *by, "followup", "ask", dossier["code"], "--asker", "Phạm Thị Hoa", "--asked", "Xong chưa?",
        "--to", "canbo",
    )  # fmt: skip
    assert (again["times"], again["reminder"]) == (2, 2)

    # The officer had answered in time, on paper; the citizen is told now. A wrong one is taken back.
    done = counter(
        *by,
        "followup",
        "answer",
        first["id"],
        "Thứ Sáu có",
        "--by",
        "Lê Nam",
        "--at",
        "2026-11-25T11:00",
    )
    assert (done["standing"], done["told"]) == ("in_time", None)
    assert counter("followup", "tell", first["id"])["told"] == "2026-11-25T14:00"
    assert counter("followup", "void", again["id"], "--reason", "Ghi hai lần")["standing"] == "void"
    assert counter.refused("followup", "answer", again["id"], "x")["rule"] == "void"
    assert [item["id"] for item in counter("followup", "list")["followups"]] == [letter["id"]]

    # The evening names what waits; the report of the days has it all.
    counter("close-day")
    assert counter("report", "followups", "--from", "2026-11-23", "--to", "2026-11-25")
    timeline = counter.run("--data", counter.data, "show", dossier["code"]).output
    assert "Công dân hỏi về hồ sơ, lần 1 (qua điện thoại)" in timeline
    assert counter("check")["problems"] == []


def test_what_is_not_certain_is_refused_with_the_next_step(
    counter: Terminal, tmp_path: Path
) -> None:
    for name in ("Nguyễn Văn Trùng", "Nguyễn Văn Trùng"):
        counter.receive(tmp_path, form(MARITAL, name))
    ask = ("--officer", "canbo", "followup", "ask")
    who = ("--asker", "Lê Hỏi", "--asked", "Bao giờ?")
    assert counter.refused(*ask, "nguyen van trung", *who)["rule"] == "many"
    assert counter.refused(*ask, "H57.132-260804-0583", *who)["field"] == "code"
    assert counter.refused(*ask, "--official", "H57.132-2608", *who)["rule"] == "official_pattern"
    assert counter.refused(*ask, *who)["rule"] == "dossier"
    two = tmp_path / "hai.txt"
    two.write_text("H57.132-260804-0583\n\nH57.132-260804-0584\n", encoding="utf-8")
    assert counter.refused(*ask, "--paste", two, *who)["rule"] == "pasted"
    chosen = counter(
        *ask, "--paste", two, "--official", "H57.132-260804-0584", "--office", "Đất đai", *who
    )
    assert chosen["official_code"] == "H57.132-260804-0584"
    assert counter.refused("followup", "answer", 999, "x")["rule"] == "followup"
