"""``certify``, ``ask`` and ``fee``."""

from __future__ import annotations

from pathlib import Path

from counter_app.domain.clock import FixedClock
from tests.cli.terminal import Terminal, form
from tests.printing.reading import flat_text


def test_a_copy_is_certified_listed_and_made_void(terminal: Terminal, clock: FixedClock) -> None:
    done = terminal("certify", "--pages", 4, "--copies", 3, "--documents", 2, "--receipt", "12")
    assert terminal.refused("certify", "--start", 90)["rule"] == "start"
    assert done["fee"] == 36_000
    assert [item["number"] for item in done["certifications"]] == [1, 2]
    assert done["certifications"][0]["book"] == "chung-thuc-ban-sao/2026"
    clock.tick(minutes=1)
    void = terminal("certify", "void", 1, "--reason", "Sai số trang")
    assert (void["number"], void["voided"]) == (1, "2026-11-23T09:01:00")
    assert terminal("certify", "--pages", 1)["certifications"][0]["number"] == 3
    listed = terminal("certify", "list", "--from", "2026-11-23", "--to", "2026-11-23")
    assert [(item["number"], item["void_reason"]) for item in listed["certifications"]] == [
        (1, "Sai số trang"),
        (2, ""),
        (3, ""),
    ]
    assert terminal("certify", "list", "--from", "2026-11-24")["certifications"] == []


def test_a_signature_needs_a_name_and_has_a_book_of_its_own(terminal: Terminal) -> None:
    sign = ("certify", "--procedure", "2.000884", "--title", "Giấy ủy quyền")
    assert terminal.refused(*sign)["field"] == "applicant"
    (done,) = terminal(*sign, "--name", "Lê Ánh", "--volume", 2)["certifications"]
    assert (done["book"], done["number"], done["volume"]) == ("chung-thuc-chu-ky/2026", 1, 2)
    assert (done["applicant"], done["title"], done["fee"]) == ("Lê Ánh", "Giấy ủy quyền", 10_000)
    void = ("certify", "void", 1, "--reason", "Hỏng")
    assert terminal.refused(*void)["field"] == "number"
    assert terminal(*void, "--book", "chung-thuc-chu-ky")["void_reason"] == "Hỏng"
    erase = ("certify", "erase", 1, "--reason", "Theo yêu cầu", "--book", "chung-thuc-chu-ky")
    refused = terminal.refused(*erase)
    assert (refused["rule"], "23/2015" in refused["message"]) == ("kept", True)
    erased = terminal(*erase, "--although-kept")
    assert (erased["title"], erased["number"]) == ("", 1)
    assert erased["applicant"] != "Lê Ánh"
    assert terminal.refused("certify", "--documents", 0)["field"] == "documents"


def test_certifying_says_number_book_and_fee_in_words(terminal: Terminal) -> None:
    said = terminal.run("--data", terminal.data, "certify", "--pages", 4, "--copies", 3).stdout
    assert "Số chứng thực 1, Sổ chứng thực bản sao từ bản chính, quyển 1/2026" in said
    assert "18.000 đ (Mười tám nghìn đồng)" in said
    listed = terminal.run("--data", terminal.data, "certify", "list").stdout
    assert "4 trang, 3 bản" in listed


def test_a_question_is_counted_and_closes_the_ticket(terminal: Terminal) -> None:
    assert terminal("ask", "3")["topic"] == "Đất đai, xây dựng"
    terminal("ticket", "take", "A")
    assert terminal.refused("ask", "1", "--ticket", "A001")["rule"] == "ticket_state"
    terminal("ticket", "call")
    asked = terminal("ask", "cư trú", "--ticket", "a001")
    assert (asked["topic"], asked["ticket"]["state"], asked["today"]) == ("Cư trú", "done", 2)
    assert terminal.refused("ask", "gì đó")["field"] == "topic"


def test_fees_are_collected_refunded_and_shown(terminal: Terminal, tmp_path: Path) -> None:
    first, second = terminal.receive(
        tmp_path, form("2.000815", pages=4, copies=3), form("2.000815", "Lê Ánh")
    )
    code = first["code"]
    assert terminal("fee", "show", code)["owed"] == 18_000
    paid = terminal("fee", "collect", code, "--amount", 8_000, "--receipt", "77")
    assert (paid["collected"], paid["owed"], paid["warning"]) == (8_000, 10_000, "")
    warned = terminal("fee", "collect", second["code"], "--receipt", "77", "--method", "transfer")
    assert code in warned["warning"]
    assert warned["entries"][0]["method"] == "transfer"
    assert terminal.refused("fee", "refund", code, "--amount", 1)["field"] == "reason"
    back = terminal("fee", "refund", code, "--amount", 3_000, "--reason", "Thu thừa")
    assert (back["refunded"], back["owed"]) == (3_000, 13_000)
    over = ("fee", "refund", code, "--amount", 6_000, "--reason", "Rút")
    assert terminal.refused(*over)["rule"] == "refund_over"
    shown = terminal.run("--data", terminal.data, "fee", "show", code).stdout
    assert "Đã thu 8.000 đ, đã hoàn 3.000 đ, còn phải thu 13.000 đ." in shown


def test_a_visit_s_note_is_drawn_by_one_of_its_numbers(terminal: Terminal, tmp_path: Path) -> None:
    terminal("certify", "--pages", 4, "--documents", 2, "--name", "Lê Ánh", "--receipt", "12")
    out = tmp_path / "giay" / "phieu.pdf"
    answer = terminal("certify", "note", 2, "--out", out)
    text = flat_text(out.read_bytes())
    assert answer == {"file": str(out), "bytes": len(out.read_bytes())}
    assert "Lê Ánh" in text
    assert "12.000" in text
    assert terminal.refused("certify", "note", 3, "--out", out)["field"] == "number"


def test_a_certification_is_paid_later_by_its_number(terminal: Terminal) -> None:
    terminal("certify", "--pages", 4)
    code = "chung-thuc-ban-sao/2026/1"
    assert terminal("fee", "show", code)["owed"] == 6_000
    assert terminal("fee", "collect", code, "--receipt", "5")["owed"] == 0
    assert terminal("fee", "refund", code, "--reason", "Thu nhầm")["owed"] == 6_000
    assert terminal.refused("fee", "show", "chung-thuc-ban-sao/2026/2")["field"] == "number"
    assert terminal.refused("fee", "show", "T99001-261123-019999")["field"] == "code"
