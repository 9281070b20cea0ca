"""How the office and the agency above it stand on papers: one name, one symbol, and by what authority is signed."""

from __future__ import annotations

import pytest

from counter_app.desk.paper.heading import authority_heading, capacity, heading, unit_symbol
from counter_app.settings import SIGNER_CAPACITIES, OfficeSettings
from counter_app.wording.paper.agencies import agency_name, agency_of

CENTRE = "Trung tâm Phục vụ hành chính công xã Nông Sơn"
UNIT = "Bộ phận Tiếp nhận và Trả kết quả phường Bến Nghé"
AGENCY = "ỦY BAN NHÂN DÂN XÃ NÔNG SƠN"


@pytest.mark.parametrize(
    ("settings", "symbol"),
    [
        (OfficeSettings(name=CENTRE), "TTPVHCC"),
        (OfficeSettings(name=UNIT), "BPTNTKQ"),
        (
            OfficeSettings(name="Bộ phận Một cửa", unit="BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"),
            "BPTNTKQ",
        ),
        (OfficeSettings(name="Bộ phận Một cửa"), "TTPVHCC"),
        (OfficeSettings(name=CENTRE, unit_symbol="PVHCC"), "PVHCC"),
    ],
)
def test_the_unit_has_one_symbol(settings: OfficeSettings, symbol: str) -> None:
    assert unit_symbol(settings) == symbol


@pytest.mark.parametrize(
    ("name", "unit", "shown"),
    [
        (CENTRE, "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
        (UNIT, "Trung tâm Phục vụ hành chính công", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"),
        (CENTRE, "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
        (CENTRE, "Quầy số 3", "Quầy số 3"),
    ],
)
def test_letterhead_and_sentences_call_the_unit_by_one_name(
    name: str, unit: str, shown: str
) -> None:
    assert heading(OfficeSettings(name=name, unit=unit)).unit == shown


def test_the_agency_has_its_own_letterhead_name_and_symbol() -> None:
    own = authority_heading(OfficeSettings(name=CENTRE, parent=AGENCY, signer_name="Lê Hồng Gấm"))
    assert (own.parent, own.unit, own.symbol) == ("", AGENCY, "UBND")
    assert own.name == "Ủy ban nhân dân xã Nông Sơn"
    assert (own.counter, own.signer) == (CENTRE, "Lê Hồng Gấm")
    alone = OfficeSettings(name=CENTRE, parent="")
    assert authority_heading(alone) == heading(alone)


@pytest.mark.parametrize("chosen", SIGNER_CAPACITIES)
def test_nd_30_2020_an_authority_stands_above_the_position(chosen: str) -> None:
    lines = capacity(OfficeSettings(signer_capacity=chosen, signer_position="Phó Chủ tịch"))
    assert lines[-1] == "PHÓ CHỦ TỊCH"
    above = {
        "": (),
        "tm": ("TM. ỦY BAN NHÂN DÂN",),
        "tm-kt": ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
        "kt": ("KT. CHỦ TỊCH",),
        "tl": ("TL. CHỦ TỊCH",),
        "tuq": ("TUQ. CHỦ TỊCH",),
    }
    assert lines[:-1] == above[chosen]
    assert capacity(OfficeSettings(signer_position=""))[-1] == "CHỦ TỊCH"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (AGENCY, "Ủy ban nhân dân xã Nông Sơn"),
        ("ỦY BAN NHÂN DÂN ĐẶC KHU PHÚ QUỐC", "Ủy ban nhân dân đặc khu Phú Quốc"),
        ("ỦY BAN NHÂN DÂN PHƯỜNG 12", "Ủy ban nhân dân phường 12"),
        ("Ủy ban nhân dân xã Ia H’Drai", "Ủy ban nhân dân xã Ia H’Drai"),
        ("CÔNG AN TỈNH MẪU", "CÔNG AN TỈNH MẪU"),
        ("", ""),
    ],
)
def test_a_letterhead_is_told_in_a_sentence(line: str, name: str) -> None:
    assert agency_name(line) == name


@pytest.mark.parametrize(
    ("resolver", "real"),
    [
        ("", "Ủy ban nhân dân xã Nông Sơn"),
        ("UBND cấp xã", "Ủy ban nhân dân xã Nông Sơn"),
        ("Ủy ban nhân dân cấp xã", "Ủy ban nhân dân xã Nông Sơn"),
        ("Công an cấp xã", "Công an xã Nông Sơn"),
        ("UBND xã Bình Minh", "UBND xã Bình Minh"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_a_kind_of_agency_is_told_by_its_real_name(resolver: str, real: str) -> None:
    assert agency_of(OfficeSettings(name=CENTRE, parent=AGENCY), resolver) == real
