"""An office founded with an earlier program is offered what its catalogue says now, as a list is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from counter_app.desk.catalogue.lists.findings import CheckedLine, Outcome
from counter_app.desk.catalogue.lists.report import findings_text
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.procedure import Procedure, ReviewState
from counter_app.domain.clock import FixedClock
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.lists import GOOD, load, xlsx
from tests.desk.seeds import Patch, changed_seed, founded_with
from tests.makers import BIRTH, COPIES, MARITAL, MONDAY

INTERLINKED = "2.000986"
DEATH = "1.000656"
EARLIER: Patch = {
    # As the first version of the program had it: no limit, the office's own days to wait.
    INTERLINKED: {
        **{"limit": None, "resume": None, "supplement_days": None, "supplement_working": None},
        **{"extension_wd": 0, "sources": None},
    },
    BIRTH: {"result": "Giấy khai sinh cũ", "sources": None},
    MARITAL: {"extension_wd": 20},
}


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Office]:
    office = founded_with(tmp_path / "cu", FixedClock(MONDAY), EARLIER)
    yield office
    office.store.close()


def only(office: Office, code: str) -> Procedure:
    (item,) = office.catalogue.versions(code)
    return item


def lines(office: Office) -> dict[str, CheckedLine]:
    return {line.consent: line for line in office.seed.compare().lines}


def test_a_new_office_is_offered_nothing(office: Office) -> None:
    assert office.seed.pending() == 0
    assert office.seed.compare().lines == ()
    with pytest.raises(RuleError) as refused:
        office.seed.take()
    assert refused.value.rule == "seed"
    with pytest.raises(RuleError):
        office.seed.decline("Không cần")


def test_what_nobody_touched_is_taken_and_a_loss_waits_for_its_tick(old: Office) -> None:
    found = lines(old)
    assert {code: line.outcome for code, line in found.items()} == {
        INTERLINKED: Outcome.HELD,
        BIRTH: Outcome.CHANGED,
        MARITAL: Outcome.CHANGED,
    }
    assert "7 ngày làm việc" in " ".join(found[INTERLINKED].losses), "fewer days to supplement"
    report = old.seed.take().result
    assert report.count(Outcome.CHANGED) == 2
    assert only(old, BIRTH).result != "Giấy khai sinh cũ"
    assert only(old, MARITAL).extension_wd != 20
    assert only(old, INTERLINKED).limit is None
    assert old.seed.pending() == 1


def test_nghi_dinh_301_2026_dieu_5_an_older_office_gets_the_three_days(old: Office) -> None:
    old.seed.take([INTERLINKED])
    found = only(old, INTERLINKED)
    assert found.limit == parse_limit("3wd", "15:00")
    assert (found.supplement_days, found.supplement_working, found.resume) == (7, True, "shift")
    assert any(item.value == "limit" and "301/2026" in item.text for item in found.sources)
    assert found.state is ReviewState.NEEDS_CONFIRMATION
    assert old.seed.pending() == 0
    (payload,) = list(old.store.journal.said("catalogue.loaded", "catalogue"))[1:]
    assert payload["accepted"] == [INTERLINKED]
    assert old.store.check().ok


def test_what_the_office_changed_stands_beside_and_is_not_replaced_unasked(old: Office) -> None:
    old.catalogue.put_procedure(replace(only(old, MARITAL), extension_wd=3))
    line = lines(old)[f"own:{MARITAL}"]
    assert line.outcome is Outcome.HELD
    assert "đơn vị “3”" in findings_text(line)
    old.seed.take(["*"])
    assert only(old, MARITAL).extension_wd == 3
    old.seed.take([f"own:{MARITAL}"])
    assert only(old, MARITAL).extension_wd not in (3, 20)
    assert old.seed.pending() == 0


def test_what_the_office_confirmed_is_its_own_although_it_never_changed_it(old: Office) -> None:
    old.catalogue.confirm_procedures([(MARITAL, None)], source="QĐ 1/QĐ-UBND")
    assert lines(old)[f"own:{MARITAL}"].outcome is Outcome.HELD
    old.seed.take()
    assert only(old, MARITAL).extension_wd == 20
    old.seed.take([f"own:{MARITAL}"])
    assert only(old, MARITAL).state is ReviewState.NEEDS_CONFIRMATION
    assert only(old, MARITAL).source == "QĐ 1/QĐ-UBND"


def test_one_value_of_a_procedure_may_be_the_office_s_and_another_the_program_s(
    old: Office,
) -> None:
    old.catalogue.put_procedure(replace(only(old, INTERLINKED), limit=parse_limit("5wd")))
    assert {INTERLINKED, f"own:{INTERLINKED}"} <= set(lines(old))
    old.seed.take([INTERLINKED])
    found = only(old, INTERLINKED)
    assert (found.limit, found.supplement_days) == (parse_limit("5wd"), 7)
    assert not [item for item in found.sources if item.value == "limit"], "it is not the decree's"


def test_declined_with_a_reason_it_is_not_offered_again_until_the_program_says_another_thing(
    old: Office, tmp_path: Path
) -> None:
    with pytest.raises(RuleError) as refused:
        old.seed.decline("  ")
    assert refused.value.field == "reason"
    assert old.seed.decline("Theo QĐ 12/QĐ-UBND").result == 3
    assert old.seed.pending() == 0
    assert only(old, MARITAL).extension_wd == 20
    old.seed.folder = changed_seed(tmp_path / "sau", {BIRTH: {"note": "Mới"}})
    assert set(lines(old)) == {BIRTH}
    old.seed.folder = changed_seed(tmp_path / "nua", {MARITAL: {"extension_wd": 9}})
    assert set(lines(old)) == {f"own:{MARITAL}"}, "declined once, so it is the office's"


def test_a_value_that_only_the_office_changed_is_not_spoken_of(
    office: Office, tmp_path: Path
) -> None:
    office.catalogue.put_procedure(replace(only(office, COPIES), result="Bản sao có đóng dấu"))
    assert office.seed.pending() == 0
    office.seed.folder = changed_seed(tmp_path / "sau", {COPIES: {"sets": 2}})
    office.seed.take()
    assert (only(office, COPIES).sets, only(office, COPIES).result) == (2, "Bản sao có đóng dấu")


def test_a_procedure_new_to_the_program_comes_with_its_sector(tmp_path: Path) -> None:
    old = founded_with(tmp_path / "cu", FixedClock(MONDAY), {COPIES: None})
    assert old.catalogue.versions(COPIES) == []
    report = old.seed.take().result
    assert report.count(Outcome.NEW) == 1
    assert only(old, COPIES).name
    assert old.seed.pending() == 0
    old.store.close()


def test_a_procedure_the_office_stopped_stays_stopped(old: Office) -> None:
    old.catalogue.put_procedure(replace(only(old, BIRTH), state=ReviewState.INACTIVE))
    old.seed.take(["*", "own:*"])
    assert only(old, BIRTH).state is ReviewState.INACTIVE


def test_a_later_version_of_the_office_is_compared_too(old: Office, tmp_path: Path) -> None:
    since = MONDAY.date().replace(year=2027, month=3, day=1)
    old.catalogue.put_procedure(replace(only(old, MARITAL), valid_from=since))
    old.seed.take()
    assert {item.extension_wd for item in old.catalogue.versions(MARITAL)}.isdisjoint({20})


def test_luat_ho_tich_03_2026_a_version_from_a_later_day_ends_the_one_before_it(
    office: Office, tmp_path: Path
) -> None:
    since = date(2027, 3, 1)
    last = since - timedelta(days=1)
    birth = only(office, BIRTH)
    later = replace(birth, valid_from=since, result="Giấy khai sinh mới", extension_wd=4)
    patch = {BIRTH: {"valid_to": last.isoformat()}}
    office.seed.folder = changed_seed(tmp_path / "sau", patch, later)
    outcomes = [line.outcome for line in office.seed.compare().lines]
    assert outcomes == [Outcome.HELD, Outcome.HELD], "it ends, and what follows takes longer"
    office.seed.take(["*"])
    before, after = office.catalogue.versions(BIRTH)
    assert (before.valid_to, before.result) == (last, birth.result)
    assert (after.valid_from, after.result) == (since, "Giấy khai sinh mới")
    assert office.store.catalogue.valid(BIRTH, last) == before
    assert office.store.catalogue.valid(BIRTH, since) == after
    assert office.seed.pending() == 0
    assert office.store.check().ok


def test_an_office_that_has_its_own_version_of_that_day_is_asked_about_it(
    office: Office, tmp_path: Path
) -> None:
    since = date(2027, 3, 1)
    birth = only(office, BIRTH)
    office.catalogue.put_procedure(replace(birth, valid_from=since, result="Theo tỉnh"))
    later = replace(birth, valid_from=since, result="Giấy khai sinh mới")
    office.seed.folder = changed_seed(tmp_path / "sau", {}, later)
    (line,) = office.seed.compare().lines
    assert (line.consent, line.outcome) == (f"own:{BIRTH}", Outcome.HELD)
    office.seed.decline("Theo QĐ tỉnh")
    assert office.seed.pending() == 0
    assert [item.result for item in office.catalogue.versions(BIRTH)] == [birth.result, "Theo tỉnh"]


def test_a_value_changed_by_hand_or_by_a_list_loses_the_source_it_had(
    office: Office, tmp_path: Path
) -> None:
    before = only(office, INTERLINKED)
    assert any(item.value == "limit" for item in before.sources)
    office.catalogue.put_procedure(replace(before, limit=parse_limit("8wd")))
    told = {item.value for item in only(office, INTERLINKED).sources}
    assert "limit" not in told
    assert "supplement_days" in told
    load(office, xlsx(tmp_path, (DEATH, *GOOD[1:3], "9 ngày làm việc", "")), accepted={"*"})
    assert "limit" not in {item.value for item in only(office, DEATH).sources}
