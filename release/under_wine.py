"""A build for Windows where there is none: by the Windows Python under Wine that ``dev.py windows`` makes.

A likeness, good for trying all of the way; what offices get is built on Windows.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from release.program import Workshop
from release.stop import StopError, say
from tests.windows import computer, wine

PLATFORM = "windows-x86_64"


def workshop(source: Path, target: Path) -> Workshop:
    """A workshop of the Windows Python; it is made when it is missing. Errors: StopError."""
    try:
        if not computer.ready():
            say("making the Windows computer in .wine (about 250 MB to fetch the first time)")
            computer.make()
        wine.start()
    except wine.WineError as error:
        raise StopError(str(error)) from error

    def run(words: Sequence[str], env: Mapping[str, str]) -> tuple[int, str]:
        given = {**wine.environment(), **env, "PYTHONPATH": wine.windows_path(source)}
        code, said = wine.run([wine.PYTHON, *words], env=given, seconds=3600, cwd=source)
        print(said, end="", flush=True)
        return code, said

    # Not with what this computer's own Python builds.
    dist, work = target / "dist" / "windows", target / "build" / "windows"
    return Workshop(source, dist, work, PLATFORM, ".exe", run, wine.windows_path)


def self_test(shop: Workshop) -> None:
    """Have the built program test itself under Wine. Errors: StopError."""
    report = shop.work / "self-test.json"
    report.unlink(missing_ok=True)
    env = {**wine.environment(), "QT_QPA_PLATFORM": "offscreen"}
    words: list[str | Path] = [shop.executable, "--self-test", wine.windows_path(report)]
    wine.run(words, env=env, seconds=900)
    found = json.loads(report.read_text("utf-8")) if report.exists() else {}
    for name, item in found.get("checks", {}).items():
        say(f"  {'ok    ' if item['ok'] else 'FAILED'} {name}: {item['says']}")
    if not found.get("ok"):
        raise StopError(f"the self-test of {shop.executable} failed under Wine.")
