"""What happens at a counter beside the plain day, told by the command line; papers are read back.

The other half is in ``test_further_situations_by_command_line``.
"""

from __future__ import annotations

import pytest

from tests.printing.reading import flat_text, scan
from tests.scenarios.spoken import SpokenCounter

BIRTH, MARRIAGE, COPIES = "1.001193", "1.000894", "2.000815"
LAND = "1.012812"
"""Thirty calendar days."""
HOLIDAY = "24/11 (Ngày Văn hóa Việt Nam)"


def test_a_birth_registered_after_three_on_the_eve_of_a_holiday(spoken: SpokenCounter) -> None:
    spoken.at("23/11 14:59")
    assert spoken.take_in(BIRTH)["due"] == "2026-11-23T17:30"
    spoken.at("23/11 15:01")
    dossier = spoken.take_in(BIRTH, "Lê Thị Muộn")
    assert dossier["due"] == "2026-11-25T17:30"
    words = ("--received", "2026-11-23T15:01", "--limit", "same-day", "--cutoff", "15:00")
    sentence = spoken("due", *words)["explanation"]
    assert "nhận sau 15:00 nên trả ngày làm việc tiếp theo" in sentence
    assert HOLIDAY in sentence
    assert sentence.endswith("17:30 thứ Tư 25/11/2026")
    receipt = spoken.paper("01", dossier["code"])
    assert "17 giờ 30 phút, ngày 25 tháng 11 năm 2026" in receipt
    assert "15 giờ 01 phút, ngày 23 tháng 11 năm 2026" in receipt
    assert f"(Cách tính: {sentence.partition(' → ')[0]})" in receipt, "the day itself stands above"
    assert "Phí, lệ phí: không thu" in receipt
    codes = scan((spoken.papers / "mau-01.pdf").read_bytes())
    assert dossier["barcode"] in codes.values()
    spoken.at("25/11 16:00")
    late, fresh = spoken("board"), dossier["code"]
    assert [row["code"] for row in late["due_today"]] == [fresh]
    spoken("move", fresh, "finish", "--result", "12/KS")
    assert spoken("return", fresh)["state"] == "returned"
    assert spoken.figures("2026-11-25")[4:8] == [1, 0, 1, 0]
    assert spoken.sound()


def test_a_marriage_that_has_to_be_verified(spoken: SpokenCounter) -> None:
    spoken.at("25/11 09:00")
    dossier = spoken.take_in(MARRIAGE)
    code = dossier["code"]
    assert dossier["due"] == "2026-11-25T17:30"
    assert spoken.refused("extend", code, "--reason", " ")["rule"] == "reason"
    spoken.at("25/11 14:00")
    reason = "Xác minh tình trạng hôn nhân ở xã khác"
    extended = spoken("extend", code, "--reason", reason)
    assert (extended["due"], extended["original_due"]) == ("2026-12-02T17:30", "2026-11-25T17:30")
    again = spoken.refused("extend", code, "--reason", "Chưa có trả lời")
    assert (again["rule"], again["kind"]) == ("extended_once", "rule")
    receipt = spoken.paper("01", code)
    assert f"BẢN IN LẠI lần 1 – Lý do: {reason}" in receipt
    assert "17 giờ 30 phút, ngày 02 tháng 12 năm 2026" in receipt
    assert "Gia hạn xác minh theo quy định ngày 25/11/2026: hẹn trả 17:30 thứ Tư 02/12/2026." in (
        receipt
    )
    assert "Cách tính" not in receipt
    assert spoken.paper("06", code).count("ngày 02 tháng 12 năm 2026") == 1
    spoken.at("02/12 10:00")
    assert spoken("board")["overdue"] == []
    spoken("move", code, "finish", "--result", "5/KH")
    assert spoken.figures("2026-12-02")[4:8] == [1, 0, 1, 0]
    assert spoken.table("late", "late", "2026-12-02")["rows"] == []
    (used,) = spoken.table("time-used", "time-used", "2026-12-02")["rows"]
    assert used[3:5] == [1, 1]
    assert used[9] < 100  # percent of the time the law allows, the verification's days included
    steps = [step["text"] for step in spoken("show", code)["timeline"]]
    assert any(reason in text or "Gia hạn" in text for text in steps)
    assert spoken.sound()


def test_a_file_of_two_hundred_pages_is_certified(spoken: SpokenCounter) -> None:
    asked = ("certify", "--pages", 200, "--title", "Hồ sơ dự thầu", "--name", "Công ty Mẫu")
    done = spoken(*asked, "--receipt", "0000123")
    (line,) = done["certifications"]
    assert (done["fee"], line["number"], line["pages"]) == (200_000, 1, 200)
    below = spoken("certify", "--pages", 197, "--copies", 1)
    assert below["fee"] == 2 * 2_000 + 195 * 1_000
    assert spoken("certify", "--pages", 200, "--copies", 3)["fee"] == 600_000
    note = spoken.papers / "phieu-thu.pdf"
    spoken("certify", "note", 1, "--out", note)
    text = flat_text(note.read_bytes())
    for wanted in ("Hồ sơ dự thầu", "Công ty Mẫu", "200.000", "Hai trăm nghìn đồng", "0000123"):
        assert wanted in text, wanted
    paid = spoken("fee", "show", "chung-thuc-ban-sao/2026/1")
    assert (paid["fee"], paid["collected"], paid["owed"]) == (200_000, 200_000, 0)
    assert spoken("fee", "show", "chung-thuc-ban-sao/2026/2")["owed"] == 199_000
    today = "2026-11-23"
    day = spoken.table("day", "day-certifications", today)
    assert day["total"][2:6] == [3, 597, 5, 999_000]
    assert spoken.table("day", "day-cash", today)["total"][3:] == [200_000, 0, 200_000]
    assert spoken.table("certified", "certified", today)["total"][2:6] == [3, 597, 5, 999_000]
    book = spoken.table("certifications", "book-chung-thuc-ban-sao-2026", today)
    assert [(row[0], row[6], row[9]) for row in book["rows"]] == [
        *((1, 200, 200_000), (2, 197, 199_000), (3, 200, 600_000)),
    ]
    assert spoken.sound()


def test_a_file_of_two_hundred_pages_that_cannot_be_done_today(spoken: SpokenCounter) -> None:
    spoken.at("25/11 15:30")
    dossier = spoken.take_in(COPIES, pages=200, copies=2)
    code = dossier["code"]
    assert (dossier["due"], dossier["fee"]) == ("2026-11-26T17:30", 400_000)
    receipt = spoken.paper("01", code)
    assert "17 giờ 30 phút, ngày 26 tháng 11 năm 2026" in receipt
    assert "400.000" in receipt
    longer = spoken("extend", code, "--reason", "Nhiều trang, phải đối chiếu từng trang")
    assert longer["due"] == "2026-11-30T17:30"
    assert "17 giờ 30 phút, ngày 30 tháng 11 năm 2026" in spoken.paper("01", code)
    assert spoken("fee", "collect", code, "--receipt", "0000124")["owed"] == 0
    spoken.at("27/11 10:00")
    spoken("move", code, "finish")
    spoken("return", code)
    assert spoken.figures("2026-11-27")[4:8] == [1, 1, 0, 0]
    assert spoken.table("day", "day-fees", "2026-11-25")["total"][-1] == 400_000
    assert spoken.sound()


def test_a_later_day_is_agreed_in_writing_for_much_to_certify(spoken: SpokenCounter) -> None:
    spoken.at("25/11 10:00")
    paper = "Văn bản thỏa thuận ngày 25/11/2026"
    dossier = spoken.take_in(COPIES, pages=200, copies=50, agreement=paper, limit="5wd")
    code = dossier["code"]
    assert (dossier["due"], dossier["fee"]) == ("2026-12-02T10:00", 10_000_000)
    assert spoken("show", code)["agreement"] == paper
    receipt = spoken.paper("01", code)
    assert paper in receipt
    assert "10 giờ 00 phút, ngày 02 tháng 12 năm 2026" in receipt
    spoken.at("01/12 09:00")
    assert spoken("board")["near"] != []  # one working day is left
    spoken("move", code, "finish")
    assert spoken.figures("2026-12-01")[4:8] == [1, 1, 0, 0]
    assert spoken.sound()


def paused_for_tax(spoken: SpokenCounter) -> str:
    """Received on Wednesday 25/11 at nine, sent for its tax on Monday 30/11 at ten."""
    spoken.at("25/11 09:00")
    dossier = spoken.take_in(LAND, "Trần Văn Đất")
    assert dossier["due"] == "2026-12-25T09:00"
    spoken.at("30/11 10:00")
    waiting = spoken("move", dossier["code"], "financial", "--reason", "Chờ thông báo nộp thuế")
    assert waiting["state"] == "financial"
    return str(dossier["code"])


def not_late(spoken: SpokenCounter, code: str) -> None:
    """On Monday 28/12 the day has passed, and nobody is late."""
    spoken.at("28/12 09:00")
    morning = spoken("board")
    assert (morning["overdue"], morning["apologies"]) == ([], [])
    assert spoken.table("late", "late-pending", "2026-12-28")["rows"] == []
    assert spoken.figures("2026-12-28")[-3:] == [1, 1, 0]
    assert spoken("show", code)["state"] == "financial"


SHIFTED = ("2027-01-22T08:00", "Giải quyết tiếp ngày 28/12/2026")
"""A limit of thirty days counts every day: it moves by all the time from 30/11 at ten to 28/12 at nine."""


@pytest.mark.parametrize(
    ("settled", "expected"),
    [
        ("nowhere", SHIFTED),
        ("by the office", SHIFTED),
        ("by the procedure", SHIFTED),
        ("for papers only", SHIFTED),
    ],
)
def test_a_land_dossier_waits_for_its_tax(
    spoken: SpokenCounter, settled: str, expected: tuple[str, str]
) -> None:
    if settled == "by the office":
        spoken("settings", "set", "resume_policy=shift")
    if settled == "by the procedure":
        spoken.learn(LAND, "Tính hạn sau bổ sung", "Lùi hạn đúng bằng thời gian chờ")
    if settled == "for papers only":
        spoken.learn(LAND, "Tính hạn sau bổ sung", "Tính lại từ đầu")
    code = paused_for_tax(spoken)
    not_late(spoken, code)
    resume = ("move", code, "resume", "--reason", "Đã nộp tiền sử dụng đất")
    assert spoken.refused(*resume)["rule"] == "year_not_confirmed"
    spoken("calendar", "confirm", 2027, "--source", "Thông báo nghỉ Tết 2027")
    again = spoken(*resume)
    assert (again["state"], again["due"]) == ("processing", expected[0])
    assert again["original_due"] == "2026-12-25T09:00"
    receipt = spoken.paper("01", code, "--reason", "Ngày hẹn mới sau khi nộp thuế")
    assert expected[1] in receipt
    day = int(expected[0][8:10])
    assert f"giờ 00 phút, ngày {day} tháng 01 năm 2027" in receipt
    assert "Cách tính" not in receipt
    spoken.at(f"{day}/01/2027 15:00")
    spoken("move", code, "finish", "--result", "3/BB-HG")
    assert spoken.figures(f"2027-01-{day}")[4:8] == [1, 0, 1, 0]
    assert spoken.sound()


def ready(spoken: SpokenCounter) -> str:
    """A result that waits for its citizen on Monday at eleven."""
    code = str(spoken.take_in(BIRTH)["code"])
    spoken.at("23/11 11:00")
    spoken("move", code, "finish", "--result", "7/KS")
    return code


def test_the_receipt_was_lost(spoken: SpokenCounter) -> None:
    code = ready(spoken)
    (found,) = spoken("find", "0017")["dossiers"]
    assert found["code"] == code
    lost = ("return", code, "--lost-receipt", "--force", "--slip", spoken.papers / "tra.pdf")
    refused = spoken.refused(*lost)
    assert (refused["kind"], refused["field"]) == ("rule", "identity_checked")
    assert spoken("show", code)["state"] == "finished"
    done = spoken(*lost, "--identity-checked", "CCCD 001090000017")
    assert done["state"] == "returned"
    assert done["collector"]["lost_receipt"] is True
    slip = flat_text((spoken.papers / "tra.pdf").read_bytes())
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả: người nhận báo mất" in slip
    assert "Giấy tờ đã đối chiếu: CCCD 001090000017" in slip
    assert "7/KS" in slip
    assert spoken.refused(*lost, "--identity-checked", "CCCD")["rule"] == "move"
    assert spoken.sound()


def test_somebody_else_comes_with_a_letter_of_authority(spoken: SpokenCounter) -> None:
    code = ready(spoken)
    barcode = spoken("show", code)["barcode"]
    done = spoken(
        *("return", barcode, "--collector", "Phạm Thị Thay", "--id", "001195000029"),
        *("--phone", "0987000029", "--authorisation", "Giấy ủy quyền số 15 ngày 20/11/2026"),
        *("--slip", spoken.papers / "tra.pdf"),
    )
    taker = done["collector"]
    assert (taker["name"], taker["authorised"]) == ("Phạm Thị Thay", True)
    slip = flat_text((spoken.papers / "tra.pdf").read_bytes())
    for wanted in ("Phạm Thị Thay", "001195000029", "Giấy ủy quyền số 15 ngày 20/11/2026"):
        assert wanted in slip, wanted
    assert "đã mất" not in slip
    (row,) = spoken.table("register", "register", "2026-11-23")["rows"]
    assert "Phạm Thị Thay" in str(row[-1])
    assert spoken.sound()
