"""``certify``: who may sign, months on paper, the lock of the year, as the terminal has them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from counter_app.domain.clock import LOCAL, FixedClock
from tests.cli.terminal import Terminal
from tests.printing.reading import flat_text


def test_nd_280_2025_an_authorisation_is_put_down_listed_and_ended(terminal: Terminal) -> None:
    assert terminal("certify", "authorities")["authorisations"] == []
    given = ("certify", "authorise", "canbo", "--from", "2026-11-23")
    assert terminal.refused(*given)["field"] == "number"
    document = ("--number", "12/QĐ-UBND", "--issued-on", "2026-11-20")
    done = terminal(*given, *document, "--for", "chung-thuc-ban-sao")
    assert (done["officer"], done["capacity"], done["books"]) == (
        "canbo",
        "tuq",
        ["chung-thuc-ban-sao"],
    )
    (line,) = terminal("certify", "--signer", "canbo")["certifications"]
    assert (line["capacity"], line["position"]) == ("tuq", "Công chức")
    assert line["document"] == "số 12/QĐ-UBND ngày 20/11/2026"
    said = terminal("certify", "testimony", 1)["testimony"]
    assert "TUQ. CHỦ TỊCH\nCÔNG CHỨC\n" in said
    sign = ("certify", "--procedure", "2.000884", "--name", "Lê Ánh", "--signer", "canbo")
    assert terminal.refused(*sign)["rule"] == "authority"
    end = ("certify", "end-authority", done["id"], "--to", "2026-11-23")
    assert terminal.refused(*end)["field"] == "reason"
    assert terminal(*end, "--reason", "Chuyển công tác")["until"] == "2026-11-23"
    assert terminal("certify", "authorities")["authorisations"][0]["until"] == "2026-11-23"
    text = terminal.run("--data", terminal.data, "certify", "authorities").stdout
    assert "TUQ. CHỦ TỊCH CÔNG CHỨC" in text


def test_nd_23_2015_dieu_13_a_year_s_book_is_printed_and_locked(
    terminal: Terminal, clock: FixedClock, tmp_path: Path
) -> None:
    terminal("certify", "--documents", 2)
    november = ("certify", "print-month", 11, "--out", tmp_path / "11.pdf")
    assert terminal.refused(*november)["rule"] == "running"
    clock.set(datetime(2026, 12, 1, 9, tzinfo=LOCAL))
    done = terminal(*november)
    assert (done["first_page"], done["first_number"], done["last_number"]) == (1, 1, 2)
    assert (done["changes"], done["warning"]) == ([], "")
    before = (tmp_path / "11.pdf").read_bytes()
    terminal("certify", "void", 1, "--reason", "Hỏng")
    again = terminal(*november, "--force")
    assert again["sha256"] == done["sha256"]
    assert len(again["changes"]) == 1
    assert (tmp_path / "11.pdf").read_bytes() == before
    terminal("certify")
    clock.set(datetime(2026, 12, 31, 15, tzinfo=LOCAL))
    page = tmp_path / "khoa.pdf"
    assert terminal.refused("certify", "lock-page", "--out", page)["rule"] == "open"
    lock = terminal("certify", "lock", "--out", page)
    assert (lock["entries"], lock["voided"], lock["approved_by"]) == (2, 1, "canbo")
    assert lock["last_page"] == lock["month"]["last_page"] + 1
    assert "tháng 12" in flat_text(Path(lock["month_file"]).read_bytes())
    locked = page.read_bytes()
    terminal("certify", "lock-page", "--out", page, "--force")
    assert page.read_bytes() == locked
    assert terminal.refused("certify")["rule"] == "locked"
    late = terminal("certify", "--after-lock", "Công dân đến muộn")["certifications"][0]
    assert (late["number"], late["after_lock"]) == (4, "Công dân đến muộn")
    void = ("certify", "void", 2, "--reason", "Hỏng")
    assert terminal.refused(*void)["rule"] == "locked"
    assert terminal(*void, "--after-lock")["void_approved_by"] == "canbo"
    told = terminal("certify", "months")
    assert told["lock"]["entries"] == 2
    assert [item["state"] for item in told["months"][-2:]] == ["printed", "unprinted"]
    said = terminal.run("--data", terminal.data, "certify", "months").stdout
    assert "Đã khóa sổ ngày 31/12/2026" in said


def test_an_unlocked_book_is_on_the_board(terminal: Terminal, clock: FixedClock) -> None:
    terminal("certify")
    clock.set(datetime(2027, 1, 4, 8, tzinfo=LOCAL))
    assert terminal("board")["unlocked"] == ["chung-thuc-ban-sao/2026"]
    said = terminal.run("--data", terminal.data, "board").stdout
    assert "Sổ chứng thực bản sao từ bản chính năm 2026 chưa khóa" in said
