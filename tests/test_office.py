"""The façade: opening, a second connection for a worker, and what is refused without a printer."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.errors import ClockError, DeviceError
from counter_app.office import Desks, Office, SystemClock, printer_from
from counter_app.settings import Preferences
from counter_app.store.store import Store
from counter_app.system.loaded import Loaded
from tests.makers import receive


def test_a_twin_works_in_another_thread_over_its_own_connection(office: Office) -> None:
    code = receive(office).code
    seen: list[str] = []

    def work() -> None:
        with office.twin() as twin:
            assert twin.store.database.connection is not office.store.database.connection
            seen.append(twin.dossiers.get(code).code)
            seen.append(receive(twin).receiver)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert seen == [code, "cli"]
    assert office.store.dossiers.count() == 2


def test_a_twin_knows_that_the_clock_was_confirmed(office: Office, clock: FixedClock) -> None:
    receive(office)
    clock.tick(days=-1)
    with office.twin() as twin, pytest.raises(ClockError):
        receive(twin)
    office.confirm_clock()
    with office.twin() as twin:
        assert receive(twin).received_at == clock.now()


def test_a_twin_is_closed_also_after_an_error(office: Office) -> None:
    with pytest.raises(ZeroDivisionError), office.twin() as twin:
        raise ZeroDivisionError
    with pytest.raises(Exception, match="closed"):
        twin.store.journal.head()


def test_an_office_is_there_or_not(office: Office, tmp_path: Path) -> None:
    assert Office.exists(office.data_dir)
    assert not Office.exists(tmp_path / "khong-co")
    assert not Office.exists(tmp_path)


def test_the_system_clock_is_local_and_aware() -> None:
    assert SystemClock().now().tzinfo is LOCAL


@pytest.mark.parametrize("wish", ["", "fax:1", "lp:", "escpos:", "file:"])
def test_a_printer_that_cannot_be_is_said(wish: str) -> None:
    with pytest.raises(DeviceError):
        printer_from(wish)


def test_this_computer_s_preferences_are_the_office_s_too(office: Office) -> None:
    office.rules.change_preferences(Preferences(language="en", counter="3"))
    assert office.preferences == office.rules.preferences == Preferences(language="en", counter="3")


@pytest.mark.parametrize("owner", [Desks, Store])
def test_every_part_is_of_the_kind_it_is_declared_as(owner: type) -> None:
    """The class is named in words, for it is loaded late; nothing else would see a wrong one."""
    parts = {name: part for name, part in vars(owner).items() if isinstance(part, Loaded)}
    assert len(parts) > 15
    for name, part in parts.items():
        assert owner.__annotations__[name] == f"Loaded[{part.kind().__name__}]"


def test_a_part_is_made_once_when_it_is_asked_for(office: Office) -> None:
    assert "board" not in vars(office)
    assert office.board is office.board
    assert type(office.board).__name__ == "Board"
