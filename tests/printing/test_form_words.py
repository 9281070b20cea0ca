"""Sentences of the statutory forms are data with dates: a paper says what its form said on the day it was issued."""

from __future__ import annotations

import re
import string
from datetime import date, timedelta
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.domain.paper.certification_sheet import LockSheet
from counter_app.domain.paper.heading import Heading
from counter_app.printing import papers
from counter_app.printing.papers.certification_book import lock_page
from counter_app.reports.certification.certification_book import book_columns
from counter_app.wording.paper import form_words
from counter_app.wording.paper.form_words import BOOK_FORM, FormWords, every_sentence, sentence
from tests.printing.reading import flat_text

DAY = date(2026, 11, 23)
LAW = re.compile(
    r"Thông tư 03/2025/TT-VPCP|Nghị định 118/2025/NĐ-CP|Nghị định 23/2015/NĐ-CP Điều 13"
)
USED = re.compile(r'(?:sentence\("(\d\d)",|_said\(sheet,) "(\w+)"')


def test_every_sentence_says_its_document_and_how_well_it_is_known() -> None:
    for item in every_sentence():
        assert item.source.strip(), item.name
        assert LAW.search(item.source)
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


def test_nd_23_2015_dieu_13_the_books_are_headed_and_closed_in_the_words_of_their_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    since = DAY + timedelta(days=30)
    newer = tuple(
        FormWords(
            form=BOOK_FORM, name=name, text=text, valid_from=since, source="Nghị định mới", mark="S"
        )
        for name, text in (("col_signer", "Người chứng thực"), ("lock_total", "Tổng cộng:"))
    )
    known = (*every_sentence(), *newer)
    monkeypatch.setattr(form_words, "every_sentence", lambda: known)

    def titles(day: date) -> list[str]:
        return [column.title for column in book_columns(lambda _line: "", lambda _line: False, day)]

    def locked(day: date) -> str:
        heading = Heading(parent="", unit="UBND XÃ", name="UBND xã", place="Xã")
        sheet = LockSheet(
            heading=heading, name="Sổ chứng thực chữ ký", year=2026, day=day, page=9, entries=3,
            lines=(), signature=("CHỦ TỊCH",), signer_name="", officer_name="",
        )  # fmt: skip
        return flat_text(lock_page(sheet))

    assert "Người chứng thực" in titles(since)
    assert titles(DAY)[8] == "Họ tên, chức danh người ký chứng thực"
    assert "Tổng cộng: 3 (ba)." in locked(since)
    assert "Tổng số việc chứng thực đã thực hiện trong năm: 3 (ba)." in locked(DAY)


def test_the_file_ships_with_the_program() -> None:
    assert (paths.resources_dir() / "papers" / "words.json").is_file()
    spec = Path(__file__).parents[2] / "build.spec"
    assert '"papers"' in spec.read_text("utf-8")
