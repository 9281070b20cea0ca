"""Invented people: plausible, repeatable, and nobody real."""

from __future__ import annotations

import random
from datetime import date

from counter_app import paths
from counter_app.demo.people import People
from counter_app.domain.dossier.draft import check_draft
from counter_app.domain.person.documents import tax_warnings
from counter_app.domain.person.party import PartyKind, id_warnings
from tests.makers import draft

TODAY = date(2026, 11, 23)


def people(seed: int) -> People:
    return People(paths.resources_dir(), random.Random(seed))


def test_the_same_seed_gives_the_same_people() -> None:
    one, other = people(7), people(7)
    first = [one.applicant(TODAY) for _time in range(50)]
    assert first == [other.applicant(TODAY) for _time in range(50)]
    assert first != [people(8).applicant(TODAY) for _time in range(50)]


def test_invented_people_pass_the_form_and_their_numbers_fit_them() -> None:
    source = people(1)
    for _time in range(600):
        someone = source.applicant(TODAY)
        check_draft(draft(applicant=someone).cleaned(), TODAY)
        assert someone == someone.cleaned()
        if someone.kind is PartyKind.PERSON:
            assert someone.birth is not None
            assert TODAY.year - someone.birth.year >= 18
            warnings = id_warnings(someone.id_no, birth=someone.birth, sex=someone.sex)
            assert warnings == [], (someone, warnings)
        else:
            assert tax_warnings(someone.id_no) == [], someone


def test_both_kinds_and_long_names_occur() -> None:
    source = people(2)
    found = [source.applicant(TODAY) for _time in range(1_500)]
    assert {item.kind for item in found} == set(PartyKind)
    assert max(len(item.name) for item in found) > 30
    assert len({item.name for item in found}) > 500
