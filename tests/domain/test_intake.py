"""The intake form: what it may hold, how it is cleaned, what is refused and beside which field."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import paths
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.sectors import PaperItem, PaperKind
from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.dossier.draft import IntakeDraft, check_draft
from counter_app.domain.person.party import Birth
from counter_app.errors import RuleError
from tests.makers import MONDAY, draft, person

PAPERS = (PaperItem(name="Tờ khai"), PaperItem(name="Giấy chứng sinh", kind=PaperKind.CERTIFIED))
FULL = draft(
    owner=person("Trần Thị Nền", id_no=""),
    authorisation="Giấy ủy quyền 01/2026",
    content="Khai sinh cho con\nlần đầu",
    papers=PAPERS,
    sets=2,
    fee=8_000,
    pages=3,
    copies=4,
    limit=parse_limit("3wd"),
    channel=Channel.ONLINE,
    return_channel=Channel.POSTAL,
    return_address="Thôn 1",
    ticket=12,
    note="Gọi trước",
)


def refused(form: IntakeDraft) -> str:
    """The field beside which the form is refused."""
    with pytest.raises(RuleError) as found:
        check_draft(form.cleaned(), MONDAY.date())
    return found.value.field


def read(**changes: Any) -> IntakeDraft:
    record: dict[str, Any] = {"procedure": "1.001193", "applicant": {"name": "Nguyễn Văn Mẫu"}}
    return IntakeDraft.from_dict(record | changes)


@pytest.mark.parametrize("form", [FULL, draft()])
def test_a_form_survives_being_written_down(form: IntakeDraft) -> None:
    assert IntakeDraft.from_dict(json.loads(json.dumps(form.to_dict()))) == form


def test_little_is_needed() -> None:
    form = read()
    check_draft(form.cleaned(), MONDAY.date())
    assert (form.sets, form.fee, form.papers, form.channel) == (1, None, None, Channel.DIRECT)


def test_papers_may_be_listed_by_name_and_channels_by_number() -> None:
    form = read(papers=["Tờ khai"], channel=2, return_channel="POSTAL", limit="2h", sets="3")
    assert form.papers == (PaperItem(name="Tờ khai"),)
    assert (form.channel, form.return_channel) == (Channel.ONLINE, Channel.POSTAL)
    assert form.limit == parse_limit("2h")
    assert form.sets == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"applicant": None}, "applicant"),
        ({"applicant": "Nguyễn Văn Mẫu"}, "applicant"),
        ({"applicant": {"name": None}}, "applicant"),
        ({"applicant": {"name": "A", "phone": 912345678}}, "applicant"),
        ({"applicant": {"name": "A", "sex": "x"}}, "applicant"),
        ({"applicant": {"name": "A", "birth": {"month": 2}}}, "applicant"),
        ({"applicant": {"name": "A", "birth": {"year": 1990, "month": "2"}}}, "applicant"),
        ({"applicant": {"name": "A", "birth": {"year": 1990, "month": 2, "day": 30}}}, "birth"),
        ({"applicant": {"name": "A", "birth": "30/02/1990"}}, "birth"),
        ({"applicant": {"name": "A", "kind": "cow"}}, "applicant"),
        ({"applicant": {"name": "A", "id_issued": "30/02/2020"}}, "applicant"),
        ({"owner": ["B"]}, "owner"),
        ({"sets": "hai"}, "sets"),
        ({"sets": True}, "sets"),
        ({"fee": 1.5}, "fee"),
        ({"pages": []}, "pages"),
        ({"ticket": "A001"}, "ticket"),
        ({"channel": "fax"}, "channel"),
        ({"return_channel": 9}, "return_channel"),
        ({"papers": [{"kind": "original"}]}, "papers"),
        ({"papers": [{"name": "A", "kind": "gold"}]}, "papers"),
        ({"papers": 7}, "papers"),
        ({"limit": {"unit": "working_day"}}, "limit"),
        ({"limit": {"unit": "moon", "value": 1}}, "limit"),
        ({"limit": "soon"}, "limit"),
        ({"limit": 7}, "limit"),
    ],
)
def test_a_malformed_record_names_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleError) as found:
        read(**changes)
    assert found.value.field == field


@pytest.mark.parametrize("record", [None, [], "x", 3])
def test_a_record_is_an_object(record: Any) -> None:
    with pytest.raises(RuleError):
        IntakeDraft.from_dict(record)


@pytest.mark.parametrize(
    "birth", ["1990-02-05", "05/02/1990", "05021990", {"year": 1990, "month": 2, "day": 5}]
)
def test_birth_is_read_as_typed_as_stored_and_as_the_card_verb_shows_it(birth: Any) -> None:
    assert read(applicant={"name": "A", "birth": birth}).applicant.birth == Birth(1990, 2, 5)


@pytest.mark.parametrize("birth", ["1954", 1954, {"year": 1954, "month": None, "day": None}])
def test_a_year_alone_stays_a_year(birth: Any) -> None:
    assert read(applicant={"name": "A", "birth": birth}).applicant.birth == Birth(1954)


def test_the_sample_file_is_a_list_of_good_forms() -> None:
    path = paths.resources_dir().parent / "docs" / "samples" / "receive.json"
    forms = [
        IntakeDraft.from_dict(record) for record in json.loads(path.read_text(encoding="utf-8"))
    ]
    for form in forms:
        check_draft(form.cleaned(), MONDAY.date())
    assert len(forms) == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"procedure": " \u200b"}, "procedure"),
        ({"applicant": person("")}, "applicant.name"),
        ({"applicant": person(" \u200b\u2060 ")}, "applicant.name"),
        ({"applicant": person("12345")}, "applicant.name"),
        ({"applicant": person("\u02bc")}, "applicant.name"),
        ({"applicant": person("N" * 301)}, "applicant.name"),
        ({"applicant": person(address="x" * 2_001)}, "applicant"),
        ({"owner": person("")}, "owner.name"),
        ({"content": "x" * 2_001}, "content"),
        ({"note": "x" * 2_001}, "note"),
        ({"sets": 0}, "sets"),
        ({"sets": 100}, "sets"),
        ({"fee": -1}, "fee"),
        ({"fee": 10**12}, "fee"),
        ({"pages": 0}, "pages"),
        ({"pages": 10**20}, "pages"),
        ({"copies": 0}, "copies"),
        ({"copies": 10**20}, "copies"),
        ({"papers": (PaperItem(name="A", quantity=-1),)}, "papers"),
        ({"papers": (PaperItem(name="A"),) * 201}, "papers"),
        ({"return_channel": Channel.POSTAL}, "return_address"),
    ],
)
def test_a_wrong_form_is_refused_beside_its_field(changes: dict[str, Any], field: str) -> None:
    assert refused(replace(draft(), **changes)) == field


@pytest.mark.parametrize(
    "form", [FULL, draft(name="Y"), draft(name="N" * 300), draft(name="H'Hen Niê")]
)
def test_a_good_form_passes(form: IntakeDraft) -> None:
    check_draft(form.cleaned(), MONDAY.date())


def test_texts_are_stored_composed_and_without_what_cannot_be_seen() -> None:
    typed = unicodedata.normalize("NFD", "  Nguyễn\u200b  Văn\u00a0Đức\u202e ")
    form = replace(draft(name=typed), content="a\r\n\u200bb ", papers=(PaperItem(name=" \u2060"),))
    cleaned = form.cleaned()
    assert cleaned.applicant.name == "Nguyễn Văn Đức"
    assert unicodedata.is_normalized("NFC", cleaned.applicant.name)
    assert cleaned.content == "a\nb"
    assert cleaned.papers == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_cleaning_twice_changes_nothing(name: str, note: str) -> None:
    once = replace(draft(name=name), note=note, content=note).cleaned()
    assert once.cleaned() == once
