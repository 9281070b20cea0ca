"""What somebody writes into a form's JSON is read strictly, or refused in Vietnamese with the next step."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.dossier.draft import IntakeDraft, check_draft
from counter_app.domain.dossier.facts import FACTS, Kind
from counter_app.domain.dossier.form_values import ORIGINAL_KEYS, PAPER_KEYS, PERSON_KEYS
from counter_app.errors import RuleError
from tests.makers import MONDAY

SAMPLES: list[dict[str, Any]] = json.loads(
    (paths.resources_dir().parent / "docs" / "samples" / "receive.json").read_text("utf-8")
)
WHOLE: dict[str, Any] = {
    **SAMPLES[1],
    **{fact.name: SAMPLES[0].get(fact.name) for fact in FACTS if fact.name not in SAMPLES[1]},
    "originals": [{"name": "Sổ hộ khẩu", "quantity": 1}],
    "limit": {"value": 3, "unit": "working_day"},
}
PLACES: list[tuple[str | int, ...]] = [
    *((fact.name,) for fact in FACTS),
    *((who, key) for who in ("applicant", "owner") for key in PERSON_KEYS),
    *(("papers", 0, key) for key in PAPER_KEYS),
    *(("originals", 0, key) for key in ORIGINAL_KEYS),
    ("limit", "value"),
    ("limit", "unit"),
]
STRANGE: st.SearchStrategy[Any] = st.sampled_from(
    [
        True,
        False,
        0,
        1.5,
        -1,
        10**30,
        "nobody",
        "1_000",
        "x" * 50,
        [],
        ["a"],
        {},
        {"a": 1},
        [[]],
        None,
    ]
)
ENGLISH = re.compile(
    r"\b(?:not|is|invalid|valid|object|expected|must|argument|attribute|NoneType|isoformat)\b"
)


def put(place: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """The whole form with something else in one place."""
    record: dict[str, Any] = json.loads(json.dumps(WHOLE))
    at: Any = record
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    return record


def refusal(record: Any) -> RuleError | None:
    """What is said of a form; None when it stands."""
    try:
        check_draft(IntakeDraft.told(record).cleaned(), MONDAY.date())
    except RuleError as error:
        return error
    return None


@settings(max_examples=400)
@given(place=st.sampled_from(PLACES), value=STRANGE)
def test_whatever_stands_in_a_place_is_read_as_it_is_or_refused_in_vietnamese(
    place: tuple[str | int, ...], value: Any
) -> None:
    record = put(place, value)
    said = refusal(record)
    if said is not None:
        told = str(said)
        assert not ENGLISH.search(told), told
        assert told.endswith("."), told
        assert len(re.split(r"[.;] ", told)) >= 2, f"no next step: {told}"
        assert said.field, told
        return
    draft = IntakeDraft.told(record)
    for fact in FACTS:
        kept = getattr(draft, fact.name)
        if place == (fact.name,) and fact.kind in (Kind.TEXT, Kind.LINES, Kind.CODE):
            assert kept == (value or ""), "a text is what was written, never how Python prints it"
        if place == (fact.name,) and fact.kind in (Kind.NUMBER, Kind.MONEY):
            assert kept == value


def test_the_sample_stands() -> None:
    assert [refusal(record) for record in (*SAMPLES, WHOLE)] == [None] * 4


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (("applicant", "kind"), "nguoi", "person, organisation"),
        (("applicant", "sex"), "nam", "male, female"),
        (("applicant", "id_kind"), "cccd", "card, passport, birth_certificate, tax_code, none"),
        (("applicant", "id_issued"), "30/04/2021", "2021-04-30"),
        (("applicant", "phone"), 912000017, "dấu ngoặc kép"),
        (("applicant", "birth"), [1990], "1990-02-05"),
        (("owner",), "Nguyễn Văn A", "đối tượng JSON"),
        (("papers",), "Tờ khai", "docs/samples/receive.json"),
        (("papers", 0, "kind"), "goc", "original"),
        (("papers", 0, "quantity"), 1.5, "số nguyên"),
        (("papers", 0, "required"), "no", "true, false"),
        (("content",), ["một", "hai"], "dấu ngoặc kép"),
        (("procedure",), 1.001193, "dấu ngoặc kép"),
        (("channel",), "email", "direct, online hoặc postal"),
        (("relation",), "bố", "parent"),
        (("limit",), "3 ngày", "3wd"),
        (("fee",), "15.000", "số nguyên"),
    ],
)
def test_a_wrong_value_is_told_with_what_it_may_be(
    place: tuple[str | int, ...], value: Any, told: str
) -> None:
    said = refusal(put(place, value))
    assert said is not None
    assert told in str(said)
    assert said.field.split(".")[0] == place[0]


@pytest.mark.parametrize(
    ("place", "near"),
    [
        (("return_adress",), "return_address"),
        (("applicant", "adress"), "address"),
        (("owner", "idno"), "id_no"),
        (("papers", 0, "quantitty"), "quantity"),
    ],
)
def test_a_name_that_no_form_has_is_not_lost(place: tuple[str | int, ...], near: str) -> None:
    said = refusal(put(place, "x"))
    assert said is not None
    assert near in str(said)
    assert said.rule == "unknown"


def test_a_kept_draft_of_another_version_is_still_read() -> None:
    """What the program itself kept may have names that it no longer knows."""
    assert IntakeDraft.from_dict({**WHOLE, "colour": "x"}) == IntakeDraft.told(WHOLE)
