"""Addresses of before and what they are today: recognised however they are typed, never guessed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from counter_app import paths
from counter_app.domain.places.gazetteer import MOST_CHOICES, Gazetteer
from counter_app.domain.places.names import in_text, name_of, parted
from counter_app.domain.text import fold

DATA: dict[str, Any] = json.loads(
    (paths.resources_dir() / "places" / "places.json").read_text("utf-8")
)
LIST = Gazetteer(DATA)
OLD = [
    (ward, district, province, now)
    for province, old in DATA["before"].items()
    for district, wards in old["districts"].items()
    for ward, now in wards.items()
]


@pytest.mark.parametrize(
    ("typed", "today"),
    [
        ("Thôn Đông, xã Mỹ Lộc, huyện Tam Bình, tỉnh Vĩnh Long", "Thôn Đông, xã Cái Ngang, tỉnh Vĩnh Long"),
        ("thon dong, xa my loc, huyen tam binh, vinh long", "thon dong, xã Cái Ngang, tỉnh Vĩnh Long"),
        ("12 Lê Lợi, P. Mỹ Bình, TP Long Xuyên, An Giang", "12 Lê Lợi, phường Long Xuyên, tỉnh An Giang"),
        ("12 Lê Lợi - P.Mỹ Bình - TP.Long Xuyên - T. An Giang", "12 Lê Lợi, phường Long Xuyên, tỉnh An Giang"),
        ("Phường 01, Q.3, TP.HCM", "phường Bàn Cờ, thành phố Hồ Chí Minh"),
        ("P.1, Q.3, TPHCM", "phường Bàn Cờ, thành phố Hồ Chí Minh"),
        ("P1, q3, TP HCM", "phường Bàn Cờ, thành phố Hồ Chí Minh"),
        ("Thôn Đông\nxã Mỹ Lộc\thuyện Tam Bình\u2028Vĩnh Long", "Thôn Đông, xã Cái Ngang, tỉnh Vĩnh Long"),
        ("xã Không Có, huyện Tam Bình, t. Vĩnh Long", None),
        ("Phường 01, Q.3, TP. Hồ Chí Minh", "phường Bàn Cờ, thành phố Hồ Chí Minh"),
        ("phuong 1, quan 3, tp ho chi minh", "phường Bàn Cờ, thành phố Hồ Chí Minh"),
        ("tt Tân Trụ, h. Tân Trụ, Long An", "xã Tân Trụ, tỉnh Tây Ninh"),
        ("xã Mỹ Lộc, huyện Tam Bình", "xã Cái Ngang, tỉnh Vĩnh Long"),
        ("Thôn 2 - xã Ea Kao - TP Buôn Ma Thuột - Đắk Lắk", "Thôn 2, phường Ea Kao, tỉnh Đắk Lắk"),
    ],
)  # fmt: skip
def test_an_address_of_before_is_recognised_as_people_write_it(
    typed: str, today: str | None
) -> None:
    found = LIST.today(typed)
    assert (found.addresses if found else None) == ((today,) if today else None)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "xã Tam Bình, tỉnh Vĩnh Long",
        "ấp 3, xã Cái Ngang, tỉnh Vĩnh Long",
        "phường Bàn Cờ, TP Hồ Chí Minh",
        "huyện Tam Bình, Vĩnh Long",
        "Vĩnh Long",
        "số 5, xã Hòa Bình",
        "xã Không Có, huyện Tam Bình, tỉnh Vĩnh Long",
        "An Bình, Tam Bình",
        "Hoằng Phụ, Hoằng Hóa, Thanh Hóa",  # a village of today's commune, for all anybody knows
        "12 Nguyễn Huệ",
    ],
)
def test_what_is_of_today_or_too_little_known_stays_silent(typed: str) -> None:
    assert LIST.today(typed) is None


def test_a_commune_divided_among_several_is_asked_about() -> None:
    found = LIST.today("7 Hàng Giấy, Phường Đồng Xuân, Quận Hoàn Kiếm, Hà Nội")
    assert found is not None
    assert found.addresses == (
        "7 Hàng Giấy, phường Ba Đình, thành phố Hà Nội",
        "7 Hàng Giấy, phường Hoàn Kiếm, thành phố Hà Nội",
    )
    assert found.before == "phường Đồng Xuân, quận Hoàn Kiếm, thành phố Hà Nội"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("xã Nga Thanh, huyện Nga Sơn, tỉnh Thanh Hóa", {"xã Nga Sơn"}),
        ("xã Nga Thành, huyện Nga Sơn, tỉnh Thanh Hóa", {"xã Hồ Vương"}),
        ("xa nga thanh, huyen nga son, tinh thanh hoa", {"xã Nga Sơn", "xã Hồ Vương"}),
        ("Hoằng Phụ, H. Hoằng Hóa, Thanh Hóa", {"xã Hoằng Thanh"}),
        ("hoang phu, h. hoang hoa, thanh hoa", {"xã Hoằng Phú", "xã Hoằng Thanh"}),
    ],
)
def test_names_that_differ_in_accents_are_told_apart_only_where_accents_are_typed(
    typed: str, told: set[str]
) -> None:
    found = LIST.today(typed)
    assert found is not None
    assert {address.split(", ")[0] for address in found.addresses} == told


def test_one_name_in_two_districts_of_a_province_is_asked_about() -> None:
    twice: dict[tuple[str, str], set[str]] = {}
    for ward, _district, province, now in OLD:
        if isinstance(now, str) and "thị trấn" not in ward.lower():
            twice.setdefault((ward, province), set()).add(now)
    (ward, province), names = next(
        (key, names)
        for key, names in twice.items()
        if 1 < len(names) <= MOST_CHOICES
        and not LIST._is_present([name_of(key[0]), name_of(key[1])])
    )
    found = LIST.today(f"{ward}, {province}")
    assert found is not None
    assert len(found.addresses) == len(names)
    assert {address.partition(",")[0] for address in found.addresses} == {
        in_text(name) for name in names
    }


@settings(max_examples=150, deadline=None)
@given(
    some.sampled_from(OLD),
    some.booleans(),
    some.sampled_from(["", "Thôn 3, ", "Số 1/2, ấp Đông, "]),
)
def test_every_commune_of_before_is_found_with_its_district_and_province(
    old: tuple[str, str, str, Any], bare: bool, house: str
) -> None:
    ward, district, province, now = old
    typed = f"{house}{ward}, {district}, {province}"
    found = LIST.today(fold_parts(typed) if bare else typed)
    names = {in_text(name) for name in ([now] if isinstance(now, str) else now)}
    assert found is not None
    told = {address.split(", ")[-2] for address in found.addresses}
    assert names <= told, "without accents two communes may be meant, and both are told"
    assert bare or names == told


def test_every_name_with_a_dash_of_its_own_is_one_name() -> None:
    dashed = [old for old in OLD if any(" - " in name for name in old[:3])]
    assert len(dashed) > 80
    for ward, district, province, now in dashed:
        for between in (", ", " - "):
            found = LIST.today(between.join((ward, district, province)))
            assert found is not None, (ward, district, province)
            names = {in_text(name) for name in ([now] if isinstance(now, str) else now)}
            assert {address.split(", ")[-2] for address in found.addresses} == names


def fold_parts(address: str) -> str:
    """As it is typed without accents."""
    return ", ".join(fold(part) for part in address.split(", "))


@settings(max_examples=100, deadline=None)
@given(some.text(max_size=60))
def test_whatever_is_typed_is_read_without_a_fault(typed: str) -> None:
    found = LIST.today(typed)
    assert found is None or 1 <= len(found.addresses) <= MOST_CHOICES
    assert len(LIST.like(typed)) <= 6


def test_every_present_commune_is_silent_and_offered_by_its_beginning() -> None:
    for province, wards in DATA["present"].items():
        for ward in wards[:3]:
            assert LIST.today(f"Thôn 1, {ward}, {province}") is None
    assert LIST.like("xa cai ngang") == ["xã Cái Ngang, tỉnh Vĩnh Long"]
    assert "xã Tam Bình, tỉnh Vĩnh Long" in LIST.like("tam bi")
    assert LIST.like("tam bi", near="tỉnh Vĩnh Long")[0] == "xã Tam Bình, tỉnh Vĩnh Long"
    assert LIST.like("ta") == []


def test_the_list_is_whole() -> None:
    assert (len(DATA["present"]), len(DATA["before"])) == (34, 63)
    assert sum(map(len, DATA["present"].values())) == 3321
    assert len(OLD) == 10_035
    checked = Gazetteer.checked_data(DATA)
    assert (checked.valid_from.isoformat(), checked.sources[0][:25]) == (
        "2025-07-01", "Nghị quyết 202/2025/QH15 "
    )  # fmt: skip


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data.pop("present"),
        lambda data: data.update(valid_from="hôm qua"),
        lambda data: data["before"]["Tỉnh Vĩnh Long"].update(now="Tỉnh Không Có"),
        lambda data: data.update(before={}),
        lambda data: data["before"]["Tỉnh Vĩnh Long"]["districts"].update({"Huyện X": None}),
    ],
)
def test_a_list_that_is_none_is_refused(harm: Any) -> None:
    data = json.loads(json.dumps(DATA))
    harm(data)
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong, it says so in its own words
        Gazetteer.checked_data(data)


def test_names_are_taken_apart() -> None:
    assert name_of("TP.Hồ Chí Minh").kind == "thanh pho"
    assert name_of("P. 01").key == name_of("Phường 1").key == "1"
    assert name_of("xã").kind == ""
    assert parted(" 1 A , xã B - huyện C; tỉnh D. ") == ["1 A", "xã B", "huyện C", "tỉnh D"]
    assert in_text("Đặc khu Phú Quốc") == "đặc khu Phú Quốc"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([1, 2], "khác cấu trúc tệp kèm theo"),
        ("xã", "khác cấu trúc tệp kèm theo"),
        ({key: value for key, value in DATA.items() if key != "before"}, "thiếu mục before"),
        (DATA | {"valid_from": "1/7/2025"}, "có ngày không đúng dạng 2025-07-01"),
        (DATA | {"present": {}, "before": {}}, "mục present hoặc before trống"),
    ],
)
def test_what_is_wrong_with_a_list_is_said_in_vietnamese(data: object, said: str) -> None:
    with pytest.raises(ValueError, match=said) as refused:
        Gazetteer.checked_data(data)
    assert str(refused.value).startswith(said)
