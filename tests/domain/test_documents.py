"""Each paper somebody names themselves by has its own rule; a doubt is told and never in the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.person.documents import Document, document_warnings
from counter_app.domain.person.party import Party, PartyKind

CARD, PASSPORT, BIRTH, TAX, NONE = Document


@pytest.mark.parametrize(
    ("document", "number", "nationality"),
    [
        (CARD, "001090000001", ""),
        (CARD, "", ""),
        (PASSPORT, "P1234567", "Việt Nam"),
        (PASSPORT, "c 7654321", "Việt Nam"),
        (PASSPORT, "123456789", "Hoa Kỳ"),
        (PASSPORT, "E12345678X", "Trung Quốc"),
        (BIRTH, "15/2020", ""),
        (BIRTH, "Số 15", ""),
        (TAX, "0100109106", ""),
        (TAX, "0100109106-001", ""),
        (TAX, "0300588569", ""),
        (TAX, "001090000001", ""),
        (NONE, "", ""),
    ],
)
def test_a_right_number_is_silent(document: Document, number: str, nationality: str) -> None:
    assert document_warnings(document, number, nationality=nationality) == []


@pytest.mark.parametrize(
    ("document", "number", "nationality", "said"),
    [
        (PASSPORT, "P1234567", "", "quốc tịch"),
        (PASSPORT, "001090000001", "Việt Nam", "định danh"),
        (PASSPORT, "P12", "Việt Nam", "hộ chiếu"),
        (PASSPORT, "ABCDEFG", "Việt Nam", "hộ chiếu"),
        (BIRTH, "không rõ", "", "chữ số"),
        (TAX, "12", "", "10 chữ số"),
        (TAX, "01001091061", "", "10 chữ số"),
        (TAX, "0100109107", "", "số kiểm tra"),
        (TAX, "0100109107-001", "", "số kiểm tra"),
        (TAX, "O100109106", "", "10 chữ số"),
        (TAX, "999090000001", "", "mã tỉnh"),
        (CARD, "P1234567", "", "hộ chiếu"),
        (CARD, "12", "", "thiếu"),
        (NONE, "123456789", "", "không có giấy tờ"),
    ],
)
def test_an_odd_number_is_told(
    document: Document, number: str, nationality: str, said: str
) -> None:
    warnings = document_warnings(document, number, nationality=nationality)
    assert any(said in warning for warning in warnings), warnings


@given(st.from_regex("[0-9]{9}", fullmatch=True), st.integers(0, 9))
def test_one_check_digit_at_the_most_is_right(head: str, digit: int) -> None:
    right = [last for last in range(10) if not document_warnings(TAX, f"{head}{last}")]
    assert len(right) <= 1
    if right:
        wrong = (right[0] + 1 + digit % 9) % 10
        assert document_warnings(TAX, f"{head}{wrong}")


@given(st.sampled_from(Document), st.text(max_size=40), st.text(max_size=10))
def test_any_text_is_only_looked_at(document: Document, number: str, nationality: str) -> None:
    found = document_warnings(document, number, nationality=nationality)
    assert all(warning.strip() for warning in found)


def test_the_usual_paper_is_not_said_and_others_are_kept() -> None:
    usual = Party(PartyKind.PERSON, "A", id_no="001090000001", id_kind=CARD).cleaned()
    assert usual.to_dict() == {"kind": "person", "name": "A", "id_no": "001090000001"}
    assert usual.document is CARD
    company = Party(PartyKind.ORGANISATION, "B", id_no="0100109106")
    assert company.document is TAX
    guest = Party(PartyKind.PERSON, "C", id_no="P1234567", id_kind=PASSPORT, nationality="Ｈoa Kỳ")
    assert guest.cleaned().to_dict() == {
        "kind": "person",
        "name": "C",
        "id_no": "P1234567",
        "id_kind": "passport",
        "nationality": "Hoa Kỳ",
    }
    assert Party.from_dict(guest.to_dict()) == guest
