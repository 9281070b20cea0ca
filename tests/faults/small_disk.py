"""A counter on a disk that fills up; run inside a namespace of its own where the folder is a tiny tmpfs.

Run as ``python -m tests.faults.small_disk FOLDER [--pages]``; prints one JSON object. With ``--pages`` SQLite itself is
told that the file may not grow, for machines on which nothing can be mounted.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from counter_app.desk.office.backup import make_copy
from counter_app.desk.office.founding import FIRST_PASSWORD, default_founding
from counter_app.domain.clock import FixedClock
from counter_app.errors import CounterError, StoreError
from counter_app.office import Office
from counter_app.system import ballast
from tests.faults.counter_worker import MORNING, draft, open_office
from tests.overruling import overrule

STUFFING = "viec-khac.bin"


def _room(office: Office, more: int) -> None:
    connection = office.store.database.connection
    used = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {used + more}")


def _stuff(path: Path) -> None:
    """Fill whatever room there is."""
    with suppress(OSError), path.open("ab", buffering=0) as target:
        while target.write(bytes(4096)):
            pass


def _started(folder: Path) -> str:
    """What somebody is told who starts the program now; empty when it starts."""
    try:
        open_office(folder).close()
    except StoreError as error:
        return error.message
    return ""


def _started_twice(data: Path, stuffing: Path, *, kept: bool) -> str:
    """What is told who starts on a full disk, the second time; there is room again then."""
    if kept:
        ballast.lay(data)
    _stuff(stuffing)
    told = _started(data) and _started(data)
    stuffing.unlink()
    return told


def _until_full(office: Office, codes: list[str]) -> str:
    for number in range(5_000):
        try:
            codes.append(office.intake.receive(draft(number)).result.code)
        except StoreError as error:
            return error.message
    return ""


def _tried(act: Callable[[], object]) -> str:
    try:
        act()
    except CounterError as error:
        return error.message
    return ""


def evening(folder: Path, stick: Path, *, kept: bool) -> dict[str, object]:
    """On a disk that others filled: start; sign in, close, carry away and copy. Each is tried twice; what is told then.

    ``kept``: room was kept before.
    """
    data = folder / "so-lieu"
    Office.found(data, default_founding(), clock=FixedClock(MORNING)).close()
    overrule(ballast, "SIZE", 2**20)
    overrule(ballast, "PLENTY", 1)
    started = _started_twice(data, folder / STUFFING, kept=kept)
    laid = ballast.lay(data) if kept else False
    office = open_office(data)
    codes: list[str] = []
    _stuff(folder / STUFFING)
    _until_full(office, codes)
    acts: dict[str, Callable[[], object]] = {
        "sign in": lambda: office.seat.sign_in("canbo", FIRST_PASSWORD),
        "close": office.closing.close_day,
        "carry away": lambda: office.closing.export(stick),
        "copy": lambda: make_copy(office.store, stick, None, lambda: False),
    }
    first = {name: _tried(act) for name, act in acts.items()}
    told = {name: said and _tried(acts[name]) for name, said in first.items()}
    lost = [code for code in codes if office.store.dossiers.by_code(code) is None]
    problems = list(office.store.check().problems)
    office.close()
    told["start"] = started
    return {"laid": laid, "told": told, "lost": lost, "problems": problems}


def fill_up(folder: Path, *, by_pages: bool) -> dict[str, object]:
    """Receive until the disk is full, look things up, make room, and go on; full again, close, start, make room."""
    stuffing, data = folder / STUFFING, folder / "so-lieu"
    stuffing.write_bytes(bytes(400_000))
    Office.found(data, default_founding(), clock=FixedClock(MORNING)).close()
    office = open_office(data)
    if by_pages:
        _room(office, 120)
    codes: list[str] = []
    message = _until_full(office, codes)
    while_full = [code for code in codes if office.store.dossiers.by_code(code) is None]
    stuffing.unlink()
    if by_pages:
        _room(office, 10_000)
    codes.append(office.intake.receive(draft(9_999)).result.code)
    if not by_pages:
        _stuff(stuffing)
    office.close()
    at_start = "" if by_pages else _started(data)
    stuffing.unlink(missing_ok=True)
    again = open_office(data)
    lost = [code for code in codes if again.store.dossiers.by_code(code) is None]
    codes.append(again.intake.receive(draft(10_000)).result.code)
    result = again.store.check()
    again.close()
    return {
        "received": codes,
        "message": message,
        "at_start": at_start,
        "lost": while_full + lost,
        "problems": list(result.problems),
    }


if __name__ == "__main__":
    if "--evening" in sys.argv:
        asked = Path(sys.argv[1]), Path(sys.argv[2])
        answer = evening(*asked, kept="--kept" in sys.argv)
    else:
        answer = fill_up(Path(sys.argv[1]), by_pages="--pages" in sys.argv)
    print(json.dumps(answer, ensure_ascii=False))
