"""Every setting and preference has bounds, and no value of any of them can lock people out or stop the window."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from counter_app.bounds import Fault, Flag, Whole
from counter_app.desk.office.founding import default_founding
from counter_app.domain.paper.forms import SEEDS, forms_of
from counter_app.domain.paper.templates import templates_of
from counter_app.errors import RuleError
from counter_app.i18n import LANGUAGES
from counter_app.office import Office
from counter_app.qt.kit.theme import SYSTEM, TEXT_SCALES, THEMES
from counter_app.settings import (
    Kept,
    OfficeSettings,
    Preferences,
    bounds,
    problems,
)

HOSTILE: tuple[Any, ...] = (
    *(None, True, -1, 0, 100_000, 10**30, 1.5, math.inf, math.nan),
    *("", " ", "x" * 100_000, "dòng\nhai", "ẩn\u200bdấu", "\u202eđảo", "e\u0302\u0301", "\ud800"),
    *("\0", "-h", "lp:-h", "lp:a b", "escpos:máy:99999", "file:", "<img src=x>"),
    *(
        [],
        [None],
        [[]],
        ["x"] * 5_000,
        ["a\nb"],
        {},
        {"": ""},
        {"x": None},
        {"x": {"y": {}}},
        {"01": 5},
    ),
    *([{"form": "01"}], [{"form": 1, "label": [], "title": {}}]),
    {"k": {"key": "k", "title": "t", "rows": []}},
    {f"{number}": 1 for number in range(5_000)},
)
FIELDS = [
    (kept, name)
    for kept, made in ((OfficeSettings, OfficeSettings()), (Preferences, Preferences()))
    for name in made.to_dict()
]


def change(office: Office, kept: Kept, name: str, value: Any) -> None:
    """Keep one value by the verb."""
    if kept is OfficeSettings:
        office.rules.change_settings(replace(office.settings, **{name: value}))
    else:
        office.rules.change_preferences(replace(office.preferences, **{name: value}))


def refusal(office: Office, kept: Kept, name: str, value: Any) -> RuleError | None:
    """Why a value is not kept; None when it is."""
    try:
        change(office, kept, name, value)
    except RuleError as error:
        return error
    return None


def test_every_field_is_bounded_and_what_we_ship_is_within() -> None:
    assert problems(OfficeSettings().to_dict()) == []
    assert problems(Preferences().to_dict(), Preferences) == []
    founding = default_founding()
    assert problems(founding.settings.to_dict()) == []
    assert problems({"forms": [seed.to_dict() for seed in SEEDS]}) == []
    assert set(bounds()) == set(OfficeSettings().to_dict())
    assert set(bounds(Preferences)) == set(Preferences().to_dict())


def test_what_is_offered_is_what_may_be_kept() -> None:
    choices = {
        name: getattr(bounds(Preferences)[name], "choices", ()) for name in bounds(Preferences)
    }
    assert set(choices["language"]) == set(LANGUAGES)
    assert choices["text_scale"] == TEXT_SCALES
    assert set(choices["theme"]) == {*THEMES, SYSTEM}


@pytest.mark.parametrize(("kept", "name"), FIELDS)
def test_a_hostile_value_is_refused_beside_its_field_or_harmless(
    office: Office, kept: Kept, name: str
) -> None:
    for value in HOSTILE:
        before = (office.settings, office.preferences)
        error = refusal(office, kept, name, value)
        if error is not None:
            assert error.field == name, (value, error.message)
            assert (office.settings, office.preferences) == before
            continue
        now = office.settings if kept is OfficeSettings else office.preferences
        assert problems(now.to_dict(), kept) == [], value
        assert type(getattr(now, name)) is type(getattr(kept(), name)), value
        json.dumps(now.to_dict(), ensure_ascii=False, allow_nan=False).encode()
        templates_of(office.settings)
    assert office.store.check().ok


@pytest.mark.parametrize(("kept", "name"), FIELDS)
def test_what_an_earlier_version_kept_is_brought_within_bounds(kept: Kept, name: str) -> None:
    for value in HOSTILE:
        read = kept.from_dict({name: value})
        assert problems(read.to_dict(), kept) == [], value
    bound, usual = bounds(kept)[name], getattr(kept(), name)
    if isinstance(bound, Whole):
        for wild, near in ((bound.most + 9, bound.most), (-(10**30), bound.least), ("7", usual)):
            assert getattr(kept.from_dict({name: wild}), name) == near
    if isinstance(bound, Flag):
        assert getattr(kept.from_dict({name: 0}), name) is False


def test_an_office_locked_out_by_an_earlier_version_opens_again(office: Office) -> None:
    with office.store.database.jotting() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO office_setting(key, value) VALUES('idle_lock_minutes', '100000')"
        )
    office.store.database.rules_changed()
    assert office.settings.idle_lock_minutes == 240
    with pytest.raises(RuleError) as refused:
        change(office, OfficeSettings, "idle_lock_minutes", 100_000)
    assert refused.value.field == "idle_lock_minutes"
    assert "từ 1 đến 240" in refused.value.message


def test_texts_are_cleaned_before_they_are_kept(office: Office) -> None:
    change(office, OfficeSettings, "name", "  Trung tâm\u200b   xã\nAn Ho\u0300a ")
    assert office.settings.name == "Trung tâm xã An Hòa"
    change(office, OfficeSettings, "partners", ["UBND  xã Đông\u202e"])
    assert office.settings.partners == ("UBND xã Đông",)


@pytest.mark.parametrize(
    ("wish", "right"),
    [
        ("", True),
        ("lp:HP_LaserJet-1020", True),
        ("lp:máy-in", True),
        ("lp:quay@192.168.1.5:631", True),
        ("escpos:192.168.1.50:9100", True),
        ("escpos:may-in", True),
        ("qt:Máy in tầng 2", True),
        ("file:C:\\Giấy in", True),
        ("lp:-h", False),
        ("lp:--help", False),
        ("lp:a b", False),
        ("lp:a@-h", False),
        ("escpos:-x:9100", False),
        ("escpos:may:0", False),
        ("escpos:may:65536", False),
        ("file:a\nb", False),
        ("file:", False),
    ],
)
def test_what_may_name_a_printer(wish: str, right: bool) -> None:
    found = problems({"printer": wish}, Preferences)
    assert [item.fault for item in found] == ([] if right else [Fault.FORM])


def test_papers_go_to_a_folder_of_their_own_never_among_the_data(office: Office) -> None:
    data = office.data_dir
    for folder in (data, data / "don-vi", data / "sao-luu" / ".." / "x"):
        with pytest.raises(RuleError) as refused:
            change(office, Preferences, "printer", f"file:{folder}")
        assert (refused.value.field, refused.value.rule) == ("printer", "printer_folder")
    change(office, Preferences, "printer", f"file:{data / 'giay-da-in'}")
    change(office, Preferences, "ticket_printer", f"file:{data.parent / 'ngoai'}")
    change(office, Preferences, "text_scale", 150)  # nothing else asks about the printer again


def test_nobody_changes_what_others_see(office: Office) -> None:
    """What is kept of an office is shared; ``to_dict`` is the caller's own."""
    forms = tuple(item.to_dict() for item in forms_of(office.settings))
    office.rules.change_settings(replace(office.settings, forms=forms))
    kept = office.settings
    with pytest.raises(TypeError):
        kept.form_labels["01"] = "đổi trộm"  # type: ignore[index]
    with pytest.raises(TypeError):
        kept.forms[0]["label"] = "đổi trộm"  # type: ignore[index]
    own = kept.to_dict()
    own["forms"][0]["label"] = own["form_labels"]["01"] = "đổi trộm"
    assert office.settings == kept
    assert "đổi trộm" not in str(office.settings)
    assert OfficeSettings.from_dict(kept.to_dict()) == kept
