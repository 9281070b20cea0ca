"""A restore that got figures alone is named on the home page, and a stick found later makes it whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.desk.office.restore import restore
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.errors import RuleError
from counter_app.office import Office, SystemClock
from counter_app.paths import database_path
from counter_app.store.core.journal import Journal
from counter_app.wording.office.health import troubles
from tests.cli.terminal import Terminal
from tests.desk.test_own_copy import PERSON, Afternoon
from tests.makers import receive


class Halved(Afternoon):
    """The afternoon's office restored from a stick that lost its own copy; ``other`` is one that has it."""

    def __init__(self, folder: Path, clock: FixedClock) -> None:
        super().__init__(folder, clock)
        self.code = receive(self.office, name=PERSON).code
        self.second = receive(self.office, name="Tòng Văn Hai").code
        manifest = self.export()
        self.other = folder / "khac"
        shutil.copytree(self.stick, self.other)
        self.own(manifest).unlink()
        self.lose()
        self.restored()
        self.office.store.database.unsure = ""  # the numbers given are another matter
        with self.office.store.database.jotting("meta") as connection:
            connection.execute("DELETE FROM meta WHERE key = 'numbers_unsure'")
        self.office.confirm_clock()

    @property
    def applicant(self) -> str:
        """Whose dossier it is, as the office has it now."""
        return self.office.dossiers.get(self.code).applicant.name

    def complete(self, stick: Path) -> None:
        """The stick is brought; ``office`` is what came of it."""
        self.office.close()
        path = database_path(self.data)
        try:
            restore(path, self.data, self.clock, batches=stick, keys=self.keys, completing=True)
        finally:
            self.office = Office.open(
                self.data, clock=self.clock, officer=COMMAND_LINE, keys=self.keys
            )


@pytest.fixture
def halved(tmp_path: Path, clock: FixedClock) -> Iterator[Halved]:
    made = Halved(tmp_path, clock)
    yield made
    made.office.close()


def test_what_came_back_as_figures_is_named_with_its_stick(halved: Halved) -> None:
    assert halved.applicant == BLANK_NAME
    lacking = halved.office.outlook.lacking()
    assert lacking.entries > 0
    assert [stick.batches for stick in lacking.sticks] == [(1,)]

    (said,) = [item.text for item in troubles(halved.office.rules.health()) if item.key == "stick"]

    assert said.startswith(f"{lacking.entries} lượt ghi thiếu")
    assert "gói số 1" in said
    assert halved.office.outlook.whole_in(halved.stick) == 0
    assert halved.office.outlook.whole_in(halved.other) == lacking.entries


def test_a_stick_found_later_makes_it_whole_beside_what_was_done_since(halved: Halved) -> None:
    since = receive(halved.office, name="Lê Thị Sau").code
    halved.complete(halved.other)

    assert halved.applicant == PERSON
    assert halved.office.dossiers.get(since).applicant.name == "Lê Thị Sau"
    assert halved.office.outlook.lacking().entries == 0
    assert [item.key for item in troubles(halved.office.rules.health())].count("stick") == 0
    assert halved.office.check().problems == ()
    assert halved.office.store.database.writable
    assert receive(halved.office).code not in (since, halved.code)


def test_a_stick_without_it_changes_nothing(halved: Halved) -> None:
    head = halved.office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        halved.complete(halved.stick)
    assert refused.value.rule == "nothing"
    assert halved.office.store.journal.head() == head
    assert not list(halved.data.glob("*.thay-*"))


def test_what_was_erased_since_stays_erased(halved: Halved) -> None:
    halved.office.moves.move(halved.code, Act.WITHDRAW, reason="Công dân rút hồ sơ.")
    halved.office.erasure.erase(halved.code, reason="Công dân rút đồng ý.")
    halved.complete(halved.other)

    assert halved.applicant == BLANK_NAME
    assert halved.office.dossiers.get(halved.second).applicant.name == "Tòng Văn Hai"
    assert halved.office.check().problems == ()


def test_nothing_is_taken_that_the_chain_did_not_hash(
    halved: Halved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Journal, "hashed", lambda *_of: bytes(32))
    with pytest.raises(RuleError):
        halved.complete(halved.other)
    assert halved.applicant == BLANK_NAME


def test_the_terminal_says_what_is_missing_and_brings_it(
    halved: Halved, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SystemClock, "now", lambda _self: halved.clock.now())
    halved.office.close()
    terminal = Terminal(halved.data)
    assert terminal.refused("complete", halved.stick)["rule"] == "nothing"

    done = terminal("complete", halved.other)

    assert (done["lacked"] > 0, done["lacking"], done["sticks"]) == (True, 0, [])
    assert terminal("complete", halved.other)["lacked"] == 0
    halved.office = Office.open(
        halved.data, clock=halved.clock, officer=COMMAND_LINE, keys=halved.keys
    )
    assert halved.applicant == PERSON
