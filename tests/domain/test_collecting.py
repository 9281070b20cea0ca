"""Who may take a result (Nghị định 118/2025/NĐ-CP Điều 6): names as they are typed, numbers, papers that are none."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.dossier.collecting import (
    cleaned_collector,
    number_known,
    require_entitled,
    require_told,
)
from counter_app.domain.dossier.dossier import Channel, Collector
from counter_app.domain.person.name import without_titles
from counter_app.domain.person.party import Party, PartyKind
from counter_app.errors import RuleError
from tests.makers import person
from tests.printing.sheets import make_dossier

TODAY = date(2026, 11, 23)
NEW, OLD = "001090000001", "241234567"
TITLES = ("", "Ông ", "bà ", "Ông (Bà) ", "Ông/Bà: ", "ANH ", "Cụ  ", "Mr. ")


def field(name: str, shown: Collector, **facts: str) -> str:
    """The field at which a collector is refused a result of the person; empty where they get it."""
    dossier = make_dossier(applicant=person(name, **facts), owner=None)
    collector = cleaned_collector(shown)
    try:
        require_told(collector, TODAY)
        require_entitled(dossier, collector)
    except RuleError as refused:
        return refused.field or "?"
    return ""


@given(
    st.sampled_from(
        ["Nguyễn Văn Mẫu", "Ông Ích Khiêm", "Ksor H'Bia", "Hoàng Thị Hoà", "Y Ƀlơ̆k Niê"]
    ),
    st.sampled_from(TITLES),
    st.sampled_from([str, str.upper, str.lower]),
    st.sampled_from(["NFC", "NFD"]),
)
def test_a_name_is_the_same_however_it_is_addressed_and_typed(
    name: str, title: str, case: type[str], form: str
) -> None:
    typed = unicodedata.normalize(form, title + case(name))  # type: ignore[arg-type]
    assert field(name, Collector(name=typed)) == ""


@pytest.mark.parametrize(
    ("stored", "typed", "number", "refused"),
    [
        ("Ông Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu", "", ""),
        ("Ksor H'Bia", "Ksor HBia", "", ""),
        ("Nguyễn Văn Mẫu", "Bà Nguyen Van Mau", NEW, ""),
        ("Nguyễn Văn Mẫu", "Ông Nguyen Van Mau", "", "authorisation"),
        ("John Smith", "SMITH JOHN", NEW, ""),
        ("John Smith", "SMITH JOHN", "", "authorisation"),
        ("Ksor H'Bia", "H Bia Ksor", NEW, ""),
        ("Ông Văn Nam", "Văn Nam", "", "authorisation"),
        ("Nguyễn Văn Mẫu", "Ông", "", "authorisation"),
        ("Nguyễn Văn Mẫu", "Vợ ông Nguyễn Văn Mẫu", "", "authorisation"),
        ("Nguyễn Văn Mẫu", "Ông Nguyễn V. Mẫu", NEW, "authorisation"),
        ("Nguyễn Văn Mẫu", "Ông Nguyễn Văn Mẫu", "001090000002", "id_no"),
        ("Nguyễn Thị Hoà", "Nguyễn Thị Hoa", "", "authorisation"),
        ("\u00d0inh V\u01cen Nam", "Đinh Văn Nam", "", ""),
        ("Đinh Văn Nam", "\u0189inh Văn Nam", "", ""),
    ],
)
def test_a_form_of_address_makes_nobody_a_stranger_and_no_stranger_somebody(
    stored: str, typed: str, number: str, refused: str
) -> None:
    assert field(stored, Collector(name=typed, id_no=number)) == refused


@pytest.mark.parametrize(
    "text",
    [
        *("không", "Không có", "chưa có, mai nộp", "ok", "đã có", "có rồi", "bản sao", "GUQ", "…"),
        *("ủy quyền miệng", "Giấy ủy quyền viết tay", "con trai", "vợ của ông", "hàng xóm"),
        *("quên giấy ở nhà", "QUÊN Ở NHÀ", "hẹn 25/11 mang giấy ủy quyền", "lãnh đạo đồng ý", "0"),
        *(
            "Anh Tuấn nói được",
            "đã gọi 0912345678",
            "không có giấy, hôm nay 23/11",
            "thẻ 001090000999",
        ),
        *("người trong họ", "Giấy Ủy quyền", "chưa làm kịp, 24/11 bổ sung"),
    ],
)
def test_what_says_that_there_is_no_paper_is_no_paper(text: str) -> None:
    stranger = Collector(name="Trần Người Lạ", authorised=True, authorisation=text)
    assert field("Nguyễn Văn Mẫu", stranger) == "authorisation"


@pytest.mark.parametrize(
    "text", [
        *("15/UQ", "GUQ ngày 20/11/2026", "Giấy giới thiệu của Công ty Mẫu", "không số, ngày 20/11"),
        *("giấy ủy quyền do UBND xã Thử chứng thực", "quyết định giám hộ của UBND phường Mẫu", "HĐUQ 3"),
    ],
)  # fmt: skip
def test_what_names_a_paper_is_one(text: str) -> None:
    friend = Collector(name="Trần Người Quen", authorised=True, authorisation=text)
    assert field("Nguyễn Văn Mẫu", friend) == ""


@pytest.mark.parametrize(
    "text",
    [
        *("Có", "x", "đã xem", "không", "chưa", "quen mặt", "đã kiểm tra", "thẻ để ở nhà", "12"),
        *(
            "quên mang CCCD",
            "ảnh chụp CCCD trên điện thoại",
            "hàng xóm xác nhận",
            "giấy hẹn của vợ",
        ),
        *("0912345678", "số điện thoại 036190000123", "CCCD đã hết hạn", "ảnh CCCD gửi qua Zalo"),
        *(
            "CCCD hết hạn 01/02/2025",
            "CMND 012345678, thời hạn: 22/11/2026",
            "hộ chiếu đến hết 10/2026",
        ),
    ],
)
def test_without_the_receipt_an_identity_paper_is_named(text: str) -> None:
    lost = Collector(name="Nguyễn Văn Mẫu", lost_receipt=True, identity_checked=text)
    assert field("Nguyễn Văn Mẫu", lost) == "identity_checked"
    for seen in (
        "CCCD",
        "thẻ căn cước",
        "hộ chiếu B1234567",
        "036190000123",
        "VNeID",
        "Giấy phép lái xe",
        "CCCD hết hạn 23/11/2026",
        "hộ chiếu cấp ngày 05/03/2020, có giá trị đến 05/03/2030",
    ):
        assert field("Nguyễn Văn Mẫu", replace(lost, identity_checked=seen)) == ""


def test_a_dossier_of_the_old_nine_digits_is_taken_with_the_card_that_tells_them() -> None:
    dossier = make_dossier(applicant=person(id_no=OLD), owner=None)
    card = person(id_no=NEW, old_id=OLD)
    assert number_known(dossier, card) == OLD
    require_entitled(dossier, Collector(name=card.name, id_no=OLD))
    with pytest.raises(RuleError, match="CMND 9 số"):
        require_entitled(dossier, Collector(name=card.name, id_no=NEW))
    now = make_dossier(applicant=card, owner=None)
    assert number_known(now, card) == NEW


@given(st.text(max_size=60))
def test_a_reading_without_titles_is_the_end_of_the_name(name: str) -> None:
    whole, *shorter = without_titles(name)
    assert all(whole.endswith(reading) and len(reading.split()) >= 2 for reading in shorter)


@pytest.mark.parametrize(
    "text", ["nhờ lấy hộ", "bà nội đi lấy giúp", "đã gọi điện báo trước", "con ốm, bố nhận thay"]
)
def test_nd_118_2025_dieu_6_a_favour_is_no_paper_of_authority(text: str) -> None:
    with pytest.raises(RuleError) as refused:
        require_told(Collector(name="Người Lạ", authorised=True, authorisation=text), TODAY)
    assert refused.value.field == "authorisation"
    named = f"{text}, GUQ số 5"
    require_told(Collector(name="Người Lạ", authorised=True, authorisation=named), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        *("hàng xóm 2 năm", "con thứ 3", "ở tổ 5, thôn 3", "đợi 15 phút", "nhà số 12", "tổ số 5"),
        *(
            "sinh năm 1990",
            "sinh ngày 20/11/1990",
            "từ tháng 12/2019",
            "đi cùng 2 người",
            "phường 7",
        ),
        *(
            "điện thoại 0912345678",
            "số 0912345678",
            "số 0",
            "đường số 9, hẻm số 4",
            "thứ 2 tuần sau",
        ),
        *("biên nhận số 12", "STT số 15", "vé xe số 7"),
        *(
            "GUQ số 5 đã hết hạn",
            "giấy UQ số 5 đã hủy",
            "GUQ số 5 bị mất",
            "GUQ số 5 chưa ký",
            "chụp GUQ số 5",
        ),
    ],
)
def test_a_number_of_something_else_is_no_paper_s(text: str) -> None:
    friend = Collector(name="Trần Người Lạ", authorised=True, authorisation=text)
    assert field("Nguyễn Văn Mẫu", friend) == "authorisation"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "số 5",
            "Số: 12",
            "GUQ 01",
            "giấy uỷ quyền 01/2026",
            "hđuq số 25 năm 2026",
            "QĐ 5/QĐ-UBND",
        ),
        *(
            "viết tay, ngày 5/11",
            "lập ngày 20 tháng 11 năm 2026",
            "văn bản công chứng 1234",
            "GKS: 7",
        ),
        *(
            "giấy ủy quyền ngày 23/11/2026",
            "GUQ số 5 ngày 20/11/2026, có hiệu lực đến hết 31/12/2026",
        ),
        *(
            "GUQ số 5, đến ngày 23/11/2026",
            "GUQ số 5, hết hạn 31/12/2026",
            "GUQ số 5 có giá trị tới hết ngày 31/12/2026",
            "GUQ số 5, thời hạn: 31/12/2026",
            "GUQ số 5 lập cho tôi ngày 20/11/2026",
        ),
        *(
            "GUQ ngày 20/11/25, đến 20/12/26",
            "GUQ ngày 23/11/2025",
            "GUQ số 12/2025",
            "GUQ ngày 01/03/2020, thời hạn 10 năm",
            "GUQ ngày 01/03/2020, đến khi xong việc",
            "GUQ số 5 của bà Trần Thị Mẫu, sinh năm 1960",
            "GUQ ngày 20/11/2026, chưa hết hạn",
            "GUQ số 5, bản chụp có chứng thực",
            "Quyết định giám hộ số 7 ngày 05/03/2015",
            "GUQ ngày 01/03/2024, thời hạn ba năm",
            "GUQ ngày 01/03/2024, thời hạn 2 năm rưỡi, gia hạn đến hết năm 2026",
            "GUQ ngày 01/12/2025, thời hạn mười hai tháng",
            "GUQ số 5 ký trong năm 2025, thời hạn 5 năm",
            "GUQ số 5, đến hết quý IV năm 2026",
            "GUQ số 5, đến hết 6 tháng cuối năm 2026",
            "GUQ ngày 01/01/2026 có hiệu lực trong 6 tháng cuối năm 2026",
            "GUQ ngày 20/06/2025, thời hạn 1,5 năm",
        ),
    ],
)
def test_a_paper_by_its_number_or_day_is_one(text: str) -> None:
    friend = Collector(name="Trần Người Quen", authorised=True, authorisation=text)
    assert field("Nguyễn Văn Mẫu", friend) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("GUQ số 5 ngày 24/11/2026", "sau hôm nay"),
        ("Giấy ủy quyền lập ngày 05 tháng 02 năm 2027", "ngày 05/02/2027"),
        ("GUQ số 5 từ ngày 01/12/2026 đến ngày 31/12/2026", "ngày 01/12/2026"),
        ("GUQ số 5 ngày 01/10/2026, đến hết ngày 22/11/2026", "đã hết hạn"),
        ("GUQ số 5 có hiệu lực đến 1.11.2026", "chỉ đến ngày 01/11/2026"),
        ("GUQ số 5 có giá trị tới ngày 20/11/2026", "chỉ đến ngày 20/11/2026"),
        ("GUQ 05/2026, hết hạn 20/11/2026", "đã hết hạn"),
        ("Giấy ủy quyền số 7, thời hạn: 20/11/2026", "đã hết hạn"),
        ("HĐ ủy quyền 456/2026 hết hiệu lực ngày 20-11-2026", "đã hết hạn"),
        ("GUQ số 5 ngày 01/11/2026, hiệu lực từ ngày 01/12/2026", "sau hôm nay"),
        ("GUQ ngày 20/10/26, hạn 20/11/26", "chỉ đến ngày 20/11/2026"),
        ("GUQ số 5 ngày 01/03/2026, thời hạn 06 (sáu) tháng", "chỉ đến ngày 01/09/2026"),
        ("GUQ ngày 31/08/2026 có giá trị trong vòng 30 ngày", "chỉ đến ngày 30/09/2026"),
        ("Giấy giới thiệu số 15 có giá trị đến hết tháng 10/2026", "chỉ đến ngày 31/10/2026"),
        ("Giấy giới thiệu số 15, đến hết năm 2025", "chỉ đến ngày 31/12/2025"),
        *(
            ("GUQ số 5, đến hết quý III năm 2026", "chỉ đến ngày 30/09/2026"),
            ("GUQ số 5 có giá trị trong quý 2/2026", "chỉ đến ngày 30/06/2026"),
            ("GUQ số 5, đến hết 6 tháng đầu năm 2026", "chỉ đến ngày 30/06/2026"),
            ("GUQ số 5 có giá trị đến cuối tháng 9/2026", "chỉ đến ngày 30/09/2026"),
            ("GUQ số 5 có giá trị trong tháng 10 năm 2026", "chỉ đến ngày 31/10/2026"),
            ("GUQ số 5, đến hết tháng mười năm 2026", "chỉ đến ngày 31/10/2026"),
            ("GUQ số 5, đến hết tháng tư năm 2026", "chỉ đến ngày 30/04/2026"),
            ("GUQ ngày 01/03/2023, thời hạn ba năm", "chỉ đến ngày 01/03/2026"),
            ("GUQ ngày 01/03/2021, thời hạn năm năm", "chỉ đến ngày 01/03/2026"),
            ("GUQ ngày 01/03/2025, thời hạn một năm rưỡi", "chỉ đến ngày 01/09/2026"),
            ("GUQ ngày 01/09/2026, thời hạn hai tháng rưỡi", "chỉ đến ngày 16/11/2026"),
            ("GUQ ngày 01/03/2026, thời hạn nửa năm", "chỉ đến ngày 01/09/2026"),
            ("GUQ số 12/2022, thời hạn hai (02) năm", "chỉ đến ngày 31/12/2024"),
            ("GUQ ngày 15/03/2026, ủy quyền trong sáu tháng", "chỉ đến ngày 15/09/2026"),
            ("GUQ ngay 01/03/2025, thoi han mot nam", "chỉ đến ngày 01/03/2026"),
            ("GUQ số 5, cuối tháng 9/2026", "chỉ đến ngày 30/09/2026"),
            ("GUQ số 5, đến hết tháng 2/24", "chỉ đến ngày 29/02/2024"),
            ("GUQ số 5, đến hết quý 03 của năm 2026", "chỉ đến ngày 30/09/2026"),
            ("GUQ số 5, đến hết quý III.26", "chỉ đến ngày 30/09/2026"),
            ("GUQ số 5, đến hết 9 tháng đầu năm 2026", "chỉ đến ngày 30/09/2026"),
            ("GUQ số 5, hạn sử dụng 10/2026", "chỉ đến ngày 31/10/2026"),
            ("GUQ ngày 20/05/2025, thời hạn 1,5 năm", "chỉ đến ngày 20/11/2026"),
            ("GUQ ngày 01/11/2026, thời hạn nửa tháng", "chỉ đến ngày 16/11/2026"),
        ),
        ("GUQ ngày 22/11/2025", "Điều 563"),
        ("Hợp đồng ủy quyền số 12/2024", "Điều 563"),
    ],
)
def test_blds_2015_dieu_140_authority_is_of_force_on_the_day_it_is_shown(
    text: str, said: str
) -> None:
    with pytest.raises(RuleError, match=said) as refused:
        require_told(Collector(name="Trần Quen", authorised=True, authorisation=text), TODAY)
    assert refused.value.field == "authorisation"


def test_nd_118_2025_dieu_6_an_organisation_fetches_its_result_by_somebody_whom_it_sent() -> None:
    firm = Party(PartyKind.ORGANISATION, "Công ty TNHH An Phú", id_no="0100109106")
    itself = Collector(name="công ty TNHH An Phú", id_no=firm.id_no)
    sent = Collector(
        name="Trần Văn Phái", authorised=True, authorisation="Giấy giới thiệu số 5 ngày 20/11/2026"
    )
    dossier = make_dossier(applicant=firm, owner=None)
    with pytest.raises(RuleError, match="Ghi họ tên người đến nhận") as refused:
        require_entitled(dossier, itself)
    assert (refused.value.field, refused.value.rule) == ("authorisation", "collector")
    require_entitled(dossier, sent)
    require_entitled(replace(dossier, return_channel=Channel.POSTAL), itself)
    owned = make_dossier(applicant=person("Lê Văn Đại"), owner=firm)
    require_entitled(owned, Collector(name="Lê Văn Đại"))
