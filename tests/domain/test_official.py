"""The official code as it is pasted, and what is none."""

from __future__ import annotations

import pytest

from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.official.codes import (
    looks_official,
    official_in,
    official_warnings,
    read_official,
)
from counter_app.errors import RuleError
from tests.makers import MONDAY


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("H55.242.01-261123-000015", "H55.242.01-261123-000015"),
        ("000.00.01.H29-240115-0001", "000.00.01.H29-240115-0001"),
        ("  h55.242.01 – 261123 — 010007\n", "H55.242.01-261123-010007"),
        ("H55.242.01\u2011261123\u2011000015\u200b", "H55.242.01-261123-000015"),
        ("Ｈ５５.242.01-261123-000015", "H55.242.01-261123-000015"),
        ("H55.242-261123-1234567", "H55.242-261123-1234567"),
    ],
)
def test_what_was_pasted_is_read_as_the_system_writes_it(text: str, code: str) -> None:
    assert read_official(text) == code
    assert read_official(read_official(text)) == code
    assert looks_official(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "H55-261123-000015", "H55.242.01-261123-015", "H55.242.01-261323-000015"),
        *(
            "H55.242.01-260230-000015",
            "Nguyễn Văn Mẫu",
            "0912345678",
            "H55.242.01-261123-" + "1" * 60,
        ),
    ],
)
def test_what_is_no_official_code_is_refused(text: str) -> None:
    assert not looks_official(text)
    with pytest.raises(RuleError) as refused:
        read_official(text)
    assert (refused.value.field, refused.value.rule) == ("official_code", "official_pattern")


def test_a_code_of_this_office_is_never_taken_for_an_official_one() -> None:
    own = DossierCode(office="99001", day=MONDAY.date(), device=1, sequence=7)
    assert not looks_official(own.text)
    assert not looks_official(own.barcode)


@pytest.mark.parametrize("code", ["H55.242.O1-261127-000079", "HO5.242.01-261127-000079"])
def test_the_letter_o_in_a_code_is_told(code: str) -> None:
    (said,) = official_warnings(read_official(code))
    assert "chữ O" in said
    assert official_in(f"Mã hồ sơ: {code.lower()}") == (code, code.replace("O", "0"))


@pytest.mark.parametrize(
    "code", ["", "H55.242.01-261127-000079", "000.00.01.H29-240115-0001", "BO.01.H29-240115-0001"]
)
def test_other_codes_are_silent(code: str) -> None:
    assert official_warnings(code) == []
