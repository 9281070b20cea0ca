"""Builds ``shim.c`` and speaks to it: file calls below one folder counted, refused, died at, or recorded.

A process has the shim when it was started with ``environment``; ``python -m tests.faults.shim MODULE …`` starts one.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
KINDS = (
    *("look", "open", "create", "read", "write", "sync", "cut", "move", "remove", "folder"),
    "list",
)
"""Kinds of file calls, in the order of the numbers in ``shim.c``."""
EVERY = (1 << len(KINDS)) - 1


def mask(*kinds: str) -> int:
    """The bits of some kinds."""
    return sum(1 << KINDS.index(kind) for kind in kinds)


def built(folder: Path) -> Path:
    """Compile the shim with whatever compiler there is; a tiny one will do."""
    compiler = next(name for name in ("tcc", "cc", "gcc", "clang") if shutil.which(name))
    target = folder / "shim.so"
    words = [compiler, "-shared", "-nostdlib", "-o", str(target), str(SOURCE)]
    if compiler != "tcc":
        words[1:1] = ["-fPIC", "-fno-builtin", "-w"]
    subprocess.run(words, check=True)
    return target


def possible() -> bool:
    """Whether this machine can have the shim."""
    return sys.platform == "linux" and any(map(shutil.which, ("tcc", "cc", "gcc", "clang")))


def run(module: str, *words: str, timeout: float = 3600) -> subprocess.CompletedProcess[str]:
    """Run ``python -m module words`` with the shim in it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "LD_PRELOAD": str(built(Path(folder)))}
        command = [sys.executable, "-m", module, *words]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=timeout, check=False
        )


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None)
    library.fault_count.restype = library.fault_fired.restype = ctypes.c_long
    library.fault_last.restype = library.fault_history.restype = ctypes.c_char_p
    library.fault_plan.argtypes = [
        *(ctypes.c_long, ctypes.c_int, ctypes.c_int),
        *(ctypes.c_uint, ctypes.c_uint, ctypes.c_int),
    ]
    return library


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What happens at the ``at``-th counted call: ``error`` (a number of errno), or the end of the process.

    ``lasting``: also at every later call of the kinds in ``hit``. 0 for ``at`` only counts.
    """

    at: int = 0
    error: int = 0
    lasting: bool = False
    counted: int = EVERY
    hit: int = EVERY
    kill: bool = False


@contextmanager
def plan(wanted: Plan) -> Iterator[None]:
    """Within it the plan is in force."""
    library = _library()
    library.fault_plan(
        wanted.at, wanted.error, wanted.lasting, wanted.counted, wanted.hit, wanted.kill
    )
    try:
        yield
    finally:
        calm()


def calm() -> None:
    """From here on nothing is refused; what was counted stays to be read."""
    _library().fault_calm()


def watch(folder: Path) -> None:
    """Count calls below this folder only."""
    _library().fault_root(os.fsencode(folder) + b"/")


def counted() -> int:
    """Calls since the plan began."""
    return int(_library().fault_count())


def fired() -> str:
    """The kind and file of the call that was refused, if one was."""
    text = os.fsdecode(_library().fault_last())
    return f"{KINDS[ord(text[0]) - ord('a')]} {text[1:]}" if text else ""


def history() -> list[str]:
    """The kinds of the calls since the plan began, in order."""
    return [KINDS[letter - ord("a")] for letter in _library().fault_history()]


def log_to(descriptor: int) -> None:
    """Record what changes files below the folder into this descriptor; -1 ends it."""
    _library().fault_log(descriptor)


def say(text: str) -> None:
    """Record that something was told to a person at this moment."""
    _library().fault_say(text.encode())
