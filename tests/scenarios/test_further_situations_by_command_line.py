"""Mistakes, lateness, other offices, people who never come, and rules that change, told by the command line."""

from __future__ import annotations

from pathlib import Path

from counter_app.desk.office.founding import FIRST_PASSWORD
from tests.printing.reading import flat_text
from tests.scenarios.spoken import PHONE, SpokenCounter

BIRTH, MARITAL = "1.001193", "1.004873"
NEIGHBOUR = "UBND xã Bình Minh"


def withdrawn_by_mistake(spoken: SpokenCounter) -> str:
    """Lan withdraws the wrong dossier on Monday morning; its slip is issued."""
    spoken.employ("lan")
    code = str(spoken.take_in(MARITAL)["code"])
    spoken("move", code, "hand", "--to", "lan")
    spoken.at("23/11 10:00")
    wrong = spoken(
        "--officer", "lan", "move", code, "withdraw", "--reason", "Công dân xin rút hồ sơ"
    )
    assert (wrong["state"], wrong["handler"]) == ("withdrawn", "lan")
    slip = spoken.paper("05", code)
    assert "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ" in slip
    assert "Công dân xin rút hồ sơ" in slip
    return code


def restored(spoken: SpokenCounter, code: str) -> None:
    """The dossier stands as before the mistake, and the slip is worth nothing."""
    shown = spoken("show", code)
    assert (shown["state"], shown["handler"]) == ("processing", "lan")
    assert shown["due"] == shown["original_due"] == "2026-11-27T09:05"
    slips = {job["document"]: job["state"] for job in shown["prints"]}
    assert slips["stop"] == "void"
    out = spoken.papers / "mau-05.pdf"
    assert spoken.refused("form", "05", code, "--out", out, "--force")["rule"] == "not_issued"


def test_the_wrong_dossier_was_withdrawn_and_it_is_seen_at_once(spoken: SpokenCounter) -> None:
    code = withdrawn_by_mistake(spoken)
    undo = ("--officer", "lan", "revert", code)
    assert spoken.refused(*undo, "--reason", " ")["rule"] == "reason"
    spoken.at("23/11 10:05")
    spoken(*undo, "--reason", "Rút nhầm hồ sơ, công dân cùng tên")
    restored(spoken, code)
    spoken.at("23/11 17:30")
    totals = spoken("close-day")["totals"]
    assert (totals["received"], totals["withdrawn"], totals["pending_not_due"]) == (1, 0, 1)
    assert spoken.table("withdrawals", "withdrawals", "2026-11-23")["rows"] == []
    assert spoken.sound()


def test_the_wrong_dossier_was_withdrawn_and_it_is_seen_the_next_day(
    spoken: SpokenCounter,
) -> None:
    code = withdrawn_by_mistake(spoken)
    spoken.at("23/11 17:30")
    assert spoken("close-day")["totals"]["withdrawn"] == 1
    first_day = ("2026-11-23", [1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0])
    assert spoken.figures(first_day[0]) == first_day[1]
    spoken.at("25/11 08:00")
    reason = ("--reason", "Rút nhầm hồ sơ")
    assert spoken.refused("--officer", "lan", "revert", code, *reason)["rule"] == "revert"
    backdated = (*reason, "--at", "2026-11-23T16:00")
    late = spoken.refused("--officer", "canbo", "revert", code, *backdated)
    assert late["rule"] == "sealed_day"
    spoken("--officer", "canbo", "revert", code, *reason)
    restored(spoken, code)
    assert spoken.figures(first_day[0]) == first_day[1]
    (line,) = spoken.table("withdrawals", "withdrawals", "2026-11-23")["rows"]
    assert line[1] == code
    assert spoken.figures("2026-11-25") == [1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0]
    assert spoken.table("withdrawals", "withdrawals", "2026-11-25")["rows"] == []
    steps = spoken("show", code)["timeline"]
    assert any(step["act"] == "revert" and step["officer"] == "canbo" for step in steps)
    spoken.at("25/11 17:30")
    totals = spoken("close-day")["totals"]
    assert (totals["opening"], totals["withdrawn"], totals["pending_not_due"]) == (1, 0, 1)
    assert spoken.sound()


def test_a_dossier_will_be_late_and_the_citizen_is_told_before(spoken: SpokenCounter) -> None:
    spoken.employ("lan")
    code = str(spoken.take_in(MARITAL, "Lê Thị Đợi")["code"])  # promised for Friday 27/11
    spoken("move", code, "hand", "--to", "lan")
    spoken.at("25/11 08:00")
    assert spoken("board")["near"] == []
    spoken.at("26/11 08:00")
    assert spoken("board")["apologies"] == []
    (owed,) = spoken("board")["near"]
    assert (owed["code"], owed["phone"], owed["due"]) == (code, PHONE, "2026-11-27T09:05")
    sorry = ("apologise", code, "--reason", "Chờ văn bản trả lời của xã khác")
    (told,) = spoken("--officer", "lan", *sorry)["apologies"]
    assert (told["due"], told["reappointed_to"]) == ("2026-11-27T09:05", "2026-12-02T17:30")
    slip = spoken.paper("04", code)
    for wanted in (
        *("Số: 01/PXL", "Lê Thị Đợi", "Chờ văn bản trả lời của xã khác"),
        "17 giờ 30 phút, ngày 02 tháng 12 năm 2026",
    ):
        assert wanted in slip, wanted
    assert spoken("board")["near"] == []
    assert spoken.refused("--officer", "lan", *sorry)["rule"] == "reappointed_once"
    assert spoken.refused("--officer", "canbo", *sorry)["rule"] == "reappointed_once"
    spoken.at("01/12 09:00")
    assert spoken.figures("2026-12-01")[-3:] == [1, 0, 1]
    done = spoken("--officer", "lan", "move", code, "finish", "--result", "9/XN")
    assert (done["state"], done["late_reason"]) == ("finished", "Chờ văn bản trả lời của xã khác")
    (row,) = spoken.table("late", "late", "2026-12-01")["rows"]
    assert row[1] == code
    assert row[4:9] == [
        *("2026-11-27", "2026-12-01", 4, "Chờ văn bản trả lời của xã khác"),
        "Số 1, 26/11/2026; hẹn lại 02/12/2026",
    ]
    # Done before the day named in the apology, and late all the same.
    assert spoken.figures("2026-12-01")[4:8] == [1, 0, 0, 1]
    assert spoken.sound()


def test_a_second_apology_is_a_leader_s_exception(spoken: SpokenCounter) -> None:
    spoken.employ("lan")
    code = str(spoken.take_in(MARITAL)["code"])
    spoken.at("26/11 08:00")
    spoken("--officer", "lan", "apologise", code, "--reason", "Chờ xác minh", "--days", 1)
    spoken.at("02/12 08:00")
    (again,) = spoken("board")["again"]
    assert again["code"] == code
    own = ("--officer", "lan", "apologise", code, "--reason", "Vẫn chờ xác minh")
    assert spoken.refused(*own, "--override")["kind"] == "rule"
    words = ("--data", spoken.data, *own, "--approver", "canbo")
    spoken.run(*words, typed="doan-mo\n", code=1)
    assert spoken("show", code)["reappointments"] == 1
    spoken.run(*words, typed=f"{FIRST_PASSWORD}\n")
    assert spoken("show", code)["reappointments"] == 2
    assert "Số: 02/PXL-UBND" in spoken.paper("04", code)
    (row,) = spoken.table("overrides", "overrides", "2026-12-02")["rows"]
    assert code in row
    assert spoken.sound()


def test_a_dossier_is_received_for_the_neighbouring_commune(spoken: SpokenCounter) -> None:
    spoken("settings", "set", f'partners=["{NEIGHBOUR}"]')
    first, second = (
        spoken.take_in(MARITAL, name, resolver=NEIGHBOUR) for name in ("Lê Một", "Lê Hai")
    )
    assert (first["resolver"], first["holder"]["officer"]) == (NEIGHBOUR, "canbo")
    one, two = first["code"], second["code"]
    give = ("handover", "give", first["barcode"], second["barcode"], "--purpose", "forward")
    assert (
        spoken.refused(*give, "--to", "canbo")["rule"] == "same"
    )  # who gives it is who took it in
    sheet = spoken(*give, "--to", NEIGHBOUR)
    assert (sheet["number"], sheet["count"], sheet["missing"]) == ("1/2026", 2, 2)
    out = spoken.papers / "ban-giao.pdf"
    spoken("handover", "show", "1", "--pdf", out)
    text = flat_text(out.read_bytes())
    for wanted in ("BIÊN BẢN BÀN GIAO HỒ SƠ", NEIGHBOUR, one, two, "Hai bên bàn giao 02 hồ sơ"):
        assert wanted in text, wanted
    spoken.at("23/11 14:00")
    assert spoken("handover", "take", "1", one)["missing"] == 1
    assert spoken("handover", "holders")["alarms"] == []
    spoken.at("25/11 14:00")
    (alarm,) = spoken("handover", "holders")["alarms"]
    assert (alarm["code"], alarm["sheet"]) == (two, "1/2026")
    assert alarm["minutes"] == (11 * 60 + 30 - 545) + 4 * 60 + 4 * 60 + 30
    spoken("handover", "take", "1", two, "--recall")
    assert spoken("handover", "holders")["alarms"] == []
    spoken.at("27/11 08:30")
    back = ("handover", "give", one, "--purpose", "back", "--from", NEIGHBOUR, "--to", "canbo")
    assert spoken(*back, "--taken")["missing"] == 0
    spoken("move", one, "finish", "--result", "31/XN", "--agency", NEIGHBOUR)
    assert spoken("return", one)["state"] == "returned"
    control = spoken.paper("06", one)
    legs = control[control.index("Thời gian giao nhận hồ sơ") :]
    told = (
        *("Giao: Trung tâm Phục vụ hành chính công cấp xã 09 giờ 05 phút, ngày 23/11/2026",),
        f"Nhận: {NEIGHBOUR} 14 giờ 00 phút, ngày 23/11/2026",
        f"Giao: {NEIGHBOUR} 08 giờ 30 phút, ngày 27/11/2026",
        "Nhận: Trung tâm Phục vụ hành chính công cấp xã 08 giờ 30 phút, ngày 27/11/2026",
        "đúng hạn",
    )
    for wanted in told:
        assert wanted in legs, wanted
        legs = legs[legs.index(wanted) + len(wanted) :]
    assert control.count("trước hạn") == 1, (
        "the form's head; nothing was resolved when it was passed on"
    )
    assert f"Cơ quan (bộ phận) giải quyết hồ sơ: {NEIGHBOUR}" in control
    assert spoken.sound()


def test_nobody_brings_what_was_asked_for(spoken: SpokenCounter) -> None:
    code = str(spoken.take_in(MARITAL)["code"])
    asked = ("move", code, "supplement", "--reason", "Chưa rõ hôn nhân trước", "--until")
    spoken(*asked, "2026-12-01", "--missing", "Bản án ly hôn|Tòa án nhân dân|1")
    slip = spoken.paper("02", code)
    assert "Nơi cấp" in slip
    assert "Bản án ly hôn 01 Tòa án nhân dân" in slip
    assert "đến hết ngày 01 tháng 12 năm 2026" in slip
    spoken.at("01/12 17:00")
    assert spoken("board")["lapsed"] == []
    close = ("close-lapsed", "--all", "--reason", "Hết hạn bổ sung")
    assert spoken(*close)["closed"] == []
    assert spoken.refused("close-lapsed", code, "--reason", "Trước hạn")["rule"] == "not_lapsed"
    spoken.at("02/12 08:00")
    morning = spoken("board", "--out", spoken.papers)
    assert [(row["code"], row["phone"]) for row in morning["lapsed"]] == [(code, PHONE)]
    assert morning["overdue"] == []
    pdf = next(Path(path) for path in morning["files"] if path.endswith(".pdf"))
    assert "Quá hạn bổ sung, đề nghị kết thúc" in flat_text(pdf.read_bytes())
    assert spoken(*close)["closed"] == [code]
    notice = spoken.paper("05", code)
    assert "Do hồ sơ không được hoàn thiện trong thời hạn đã thông báo" in notice
    assert spoken.figures("2026-12-02")[4:8] == [1, 0, 1, 0]
    (row,) = spoken.table("withdrawals", "withdrawals", "2026-12-02")["rows"]
    assert (row[1], row[5]) == (code, "Kết thúc, trả lại hồ sơ")
    spoken.at("03/12 08:00")
    assert spoken("board")["waiting"] == []
    assert spoken.sound()


def test_nobody_comes_for_a_result(spoken: SpokenCounter) -> None:
    old, fresh = (str(spoken.take_in(BIRTH, name)["code"]) for name in ("Lê Quên", "Lê Mới"))
    spoken("move", old, "finish", "--result", "1/KS")
    spoken("shelf", "put", "Kệ B2", old)
    spoken.at("03/12 09:00")
    assert spoken("board")["uncollected"] == []  # ten days, not more
    spoken("move", fresh, "finish", "--reason", "Máy hỏng")
    spoken("shelf", "put", "Kệ A1", fresh)
    spoken.at("04/12 09:00")
    morning = spoken("board", "--out", spoken.papers)
    (row,) = morning["uncollected"]
    assert (row["code"], row["phone"], row["waited_days"]) == (old, PHONE, 11)
    assert {line["code"] for line in morning["ready"]} == {old, fresh}
    pdf = next(Path(path) for path in morning["files"] if path.endswith(".pdf"))
    calls = flat_text(pdf.read_bytes())
    assert "DANH SÁCH GỌI ĐIỆN MỜI NHẬN KẾT QUẢ" in calls
    assert f"Lê Quên {PHONE} Đăng ký khai sinh 23/11/2026 11" in calls
    picked = spoken("shelf", "list", "--pdf", spoken.papers / "lay.pdf")["dossiers"]
    assert [(item["shelf"], item["code"]) for item in picked] == [("Kệ A1", fresh), ("Kệ B2", old)]
    assert f"Kệ B2 {old} Lê Quên" in flat_text((spoken.papers / "lay.pdf").read_bytes())
    spoken("return", old)
    assert [item["code"] for item in spoken("shelf", "list")["dossiers"]] == [fresh]
    assert spoken("board")["uncollected"] == []
    assert spoken.sound()


def issued(spoken: SpokenCounter, folder: str) -> dict[str, bytes]:
    """November's reports as written to files: name → content."""
    for name in ("register", "late", "II.06a", "fees"):
        period = ("--from", "2026-11-01", "--to", "2026-11-30")
        assert spoken("report", name, *period, "--out", spoken.papers / folder)["final"] is True
    return {path.name: path.read_bytes() for path in (spoken.papers / folder).iterdir()}


def test_a_name_is_corrected_after_the_receipt_was_printed(spoken: SpokenCounter) -> None:
    code = str(spoken.take_in(MARITAL, "Trần Thị Hường", fee=15_000)["code"])
    assert "Trần Thị Hường" in spoken.paper("01", code)
    spoken.at("05/12 09:00")
    before = issued(spoken, "truoc")
    assert {Path(name).suffix for name in before} == {".pdf", ".xlsx"}
    assert len(before) == 8
    spoken.at("07/12 09:00")
    change = ("correct", code, "--set", "applicant.name=Trần Thị Hương")
    assert spoken.refused(*change, "--reason", " ")["rule"] == "reason"
    corrected = spoken(*change, "--set", "fee=8000", "--reason", "Gõ nhầm dấu so với căn cước")
    assert (corrected["name"], corrected["fee"]) == ("Trần Thị Hương", 8_000)
    receipt = spoken.paper("01", code, "--reason", "Đính chính họ tên")
    for wanted in (
        *("BẢN IN LẠI lần 1 – Lý do: Đính chính họ tên", "Trần Thị Hương", "8.000"),
        "Đã đính chính ngày 07/12/2026: người nộp, phí, lệ phí.",
    ):
        assert wanted in receipt, wanted
    assert "Hường" not in receipt
    assert issued(spoken, "sau") == before
    november = flat_text(before["so-theo-doi-ho-so-20261101-20261130.pdf"])
    assert "Trần Thị Hường" in november
    told = spoken("show", code)["timeline"]
    assert any("Trần Thị Hường → Trần Thị Hương" in step["text"] for step in told)
    assert spoken("find", "hương")["dossiers"][0]["code"] == code
    assert spoken.sound()


def test_the_office_changes_its_hours_within_the_year(spoken: SpokenCounter) -> None:
    spoken.at("26/11 11:20")
    spoken.learn(MARITAL, "Tính hạn sau bổ sung", "Tính lại từ đầu")
    before_noon = spoken.take_in(MARITAL, "Lê Trưa")
    spoken.at("26/11 14:00")
    kept = spoken.take_in(MARITAL, "Lê Giữ")
    waits = spoken.take_in(MARITAL, "Lê Chờ")
    spoken("move", waits["code"], "supplement", "--reason", "Thiếu giấy")
    spoken.at("30/11 16:00")
    evening = spoken.take_in(BIRTH, "Lê Chiều")
    assert (before_noon["due"], evening["due"]) == ("2026-12-01T11:20", "2026-12-01T17:30")
    winter = ("--from", "2026-12-01", "--set", "1-5 07:00-11:00 13:00-16:30")
    tried = spoken("calendar", "hours", *winter, "--dry-run")
    assert (tried["saved"], len(tried["affected"])) == (False, 2)
    assert spoken("calendar", "affected")["affected"] == []
    assert spoken("calendar", "hours", *winter)["affected"] == tried["affected"]
    named = spoken("calendar", "affected", "--out", spoken.papers)
    listed = [(item["code"], item["old"], item["new"]) for item in named["affected"]]
    assert sorted(listed) == [
        (before_noon["code"], "2026-12-01T11:20", "2026-12-01T11:00"),
        (evening["code"], "2026-12-01T17:30", "2026-12-01T16:30"),
    ]
    assert {item["phone"] for item in named["affected"]} == {PHONE}
    assert [item["code"] for item in named["not_counted"]] == [waits["code"]]
    pdf = next(Path(path) for path in named["files"] if path.endswith(".pdf"))
    calls = flat_text(pdf.read_bytes())
    for wanted in ("HỒ SƠ PHẢI TÍNH LẠI NGÀY HẸN TRẢ", "Lê Trưa", "Lê Chiều", PHONE):
        assert wanted in calls, wanted
    assert "Lê Giữ" not in calls
    assert spoken("show", evening["code"])["due"] == "2026-12-01T17:30"
    codes = [item["code"] for item in named["affected"]]
    reason = "Đổi giờ làm việc mùa đông"
    spoken.employ("lan")
    lan = ("--officer", "lan", "calendar", "recompute", *codes, "--reason", reason)
    assert spoken.refused(*lan)["kind"] == "rule"
    done = spoken("calendar", "recompute", *codes, kept["code"], "--reason", reason)
    assert {item["code"] for item in done["recomputed"]} == set(codes)
    receipt = spoken.paper("01", evening["code"])
    for wanted in (
        *(f"BẢN IN LẠI lần 1 – Lý do: {reason}", "16 giờ 30 phút, ngày 01 tháng 12 năm 2026"),
        "Tính lại thời hạn ngày 30/11/2026: hẹn trả 16:30 thứ Ba 01/12/2026.",
    ):
        assert wanted in receipt, wanted
    for untouched in (kept, waits):
        shown = spoken("show", untouched["code"])
        assert shown["due"] == untouched["due"]
        assert [job["copy_no"] for job in shown["prints"] if job["document"] == "receipt"] == [0]
    assert spoken("calendar", "affected")["affected"] == []
    spoken.at("01/12 09:00")
    assert spoken.take_in(BIRTH, "Lê Mới")["due"] == "2026-12-01T16:30"
    assert spoken.sound()
