"""Whatever a scanner types: a card, another card, or something broken on the way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
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
        (
            "00020101021138570010A00000072701270006970422011300000000000010208QRIBFTTA53037045802VN63041234",
            "thanh toán",
        ),
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


@pytest.mark.parametrize("old", ["24123456", "012345", "B1234567"])
def test_an_old_number_that_lost_a_digit_makes_no_health_card(old: str) -> None:
    reading = read_card(TEXT.replace("012345678", old))
    assert reading.card == replace(CARD, old_id="")
    assert [text for text in reading.warnings if old in text] == list(reading.warnings)


@pytest.mark.parametrize(
    ("order", "kept"),
    [
        ((0, 1, 2, 3, 4, 6, 5), {"address": "", "issued": None}),
        ((0, 1, 5, 3, 4, 2, 6), {"name": "", "address": ""}),
        ((0, 1, 3, 2, 4, 5, 6), {"name": "", "address": "", "birth": None}),
        ((0, 1, 2, 4, 3, 5, 6), {}),
        ((0, 1, 2, 6, 4, 5, 3), {"birth": None, "issued": None}),
        ((0, 1, 2, 3, 4, 5, 2, 6), {"address": "", "issued": None}),
    ],
)
def test_fields_in_another_order_fill_no_wrong_box(
    order: tuple[int, ...], kept: dict[str, object]
) -> None:
    fields = TEXT.split("|")
    reading = read_card("|".join(fields[at] for at in order), date(2026, 11, 28))
    assert reading.card is not None
    assert replace(reading.card, tail=()) == replace(CARD, **kept)  # type: ignore[arg-type]
    assert any("thứ tự" in text or "cả hai" in text for text in reading.warnings)


@pytest.mark.parametrize(
    "address", ["Th", "Thôn 1", "Thôn 1, Xã M", "Thôn 1, Xã Mẫu, Tỉnh Đ"]
)  # fmt: skip
def test_a_scan_that_ends_in_the_address_is_asked_about(address: str) -> None:
    reading = read_card("|".join([*TEXT.split("|")[:5], address]))
    assert reading.card is not None
    (warning,) = reading.warnings
    assert "quét chưa hết" in warning


@pytest.mark.parametrize("text", [TEXT.replace("Mẫu|15", "Mẫu15"), TEXT.replace("|15", "||15")])
def test_a_day_of_issue_out_of_its_place_leaves_no_wrong_address(text: str) -> None:
    reading = read_card(text)
    assert reading.card is not None
    assert (reading.card.address, reading.card.issued) == ("", None)
    assert any("thứ tự" in warning for warning in reading.warnings)


def test_accents_are_missed_beside_letters_of_other_peoples() -> None:
    fields = [*TEXT.split("|")[:2], "Y ƁUN NIE", "05021999", "Nam", "Ap Binh Hoa, Xa Binh My", ""]
    reading = read_card("|".join(fields))
    assert reading.card is not None
    assert (reading.card.name, reading.card.address) == ("", "")


def test_a_small_letter_among_capitals_is_compared() -> None:
    reading = read_card(TEXT.replace("Nguyễn Văn Mẫu", "NGUYỄN VfĂN MẪU"))
    assert any("VfĂN" in warning for warning in reading.warnings)
    assert read_card(TEXT.replace("Nguyễn Văn Mẫu", "H'HEN NIÊ")).warnings == ()


@pytest.mark.parametrize("name", ["LEÂ VAÊN A", "TRAÀN THÒ THUÛY"])
def test_a_name_of_before_unicode_beside_a_right_address_stays_empty(name: str) -> None:
    reading = read_card(TEXT.replace("Nguyễn Văn Mẫu", name))
    assert reading.card == replace(CARD, name="")
    assert any("hỏng" in text for text in reading.warnings)


@pytest.mark.parametrize("name", ["", "😀", "--"])
def test_a_name_without_a_letter_is_none(name: str) -> None:
    reading = read_card(TEXT.replace("Nguyễn Văn Mẫu", name))
    assert reading.card == replace(CARD, name="")
    assert any("không có họ tên" in text for text in reading.warnings)


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


@pytest.mark.parametrize("name", ["LÊ AN", "LÊ VĂN CÚC", "HÀ VĂN ÁNH", "PHAN VĂN Ý"])
@pytest.mark.parametrize("table", ["latin-1", "cp1252"])
def test_a_name_of_a_card_whose_address_shows_the_damage_is_left_empty(
    name: str, table: str
) -> None:
    """Control signs dropped, LÊ comes as "LÃ", which is a name of its own."""
    sent = f"066095000031||{name}|05021995|Nam|Thôn Đông, xã Mẫu|01012022".encode()
    text = "".join(char for char in sent.decode(table, "ignore") if not 0x80 <= ord(char) < 0xA0)
    reading = read_card(text, date(2026, 11, 28))
    assert reading.card is not None
    assert reading.card.name == ""
    assert reading.warnings
