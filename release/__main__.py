"""python3 dev.py build [--sign FILE] [--twice] [--windows] | --new-key FILE | --trust FILE | --weaknesses FILE

Make a release. Without a key it says that it is unsigned, and no installed program takes it from a stick.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from counter_app import __version__
from counter_app.releases.release import this_platform
from counter_app.system.minisign import SecretKey, key_text
from release import folder, installer, parts, program, signing, twice, weaknesses, wheels
from release.program import Workshop
from release.sbom import Contents
from release.stop import StopError, say

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = "windows-x86_64"


def arguments(words: Sequence[str]) -> argparse.Namespace:
    """What was asked for; a wrong word ends the program with 2."""
    asked = argparse.ArgumentParser("dev.py build", description=__doc__)
    asked.add_argument("--sign", type=Path, metavar="FILE", help="sign with this secret key")
    asked.add_argument("--twice", action="store_true", help="build twice and compare to the byte")
    asked.add_argument("--windows", action="store_true", help="build for Windows, under Wine")
    asked.add_argument("--new-key", type=Path, metavar="FILE", help="make a secret key, trust it")
    asked.add_argument("--weaknesses", type=Path, metavar="FILE", help="take pip-audit -f json")
    asked.add_argument(
        "--trust", type=Path, metavar="FILE", help="trust a secret key's public half"
    )
    return asked.parse_args(words)


def commit_of(source: Path) -> str:
    """The commit that is built, "" outside a repository."""
    asked = ["git", "-C", str(source), "rev-parse", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def workshop(source: Path, target: Path, *, windows: bool) -> Workshop:
    """Where a build is made: by this Python, or by the Windows Python under Wine."""
    if windows and sys.platform != "win32":
        from release.under_wine import workshop as under_wine

        return under_wine(source, target)
    return program.here(source, target, this_platform())


def make(source: Path, target: Path, *, windows: bool = False) -> Path:
    """Build, test and assemble a release of what lies in ``source``, below ``target``; where its folder is."""
    shop = workshop(source, target, windows=windows)
    program.build(shop)
    if windows and sys.platform != "win32":
        from release.under_wine import self_test

        self_test(shop)
    else:
        program.self_test(shop.executable)
    contents = Contents(
        shop.program, parts.noted(shop.work), __version__, shop.platform, program.epoch_of(source)
    )
    more = []
    if shop.platform == WINDOWS:
        more = installer.make(source, contents, shop.work)
    return folder.make(contents, commit_of(source), shop.dist, more)


def trust(key: SecretKey) -> None:
    """Have the program believe a key from its next build on."""
    added = signing.trust(key.public)
    where = signing.TRUSTED.relative_to(ROOT)
    say(f"{'added to' if added else 'stood already in'} {where}; show it in docs/security.md:")
    print(key_text(key.public), end="")


def _released(asked: argparse.Namespace) -> None:
    key = signing.secret_key(asked.sign) if asked.sign else None
    if key is not None and key.public not in signing.trusted():
        raise StopError(
            "the program would not believe this key; first: python3 dev.py build --trust "
            f"{asked.sign}"
        )
    wheels.resolve()
    if asked.twice:
        with tempfile.TemporaryDirectory(prefix="counter-app-twice-") as scratch:
            once = partial(_apart, windows=asked.windows)
            twice.prove(once, ROOT, Path(scratch))
        return
    made = make(ROOT, ROOT, windows=asked.windows)
    if key is not None:
        folder.sign(made, key)
        say(f"signed with key {key.public.name}")
    else:
        say("UNSIGNED: no installed program takes this from a stick; sign with --sign FILE")
    say(f"release: {made}")


def _apart(source: Path, *, windows: bool) -> Path:
    return make(source, source.with_name(f"{source.name}-ra"), windows=windows)


def main(words: Sequence[str]) -> int:
    """Do what was asked for; 0 when it is done."""
    asked = arguments(words)
    try:
        if asked.new_key:
            trust(signing.write_secret(asked.new_key))
            say(f"keep {asked.new_key} off every network, with a copy in the safe")
        elif asked.trust:
            trust(signing.secret_key(asked.trust))
        elif asked.weaknesses:
            count = weaknesses.take(asked.weaknesses, datetime.now(UTC).date())
            say(f"{count} known weaknesses are in {weaknesses.LIST.relative_to(ROOT)}")
        else:
            _released(asked)
    except StopError as stop:
        say(str(stop))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
