"""However many senders there are, few files are open at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.errors import StoreError
from counter_app.store.core import engine
from counter_app.store.store import Store
from counter_app.superior.book import arrivals as arrivals_module
from counter_app.superior.book import book_schema
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.reports.report import standings
from counter_app.superior.senders.sender import known_journals, sender_path
from tests.counting_calls import calls_of
from tests.superior.looking import journal_of, same, take
from tests.superior.spoiling import with_raw
from tests.superior.trusting import import_batches
from tests.sync.makers import MORNING, busy_store, carry, new_store, receive

ROOT = Path(__file__).parent.parent.parent
CLOCK = FixedClock(MORNING)
MANY = 40


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A superior with forty senders, each of another office, and a stick with one more."""
    root = tmp_path_factory.mktemp("many")
    (root / "usb").mkdir()
    for number in range(MANY):
        store = new_store(root / f"{number}.db", number=f"{90_000 + number}")
        receive(store, 1)
        carry(store, root / "usb")
        store.close()
    assert len(import_batches(root / "usb", root / "here", CLOCK).imported) == MANY
    (root / "one").mkdir()
    newcomer = busy_store(root / "new.db")
    carry(newcomer, root / "one")
    newcomer.close()
    return root


@pytest.fixture
def here_many(many: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(many / "here", tmp_path / "copy")
    return tmp_path / "copy"


class Opened:
    """Counts the senders that are open."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = self.most = self.all = 0
        opening, closing = Store.__init__, Store.close

        def opened(store: Store, *arguments: Any) -> None:
            opening(store, *arguments)
            self.now += 1
            self.all += 1
            self.most = max(self.most, self.now)

        def closed(store: Store) -> None:
            closing(store)
            self.now -= 1

        monkeypatch.setattr(Store, "__init__", opened)
        monkeypatch.setattr(Store, "close", closed)


def test_one_file_is_open_at_a_time(
    many: Path, here_many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened(monkeypatch)
    import_batches(many / "usb", here_many, CLOCK)
    assert opened.all >= MANY
    standings(here_many, CLOCK)
    assert (opened.most, opened.now) == (1, 0)


def test_a_new_sender_opens_no_other(
    many: Path, here_many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_batches(many / "one", here_many, CLOCK)
    again = busy_store(here_many.parent / "again.db")
    (here_many.parent / "stick").mkdir()
    carry(again, here_many.parent / "stick")
    again.close()
    opened = Opened(monkeypatch)
    summary = import_batches(here_many.parent / "stick", here_many, CLOCK)
    assert len(summary.imported) == 1
    assert opened.all == 1
    assert any("nhật ký mới" in note for note in summary.notes)


if sys.platform != "win32":
    # Descriptors are counted by the kernel; the twin for every system is the count of open senders above.
    def _run(
        stick: Path, here: Path, most: int, code: str = ""
    ) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-m", "tests.superior.importer"]
        if code:
            program = [sys.executable, "-c", code]
        return subprocess.run(
            [*program, stick, here, "files", str(most)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_linux_few_descriptors_are_enough(many: Path, here_many: Path) -> None:
        done = _run(many / "one", here_many, 32)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.split() == ["1", "0", str(MANY + 1), str(MANY + 1)]

    HOARDING = """
import sys
from tests.superior import importer
from counter_app.superior.senders.sender import Sender
kept = []
Sender.close = lambda sender: kept.append(sender)
sys.exit(importer.main(*sys.argv[1:]))
"""

    def test_linux_keeping_them_open_is_noticed(many: Path, here_many: Path) -> None:
        """The canary: senders that stay open run out of descriptors."""
        done = _run(many / "one", here_many, 32, HOARDING)
        assert (done.returncode, done.stdout.split()) != (
            0,
            ["1", "0", str(MANY + 1), str(MANY + 1)],
        )


def test_a_stick_costs_little_more_beside_senders_that_rest(many: Path, here_many: Path) -> None:
    """A nation has thousands of them, and every stick would pay for each."""
    few = here_many.parent / "few"
    shutil.copytree(here_many, few)
    for journal in known_journals(few)[10:]:
        sender_path(few, journal).unlink()
    costs = []
    for here in (here_many, few):
        import_batches(many / "one", here, CLOCK)
        costs.append(calls_of(lambda: import_batches(many / "one", here, CLOCK)))  # noqa: B023 - called at once
    assert costs[0] - costs[1] < 12 * (MANY - 10)


def test_a_lost_book_is_written_anew(
    many: Path, here_many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in here_many.glob("cap-tren.db*"):
        path.unlink()
    import_batches(many / "one", here_many, CLOCK)
    with Arrivals(here_many) as book:
        rows = book.register.all()
    assert sorted(rows) == known_journals(here_many)
    assert {standing.office for standing, _stamp in rows.values()} >= {"90000", "90039", "99001"}


def test_a_file_that_is_gone_leaves_the_register(many: Path, here_many: Path) -> None:
    gone = known_journals(here_many)[0]
    sender_path(here_many, gone).unlink()
    import_batches(many / "one", here_many, CLOCK)
    with Arrivals(here_many) as book:
        assert gone not in book.register.all()


OLD_BOOK = """
CREATE TABLE arrival(
  id INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, name TEXT NOT NULL, sha256 TEXT NOT NULL,
  journal TEXT NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK(outcome IN ('imported','held','refused')), detail TEXT NOT NULL
) STRICT;
CREATE INDEX arrival_by_journal ON arrival(journal, id);
INSERT INTO arrival VALUES(1, '2026-11-20T01:00:00.000Z', 'HS', 'ab', 'cd', 1, 9, 'imported', '');
"""


def old_book(here: Path) -> None:
    """The book as version 1 left it."""
    here.mkdir(exist_ok=True)
    book = engine.connect(here / "cap-tren.db")
    for statement in OLD_BOOK.strip().split(";\n"):
        book.execute(statement.removesuffix(";"))
    book.execute(f"PRAGMA application_id = {arrivals_module.APPLICATION_ID}")
    book.execute("PRAGMA user_version = 1")
    book.close()


def test_a_book_of_the_first_version_goes_on(store: Store, usb: Path, here: Path) -> None:
    old_book(here)
    carry(store, usb)
    assert len(take(usb, here, store).imported) == 1
    with Arrivals(here) as book:
        latest = book.latest()
        assert [item.outcome for item in latest] == ["imported", "imported"]
        assert (latest[1].name, latest[1].fork_seq, latest[1].head) == ("HS", 0, "")
        assert list(book.register.all()) == [journal_of(store)]
    assert same(here, store)


def test_a_cut_upgrade_of_the_book_is_begun_again(
    store: Store, usb: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_book(here)
    carry(store, usb)
    broken = (*book_schema.STEPS[:-1], book_schema.STEPS[-1] + ";\nRUBBISH")
    with monkeypatch.context() as patched:
        patched.setattr(arrivals_module, "STEPS", broken)
        with pytest.raises(StoreError, match=r"cap-tren\.db"):
            take(usb, here, store)
    assert len(take(usb, here, store).imported) == 1


def test_a_sender_that_nobody_touched_is_not_proved_again(
    many: Path, here_many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_batches(many / "usb", here_many, CLOCK)
    proved: list[str] = []

    def check(store: Store, _progress: object = None, **_named: object) -> object:
        proved.append(store.database.path.name)
        raise AssertionError

    monkeypatch.setattr(Store, "check", check)
    standings(here_many, CLOCK)
    assert proved == []
    touched = known_journals(here_many)[3]
    with_raw(sender_path(here_many, touched), "INSERT INTO preference(key, value) VALUES('x', '1')")
    states = [item.state for item in standings(here_many, CLOCK)]
    assert states.count("aside") == 1
    assert proved == [f"{touched}.db"]
