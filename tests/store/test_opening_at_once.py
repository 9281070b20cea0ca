"""Several windows, or several imports, may open the same new file in the same moment."""

from __future__ import annotations

import threading
from pathlib import Path

from counter_app.store import engine

ROUNDS, AT_ONCE = 40, 6
"""Without taking turns about one round in twelve fails on two cores."""


def test_everybody_gets_the_new_file_in_turn(tmp_path: Path) -> None:
    failures: list[Exception] = []

    def open_and_write(path: Path, gate: threading.Barrier) -> None:
        gate.wait()
        try:
            connection = engine.connect(path)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE IF NOT EXISTS guest(name TEXT)")
            connection.execute("INSERT INTO guest VALUES('here')")
            connection.execute("COMMIT")
            connection.close()
        except engine.DatabaseError as error:
            failures.append(error)

    for number in range(ROUNDS):
        path, gate = tmp_path / f"{number}.db", threading.Barrier(AT_ONCE)
        threads = [
            threading.Thread(target=open_and_write, args=(path, gate)) for _one in range(AT_ONCE)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        connection = engine.connect(path)
        guests = connection.execute("SELECT count(*) FROM guest").fetchone()[0]
        connection.close()
        assert (failures, guests) == ([], AT_ONCE)
