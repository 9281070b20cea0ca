"""Births, numbers and parties."""

from __future__ import annotations

import json
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.person.email import email_warnings
from counter_app.domain.person.name import name_warnings, written_warnings
from counter_app.domain.person.party import (
    ID_COUNTRIES,
    ID_PROVINCES,
    Birth,
    Party,
    PartyKind,
    Sex,
    clean_digits,
    id_warnings,
    parse_birth,
    phone_warnings,
)
from counter_app.errors import RuleError
from tests.domain.test_200_cards import PLACES

days = st.dates(date(1850, 1, 1), date(2100, 12, 31))
births = st.one_of(
    st.builds(lambda day: Birth(day.year), days),
    st.builds(lambda day: Birth(day.year, day.month), days),
    st.builds(lambda day: Birth(day.year, day.month, day.day), days),
)
texts = st.text(max_size=30)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1954", Birth(1954)),
        ("3/1954", Birth(1954, 3)),
        ("5/2/1999", Birth(1999, 2, 5)),
        ("05.02.1999", Birth(1999, 2, 5)),
        ("5-2-1999", Birth(1999, 2, 5)),
        ("5 2 1999", Birth(1999, 2, 5)),
        ("05021999", Birth(1999, 2, 5)),
        ("031954", Birth(1954, 3)),
        ("00001954", Birth(1954)),
        ("00031954", Birth(1954, 3)),
        ("00/03/1954", Birth(1954, 3)),
        ("00/00/1954", Birth(1954)),
        ("19540000", Birth(1954)),
        ("19540300", Birth(1954, 3)),
        ("19990205", Birth(1999, 2, 5)),
        ("1999-02-05", Birth(1999, 2, 5)),
        ("1999-02", Birth(1999, 2)),
        ("20011999", Birth(1999, 1, 20)),
        ("29/2/2000", Birth(2000, 2, 29)),
        (" \u200b05/02/1999\n", Birth(1999, 2, 5)),
    ],
)
def test_parse_birth(typed: str, expected: Birth) -> None:
    assert parse_birth(typed) == expected


@pytest.mark.parametrize("typed", ["", "  ", "\u200b"])
def test_no_birth(typed: str) -> None:
    assert parse_birth(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "30/02/1999",
            "29/2/1900",
            "31/4/2000",
            "32/1/2000",
            "1/13/2000",
            "05131999",
            "00/13/1954",
        ),
        *("abc", "5/2/99", "12", "199", "0521999", "١٩٥٤", "5/2/1999x", "0000", "05020000", "9999"),
        *("05/00/1954", "05001954"),
    ],
)
def test_refused_births(typed: str) -> None:
    with pytest.raises(RuleError) as refusal:
        parse_birth(typed)
    assert refusal.value.field == "birth"


def test_the_refusal_names_the_impossible_day() -> None:
    with pytest.raises(RuleError, match="30/02/1999"):
        Birth(1999, 2, 30)


@pytest.mark.parametrize(
    ("birth", "text", "json_text"),
    [
        (Birth(1954), "1954", "1954"),
        (Birth(1954, 3), "03/1954", "1954-03"),
        (Birth(1999, 2, 5), "05/02/1999", "1999-02-05"),
    ],
)
def test_birth_as_text(birth: Birth, text: str, json_text: str) -> None:
    assert (birth.text(), birth.to_json()) == (text, json_text)


@given(births)
def test_birth_round_trips(birth: Birth) -> None:
    assert Birth.from_json(birth.to_json()) == birth
    assert parse_birth(birth.text()) == parse_birth(birth.to_json()) == birth
    zeros = f"{birth.day or 0:02d}{birth.month or 0:02d}{birth.year}"
    assert parse_birth(zeros) == birth


@pytest.mark.parametrize("text", ["", "1999-2-5", "05/02/1999", "1999-02-05T00:00", "1999-"])
def test_stored_birth_has_one_form(text: str) -> None:
    with pytest.raises(RuleError):
        Birth.from_json(text)


def test_a_right_number_is_silent() -> None:
    assert id_warnings("001099000001", birth=Birth(1999, 2, 5), sex=Sex.MALE) == []
    assert id_warnings(" 001 199 000002 ", birth=Birth(1999), sex=Sex.FEMALE) == []
    assert id_warnings("001305000003", birth=Birth(2005), sex=Sex.FEMALE) == []
    assert id_warnings("", birth=Birth(1999), sex=Sex.MALE) == []
    assert id_warnings("101099000001", birth=None, sex=None) == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("012345678", "9 chữ số"),
        ("0010990000011", "thừa 1"),
        ("00109900001", "thiếu 1"),
        ("O01099000001", "chữ “O”"),
        ("00l099000001", "số 1"),
        ("B1234567", "hộ chiếu"),
        ("001099_00001", "ký tự “_”"),
        ("٠٠١٠٩٩٠٠٠٠٠١", "ký tự"),
        ("003099000001", "003"),
        ("099099000001", "099"),
        ("000099000001", "000"),
        ("999099000001", "999"),
        ("001999000001", "2399"),
    ],
)
def test_odd_numbers_are_explained(number: str, said: str) -> None:
    (warning,) = id_warnings(number, birth=None, sex=None)
    assert said in warning


def test_number_against_birth_and_sex() -> None:
    (year,) = id_warnings("001098000001", birth=Birth(1999), sex=Sex.MALE)
    assert "1998" in year
    assert "1999" in year
    (century,) = id_warnings("001005000001", birth=Birth(2005), sex=Sex.MALE)
    assert "Chữ số thứ tư là 0" in century
    assert "2005" in century
    (male,) = id_warnings("001199000001", birth=Birth(1999), sex=Sex.MALE)
    assert "số của nữ" in male
    (female,) = id_warnings("001099000001", birth=None, sex=Sex.FEMALE)
    assert "số của nam" in female
    assert len(id_warnings("003198000001", birth=Birth(1999), sex=Sex.MALE)) == 3


def test_the_table_of_provinces() -> None:
    assert len(ID_PROVINCES) == 63
    assert len(set(ID_PROVINCES.values())) == 63
    assert ID_PROVINCES["001"] == "Hà Nội"
    assert ID_PROVINCES["096"] == "Cà Mau"
    assert not {int(code) for code in ID_PROVINCES} & set(ID_COUNTRIES)


@given(births, st.sampled_from(Sex), st.sampled_from(sorted(ID_PROVINCES)))
def test_a_number_made_by_the_rule_is_silent(birth: Birth, sex: Sex, province: str) -> None:
    year = min(max(birth.year, 1900), 2100)
    digit = (year // 100 - 19) * 2 + (sex is Sex.FEMALE)
    number = f"{province}{digit}{year % 100:02d}000001"
    assert id_warnings(number, birth=Birth(year), sex=sex) == []
    other = Sex.MALE if sex is Sex.FEMALE else Sex.FEMALE
    assert len(id_warnings(number, birth=Birth(year - 1), sex=other)) == 2


@given(st.text(max_size=40), st.none() | births, st.none() | st.sampled_from(Sex))
def test_a_number_never_blocks(number: str, birth: Birth | None, sex: Sex | None) -> None:
    assert all(warning.strip() for warning in id_warnings(number, birth=birth, sex=sex))


@pytest.mark.parametrize(
    "phone",
    [
        *("", "0912345678", "0912 345 678", "+84 912 345 678", "84912345678", "(+84) 0912.345.678"),
        *("02438251234", "0203 3825 123", "+1 212 555 0100", "0084912345678"),
        *("0912345678/0987654321", "0912 345 678 - 02438251234", "0912345678 hoặc +84987654321"),
    ],
)
def test_good_phones(phone: str) -> None:
    assert phone_warnings(phone) == []


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        ("091234567", "9 chữ số"),
        ("09123456789", "11 chữ số"),
        ("0243825123", "10 chữ số"),
        ("912345678", "bắt đầu bằng số 0"),
        ("01234567890", "2018"),
        ("0412345678", "041"),
        ("O912345678", "chữ cái"),
        ("0912345678/098765432", "9 chữ số"),
    ],
)
def test_doubtful_phones(phone: str, said: str) -> None:
    (warning,) = phone_warnings(phone)
    assert said in warning


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", ""),
        ("nguyen.van+a@xa-mau.gov.vn", ""),
        ("A@B.VN", ""),
        ("nguyễnvăna@gmail.com", "bộ gõ"),
        ("nguyen van a@gmail.com", "không đúng dạng"),
        ("a@gmail", "không đúng dạng"),
        ("a@gmail.com.", "không đúng dạng"),
        ("@gmail.com", "không đúng dạng"),
        ("a@b@gmail.com", "không đúng dạng"),
        ("không có", "bộ gõ"),
    ],
)
def test_an_address_no_letter_reaches_is_told(email: str, said: str) -> None:
    found = email_warnings(email)
    assert bool(found) == bool(said)
    assert all(said in text for text in found)


def test_clean_digits() -> None:
    assert clean_digits("(+84) 912-345 678") == "84912345678"
    assert clean_digits("１２３ x") == "123"
    assert clean_digits("không") == ""


def test_party_json_leaves_out_the_unknown() -> None:
    party = Party(
        PartyKind.PERSON, "Nguyễn Văn Mẫu", birth=Birth(1954), id_issued=date(2021, 6, 15)
    )
    assert party.to_dict() == {
        "kind": "person",
        "name": "Nguyễn Văn Mẫu",
        "birth": "1954",
        "id_issued": "2021-06-15",
    }


@given(
    st.builds(
        Party,
        kind=st.sampled_from(PartyKind),
        name=texts,
        id_no=texts,
        birth=st.none() | births,
        sex=st.none() | st.sampled_from(Sex),
        phone=texts,
        email=texts,
        address=texts,
        id_issued=st.none() | st.dates(),
    )
)
def test_party_round_trip(party: Party) -> None:
    assert Party.from_dict(json.loads(json.dumps(party.to_dict()))) == party
    assert party.cleaned().cleaned() == party.cleaned()


def test_cleaned_party() -> None:
    name = unicodedata.normalize("NFD", " Nguyễn\u200b  Văn Mẫu\n")
    party = Party(PartyKind.PERSON, name, address="Thôn\u00a01").cleaned()
    assert (party.name, party.address) == ("Nguyễn Văn Mẫu", "Thôn 1")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("TrÇn V¨n B×nh", "Trần Văn Bình"),
        ("Nguyá»…n VÄƒn Máº«u", "Nguyễn Văn Mẫu"),
        ("Nguy?n V?n M?u", "Nhập lại"),
        ("Nguyễn Văn Mẫu", ""),
        ("H' Bơ̆ng Êban", ""),
        ("José Muñoz Müller", ""),
        ("Y Ñiă Niê", ""),
        ("Ông Nguyễn Văn Mẫu", "Ghi “Nguyễn Văn Mẫu”"),
        ("Ông (Bà): TRẦN THỊ MẪU", "Ghi “TRẦN THỊ MẪU”"),
        ("Ông Ích Khiêm", ""),
        ("Chu Văn An", ""),
    ],
)
def test_a_name_with_damaged_letters_or_a_form_of_address_is_told(name: str, told: str) -> None:
    assert told in " ".join(name_warnings(name))
    assert bool(name_warnings(name)) == bool(told)


@pytest.mark.parametrize(
    ("name", "address", "person", "told"),
    [
        ("Nguyễn Văn A2", "", True, "có chữ số"),
        ("Nguye64n Va8n A", "", True, "“Nguyễn Văn A”"),
        ("Nguyê~n Văn A", "", True, "có dấu “~”"),
        ("Ô. Nguyễn Văn A", "", True, "có chữ xưng hô"),
        ("NguyễnVăn A", "", True, "“Nguyễn Văn A”"),
        ("HoàngThị Lan-Anh", "", True, "“Hoàng Thị Lan-Anh”"),
        ("DeShawn McDonald", "", True, ""),
        ("Nguyễn Văn A, Trần Thị B", "", True, "nhiều người"),
        ("Nguyễn Văn A và vợ", "", True, "nhiều người"),
        ("NGUYỄN VĂN A VÀ TRẦN THỊ B", "", True, "nhiều người"),
        ("Nguyễn Thị Anh-Thư", "", True, ""),
        ("Giàng A Và", "", True, ""),
        ("Hộ ông Cao Văn B", "", True, "Ghi “Cao Văn B”"),
        ("Vợ chồng ông Nguyễn Văn A", "", True, "Ghi “Nguyễn Văn A”"),
        ("Hộ kinh doanh Nguyễn Văn A", "", True, "tổ chức"),
        ("Hợp tác xã 30-4", "", False, ""),
        ("Nguyễn Văn A", "ThÃ´n ÄÃ´ng, xÃ£ Máº«u", True, "Địa chỉ"),
        ("Nguyễn Văn A", "Th«n §«ng, x· MÉu", True, "Địa chỉ"),
        ("Nguyễn Văn A", "Th?n ??ng", True, "Địa chỉ"),
        ("Nguyễn Văn A", "Số 12/3 đường Ngô Gia Tự, phường 2", True, ""),
        ("Y Bhăm Êban", "Buôn Ama Thuột, xã Cư M'gar", True, ""),
        ("Nguyễn Văn A", "", True, ""),
    ],
)
def test_digits_in_a_name_and_a_damaged_address_are_told(
    name: str, address: str, person: bool, told: str
) -> None:
    found = " ".join(written_warnings(name, address, person=person))
    assert told in found
    assert bool(found) == bool(told)


def test_no_address_of_the_corpus_is_taken_for_damaged() -> None:
    assert [place for place in PLACES if written_warnings("A", place, person=True)] == []


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("1990/02/05", Birth(1990, 2, 5)),
        ("1990.2.5", Birth(1990, 2, 5)),
        ("1990/02", Birth(1990, 2)),
        ("năm 1954", Birth(1954)),
        ("ngày 05/02/1990", Birth(1990, 2, 5)),
        ("5 / 2 / 1990", Birth(1990, 2, 5)),
        ("tháng 2/1990", Birth(1990, 2)),
        ("mùng 5 tháng 2 năm 1990", Birth(1990, 2, 5)),
        ("５/２/１９９０", Birth(1990, 2, 5)),
        ("Ngày 5 tháng 02 năm 1990", Birth(1990, 2, 5)),
        ("sinh tháng 2 năm 1990", Birth(1990, 2)),
        ("Sinh năm 1954", Birth(1954)),
        ("nam sinh 1954", Birth(1954)),
    ],
)
def test_a_birth_with_the_year_first_or_named(typed: str, birth: Birth) -> None:
    assert parse_birth(typed) == birth


@pytest.mark.parametrize("typed", ["05/02/99", "năm 54", "năm", "1990/13/05", "1990/02/30"])
def test_a_birth_that_may_be_two_is_refused(typed: str) -> None:
    with pytest.raises(RuleError) as refused:
        parse_birth(typed)
    assert refused.value.field == "birth"
