"""A data folder that cannot be written: what can be seen stays visible, nothing pretends to be saved."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from counter_app.office import Office
from tests.makers import receive

PROGRAM = """
import json, sys
from pathlib import Path
from counter_app.domain.clock import FixedClock
from counter_app.errors import CounterError
from counter_app.office import Office
from counter_app.settings import Preferences
from tests.makers import MONDAY, draft
said = {}
def attempt(name, act):
    try:
        said[name] = act()
    except CounterError as error:
        said[name] = [type(error).__name__, error.message]
folder = Path(sys.argv[1])
office = None
def opened():
    global office
    office = Office.open(folder, clock=FixedClock(MONDAY))
    return "open"
attempt("open", opened)
if office is not None:
    attempt("sign_in", lambda: office.seat.sign_in("canbo", "matkhau-2026").result.login)
    attempt("wrong", lambda: office.seat.sign_in("canbo", "x"))
    attempt("find", lambda: [line.code for line in office.dossiers.find("mau")])
    attempt("receipt", lambda: len(office.paper.draw_receipt(sys.argv[2], "a5")))
    attempt("check", lambda: list(office.store.check().problems))
    attempt("receive", lambda: office.intake.receive(draft()).result.code)
    attempt("draft", lambda: office.drafts.keep("d", {}))
    attempt("preferences", lambda: office.rules.change_preferences(Preferences()))
    office.close()
print(json.dumps(said))
"""


ORDINARY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
"""Takes from root what lets it write everywhere."""


def looked_at(folder: Path, code: str) -> dict[str, Any]:
    """What a program without the right to write could do."""
    before = ORDINARY if hasattr(os, "getuid") and os.getuid() == 0 else []
    done = subprocess.run(
        [*before, sys.executable, "-c", PROGRAM, str(folder), code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def locked(folder: Path) -> None:
    """Let everybody read the folder and nobody write it; everybody may go through the folders above."""
    for item in folder.rglob("*"):
        item.chmod(0o444)
    folder.chmod(0o555)


def tree(folder: Path) -> dict[str, bytes]:
    return {item.name: item.read_bytes() for item in folder.iterdir() if item.is_file()}


def test_a_read_only_folder_is_for_looking_and_printing(office: Office) -> None:
    code = receive(office).code
    office.close()
    locked(office.data_dir)
    before = tree(office.data_dir)
    said = looked_at(office.data_dir, code)
    assert said["open"] == "open"
    assert said["sign_in"] == "canbo"
    assert said["wrong"][0] == "RuleError"
    assert said["find"] == [code]
    assert said["receipt"] > 1000
    assert said["check"] == []
    for name in ("receive", "draft", "preferences"):
        assert said[name][0] == "StoreError"
        assert "chỉ đọc" in said[name][1]
    assert tree(office.data_dir) == before


@pytest.mark.parametrize("content", [b"no database at all", b""])
def test_a_read_only_folder_with_something_else_in_it_is_refused(
    tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "khac"
    folder.mkdir()
    (folder / "so-lieu.db").write_bytes(content)
    locked(folder)
    said = looked_at(folder, "")
    assert said["open"][0] in ("StoreError", "DiskError")
