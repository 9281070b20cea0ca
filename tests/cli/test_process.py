"""The verbs as real processes; and not one of them needs the window's library."""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import counter_app.cli
from counter_app.cli.main import MODULES
from counter_app.desk.office.founding import FIRST_PASSWORD
from tests.cli.terminal import form

HOME = "counter_app.cli."
WITHOUT_QT = """
import importlib.abc, json, os, sys

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("no window here: " + name)

sys.meta_path.insert(0, Refuse())
from counter_app.cli import main
codes = []
for words in json.loads(sys.argv[1]):
    said, hands = os.pipe()
    os.write(hands, b"thuyen-cho-gao\\n" if "init" in words else b"matkhau-2026\\n")
    os.close(hands)
    sys.argv = ["counter-app", "--officer", "binh.vq", "--password-fd", str(said), *words]
    try:
        main()
        codes.append(0)
    except SystemExit as end:
        codes.append(end.code or 0)
assert not [name for name in sys.modules if name.startswith("PySide6")]
print(json.dumps(codes), file=sys.stderr)
"""


def python(*words: str, cwd: Path, said: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run the interpreter as a person would; ``said`` is what a script hands over by the standard input."""
    whole = {**os.environ, "PYTHONPATH": str(Path.cwd()), **env}
    return subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, cwd=cwd, env=whole,
        encoding="utf-8", check=False, input=said,
    )  # fmt: skip


def speak(data: Path, *words: str, code: int = 0, **env: str) -> dict[str, Any]:
    """A verb in a process of its own; its one JSON object."""
    named = ("--officer", "binh.vq", "--password-fd", "0")
    done = python(
        *("-m", "counter_app", "--data", str(data), "--json", *named, *words),
        cwd=data.parent, said=f"{FIRST_PASSWORD}\n", **env,
    )  # fmt: skip
    assert done.returncode == code, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A sample office whose calendar reaches beyond today, whatever day it is."""
    from counter_app.demo.bulk import found_bulk

    found_bulk(tmp_path / "so", dossiers=30)
    return tmp_path / "so"


def test_verbs_work_as_processes(sample: Path, tmp_path: Path) -> None:
    source, stick = tmp_path / "one.json", tmp_path / "usb"
    stick.mkdir()
    source.write_text(json.dumps(form("1.004873")), encoding="utf-8")
    (dossier,) = speak(sample, "receive", "--from", str(source))["dossiers"]
    code = dossier["code"]
    assert speak(sample, "find", "văn mẫu")["dossiers"][0]["code"] == code
    speak(sample, "move", code, "finish")
    assert speak(sample, "return", dossier["barcode"])["state"] == "returned"
    assert speak(sample, "return", code, code=1)["error"]["rule"] == "move"
    assert speak(sample, "close-day", "--to", str(stick))["export"]["batch"] == 1
    above = tmp_path / "tinh"
    speak(above, "demo", "--dossiers", "1")
    assert speak(above, "superior", "import", str(stick), code=1)["quarantined"] == 1
    asked = ("superior", "quarantine", "let-in", "1", "--reason", "Đã hỏi đơn vị")
    assert len(speak(above, *asked)["imported"]) == 1
    assert speak(sample, "check")["ok"] is True


def test_wrong_usage_ends_with_two(tmp_path: Path) -> None:
    done = python("-m", "counter_app", "no-such-verb", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_vietnamese_comes_out_whatever_the_terminal_s_encoding(
    tmp_path: Path, encoding: str
) -> None:
    text = "001099000001||Nguyễn Văn Đức|05021999|Nam|Xã Mẫu|15062021"
    answer = speak(tmp_path / "so", "card", text, PYTHONIOENCODING=encoding, LC_ALL="C.UTF-8")
    assert answer["card"]["name"] == "Nguyễn Văn Đức"


def test_the_data_folder_may_stand_in_the_environment(sample: Path, tmp_path: Path) -> None:
    done = python(
        *("-m", "counter_app", "--json", "--password-fd", "0", "check"),
        cwd=tmp_path, said=f"{FIRST_PASSWORD}\n", COUNTER_DATA=str(sample), COUNTER_OFFICER="binh.vq",
    )  # fmt: skip
    assert json.loads(done.stdout)["ok"] is True


def test_no_verb_needs_the_window_s_library(tmp_path: Path) -> None:
    data, source, stick = tmp_path / "so", tmp_path / "one.json", tmp_path / "usb"
    stick.mkdir()
    source.write_text(json.dumps(form("1.004873")), encoding="utf-8")
    office = ("--data", str(data), "--json")
    above = ("--data", str(tmp_path / "tinh"))
    code = "T99001-000000-010001"
    verbs: list[tuple[str, ...]] = [
        ("--data", str(tmp_path / "moi"), "init", "--device", "1"),
        (*office, "demo"),
        ("--data", str(tmp_path / "tinh"), "demo", "--dossiers", "1"),
        ("due", "--received", "2026-11-19T09:00", "--limit", "3wd"),
        ("card", "x"),
        (*office, "receive", "--from", str(source)),
        (*office, "find", "mẫu"),
        (*office, "ticket", "take", "A"),
        (*office, "ticket", "call"),
        (*office, "ticket", "list"),
        (*office, "report", "day", "--out", str(tmp_path / "bc")),
        (*office, "report", "II.06a"),
        (*office, "close-day", "--to", str(stick)),
        (*above, "superior", "quarantine", "list"),
        (*above, "superior", "keys", "list"),
        (*office, "check"),
        (*office, "backup", "--to", str(tmp_path / "sao")),
    ]
    refused = [
        (*above, "superior", "import", str(stick)),
        (*above, "superior", "report"),
        (*office, "receipt", code, "--out", str(tmp_path / "x.pdf")),
        (*office, "show", code),
        (*office, "move", code, "finish"),
        (*office, "return", code),
        (*office, "export", "--to", str(stick / "none")),
        (*office, "restore", str(tmp_path / "none.db")),
    ]
    done = python("-c", WITHOUT_QT, json.dumps([*verbs, *refused]), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    codes = json.loads(done.stderr.strip().splitlines()[-1])
    assert codes == [0] * len(verbs) + [1] * len(refused), list(zip(verbs, codes, strict=False))


def test_only_the_window_asks_for_it(tmp_path: Path) -> None:
    done = python("-c", WITHOUT_QT, json.dumps([["--data", str(tmp_path), "gui"]]), cwd=tmp_path)
    assert "no window here" in done.stderr


def test_what_a_built_copy_proves_of_itself_holds_here_too(tmp_path: Path) -> None:
    """Else a text changed here is found out by the first Windows computer."""
    told = tmp_path / "tu-kiem.json"
    subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "counter_app", "--self-test", str(told)],
        check=True,
        capture_output=True,
    )
    assert json.loads(told.read_text("utf-8"))["ok"] is True


def test_no_verb_brings_a_library_that_only_lists_need(tmp_path: Path) -> None:
    """Workbooks are read by large libraries; a terminal that asks for a ticket waits for none of them."""
    look = (
        "import sys, click\nfrom counter_app.cli.main import cli\n"
        "context = click.Context(cli)\n"
        "for name in cli.list_commands(context): cli.get_command(context, name)\n"
        "print(*sys.modules)"
    )
    loaded = python("-c", look, cwd=tmp_path).stdout.split()
    assert "counter_app.cli.superior.superior" in loaded
    assert not {"openpyxl", "PIL", "python_calamine", "reportlab"} & set(loaded)


def test_a_call_loads_no_other_verb(tmp_path: Path) -> None:
    look = "import sys\nfrom counter_app.cli.main import cli\n{}\nprint(*sys.modules)"
    call = "cli.main(['due', '--help'], standalone_mode=False)"
    loaded = python("-c", look.format(call), cwd=tmp_path).stdout.split()
    assert [name for name in MODULES if f"counter_app.cli.{name}" in loaded] == [
        "promise.calculators"
    ]


def test_every_verb_is_found_in_its_module() -> None:
    """A verb that stands in a module and not in the list of verbs could not be called."""
    there = {
        module.name.removeprefix(HOME): tuple(verb.name for verb in verbs)
        for module in pkgutil.walk_packages(counter_app.cli.__path__, HOME)
        if (verbs := getattr(import_module(module.name), "COMMANDS", ()))
    }
    assert there == MODULES
