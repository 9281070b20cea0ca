"""Vietnamese letters: words that can be Vietnamese, the tables before Unicode, and what a damaged text proves."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.lettering.code_tables import from_tcvn3, from_vni
from counter_app.domain.lettering.damage import is_damaged, likeness, repair
from counter_app.domain.lettering.syllables import is_syllable, usual
from counter_app.domain.text import clean
from tests.desk.old_letters import misread, tcvn3, vni


def _names() -> list[str]:
    text = (paths.resources_dir() / "catalogue" / "procedures.json").read_text("utf-8")
    return sorted({item["name"] for item in json.loads(text)})


NAMES = _names()
ACCENTED = [name for name in NAMES if not name.isascii()]


def test_the_names_shipped_are_many_and_none_is_called_damaged() -> None:
    assert len(ACCENTED) > 80
    assert [name for name in NAMES if is_damaged(name) or repair(name) is not None] == []


def test_every_word_of_the_guide_is_a_syllable_or_a_name_from_elsewhere() -> None:
    text = (paths.resources_dir() / "guide" / "huong-dan.md").read_text("utf-8")
    words = set(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)))
    accented = {
        word for word in words if not word.isascii() and len(word) > 2 and word != word.upper()
    }
    strange = {word for word in accented if not is_syllable(word)}
    assert len(accented) > 300
    assert len(strange) < len(accented) / 50, strange


@pytest.mark.parametrize(
    "word",
    ["nguyễn", "Nguyễn", "NGUYỄN", "quyền", "giếng", "gì", "khuya", "thuở", "ươm", "yêu", "quỹ"],
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["vùc", "tÞch", "PhÝ", "hỘ", "ngưyễn", "ă", "giaûi", "kyù", "thêi", "hoáà"]
)
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


@given(st.sampled_from(ACCENTED))
def test_what_was_written_in_an_old_table_is_read_again(name: str) -> None:
    assert from_tcvn3(tcvn3(name)).lower() == name.lower()
    assert from_vni(vni(name)) == name


@pytest.mark.parametrize(
    "text",
    ["ỦY BAN NHÂN DÂN XÃ", "Hà Nội", "Lý Tế", "LỊCH NGHỈ;Tết Dương lịch", "Sở Tư pháp – UBND TỈNH"],
)
def test_capitals_of_the_fonts_for_capitals_are_told_by_the_others(text: str) -> None:
    assert from_tcvn3(tcvn3(text.replace("–", "-"))) == text.replace("–", "-")


@given(st.sampled_from(ACCENTED), st.sampled_from(["cp1252", "latin-1"]))
def test_a_name_read_by_the_wrong_table_is_repaired_or_called_damaged(name: str, page: str) -> None:
    for data in (tcvn3(name), vni(name), name.encode()):
        shown = misread(data, page)
        found = repair(shown)
        assert (
            shown == name
            or (found is not None and found.text.lower() == name.lower())
            or is_damaged(shown)
        )


@given(st.sampled_from(ACCENTED), st.data())
def test_a_repair_is_never_another_name(name: str, data: st.DataObject) -> None:
    shown = misread(data.draw(st.sampled_from([tcvn3(name), vni(name), name.encode()])))
    found = repair(shown)
    assert found is None or found.text.lower() == name.lower()


@given(st.sampled_from(ACCENTED))
def test_letters_turned_into_question_marks_are_noticed(name: str) -> None:
    lost = name.encode("ascii", "replace").decode()
    assert is_damaged(lost)


@pytest.mark.parametrize(
    ("shown", "said", "table"),
    [
        ("§¨ng ký khai sinh l\xadu ®éng", "Đăng ký khai sinh lưu động", "TCVN3"),
        ("Thêi h¹n gi¶i quyÕt", "Thời hạn giải quyết", "TCVN3"),
        ("M· TTHC", "Mã TTHC", "TCVN3"),
        ("Hµ", "Hà", "TCVN3"),
        ("Hoä tòch", "Hộ tịch", "VNI"),
        ("Ñaêng kyù khai töû", "Đăng ký khai tử", "VNI"),
        ("Chá»©ng thá»±c chá»¯ kÃ½", "Chứng thực chữ ký", "UTF-8"),
        ("Hộ tịch\nHé tÞch", "Hộ tịch\nHộ tịch", "TCVN3"),
        ("BĂ\u00a0n giao nhĂ\u00a0", "Bàn giao nhà", "UTF-8"),
        ("PhĂ²ng, kho, cĂ³", "Phòng, kho, có", "UTF-8"),
        ("&#272;&#259;ng k&yacute;", "Đăng ký", "HTML"),
        ("Phí &amp; lệ phí", "Phí & lệ phí", "HTML"),
    ],
)
def test_what_a_damaged_text_said(shown: str, said: str, table: str) -> None:
    found = repair(shown)
    assert found is not None
    assert (found.text, found.table) == (said, table)


@pytest.mark.parametrize(
    "text",
    [
        "Hé", "Phí", "Không", "Đơn đề nghị (mẫu 01)?", "Ai nộp?", "Krông Búk, Đắk Lắk", "Cư M'gar", "Café",
        "15.000 đ/m²", "“Tờ khai”", "số 1°", "Müller", "QĐ-UBND", "Nghị định số 118/2025/NĐ-CP § 5", "H' Bơ̆ng Êban",
        "VĂN BẢN", "1 – 2 ngày…", "Y Ñiă Niê", "", "MÃ\u00a0TTHC", "XÃ\u00a0AN HÒA", "1·009502", "10·5 m²",
        "R&D; A&B", "Phí ??",
        "□ Có □ Không", "□Có", "5 < 6 và b > a", "Алексей", "Hỏi gì??",
    ],
)  # fmt: skip
def test_what_is_sound_stays(text: str) -> None:
    assert repair(text) is None
    assert not is_damaged(clean(text))


def test_a_text_that_could_be_two_things_is_told_by_its_surroundings() -> None:
    assert repair("Hé") is None
    found = repair("Hé", table="TCVN3")
    assert found is not None
    assert found.text == "Hộ"
    assert repair("Hộ", table="TCVN3") is None


@pytest.mark.parametrize(
    "text",
    [
        "Nguy?n Th?",
        "M? TTHC",
        "Th? t?c ch?m ph?y",
        "Kh«ng r«",
        "Nguyá»…n VÄƒn A …",
        "Nguy\ufffdn",
        "T? khai",
        "???? ?? khai sinh",
        "8.000 ??ng",
        "Đ□ng ký",
        "□□ng ký",
        "\u0421ấp giấy phép",
        "<b>Thủ tục</b> một",
        "Thu tuc<br>mot",
    ],
)
def test_what_cannot_be_proved_is_called_damaged(text: str) -> None:
    assert is_damaged(text)


def test_usual_words_tell_between_two_readings() -> None:
    assert usual("TÊN")
    assert not usual("tờn")
    assert likeness("tên Lê").usual == 2
