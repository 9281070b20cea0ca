"""A card as scanners, code pages and keys leave it: put right where that can be proved, else left empty and told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from counter_app.domain.card.identity_card import read_card
from counter_app.domain.person.party import Birth, Sex
from tests.domain.test_card import OTHER, TEXT, misread, only_warning

TODAY = date(2026, 11, 28)
F19 = "066195000031|241234567|H' BƠ̆NG ÊBAN|05021995|Nữ|Buôn Brah, huyện Cư M'gar, tỉnh Đắk Lắk|01012022"


@pytest.mark.parametrize(
    ("name", "cased"),
    [
        ("H' BƠ̆NG ÊBAN", "H' Bơ̆ng Êban"),
        ("SIU H'BLÊ̆T", "Siu H'Blê̆t"),
        ("Y BƠ̆NG NIÊ", "Y Bơ̆ng Niê"),
        ("HʼBIA ÊBAN", "HʼBia Êban"),
        ("H’BIA ÊBAN", "H’Bia Êban"),
        ("Y KRƠ̆NG HĐƠ̆K", "Y Krơ̆ng Hđơ̆k"),
    ],
)
@pytest.mark.parametrize("page", ["", "cp1252", "latin-1"])
def test_letters_of_two_marks_come_through_every_code_page(
    name: str, cased: str, page: str
) -> None:
    text = F19.replace("H' BƠ̆NG ÊBAN", name)
    card = read_card(misread(text, page) if page else text, TODAY).card
    assert card is not None
    assert card.to_party().name == cased


@pytest.mark.parametrize("page", ["cp1252", "latin-1"])
@pytest.mark.parametrize("lost", ["\u0306", "\xa0", "Æ"])
def test_a_garbled_name_is_never_put_into_the_form(page: str, lost: str) -> None:
    garbled = misread(F19, page).replace(misread(lost, page), "", 1)
    card = read_card(garbled.replace("\xa0", " "), TODAY).card
    assert card is None or card.name in {"", "H' BƠ̆NG ÊBAN", "H' BƠNG ÊBAN"}


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("05021999", "31122030", "birth", "sau hôm nay"),
        ("05021999", "00002027", "birth", "sau hôm nay"),
        ("05021999", "29112026", "birth", "sau hôm nay"),
        ("15062021", "01012030", "issued", "sau hôm nay"),
        ("15062021", "01011990", "issued", "trước ngày sinh"),
    ],
)
def test_days_that_cannot_be_are_not_taken(old: str, new: str, field: str, said: str) -> None:
    reading = read_card(TEXT.replace(old, new), TODAY)
    assert reading.card is not None
    assert getattr(reading.card, field) is None
    assert said in reading.warnings[0]


def test_days_of_today_are_taken() -> None:
    text = TEXT.replace("001099000001", "001226000001").replace("05021999", "28112026")
    reading = read_card(text.replace("15062021", "28112026"), TODAY)
    assert reading.card is not None
    assert (reading.card.birth, reading.card.issued) == (Birth(2026, 11, 28), TODAY)


@pytest.mark.parametrize(
    "prefix", [*(f"]Q{number}" for number in range(7)), "]d2", "ABC", "*", "~", "\x1d", "QR:"]
)
@pytest.mark.parametrize("suffix", ["", ";", "#", "*", " \r\n", "ABC"])
def test_what_a_scanner_sends_around_a_card(prefix: str, suffix: str) -> None:
    assert read_card(prefix + TEXT + suffix) == read_card(TEXT)


@pytest.mark.parametrize("between", ["", "]Q3", ";", ";]Q1", "\r\n]Q3", "#"])
def test_one_card_scanned_twice_without_return(between: str) -> None:
    assert read_card(TEXT + between + TEXT) == read_card(TEXT)
    assert "hai thẻ khác nhau" in only_warning(TEXT + between + OTHER)


def ascii_turned(text: str) -> str:
    """What Caps Lock does to a scanner that sends other letters by their code."""
    return "".join(char.swapcase() if char.isascii() else char for char in text)


@pytest.mark.parametrize("turned", [str.swapcase, ascii_turned])
@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Nguyễn Văn Mẫu", "Thôn 1, xã An Hòa Mẫu, tỉnh Mẫu"),
        ("Lê Ánh", "Tổ dân phố 3, phường Ô Chợ Dừa, TP Hà Nội"),
        ("H'Hen Niê", "Buôn Ama Thuột, xã Cư M'gar"),
    ],
)
def test_caps_lock_is_turned_back(turned: Callable[[str], str], name: str, address: str) -> None:
    text = TEXT.replace("Nguyễn Văn Mẫu", name).replace("Thôn 1, Xã Mẫu, Tỉnh Mẫu", address)
    reading = read_card(turned(text))
    assert reading.card is not None
    assert (reading.card.name, reading.card.address) == (name, address)
    assert reading.card.sex is Sex.MALE
    assert "Caps Lock" in reading.warnings[0]


def test_capitals_all_through_a_name_are_no_caps_lock() -> None:
    for name in ("NGUYỄN VĂN MẪU", "nguyễn văn mẫu", "Y KRƠ̆NG", "McArthur"):
        assert read_card(TEXT.replace("Nguyễn Văn Mẫu", name)).warnings == ()


@pytest.mark.parametrize("change", [str.lower, str.upper])
def test_a_scanner_that_levels_capitals_is_told(change: Callable[[str], str]) -> None:
    text = TEXT.replace("Thôn 1, xã Mẫu", "Thôn Đông, xã Quảng Phú")
    address = text.split("|")[5]
    (warning,) = read_card(
        text.replace(address, change(address)).replace("Nguyễn Văn Mẫu", change("Nguyễn Văn Mẫu"))
    ).warnings
    assert "chữ hoa" in warning
    assert read_card(text.replace(address, "TDP 3, TT. An Hòa, P. 5")).warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "001090000001||NGUYỄN|VĂN MẪU|05021990|Nam|Xã Mẫu|15062021",
        "001190000001||LEE THIJ HUWOWNG GIANG|05021990|Nữ|Thoon DDoong, xax Quangr Phus, tinhr Thanh Hoas|15062021",
    ],
    ids=["a bar in the name", "keys of Telex"],
)
def test_half_a_name_and_keys_of_a_method_are_no_name(text: str) -> None:
    reading = read_card(text, TODAY)
    assert reading.card is not None
    assert (reading.card.name, reading.card.address) == ("", "")
    assert reading.warnings


@pytest.mark.parametrize(
    ("name", "sex", "address"),
    [
        ("NGUYEN THI LAN", "Nu", "Thon 1, Xa Mau, Tinh Mau"),
        ("Tran Thi Lan", "Nu", ""),
        ("MAI LAN", "Nam", "Thon 1, Xa Mau"),
        ("Pham Hung", "Nam", ""),
        ("Trn Th Lan", "Nữ", "Xã Mẫu"),
        ("Nguyn Vn M", "Nam", "Xã Mẫu"),
        ("Tr?n Th? L?", "Nữ", "Xã Mẫu"),
        ("L? Hà", "Nữ", "Xã Mẫu"),
    ],
)
def test_a_name_that_lost_its_accents_is_left_empty(name: str, sex: str, address: str) -> None:
    number = "001199000001" if sex != "Nam" else "001099000001"
    reading = read_card(f"{number}||{name}|05021999|{sex}|{address}|15062021", TODAY)
    assert reading.card is not None
    assert reading.card.name == ""
    assert any("nhập họ tên" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("issued", "address", "hinted"),
    [
        ("15062021", "Thôn 1, Xã Mẫu, Tỉnh Mẫu", True),
        ("30062025", "Thôn 1, Xã Mẫu, Tỉnh Mẫu", True),
        ("01072025", "Thôn 1, Xã Mẫu, Tỉnh Mẫu", False),
        ("01082025", "Buôn Brah, huyện Cư M'gar, tỉnh Đắk Lắk", True),
        ("", "Phường 3, Quận 5, TP. Hồ Chí Minh", True),
        ("", "Thôn 1, Xã Mẫu, Tỉnh Mẫu", False),
        ("15062021", "", False),
    ],
)
def test_an_address_of_before_the_merger_is_hinted(issued: str, address: str, hinted: bool) -> None:
    text = f"001099000001||Nguyễn Văn Mẫu|05021999|Nam|{address}|{issued}"
    reading = read_card(text, TODAY)
    assert any("trước 01/07/2025" in said for said in reading.hints) is hinted
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("birth", "issued", "ended"),
    [
        ("05021999", "15062021", "05/02/2024 (đủ 25 tuổi)"),
        ("05021999", "04022022", "05/02/2024 (đủ 25 tuổi)"),
        ("05021999", "05022022", ""),  # within two years before 25: good until 40
        ("05021986", "10052021", "05/02/2026 (đủ 40 tuổi)"),
        ("29111986", "10052021", ""),  # tomorrow
        ("27111986", "10052021", "27/11/2026"),
        ("05021966", "10052021", "05/02/2026 (đủ 60 tuổi)"),
        ("05021960", "10052021", ""),  # for life
        ("1986", "10052021", ""),
        ("05021986", "", ""),
    ],
)
def test_luat_can_cuoc_26_2023_dieu_21_a_card_whose_time_is_over_is_told(
    birth: str, issued: str, ended: str
) -> None:
    year = birth[-4:]
    text = f"0010{year[2:]}000001||Nguyễn Văn Mẫu|{birth}|Nam||{issued}"
    told = [said for said in read_card(text, TODAY).hints if "hết hạn" in said]
    assert bool(told) == bool(ended)
    assert all(ended in said for said in told)
