"""Papers and reports in clear are noted, listed, and go after their time, unless somebody changed them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.desk.outgoing import destination, write
from counter_app.domain.clock import FixedClock
from counter_app.domain.paper.clear_file import ClearStanding
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.paths import PAPERS
from counter_app.settings import Preferences
from counter_app.store.file.sealing import seal_problems
from tests.makers import receive

PDF = b"%PDF-1.7 register of all citizens"


@pytest.fixture
def printing(office: Office) -> Office:
    """Prints to files among the data."""
    folder = office.data_dir / PAPERS
    office.store.settings.keep_preferences(Preferences(printer=f"file:{folder}"))
    return office


def printed(office: Office) -> Path:
    """A receipt that was printed to a file."""
    (job,) = office.paper.prints_of(receive(office).code)
    before = set((office.data_dir / PAPERS).glob("*.pdf"))
    office.paper.print(job.id)
    (path,) = set((office.data_dir / PAPERS).glob("*.pdf")) - before
    return path


def saved(office: Office, path: Path) -> Path:
    """A report that somebody saved elsewhere."""
    noted = office.clear_files.note
    write(destination(path, office.own_places(), noted=noted), PDF)
    return path


def standings(office: Office) -> dict[str, ClearStanding]:
    return {Path(item.path).name: item.standing for item in office.clear_files.listed()}


def test_what_is_printed_to_the_own_folder_goes_by_itself_after_its_time(
    printing: Office, clock: FixedClock, tmp_path: Path
) -> None:
    """A report that somebody asked for elsewhere waits until a person says so."""
    own, elsewhere = printed(printing), saved(printing, tmp_path / "bao-cao.pdf")
    clock.tick(days=29)
    assert not printing.clear_files.owes()
    assert printing.clear_files.clear_own().gone == 0
    late = printed(printing)
    clock.tick(days=1)
    assert printing.clear_files.owes()
    assert printing.clear_files.clear_own().gone == 1
    assert (own.exists(), elsewhere.exists(), late.exists()) == (False, True, True)
    (due,) = [item for item in printing.clear_files.listed() if item.is_due(clock.now().date())]
    assert due.path == str(elsewhere)
    assert printing.clear_files.clear().gone == 1
    assert not elsewhere.exists()
    assert printing.clear_files.told()[0] == (clock.now().date(), 1)
    assert seal_problems(printing.store.database.connection) == []


def test_what_somebody_changed_is_never_touched(
    printing: Office, clock: FixedClock, tmp_path: Path
) -> None:
    """A byte is enough, of the same length too; another file under the old name is somebody's own."""
    own, elsewhere = printed(printing), saved(printing, tmp_path / "bao-cao.pdf")
    own.write_bytes(own.read_bytes()[:-1] + b"!")
    elsewhere.write_bytes(b"%PDF- something else")
    gone = saved(printing, tmp_path / "khac" / "mat.pdf")
    away = saved(printing, tmp_path / "usb" / "xa.pdf")
    gone.unlink()
    away.unlink()
    away.parent.rmdir()
    assert standings(printing) == {
        own.name: ClearStanding.CHANGED,
        elsewhere.name: ClearStanding.CHANGED,
        gone.name: ClearStanding.GONE,
        away.name: ClearStanding.AWAY,
    }
    clock.tick(days=400)
    done = printing.clear_files.clear(everything=True)
    assert (done.gone, done.changed, done.stayed) == (0, 2, ())
    assert own.exists()
    assert elsewhere.exists()
    assert set(standings(printing)) == {away.name}, "a stick may come back"


def test_who_keeps_the_computer_says_for_how_long(
    printing: Office, clock: FixedClock, tmp_path: Path
) -> None:
    saved(printing, tmp_path / "bao-cao.pdf")
    rules = printing.rules
    for wrong in (-1, 367):
        with pytest.raises(RuleError):
            rules.change_settings(replace(rules.settings, clear_file_days=wrong))
    rules.change_settings(replace(rules.settings, clear_file_days=0))
    clock.tick(days=4000)
    assert not printing.clear_files.owes()
    assert printing.clear_files.clear().gone == 0
    (listed,) = printing.clear_files.listed()
    assert listed.due is None
    assert printing.clear_files.clear(everything=True).gone == 1


def test_a_key_or_a_program_is_no_paper(office: Office, tmp_path: Path) -> None:
    """A scripting key that vanished after a month would stop the night's copies."""
    saved(office, tmp_path / "dem.khoa")
    assert office.clear_files.listed() == ()
