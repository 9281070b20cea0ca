"""How the computer stands, and what is said of it: one sentence when all is well, each trouble with its next step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from counter_app.domain.office.health import LEAST_FREE, Health
from counter_app.wording.office.health import troubles, well_text

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.domain.clock import FixedClock
    from counter_app.office import Office

WELL = Health(
    free=50 * 1024**3,
    backup=date(2026, 11, 20),
    days=3,
    printer="file:giay",
    clock_right=True,
    writable=True,
)


def test_all_well_is_one_sentence() -> None:
    assert troubles(WELL) == ()
    assert well_text(WELL) == (
        "Máy: ổ đĩa còn 50 GB, sao lưu ngày 20/11/2026, đã chọn máy in, đồng hồ đúng, số liệu ghi được"
    )


def test_each_trouble_is_told_by_itself_the_worst_first() -> None:
    keys = {
        "data": replace(WELL, writable=False),
        "numbers": replace(WELL, writable=False, doubted=True),
        "access": replace(WELL, unwritten=2),
        "carried": replace(WELL, carrier="OneDrive"),
        "clock": replace(WELL, clock_right=False),
        "disk": replace(WELL, free=LEAST_FREE - 1),
        "backup": replace(WELL, days=8),
        "printer": replace(WELL, printer=""),
    }
    for key, health in keys.items():
        (trouble,) = troubles(health)
        assert trouble.key == key
        assert ":" in trouble.text, "what is wrong, and the next step"
    several = troubles(replace(WELL, writable=False, unwritten=2))
    assert len({item.key for item in several}) == len(several) == 2, "each has a button of its own"
    never = replace(WELL, backup=None, printer="", writable=False)
    assert [item.key for item in troubles(never)] == ["data", "backup", "printer"]
    assert "sao lưu ngày" not in well_text(never)
    assert troubles(replace(WELL, free=None)) == (), "what nobody tells is no trouble"


def test_a_backup_is_remembered_wherever_it_was_made(
    office: Office, clock: FixedClock, tmp_path: Path
) -> None:
    assert office.rules.health().backup is None
    folder = tmp_path / "o-khac"
    folder.mkdir()
    office.backup(folder)
    today = clock.now().date()
    assert office.preferences.backup_dir == str(folder)
    seen = office.rules.health()
    assert (seen.backup, seen.days, seen.backed_up) == (today, 0, True)
    clock.set(clock.now() + timedelta(days=8))
    for copy in folder.iterdir():
        copy.unlink()
    assert office.rules.health().days == 8
    assert not office.rules.health().backed_up


def test_a_clock_behind_the_last_entry_is_wrong_until_somebody_says_it_is_right(
    office: Office, clock: FixedClock
) -> None:
    office.queue.take("A")
    assert office.rules.health().clock_right
    clock.set(clock.now() - timedelta(days=2))
    assert not office.rules.health().clock_right
    office.confirm_clock()
    assert office.rules.health().clock_right
