"""``form NUMBER CODE``: the latest print of a legal form as a file, and what to do when there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.printing.raster import page_sizes
from tests.cli.terminal import Terminal, form
from tests.printing.reading import flat_text, squeezed


@pytest.fixture
def code(terminal: Terminal, tmp_path: Path) -> str:
    """A dossier received this morning."""
    (dossier,) = terminal.receive(tmp_path, form())
    return str(dossier["code"])


def text_of(path: Path) -> str:
    """What a file says, without blanks."""
    return squeezed(flat_text(path.read_bytes()))


@pytest.mark.parametrize(("size", "width"), [("a4", 210), ("a5", 148)])
def test_mau_01_is_the_receipt(
    terminal: Terminal, tmp_path: Path, code: str, size: str, width: int
) -> None:
    out = tmp_path / "giay" / "01.pdf"
    answer = terminal("form", "01", code, "--out", out, "--size", size)
    assert (answer["document"], answer["number"], answer["copy"]) == ("receipt", 1, 0)
    assert round(page_sizes(out.read_bytes())[0][0] / 72 * 25.4) == width
    assert squeezed("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ") in text_of(out)


def test_a_reason_makes_a_marked_copy(terminal: Terminal, tmp_path: Path, code: str) -> None:
    out = tmp_path / "01.pdf"
    answer = terminal("form", "01", code, "--out", out, "--reason", "Mất giấy")
    assert answer["copy"] == 1
    assert squeezed("BẢN IN LẠI lần 1 – Lý do: Mất giấy") in text_of(out)
    assert terminal("form", "01", code, "--out", out, "--force")["copy"] == 1


def test_mau_06_is_issued_once(terminal: Terminal, tmp_path: Path, code: str) -> None:
    out = tmp_path / "06.pdf"
    first = terminal("form", "06", code, "--out", out)
    again = terminal("form", "06", code, "--out", out, "--force")
    assert (first["number"], again["print"]) == (1, first["print"])
    assert squeezed("Số: 01/PKS-TTPVHCC") in text_of(out)


@pytest.mark.parametrize("number", ["02", "03", "04", "05"])
def test_what_goes_with_an_act_says_what_to_do(
    terminal: Terminal, tmp_path: Path, code: str, number: str
) -> None:
    refused = terminal.refused("form", number, code, "--out", tmp_path / "x.pdf")
    assert refused["rule"] == "not_issued"
    assert f"Mẫu {number}" in refused["message"]
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("number", "act", "title"),
    [
        ("02", "supplement", "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"),
        ("05", "withdraw", "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ"),
    ],
)
def test_after_the_act_the_form_is_there(
    terminal: Terminal, tmp_path: Path, code: str, number: str, act: str, title: str
) -> None:
    terminal("move", code, act, "--reason", "Thiếu giấy")
    out = tmp_path / f"{number}.pdf"
    answer = terminal("form", number, code, "--out", out)
    assert answer["number"] == 1
    assert squeezed(title) in text_of(out)
    assert squeezed("Thiếu giấy") in text_of(out)


def test_a_dossier_that_is_not_here_is_said(terminal: Terminal, tmp_path: Path) -> None:
    refused = terminal.refused("form", "06", "T99001-261123-019999", "--out", tmp_path / "x.pdf")
    assert refused["field"] == "code"


def test_mau_07_is_the_book_of_a_sector(terminal: Terminal, tmp_path: Path, code: str) -> None:
    out = tmp_path / "07.pdf"
    answer = terminal("form", "07", "ho-tich", "--out", out)
    assert (answer["from"], answer["to"]) == ("2026-01-01", "2026-11-23")
    text = text_of(out)
    for fact in (
        "Mẫu số 07",
        "SỔ THEO DÕI HỒ SƠ",
        "STD-TTPVHCC",
        code,
        "Hộ tịch",
        "Ký nhận",
    ):
        assert squeezed(fact) in text
    width, height = page_sizes(out.read_bytes())[0]
    assert width > height
    out = tmp_path / "07-som.pdf"
    early = terminal("form", "07", "ho-tich", "--out", out, "--to", "2026-11-20")
    assert early["to"] == "2026-11-20"
    assert code not in text_of(out)
    out = tmp_path / "x.pdf"
    refused = terminal.refused("form", "07", "khong-co", "--out", out)
    assert refused["field"] == "sector"
    wrong = ("--from", "2026-11-23", "--to", "2026-11-20")
    assert terminal.refused("form", "07", "ho-tich", "--out", out, *wrong)["field"] == "to"


def test_another_number_is_wrong_usage(terminal: Terminal, tmp_path: Path, code: str) -> None:
    terminal.run("--data", terminal.data, "form", "09", code, "--out", tmp_path / "x.pdf", code=2)


def test_a_paper_is_signed_by_somebody(terminal: Terminal, tmp_path: Path) -> None:
    """Whatever was written down by nobody by name: the paper asks for an officer, and names that one."""
    (dossier,) = terminal.receive(tmp_path, form())
    terminal("certify", "--pages", 3)
    out = tmp_path / "giay.pdf"
    terminal.signer = ""
    papers = (
        ("receipt", dossier["code"], "--out", out),
        ("form", "01", dossier["code"], "--out", out),
        ("form", "07", "ho-tich", "--out", out),
        ("certify", "note", 1, "--out", out),
        ("return", dossier["code"], "--slip", out),
    )
    head = terminal("--officer", "canbo", "check")["head"]
    for words in papers:
        refused = terminal.refused(*words)
        assert (refused["field"], refused["rule"]) == ("officer", "name")
        assert "--officer" in refused["message"]
    assert not out.exists()
    assert terminal("--officer", "canbo", "check")["head"] == head
    for words in papers[:4]:
        terminal("--officer", "canbo", *words, "--force")
        text = squeezed(flat_text(out.read_bytes()))
        assert squeezed("Công chức tiếp nhận") in text
        assert squeezed("Dòng lệnh") not in text


def test_the_officer_may_stand_in_the_environment(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTER_OFFICER", "canbo")
    terminal.signer = ""
    with terminal.handed_over(FIRST_PASSWORD) as handed:
        assert terminal(*handed, "settings", "officer", "canbo")["officer"] == "canbo"
    assert terminal.refused("find", "mẫu")["rule"] == "name", "a name alone proves nothing"


def test_a_foreigner_names_a_passport(terminal: Terminal, tmp_path: Path) -> None:
    applicant = {
        "name": "John Mẫu",
        "id_no": "P1234567",
        "id_kind": "passport",
        "nationality": "Hoa Kỳ",
    }
    company = {"kind": "organisation", "name": "Công ty Mẫu", "id_no": "12"}
    source = tmp_path / "two.json"
    forms = [{"procedure": "1.001193", "applicant": who} for who in (applicant, company)]
    source.write_text(json.dumps(forms), encoding="utf-8")
    answer = terminal("receive", "--from", source)
    assert answer["warnings"][0] == []
    assert "mã số thuế" in answer["warnings"][1][0]
    kept = answer["dossiers"][0]["applicant"]
    assert (kept["id_kind"], kept["nationality"]) == ("passport", "Hoa Kỳ")
    for typed in ("P1234567", "p 123-4567", "Hộ chiếu P1234567"):
        (line,) = terminal("find", typed)["dossiers"]
        assert line["code"] == answer["dossiers"][0]["code"]
    applicant["id_kind"] = "thẻ"
    source.write_text(json.dumps(forms), encoding="utf-8")
    assert terminal.refused("receive", "--from", source)["field"] == "applicant"


def test_a_paper_of_a_procedure_s_own_goes_out_comes_back_and_is_used(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "ct04.xlsx"
    assert terminal("template", "list")["templates"] == []
    terminal("template", "export", "CT04", "--out", path)
    made = terminal("template", "import", path)["template"]
    shipped = json.loads((paths.resources_dir() / "forms" / "ct04.json").read_text("utf-8"))
    assert made == shipped
    assert terminal("template", "use", "1.004222", "CT04")["template"] == "CT04"
    (item,) = terminal("template", "list")["templates"]
    assert (item["key"], item["procedures"]) == ("CT04", ["1.004222"])
    assert terminal.refused("template", "use", "1.004222", "CT99")["field"] == "template"
    assert terminal("template", "use", "1.004222")["template"] == ""


def test_the_terminal_writes_it(terminal: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "the.pdf"
    assert terminal("quick-card", "--out", out)["file"] == str(out)
    assert "THẺ TRA NHANH" in flat_text(out.read_bytes())
