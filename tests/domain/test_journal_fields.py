"""One set of rules: what may be recorded may be read; what may be read was honestly recorded once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.bounds import ListOf, Text, Whole
from counter_app.domain.event import Measure
from counter_app.domain.journal.fields import (
    HEADER,
    header_trouble,
    moment_trouble,
    recordable_text,
    shape_trouble,
)
from counter_app.domain.journal.kind_rules import FACTS_OF, RULES
from counter_app.domain.journal.kinds import KINDS, measured
from counter_app.domain.journal.payloads import WITH_RULES, payload_trouble
from counter_app.errors import RuleError
from counter_app.settings import OfficeSettings, bounds
from counter_app.store.core.journal import payload_text
from counter_app.sync.batch.strict_json import JsonTrouble, parse_canonical

GOOD = {
    "epoch": "0123456789abcdef",
    "device": 1,
    "op_id": "a" * 32,
    "kind": "ticket.taken",
    "subject": "ticket",
    "actor": "lan.nt",
    "at_utc": "2026-11-27T01:00:00.000Z",
    "local_date": "2026-11-27",
    "clock_flag": 0,
}
PARTY = {"kind": "person", "name": "Trần Văn Nền"}
DOSSIER: dict[str, Any] = {
    "applicant": PARTY,
    "owner": None,
    "content": "",
    "sets": 1,
    "fee": 8000,
    "received_at": "2026-11-27T08:00:00",
    "promised_at": None,
}
ANYTHING = (
    st.text(st.characters(exclude_categories=()), max_size=400)
    | st.integers()
    | st.sampled_from(["a" * 100, "a" * 101, "a" * 128, "a" * 129, "a" * 300, "a" * 301])
    | st.sampled_from(["x\ny", "u\u0309", "\u202ex", "x\u200by", "", "\ud800", "é" * 64])
)


def record(payload: dict[str, Any], **changes: Any) -> str:
    """Try to write an event down."""
    return recordable_text(tuple({**GOOD, **changes}.values()), payload, payload_text)


@given(name=st.sampled_from([name for name in HEADER if name != "seq"]), value=ANYTHING)
def test_what_is_recorded_is_read(name: str, value: Any) -> None:
    if HEADER[name].now(value):
        assert HEADER[name].ever(value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("op_id", "a" * 129),
        ("op_id", "a\nb"),
        ("op_id", "ho\u0309i"),
        ("op_id", "a\u200bb"),
        ("op_id", ""),
        ("op_id", "\ud800"),
        ("actor", "a" * 101),
        ("actor", "lan\u202e"),
        ("subject", "s" * 301),
        ("subject", "s\x00"),
        ("kind", "../x"),
        ("device", 100),
        ("device", True),
        ("clock_flag", -1),
    ],
)
def test_a_field_that_cannot_travel_is_not_recorded(field: str, value: Any) -> None:
    with pytest.raises(RuleError) as caught:
        record({}, **{field: value})
    assert caught.value.field == field
    assert field in caught.value.message
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("value", ["a" * 129, "a" * 4000, "a\nb", "ho\u0309i", "\u202e"])
def test_what_earlier_versions_recorded_is_still_read(value: str) -> None:
    assert header_trouble({"op_id": value}) == ""
    assert header_trouble({"op_id": value}, recording=True) == "op_id"


@pytest.mark.parametrize("value", ["", "a" * 4001, "x\ud800", 7, None])
def test_what_nobody_honestly_recorded_is_not(value: Any) -> None:
    assert header_trouble({"op_id": value}) == "op_id"


@pytest.mark.parametrize(
    ("at_utc", "day", "wrong"),
    [
        ("2026-11-26T17:00:00.000Z", "2026-11-27", ""),
        ("2026-11-26T16:59:59.999Z", "2026-11-26", ""),
        ("2026-11-26T17:00:00.000Z", "2026-11-26", "local_date"),
        ("9999-99-99T99:99:99.999Z", "2026-11-26", "at_utc"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31", "at_utc"),
        ("0001-01-01T00:00:00.000Z", "0001-01-01", "at_utc"),
        ("1900-01-01T00:00:00.000Z", "1900-01-01", "at_utc"),
        ("2026-02-30T00:00:00.000Z", "2026-03-02", "at_utc"),
    ],
)
def test_moment_and_day_agree(at_utc: str, day: str, wrong: str) -> None:
    assert moment_trouble(at_utc, day) == wrong


def test_a_clock_that_cannot_be_right_is_said_and_nothing_recorded() -> None:
    with pytest.raises(RuleError, match="Đồng hồ"):
        record({}, at_utc="1980-01-01T00:00:00.000Z", local_date="1980-01-01")
    assert moment_trouble("1980-01-01T00:00:00.000Z", "1980-01-01") == ""


POISON: list[tuple[str, dict[str, Any], str]] = [
    ("dossier.received", {**DOSSIER, "applicant": {**PARTY, "name": "a" * 301}}, "applicant.name"),
    ("dossier.received", {**DOSSIER, "applicant": {**PARTY, "name": ["x"]}}, "applicant.name"),
    ("dossier.received", {**DOSSIER, "applicant": {"kind": "person"}}, "applicant.name"),
    ("dossier.received", {**DOSSIER, "owner": {**PARTY, "phone": 7}}, "owner.phone"),
    ("dossier.received", {**DOSSIER, "content": "a" * 2001}, "content"),
    ("dossier.received", {**DOSSIER, "sets": 0}, "sets"),
    ("dossier.received", {**DOSSIER, "fee": -(10**15)}, "fee"),
    ("dossier.received", {**DOSSIER, "fee": 10**13}, "fee"),
    ("dossier.received", {**DOSSIER, "received_at": "0001-01-01T00:00:00"}, "received_at"),
    ("dossier.received", {**DOSSIER, "promised_at": "9999-12-31T23:59:59"}, "promised_at"),
    ("dossier.received", {**DOSSIER, "received_at": 20261127}, "received_at"),
    ("dossier.moved", {"at": "9999-12-31T00:00:00"}, "at"),
    ("dossier.moved", {"at": "2026-11-27T08:00:00", "until": "9999-12-31"}, "until"),
    (
        "dossier.corrected",
        {"changes": {"applicant": {"to": {"name": "a" * 301}}}},
        "changes.applicant.name",
    ),
    ("dossier.corrected", {"changes": {"fee": {"to": -1}}}, "changes.fee"),
    ("dossier.corrected", {"changes": {"fee": 1}}, "changes"),
    ("fee.entered", {"amount": -(10**12)}, "amount"),
    ("fee.entered", {"amount": 1.5}, "amount"),
    ("fee.entered", {"amount": True}, "amount"),
    ("certification.recorded", {"applicant": "a" * 301}, "applicant"),
    ("certification.recorded", {"fee": -1}, "fee"),
    ("certification.recorded", {"pages": "1"}, "pages"),
    ("office.changed", {"settings": {"number": 5}}, "settings.number"),
    ("office.changed", {"settings": {"number": "9" * 1000}}, "settings.number"),
    ("office.changed", {"settings": {"superior_name": ["x"]}}, "settings.superior_name"),
    ("office.changed", {"settings": {"name": "a" * 3000}}, "settings.name"),
    ("office.changed", {"settings": {"sample": "yes"}}, "settings.sample"),
    ("office.changed", {"settings": {"supplement_days": 10**12}}, "settings.supplement_days"),
    ("office.changed", {"settings": {"supplement_days": True}}, "settings.supplement_days"),
    ("office.changed", {"settings": {"question_topics": [1]}}, "settings.question_topics"),
    ("office.changed", {"settings": []}, "settings"),
    ("officer.put", {"login": "a" * 1001}, "login"),
    ("ticket.taken", {"note": "a" * (10**6 + 1)}, "note"),
]


@pytest.mark.parametrize(("kind", "payload", "where"), POISON)
def test_poison_is_neither_recorded_nor_read(
    kind: str, payload: dict[str, Any], where: str
) -> None:
    assert payload_trouble(kind, payload) == where
    assert (
        payload_trouble(KINDS[kind], payload) == where
    )  # as the desk says it: by what it declares itself
    with pytest.raises(RuleError) as caught:
        record(payload, kind=kind)
    assert caught.value.field == where


def test_kinds_with_a_rule_of_their_own_are_named_beside_it() -> None:
    assert set(RULES) == WITH_RULES


def test_a_form_s_facts_have_no_measure_but_those_their_event_declares() -> None:
    """Else an amount that the desk lets pass would be refused by the superior, for ever."""
    every = {name for measure in Measure for name in measured(measure)}
    for kind, names in FACTS_OF.items():
        assert names & every <= KINDS[kind].fields().keys()


def test_what_an_event_does_not_declare_is_measured_all_the_same() -> None:
    assert "amount" not in KINDS["script.used"].fields()
    assert payload_trouble(KINDS["script.used"], {"verb": "find", "amount": -1}) == "amount"


def test_settings_of_a_later_version_are_passed_over() -> None:
    settings = {**OfficeSettings().to_dict(), "weather": {"sun": [1]}}
    assert payload_trouble("office.changed", {"settings": settings}) == ""
    assert payload_trouble("epoch.began", {"counters": [], "witness": {"x": 1}}) == ""


def test_whatever_an_office_may_set_its_superior_takes() -> None:
    """The bounds of settings lie within those of the journal."""
    for name, bound in bounds().items():
        largest: Any = OfficeSettings().to_dict()[name]
        if isinstance(bound, Text):
            largest = "9" * 5 if bound.form else "x" * bound.most
        elif isinstance(bound, Whole):
            largest = bound.most
        elif isinstance(bound, ListOf) and isinstance(bound.item, Text):
            largest = ["x" * bound.item.most] * bound.most
        assert bound.fault(largest) is None
        assert record({"settings": {name: largest}}, kind="office.changed")


def test_what_an_erasure_left_is_not_asked_for_more() -> None:
    residue = {"sector": "ho-tich", "at": "2026-11-27T08:00:00", "fee": 8000}
    for kind in ("dossier.received", "dossier.corrected", "certification.recorded"):
        assert payload_trouble(kind, residue) == ""


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=5),
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=3), below, max_size=3)
    ),
    max_leaves=8,
)


@given(payload=st.dictionaries(st.text(st.characters(exclude_categories=()), max_size=5), JSON))
def test_whatever_shape_is_recorded_the_strict_reader_takes(payload: dict[str, Any]) -> None:
    try:
        body = record(payload)
    except RuleError:
        return
    assert payload_text(parse_canonical(body.encode())) == body


@pytest.mark.parametrize(
    "payload",
    [
        {"x": float("nan")},
        {"x": float("inf")},
        {"x": 2**63},
        {"x": "\ud800"},
        {1: "x"},
    ],
)
def test_what_no_table_holds_is_refused_in_a_sentence(payload: dict[str, Any]) -> None:
    with pytest.raises(RuleError):
        record(payload)


def test_depth_is_the_reader_s() -> None:
    deep: Any = 1
    for _level in range(29):
        deep = [deep]
    assert shape_trouble({"x": deep}) == ""
    line = payload_text({"payload": {"x": deep}})
    parse_canonical(line.encode())
    for _level in range(5):
        deep = [deep]
    assert shape_trouble({"x": deep}) == "payload"


def test_a_million_small_values_are_not_parsed() -> None:
    hostile = b"[" + b"[]," * 600_000 + b"[]]"
    with pytest.raises(JsonTrouble, match="too many"):
        parse_canonical(hostile)
    with pytest.raises(RuleError):
        record({"x": [[] for _item in range(600_000)]})
