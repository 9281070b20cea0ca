"""Running ``resources/verify/kiem_tra.py`` as an inspector does: another interpreter, none of our modules in reach."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from counter_app.paths import resources_dir

PROGRAM = resources_dir() / "verify" / "kiem_tra.py"
LIBRARY = ("cryptography", "cffi", "_cffi_backend", "pycparser")
_BEGIN = """
import runpy, sys
allowed, sys.argv = sys.argv[1].split(","), sys.argv[3:]
class Gate:
    def find_spec(self, name, path=None, target=None):
        first = name.partition(".")[0]
        if first not in sys.stdlib_module_names and first not in allowed:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Gate())
sys.path.append({site!r})
sys.argv[0] = {program!r}
{begin}
runpy.run_path({program!r}, run_name="__main__")
"""


class Verdict:
    """What the program answered: its exit code, and its findings by name with what each says."""

    def __init__(self, code: int, answer: dict[str, Any]) -> None:
        self.code = code
        self.good_to = int(answer["good_to"])
        self.found: list[dict[str, str]] = answer["found"]

    def names(self, level: str = "") -> set[str]:
        """The names of its findings."""
        return {item["name"] for item in self.found if level in ("", item["level"])}

    @property
    def text(self) -> str:
        """Everything it said."""
        return "\n".join(item["text"] for item in self.found)


def run(
    *words: str | Path,
    libraries: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    begin: str = "",
    typed: str = "",
    program: Path = PROGRAM,
) -> subprocess.CompletedProcess[str]:
    """Run it with the standard library, ``cryptography``, and ``libraries`` in reach and nothing else.

    ``without`` takes some of these away; ``begin`` is a line of Python that is run before it; ``typed`` comes by the
    standard input; ``program`` is the copy that was handed out.
    """
    site = sysconfig.get_paths()["platlib"]
    text = _BEGIN.format(site=site, program=str(program), begin=begin)
    allowed = ",".join(name for name in (*LIBRARY, *libraries) if name not in without)
    return subprocess.run(
        [sys.executable, "-I", "-S", "-c", text, allowed, "--", "", *map(str, words)],
        capture_output=True,
        encoding="utf-8",
        input=typed,
        check=False,
    )


def verify(
    *words: str | Path,
    libraries: tuple[str, ...] = ("zstandard",),
    typed: str = "",
    program: Path = PROGRAM,
) -> Verdict:
    """Its answer as an object."""
    done = run("--json", *words, libraries=libraries, typed=typed, program=program)
    assert done.returncode in (0, 1, 2), done.stderr
    assert not done.stderr, done.stderr
    return Verdict(done.returncode, json.loads(done.stdout))
