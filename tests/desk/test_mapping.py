"""Reconciliation with the official system: which code, which state, and what is owed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counter_app.desk.mapping import read_pairs
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier import Mapping
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import MARITAL, receive

OFFICIAL = "H55.242.01-261123-000015"


def test_what_is_received_is_owed_until_it_has_its_official_code(
    office: Office, clock: FixedClock
) -> None:
    first = receive(office, MARITAL)
    clock.tick(days=2)
    second = receive(office, MARITAL)
    today = clock.now().date()
    assert [item.line.code for item in office.mapping.owed()] == [first.code, second.code]
    assert [item.line.code for item in office.mapping.owed(today)] == [second.code]
    assert len(office.mapping.owed(since=today - timedelta(days=2))) == 2
    mapped = office.mapping.enter(first.barcode, f" {OFFICIAL.lower()} ").result
    assert (mapped.official_code, mapped.mapping) == (OFFICIAL, Mapping.ENTERED)
    assert office.mapping.owed_count() == 1
    assert [item.official_code for item in office.mapping.entered(today)] == [OFFICIAL]


def test_an_official_code_belongs_to_one_dossier(office: Office) -> None:
    one, two = receive(office, MARITAL), receive(office, MARITAL)
    office.mapping.enter(one.code, OFFICIAL)
    with pytest.raises(RuleError) as refused:
        office.mapping.enter(two.code, OFFICIAL)
    assert (refused.value.field, refused.value.rule) == ("official_code", "official_taken")
    assert one.code in refused.value.message
    assert office.mapping.enter(one.code, OFFICIAL).changes == frozenset()


@pytest.mark.parametrize("text", ["", "T99001-261123-010001", "H55.242-261323-0001", "12345"])
def test_what_is_no_official_code_is_refused(office: Office, text: str) -> None:
    dossier = receive(office, MARITAL)
    with pytest.raises(RuleError) as refused:
        office.mapping.enter(dossier.code, text)
    assert refused.value.field == "official_code"


def test_other_states_need_a_note_and_leave_or_stay_on_the_list(office: Office) -> None:
    dossier = receive(office, MARITAL)
    with pytest.raises(RuleError) as refused:
        office.mapping.enter(dossier.code, "", state=Mapping.EXEMPT)
    assert refused.value.rule == "note"
    office.mapping.enter(dossier.code, "", state=Mapping.EXEMPT, note="Chứng thực trả ngay")
    assert office.mapping.owed() == []
    office.mapping.enter(dossier.code, OFFICIAL, state=Mapping.MISMATCH, note="Khác họ tên")
    (owed,) = office.mapping.owed()
    assert (owed.official_code, owed.note) == (OFFICIAL, "Khác họ tên")
    office.mapping.enter(dossier.code, "", state=Mapping.NOT_ENTERED, note="Ghi nhầm")
    assert office.dossiers.get(dossier.code).official_code == ""


def test_the_same_operation_twice_is_one_event(office: Office) -> None:
    dossier = receive(office, MARITAL)
    office.mapping.enter(dossier.code, OFFICIAL, op_id="a")
    assert office.mapping.enter(dossier.code, OFFICIAL, op_id="a").changes == frozenset()


def test_pairs_are_read_from_any_order_and_separator() -> None:
    code = "T99001-261123-010001"
    for text in (
        f"\ufeffMã quầy;Mã chính thức\n{code};{OFFICIAL}\n",
        f"{OFFICIAL},{code}\n",
        f"{code}\tNguyễn Văn Mẫu\t{OFFICIAL}\n\n",
    ):
        (pair,) = read_pairs(text)
        assert (pair.code, pair.official) == (code, OFFICIAL)
    with pytest.raises(RuleError):
        read_pairs("không có gì")


def test_good_lines_are_entered_and_each_bad_one_is_told(office: Office) -> None:
    one, two = receive(office, MARITAL), receive(office, MARITAL)
    text = "\n".join(
        [
            "Mã,Mã chính thức",
            f"{one.code},{OFFICIAL}",
            f"{two.code},{OFFICIAL}",
            f"{two.code},sai",
            f"T99001-261123-019999,{OFFICIAL}",
            f"{one.code},{OFFICIAL}",
        ]
    )
    done = office.mapping.import_csv(text).result
    assert (done.entered, done.unchanged) == ((one.code,), (one.code,))
    assert [line.partition(":")[0] for line in done.refused] == ["Dòng 3", "Dòng 4", "Dòng 5"]


def test_search_finds_by_the_official_code(office: Office) -> None:
    dossier = receive(office, MARITAL)
    receive(office, MARITAL)
    office.mapping.enter(dossier.code, OFFICIAL)
    assert [line.code for line in office.dossiers.find(OFFICIAL.lower())] == [dossier.code]
    assert office.dossiers.find("H55.242.01-261123-000016") == []
