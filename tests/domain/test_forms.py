"""Forms are data: which version a paper is printed by, and what an older file had set."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.paper.forms import (
    SEEDS,
    FormVersion,
    amended,
    form_on,
    forms_of,
    version_days,
)
from counter_app.errors import RuleError
from counter_app.settings import OfficeSettings

NEW_YEAR = date(2027, 1, 1)


def wanted(form: str = "02", **changes: str) -> FormVersion:
    return replace(form_on(SEEDS, form, NEW_YEAR), **changes)  # type: ignore[arg-type]


def test_every_form_is_known_with_its_suffix_and_source() -> None:
    assert [item.form for item in SEEDS] == ["01", "02", "03", "04", "05", "06", "07"]
    suffixes = {item.form: item.suffix for item in SEEDS}
    assert suffixes["02"] == "PBS-TTPVHCC(BPTNTKQ)"
    assert suffixes["03"] == "PTC-TTPVHCC(BPTNTKQ)"
    assert suffixes["04"] == "PXL-UBND"
    assert suffixes["06"] == "PKS-TTPVHCC(BPTNTKQ)"
    assert suffixes["07"] == "STD-TTPVHCC(BPTNTKQ)"
    assert all("Thông tư 03/2025/TT-VPCP" in item.source for item in SEEDS)


def test_what_is_not_sure_says_so() -> None:
    sources = {item.form: item.source for item in SEEDS}
    assert "chưa xác nhận" in sources["05"]
    assert "hẹn lại ngày trả kết quả" in sources["04"]
    titles = {item.form: item.title for item in SEEDS}
    assert titles["04"] == "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"


@pytest.mark.parametrize(("number", "said"), [(5, "05"), (12, "12"), (123, "123")])
def test_a_number_stands_before_the_suffix(number: int, said: str) -> None:
    assert form_on(SEEDS, "02", NEW_YEAR).numbered(number) == f"Số: {said}/PBS-TTPVHCC(BPTNTKQ)"
    assert replace(SEEDS[0], suffix="").numbered(number) == f"Số: {said}"
    assert SEEDS[0].numbered(None) == ""


def test_a_number_shows_the_unit_that_applies_and_not_the_form_s_choice() -> None:
    book = form_on(SEEDS, "07", NEW_YEAR)
    assert book.numbered(5, "BPTNTKQ") == "Số: 05/STD-BPTNTKQ"
    assert replace(book, suffix="SO-XA").numbered(5, "BPTNTKQ") == "Số: 05/SO-XA"


def test_what_the_head_of_the_agency_signs_is_the_agency_s_paper() -> None:
    ours = {item.form: item.of_authority for item in SEEDS}
    assert [form for form, authority in ours.items() if authority] == ["04", "05"]
    assert replace(SEEDS[0], issuer="authority").of_authority
    kept = FormVersion.from_dict(replace(SEEDS[3], issuer="unit").to_dict())
    assert not kept.of_authority
    assert "issuer" not in SEEDS[3].to_dict()


def test_what_version_0_1_0_had_set_is_honoured() -> None:
    settings = OfficeSettings.from_dict(
        {"form_labels": {"01": "Mẫu 01a"}, "number_suffixes": {"02": "PBS-XA"}}
    )
    forms = forms_of(settings)
    assert form_on(forms, "01", NEW_YEAR).label == "Mẫu 01a"
    assert form_on(forms, "02", NEW_YEAR).suffix == "PBS-XA"
    assert form_on(forms, "05", NEW_YEAR).suffix.startswith("TB-")
    assert form_on(forms, "03", NEW_YEAR) == SEEDS[2]


def test_a_new_version_holds_from_its_day_and_ends_the_one_before() -> None:
    forms = amended(SEEDS, wanted(label="Mẫu số 2B", suffix="BS"), NEW_YEAR)
    assert form_on(forms, "02", date(2026, 12, 31)).label == "Mẫu số 02"
    assert form_on(forms, "02", date(2026, 12, 31)).valid_to == date(2026, 12, 31)
    assert form_on(forms, "02", NEW_YEAR).label == "Mẫu số 2B"
    assert form_on(forms, "03", NEW_YEAR) == SEEDS[2]
    assert version_days(forms) == (None, date(2026, 11, 29), NEW_YEAR)


def test_a_version_is_changed_on_its_own_day_and_put_between_others() -> None:
    forms = amended(SEEDS, wanted(label="B"), NEW_YEAR)
    forms = amended(forms, wanted(label="C"), NEW_YEAR)
    assert [item.label for item in forms if item.form == "02"] == ["Mẫu số 02", "C"]
    middle = date(2026, 12, 1)
    forms = amended(forms, wanted(label="M"), middle)
    mine = [item for item in forms if item.form == "02"]
    assert [(item.label, item.valid_from, item.valid_to) for item in mine] == [
        ("Mẫu số 02", None, date(2026, 11, 30)),
        ("M", middle, date(2026, 12, 31)),
        ("C", NEW_YEAR, None),
    ]
    assert amended(forms, wanted(label="C"), NEW_YEAR) == forms


def test_a_day_before_every_version_takes_the_first_one() -> None:
    only = (replace(SEEDS[1], valid_from=NEW_YEAR, label="Đầu"),)
    assert form_on(only, "02", date(2020, 1, 1)).label == "Đầu"
    assert form_on(only, "03", NEW_YEAR) == SEEDS[2]


@pytest.mark.parametrize(("name", "field"), [("label", "label"), ("title", "title")])
def test_a_form_needs_its_names(name: str, field: str) -> None:
    with pytest.raises(RuleError) as refused:
        amended(SEEDS, wanted(**{name: " "}), NEW_YEAR)
    assert refused.value.field == field


def test_versions_are_kept_as_json() -> None:
    forms = amended(SEEDS, wanted(label="B"), NEW_YEAR)
    settings = OfficeSettings(forms=tuple(item.to_dict() for item in forms))
    again = OfficeSettings.from_dict(settings.to_dict())
    assert forms_of(again) == forms
