"""The terminal: verbs beside an interpreter that does nothing, and the proof of a file beside its chain.

All of it is processor time, of processes of their own: how slow the disk is changes no verdict.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from counter_app import paths
from counter_app.demo.bulk import found_bulk
from counter_app.desk.office.script_keys import issuable
from counter_app.domain.office.script_keys import LONGEST_LIFE
from counter_app.domain.office.staff import Role
from counter_app.office import Office
from counter_app.store.core import engine
from counter_app.store.file.migrations import VERSION
from tests.bench.rows import Row
from tests.bench.search import large_office

RUNS = 15
MIDDLING = 33_000
"""Dossiers of the file that is checked: a year of an office."""
_CARD = "001190000001||Nguyễn Văn Mẫu|01011990|Nam|Thôn Mẫu|01012022"
_FORM = (
    '{"procedure": "1.004873", "applicant": {"kind": "person", "name": "Nguyễn Văn Mẫu", '
    '"id_no": "001190000001", "address": "Thôn Mẫu"}}'
)
_CHAIN = """
import sys, pathlib
from counter_app.store.core import engine, schema
from counter_app.store.file.checking import verify_chain
file = engine.connect_untouched(pathlib.Path(sys.argv[1]))
head, wrong = verify_chain(file)
assert not wrong
print(head.seq)
"""
_ROWS = (
    _CHAIN
    + """
aside = engine.connect_aside()
for statement in schema.throw_away_statements():
    aside.execute(statement)
aside.execute("BEGIN")
for table, order in schema.STATE_TABLES:
    rows = file.execute(f"SELECT * FROM {table} ORDER BY {order}")
    places = ",".join("?" * len(rows.description))
    aside.executemany(f"INSERT INTO {table} VALUES({places})", map(tuple, rows))
aside.execute("COMMIT")
"""
)
"""The floor of a proof: the chain verified, and the rows it leads to written once, some thousands at a time."""


def spent(*words: str) -> tuple[float, float, str]:
    """Seconds of processor time of an interpreter with these words, its peak in MB, and what it said."""
    whole = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    code = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run([sys.executable, *sys.argv[1:]], capture_output=True, text=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss)\n"
        "print(done.stdout)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True, text=True, check=True, env=whole,
    )  # fmt: skip
    head, _line, said = done.stdout.partition("\n")
    rc, seconds, kilobytes = head.split()
    if rc != "0":
        raise RuntimeError(f"{words}: exit code {rc}")
    return float(seconds), int(kilobytes) / 1024, said


def key_for(data: Path, folder: Path) -> Path:
    """A scripting key of an office: a password costs what Argon2 is meant to cost, and is no verb's doing."""
    office = Office.open(data)
    staff = office.staff.officers()
    office.session.officer = next(item for item in staff if item.role is Role.LEADER)
    until = office.now().date() + LONGEST_LIFE
    _key, text = office.script_keys.issue("bench", issuable(), until).result
    office.close()
    path = folder / "bench.khoa"
    path.touch(mode=0o600)
    path.write_text(text, "ascii")
    return path


def measure(folder: Path) -> list[Row]:
    """Verbs over a small office; the check, the backup and the upgrade of a file with a year of work."""
    with tempfile.TemporaryDirectory(prefix="quay-bench-") as name:
        return [*_verbs(Path(name)), *_proofs(folder, Path(name))]


def _verbs(folder: Path) -> list[Row]:
    data, form = folder / "office", folder / "form.json"
    found_bulk(data, dossiers=400)
    form.write_text(_FORM, "utf-8")
    call = ("-m", "counter_app", "--data", str(data), "--key", str(key_for(data, folder)))
    found = subprocess.run(
        [sys.executable, *call, "--json", "find", "mau"], capture_output=True, text=True, check=True
    ).stdout
    code = found.partition('"code": "')[2].partition('"')[0]
    verbs: dict[str, Sequence[str]] = {
        "card": ("-m", "counter_app", "--data", str(folder / "none"), "card", _CARD),
        "due": (
            "-m",
            "counter_app",
            "--data",
            str(data),
            "due",
            "--received",
            "2026-11-19T09:00",
            "--limit",
            "3wd",
        ),
        "find": (*call, "find", "nguyen"),
        "show": (*call, "show", code),
        "board": (*call, "board"),
        "receive": (*call, "receive", "--from", str(form)),
    }
    floor, least = spent("-c", "pass")[0], dict.fromkeys(verbs, 9.0)
    for _run in range(RUNS):
        floor = min(floor, spent("-c", "pass")[0])
        for verb, words in verbs.items():
            least[verb] = min(least[verb], spent(*words)[0])
    return [
        Row(name=f"verb {verb}, CPU against python -c pass", value=least[verb] * 1000, unit="ms", bound=8.0,
            floor=floor * 1000)
        for verb in verbs
    ]  # fmt: skip


def _proofs(folder: Path, scratch: Path) -> list[Row]:
    large_office(folder, MIDDLING).close()
    data = scratch / "proved"
    data.mkdir()
    shutil.copy(paths.database_path(folder), paths.database_path(data))
    nothing = spent("-c", "import counter_app.store.file.checking")[0]
    both, _peak, said = spent("-c", _ROWS, str(paths.database_path(data)))
    floor, events = both - nothing, int(said)
    call = ("-m", "counter_app", "--data", str(data), "--key", str(key_for(data, scratch)))
    (copies := scratch / "copies").mkdir()
    check, memory, _said = spent(*call, "check")
    copied = spent(*call, "backup", "--to", str(copies))[0]
    raw = engine.connect(paths.database_path(data))
    raw.execute(f"PRAGMA user_version = {VERSION - 1}")
    raw.close()
    upgrade = spent(*call, "find", "nguyen")[0]
    note = f"{check / events * 1e6:.0f} s of CPU for 1,000,000 events"
    return [
        Row(name="check, CPU against chain and rows", value=check, unit="s", bound=1.35, floor=floor, note=note),
        Row(name="check, memory", value=memory, unit="MB", bound=200.0),
        Row(name="backup with its proof, CPU against check", value=copied, unit="s", bound=1.5, floor=check),
        Row(name="upgrade, CPU against chain and rows", value=upgrade, unit="s", bound=1.35, floor=floor,
            note=f"{upgrade / events * 1e6:.0f} s of CPU for 1,000,000 events"),
    ]  # fmt: skip
