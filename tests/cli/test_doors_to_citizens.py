"""Who looks at a citizen's data is written down: every verb is tried, and what it shows is compared with the book."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from counter_app import paths
from counter_app.cli.context import Shows, shown_by
from counter_app.domain.dossier.codes import codes_in
from counter_app.reports.index import REPORTS
from tests.faults import world
from tests.faults.verb_words import NOT_SWEPT, VERBS
from tests.faults.world import Deed, World
from tests.overruling import overruled

CITIZENS = ("T99001-", "Văn Mẫu", "Văn Thiếu", "Thị Mới", "Thị Xa", "0912345678", "001090000001")
"""What the people of the world are called, in part."""
UNTRIED = {"restore", "encrypt"}
"""Verbs whose file is another one afterwards."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, founded: Path) -> Iterator[World]:
    """The world, and the program as it was before."""
    assert founded.exists(), "the office of every other test: founded before anything is overruled"
    with overruled():
        yield world.build(tmp_path_factory.mktemp("doors") / "w")


def counted(folder: Path) -> tuple[int, int]:
    """Entries of the journal and lines of the book."""
    path = paths.database_path(folder)
    if not path.is_file():
        return 0, 0
    with closing(sqlite3.connect(path)) as reading:
        if not reading.execute("SELECT 1 FROM sqlite_master WHERE name = 'access_line'").fetchone():
            return 0, 0
        entries = reading.execute("SELECT count(*) FROM journal").fetchone()[0]
        return entries, reading.execute("SELECT count(*) FROM access_line").fetchone()[0]


def last_line(folder: Path) -> tuple[str, str]:
    """Whom the last line of the book names: the dossiers by their numbers, and the subject."""
    with closing(sqlite3.connect(paths.database_path(folder))) as reading:
        question = "SELECT whom, subject FROM access_line ORDER BY seq DESC LIMIT 1"
        whom, subject = reading.execute(question).fetchone()
        return whom, subject


def codes_of(folder: Path) -> set[str]:
    """The dossiers of an office."""
    with closing(sqlite3.connect(paths.database_path(folder))) as reading:
        return {code for (code,) in reading.execute("SELECT code FROM dossier")}


def named(made: World, name: str) -> Deed:
    """A verb with the words that succeed in the world."""
    return next(deed for deed in world.deeds(made) if deed.name == name)


def tried(made: World, deed: Deed, tmp_path: Path) -> tuple[bool, int, int]:
    """Whether a verb shows a citizen, and how many entries and lines it leaves; the world is as before afterwards.

    Where it says a dossier's code, the line it leaves has to name that dossier.
    """
    kept = tmp_path / "kept"
    shutil.copytree(made.root, kept)
    before = counted(deed.folder)
    code, output, loose = world.invoke(deed)
    assert (code, loose) == (0, None), output
    entries, lines = (now - then for now, then in zip(counted(deed.folder), before, strict=True))
    if lines and codes_in(" ".join([output, *deed.words])) & codes_of(deed.folder):
        whom, subject = last_line(deed.folder)
        assert whom or codes_in(subject), f"{deed.words}: shown, and nobody is named"
    shutil.rmtree(made.root)
    shutil.move(kept, made.root)
    said = " ".join(deed.words)
    return any(mark in output and mark not in said for mark in CITIZENS), entries, lines


def test_every_verb_says_whether_it_shows_citizens() -> None:
    verbs = world.all_verbs().items()
    assert [name for name, command in verbs if not hasattr(command.callback, "shows")] == ["gui"]


@pytest.mark.parametrize("name", sorted(set(VERBS) - UNTRIED - set(NOT_SWEPT)))
def test_a_verb_leaves_the_line_it_owes(made: World, tmp_path: Path, name: str) -> None:
    """One line for each verb that shows a citizen, none for any other; an act has its entry in the journal instead."""
    shows, entries, lines = tried(made, named(made, name), tmp_path)
    said = shown_by(world.all_verbs()[name])
    if said is Shows.CITIZENS:
        assert lines == 1
    elif said is Shows.OWN:
        assert lines == shows
    else:
        assert lines == 0
        assert not shows or (said is Shows.ACT and entries > 0)


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_a_report_leaves_the_line_it_owes(made: World, tmp_path: Path, name: str) -> None:
    """One with citizens in it, seen or taken away, leaves one; no other names anybody."""
    day = "2026-11-23"
    first = day if REPORTS[name].one_day else "2026-11-01"
    last = day if REPORTS[name].one_day else "2026-11-30"
    words = ("report", name, "--from", first, "--to", last)
    for more in ((), ("--out", str(made / "ra"))):
        shows, _entries, lines = tried(
            made, Deed("report", (*words, *more), made.data), tmp_path / str(len(more))
        )
        assert lines == REPORTS[name].citizens
        assert REPORTS[name].citizens or not shows


def test_a_verb_of_which_nothing_is_said_leaves_a_line(
    made: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who forgets to say it has looks written down too many, never too few."""
    monkeypatch.delattr(world.all_verbs()["ticket list"].callback, "shows")
    assert tried(made, named(made, "ticket list"), tmp_path)[2] == 1
