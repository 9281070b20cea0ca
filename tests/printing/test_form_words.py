"""Sentences of the statutory forms are data with dates: a paper says what its form said on the day it was issued."""

from __future__ import annotations

import re
import string
from datetime import date, timedelta
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.printing import papers
from counter_app.wording import form_words
from counter_app.wording.form_words import FormWords, every_sentence, sentence

DAY = date(2026, 11, 23)
USED = re.compile(r'(?:sentence\("(\d\d)",|_said\(sheet,) "(\w+)"')


def test_every_sentence_says_its_document_and_how_well_it_is_known() -> None:
    for item in every_sentence():
        assert item.source.strip(), item.name
        assert re.search(r"Thông tư 03/2025/TT-VPCP|Nghị định 118/2025/NĐ-CP", item.source)
        assert item.mark in {"S", "S2", "M"}
        assert item.text == item.text.strip() != ""


def test_every_sentence_begins_with_one_that_always_stood_and_no_day_has_two() -> None:
    days: dict[tuple[str, str], list[date | None]] = {}
    for item in every_sentence():
        days.setdefault((item.form, item.name), []).append(item.valid_from)
    for key, since in days.items():
        assert None in since, key
        assert len(set(since)) == len(since), key


def test_every_paper_that_asks_for_a_sentence_finds_it() -> None:
    known = {item.name for item in every_sentence()}
    asked = {
        name
        for path in Path(papers.__path__[0]).glob("*.py")
        for _form, name in USED.findall(path.read_text("utf-8"))
    }
    assert len(asked) > 20
    assert asked <= known
    with pytest.raises(KeyError):
        sentence("04", "unheard", DAY)


def test_a_sentence_keeps_its_places_for_facts_whatever_its_date() -> None:
    def places(text: str) -> set[str | None]:
        return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}

    first = {(i.form, i.name): i.text for i in every_sentence() if i.valid_from is None}
    for item in every_sentence():
        assert places(item.text) <= places(first[item.form, item.name])


def test_thong_tu_03_2025_phu_luc_i_a_new_wording_begins_on_its_day_and_old_papers_keep_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = sentence("04", "end", DAY)
    since = DAY + timedelta(days=30)
    newer = FormWords(
        form="04", name="end", text="Rất mong được thông cảm,", valid_from=since,
        source="Thông tư mới", mark="S",
    )  # fmt: skip
    known = (*every_sentence(), newer)
    monkeypatch.setattr(form_words, "every_sentence", lambda: known)
    assert sentence("04", "end", since) == newer.text
    assert sentence("04", "end", since - timedelta(days=1)) == before
    assert sentence("04", "end", date(2025, 10, 1)) == before


def test_the_file_ships_with_the_program() -> None:
    assert (paths.resources_dir() / "papers" / "words.json").is_file()
    spec = Path(__file__).parents[2] / "build.spec"
    assert '"papers"' in spec.read_text("utf-8")
