"""Whatever a scanner types: a card, another card, or something broken on the way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counter_app.domain.card.identity_card import Card, read_card
from counter_app.domain.card.repair import typed_over
from counter_app.domain.person.party import Birth, Party, PartyKind, Sex

TEXT = "001099000001|012345678|Nguyễn Văn Mẫu|05021999|Nam|Thôn 1, Xã Mẫu, Tỉnh Mẫu|15062021"
CARD = Card(
    id="001099000001",
    old_id="012345678",
    name="Nguyễn Văn Mẫu",
    birth=Birth(1999, 2, 5),
    sex=Sex.MALE,
    address="Thôn 1, Xã Mẫu, Tỉnh Mẫu",
    issued=date(2021, 6, 15),
)
OTHER = "001199000002||Trần Thị Thử|05021999|Nữ|Thôn 2, Xã Mẫu|15062021"
OTHER_CARD = Card(
    "001199000002",
    "",
    "Trần Thị Thử",
    Birth(1999, 2, 5),
    Sex.FEMALE,
    "Thôn 2, Xã Mẫu",
    date(2021, 6, 15),
)


def misread(text: str, page: str) -> str:
    """UTF-8 bytes shown in a Western code page, undefined bytes passing as they are."""

    def shown(byte: int) -> str:
        try:
            return bytes([byte]).decode(page)
        except UnicodeDecodeError:
            return chr(byte)

    return "".join(shown(byte) for byte in text.encode())


def only_warning(text: str) -> str:
    """The one reason why nothing was read."""
    reading = read_card(text)
    assert reading.card is None
    (warning,) = reading.warnings
    return warning


def test_a_card() -> None:
    reading = read_card(TEXT)
    assert reading.card == CARD
    assert reading.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        *(TEXT + end for end in ("\r", "\n", "\r\n", "\t", "\x00", " \r\n\r\n")),
        "\ufeff" + TEXT,
        TEXT.replace("|", " | "),
        TEXT.replace("Nguyễn", "Nguyễn\u200b"),
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace("05021999", "05/02/1999").replace("15062021", "15/06/2021"),
        TEXT.replace("|Nam|", "|NAM|"),
        TEXT + TEXT,
        TEXT + "\r\n" + TEXT + "\r\n",
        TEXT.replace("Xã Mẫu, Tỉnh", "Xã Mẫu,\r\nTỉnh"),
        TEXT + "\r\n \r\n" + TEXT,
    ],
)
def test_what_scanners_add(text: str) -> None:
    reading = read_card(text)
    assert reading.card == CARD
    assert reading.warnings == ()


def test_the_empty_old_number_is_kept_empty() -> None:
    assert read_card(OTHER).card == OTHER_CARD
    assert read_card(OTHER).warnings == ()


@pytest.mark.parametrize("tail", [(), ("x",), ("", "Nguyễn Văn Cha", "Trần Thị Mẹ", "")])
def test_seven_to_eleven_fields(tail: tuple[str, ...]) -> None:
    card = read_card("|".join([TEXT, *tail])).card
    assert card is not None
    assert card.tail == tail


def test_more_fields_than_any_card() -> None:
    reading = read_card(TEXT + "|a" * 5)
    assert reading.card is not None
    assert "12 phần" in reading.warnings[0]


def test_six_fields_have_no_day_of_issue() -> None:
    reading = read_card(TEXT.rpartition("|")[0])
    assert reading.card is not None
    assert reading.card.issued is None
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("written", "birth"),
    [
        ("1999", Birth(1999)),
        ("00001999", Birth(1999)),
        ("00021999", Birth(1999, 2)),
        ("19990000", Birth(1999)),
    ],
)
def test_partial_births(written: str, birth: Birth) -> None:
    reading = read_card(TEXT.replace("05021999", written))
    assert reading.card is not None
    assert reading.card.birth == birth
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ("05021999", "30021999", "birth", "30/02/1999"),
        ("05021999", "", "birth", "ngày sinh"),
        ("15062021", "31062021", "issued", "31062021"),
        ("15062021", "2021", "issued", "2021"),
        ("|Nam|", "|?|", "sex", "giới tính"),
        ("|Nam|", "||", "sex", "giới tính"),
        ("|012345678|", "|12345|", "old_id", "12345"),
        ("Nguyễn Văn Mẫu", "", "name", "họ tên"),
    ],
)
def test_an_unreadable_field_stays_empty_and_is_told(
    old: str, new: str, field: str, said: str
) -> None:
    reading = read_card(TEXT.replace(old, new))
    assert reading.card is not None
    assert not getattr(reading.card, field)
    (warning,) = reading.warnings
    assert said in warning


def test_the_number_is_compared_with_the_card() -> None:
    (warning,) = read_card(TEXT.replace("|Nam|", "|Nữ|")).warnings
    assert "giới tính" in warning
    (warning,) = read_card(TEXT.replace("05021999", "05021998")).warnings
    assert "1998" in warning


@pytest.mark.parametrize("page", ["cp1252", "latin-1", "cp1258"])
def test_a_wrong_code_page_is_repaired(page: str) -> None:
    once = misread(TEXT, page)
    twice = misread(once, page)
    for text in (once, twice, "\ufeff" + once, once + "\r\n"):
        reading = read_card(text)
        assert reading.card == CARD
        assert "bảng mã" in reading.warnings[0]


def test_a_wrong_code_page_with_lost_no_break_spaces() -> None:
    text = misread(OTHER.replace("Trần Thị Thử", "Lê Hà Là"), "cp1252").replace("\xa0", " ")
    card = read_card(text).card
    assert card is not None
    assert card.name == "Lê Hà Là"


def test_a_wrong_code_page_that_cannot_be_repaired_gives_no_name() -> None:
    text = misread(TEXT, "cp1252").replace("Nguyá»…n", "Nguyá»n")
    reading = read_card(text)
    assert reading.card is not None
    assert reading.card.name == ""
    assert reading.card.id == CARD.id
    assert "UTF-8" in reading.warnings[0]


@pytest.mark.parametrize("name", ["Nguy?n V?n M?u", "Nguy\ufffdn V\ufffdn M\ufffdu"])
def test_replaced_letters_give_no_name(name: str) -> None:
    reading = read_card(TEXT.replace("Nguyễn Văn Mẫu", name))
    assert reading.card is not None
    assert (reading.card.name, reading.card.address) == ("", CARD.address)
    assert len(reading.warnings) == 1


def test_letters_a_keyboard_scanner_cannot_type() -> None:
    dropped = "".join(char for char in TEXT if char.isascii())
    reading = read_card(dropped)
    assert reading.card is not None
    assert (reading.card.name, reading.card.address) == ("", "")
    assert (reading.card.id, reading.card.birth) == (CARD.id, CARD.birth)
    assert "bỏ mất chữ có dấu" in reading.warnings[0]


def test_a_name_without_accents_is_a_name() -> None:
    text = TEXT.replace("Nguyễn Văn Mẫu", "Y Ban Nie").replace("Thôn 1, Xã Mẫu, Tỉnh Mẫu", "Mau")
    card = read_card(text).card
    assert card is not None
    assert card.name == "Y Ban Nie"


@pytest.mark.parametrize(
    "name",
    [
        "Nguyêxn Văn Mâũ",
        "Nguyễn Văn Mẫú",
        "Nguyeenx Vawn Maaux",
        "Nguyễn Văn Mâũ",
        "Nguye64n Va8n Ma64u",
        "Nguyên~ Văn Mẫu",
        "Nguyêễn Văn Mẫu",
        "Đđỗ Văn Mẫu",
    ],
)
def test_a_typing_method_that_rewrote_the_name(name: str) -> None:
    reading = read_card(TEXT.replace("Nguyễn Văn Mẫu", name))
    assert reading.card is not None
    assert reading.card.name == ""
    assert reading.card.id == CARD.id
    assert reading.warnings[0].startswith("Bộ gõ tiếng Việt đang bật")


@pytest.mark.parametrize(
    "text", ["đđẳ", "đđăđ̣̣đđđđđă|đăâêô|Nam", "đđă" + "đ" * 9 + "|" * 6, "00109900|Nguyêxn Văn"]
)
def test_a_typing_method_that_rewrote_everything(text: str) -> None:
    warning = only_warning(text)
    assert warning.startswith("Bộ gõ tiếng Việt đang bật") == (len(text) > 4)


@pytest.mark.parametrize(
    "name",
    [
        *("Lưu Đức Hưu", "Đỗ Xuân Khuyến", "Tôn Nữ Thuỳ Oanh", "Lương Thị Quyên", "Hoàng Ngoặc"),
        *("Nguyễn Thị Huơ", "Phùng Khoan", "Giàng A Phử", "H'Hen Niê", "Y Bhăm Êban", "Kpă Y Blơh"),
        *("Ksor H'Mŏk", "Đinh Văn K'Rể", "Vừ Mí Chơ", "Lò Văn Ưởng", "Đặng Ngọc Thuý", "Lee Min"),
    ],
)
def test_real_names_are_not_taken_for_damage(name: str) -> None:
    reading = read_card(TEXT.replace("Nguyễn Văn Mẫu", name))
    assert reading.card is not None
    assert reading.card.name == name
    assert reading.warnings == ()


@pytest.mark.parametrize("separator", ["¦", ";", "\t", "~", "｜", "^"])
def test_other_separators(separator: str) -> None:
    reading = read_card(TEXT.replace("|", separator))
    assert reading.card == CARD
    assert "bàn phím US" in reading.warnings[0]


def test_a_swallowed_empty_field() -> None:
    reading = read_card(OTHER.replace("||", "|"))
    assert reading.card == OTHER_CARD
    assert "CMND" in reading.warnings[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Chưa có chữ nào"),
        (" \r\n\u200b", "Chưa có chữ nào"),
        ("001099000001", "Chỉ có số định danh"),
        ("012345678", "CMND cũ"),
        ("0010990000011", "thừa 1"),
        (TEXT.replace("001099000001", "0010990000011"), "thừa 1"),
        (TEXT.replace("001099000001", "012345678"), "CMND cũ"),
        (TEXT.replace("001099000001", "O01099000001"), "chữ “O”"),
        ("AABBCC|c3c3c3|1|2", "Chỉ đọc được 4 phần"),
        (TEXT.replace("001099000001", ""), "không bắt đầu bằng số định danh"),
        (TEXT[:40], "Chỉ đọc được 4 phần"),
        (TEXT.replace("|", ""), "Mất dấu ngăn"),
        (TEXT.replace("|", ","), "Mất dấu ngăn"),
        (TEXT + "\n" + OTHER, "hai thẻ khác nhau"),
        (TEXT + OTHER, "hai thẻ khác nhau"),
        ("xin chào", "Không phải mã QR thẻ căn cước"),
        ("x" * 5_000, "quá dài"),
        ("https://vneid.gov.vn/qr/abc", "VNeID"),
        ("eyJhbGciOiJFUzI1NiJ9." + "A" * 80, "VNeID"),
        ("A1b2" * 30, "VNeID"),
        ("https://example.vn/a?b|c", "đường liên kết"),
        ("00020101021238570010A000000727", "thanh toán"),
        ("IDVNM0990000012001099000001<<8", "máy đọc"),
        ("T12345-261123-010001", "mã hồ sơ"),
        ("H20.02.11-261123-010001", "mã hồ sơ"),
        ("123452611230100013", "mã hồ sơ"),
    ],
)
def test_no_card_is_explained(text: str, said: str) -> None:
    assert said in only_warning(text)


@pytest.mark.parametrize("number", ["DN4010112345678", "0112345678", "001099000001"])
def test_a_health_insurance_card(number: str) -> None:
    name, address = ("Nguyễn Văn Mẫu".encode().hex(), "Thôn 1".encode().hex())
    text = f"{number}|{name}|05/02/1999|1|{address}|01 - 001|01/01/2026|-|x|y|z"
    assert "bảo hiểm y tế" in only_warning(text)


def test_every_refusal_names_a_next_step() -> None:
    for text in ("", "012345678", TEXT[:40], "xin chào", "http://a.vn", "x" * 5_000):
        assert any(word in only_warning(text).lower() for word in ("quét", "nhập"))


def test_the_holder_as_applicant() -> None:
    shouted = read_card(TEXT.replace("Nguyễn Văn Mẫu", "NGUYỄN VĂN MẪU")).card
    assert shouted is not None
    assert shouted.name == "NGUYỄN VĂN MẪU"
    assert shouted.to_party() == Party(
        PartyKind.PERSON,
        "Nguyễn Văn Mẫu",
        id_no="001099000001",
        birth=Birth(1999, 2, 5),
        sex=Sex.MALE,
        address="Thôn 1, Xã Mẫu, Tỉnh Mẫu",
        id_issued=date(2021, 6, 15),
        old_id="012345678",
    )


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
    assert bool(reading.hints) is hinted
    assert reading.warnings == ()


pieces = st.lists(
    st.sampled_from(
        [*TEXT.split("|"), "|", "||", "|||||||", "\n", "<<", "Ã¡", "\ud800", "đ", ";", "\x00", TEXT]
    )
    | st.text(max_size=12),
    max_size=24,
).map("".join)


@given(
    st.text(max_size=200) | pieces | st.binary(max_size=120).map(lambda raw: raw.decode("latin-1"))
)
@example("|" * 4000)
@example("a" * 3999 + "!")
@example("aa" * 1999)
@example("Ã¡" * 1999)
def test_nothing_makes_it_raise(text: str) -> None:
    reading = read_card(text)
    assert reading.card is not None or reading.warnings
    assert all(warning.strip() for warning in reading.warnings)


ONSETS = ["", *re.findall(r"\S+", "b c ch d đ g gh gi h k kh l m n ng nh ph qu r s t th tr v x")]
RHYMES = re.findall(
    r"\S+",
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em
    en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip
    it iu o oa oac oach oai oam oan oang oanh oat oay oăn oăng oăt oc oe oen oeo oet oi om on
    ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uât uây uc uê uêch ui um un ung
    uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưng ươc ươi
    ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêt yêu
    """,
)


@pytest.mark.parametrize("tone", ["", *"\u0300\u0301\u0303\u0309\u0323"])
def test_no_vietnamese_syllable_is_taken_for_damage(tone: str) -> None:
    for onset in ONSETS:
        for rhyme in RHYMES:
            first_vowel = rhyme[0] + tone + rhyme[1:]
            last_marked = max(map(rhyme.rfind, "ăâêôơư"))
            marked = rhyme[: last_marked + 1] + tone + rhyme[last_marked + 1 :]
            word = onset + (marked if last_marked >= 0 else first_vowel)
            assert not typed_over(word), word


def test_a_highland_name_survives_a_wrong_code_page() -> None:
    text = TEXT.replace("Nguyễn Văn Mẫu", "H'Mŏk Kƀuôr Mĭr")
    card = read_card(misread(text, "cp1252")).card
    assert card is not None
    assert card.name == "H'Mŏk Kƀuôr Mĭr"


words = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằếởữợĐÝẤ", min_size=1, max_size=7)


@given(st.lists(words, min_size=1, max_size=6).map(" ".join))
def test_any_code_page_gives_the_same_card_back(name: str) -> None:
    text = TEXT.replace("Nguyễn Văn Mẫu", name)
    expected = read_card(text).card
    for page in ("cp1252", "latin-1", "cp1258"):
        assert read_card(misread(text, page)).card == expected
