#!/usr/bin/env python3
"""The commands of this repository: python3 dev.py run | test | check | bench | build | ...

Each verb first does whatever set-up is missing, from nothing: system libraries (Debian and Ubuntu),
the virtual environment, the hash-pinned packages and this package itself. A stamp in .venv makes
every later start quick. Standard library only; Linux and Windows; why: docs/adr/0002-one-script.md.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import hashlib
import importlib.util
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "dev-stamp"
WHEELHOUSE = ROOT / "wheelhouse"
PROJECT = ROOT / "pyproject.toml"
REQUIREMENTS = ROOT / "requirements" / "dev.txt"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
OLDEST = (3, 11)
SERIES = f"{sys.version_info[0]}.{sys.version_info[1]}"

# What a bare Debian 12 or 13 lacks for Qt to load, to show an X11 window and to see CUPS printers.
QT_APT = (
    *("libegl1", "libgl1", "libglib2.0-0", "libx11-6", "libdbus-1-3", "libfontconfig1"),
    *("libfreetype6", "libxkbcommon0", "libbrotli1", "libgssapi-krb5-2"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1"),
    *("libxkbcommon-x11-0", "libcups2"),
)
# Real devices for the tests: print server, X server with keys and a Vietnamese typing method, file systems, and tcc for
# the shim of tests/faults; a stranger's programs, which prove and read what we hand out.
TEST_APT = (
    *("cups", "cups-client", "cups-filters"),
    *("xvfb", "xauth", "tcc"),
    *("dbus-daemon", "ibus", "ibus-unikey", "fcitx5", "fcitx5-unikey", "libxtst6"),
    *("dosfstools", "exfatprogs", "exfat-fuse", "fuse3"),
    *("minisign", "age", "zstd", "jq"),
)
# PyInstaller reads binaries with objdump and puts the shared libpython into the bundle; NSIS makes Windows' installer.
BUILD_APT = ("binutils", f"libpython{SERIES}", "nsis")
# WeasyPrint, which the bench compares our papers with, lays text out with Pango.
BENCH_APT = ("libpango-1.0-0", "libpangoft2-1.0-0")
# Wine is Windows enough for most tests; the cross compiler makes the few libraries it lacks.
WINDOWS_APT = ("wine64", "libz-mingw-w64", "gcc-mingw-w64-x86-64")
# A second engine needs a Java, a third its server.
ENGINES_APT = ("default-jre-headless", "postgresql")
EXTRA_APT = {"test": TEST_APT, "faults": TEST_APT, "build": BUILD_APT, "bench": BENCH_APT}
EXTRA_APT["windows"] = WINDOWS_APT
EXTRA_APT["engines"] = ENGINES_APT


class StopError(Exception):
    """The work cannot go on; the message says what the reader has to do."""


def say(text: str) -> None:
    """Print one line of our own, ahead of whatever a child process prints."""
    print(f"dev.py: {text}", flush=True)


def call(command: Sequence[str | Path], stdout: int | None = None) -> None:
    """Run a set-up command; raise StopError with the command when it fails."""
    words = [str(word) for word in command]
    if subprocess.run(words, cwd=ROOT, stdout=stdout, check=False).returncode:
        raise StopError(f"this command failed: {shlex.join(words)}")


def installed_packages() -> set[str]:
    """Names of the installed Debian packages, and the ones they provide (libcups2t64: libcups2)."""
    query = ["dpkg-query", "-W", "-f", "${db:Status-Abbrev}\t${Package}\t${Provides}\n"]
    listing = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    rows = [line.split("\t") for line in listing.splitlines()]
    there = [f"{name}, {provides}" for status, name, provides in rows if status.strip() == "ii"]
    return {item.split()[0] for text in there for item in text.split(",") if item.strip()}


def venv_package() -> tuple[str, ...]:
    """The package that lets this interpreter make virtual environments, when that is missing."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return ()
    default = Path("/usr/bin/python3").resolve() == Path(sys.executable).resolve()
    return ("python3-venv",) if default else (f"python{SERIES}-venv",)


def root_prefix() -> list[str] | None:
    """What to write before a command to run it as root; None when that is not possible."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    refused = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    return None if refused and not sys.stdin.isatty() else ["sudo"]


def apt_lists_present() -> bool:
    """Whether apt knows of any packages: a freshly made system does not."""
    return any(Path("/var/lib/apt/lists").glob("*_Packages*"))


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages, naming them first; raise StopError with the exact line to type."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix = root_prefix()
    if prefix is None:
        raise StopError(
            "system packages are missing, and this account cannot install them. As root, run:\n"
            f"  apt-get update && {shlex.join(install)}\nand then the same dev.py command again."
        )
    say(f"installing system packages: {' '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *install, "-qq"]
    shown = None if sys.stdout.isatty() else subprocess.DEVNULL
    if apt_lists_present() and not subprocess.run(apt, stdout=shown, check=False).returncode:
        return
    call([*prefix, "apt-get", "update", "-qq"])
    call(apt, stdout=shown)


def ensure_system(verb: str, needed: Sequence[str]) -> bool:
    """Install what this verb lacks, say so, and return False when only test devices are lacking."""
    if not shutil.which("dpkg-query"):
        say(f"not a Debian system; if Qt does not load, install the like of: {' '.join(needed)}")
        return True
    missing = [*venv_package(), *sorted(set(needed) - installed_packages(), key=needed.index)]
    try:
        if missing:
            apt_install(missing)
    except StopError:
        if verb != "test" or not set(missing) <= set(TEST_APT):
            raise
        say(f"tests on real devices will fail without these packages: {' '.join(missing)}")
        return False
    importlib.invalidate_caches()
    return True


def wanted_key() -> str:
    """What the environment depends on, as one digest: packages, our metadata, the interpreter."""
    files = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (REQUIREMENTS, PROJECT)]
    parts = [*files, sys.version, sys.base_prefix, str(ROOT)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def read_stamp() -> dict[str, object]:
    """The stamp of a finished set-up; empty when there is none or it cannot be read."""
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(STAMP.read_text("utf-8"))
        if isinstance(found, dict):
            return found
    return {}


def write_stamp(key: str, system: Iterable[str]) -> None:
    """Record a finished set-up; the rename makes the stamp all or nothing."""
    draft = STAMP.with_suffix(".new")
    draft.write_text(json.dumps({"key": key, "python": sys.version, "system": sorted(system)}))
    draft.replace(STAMP)


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Hold a lock that ends with this process: two first starts would share one half-made venv."""
    with Path(__file__).open("rb") as handle:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(1 << 30)  # beyond the text, which other processes must still read
            for _turn in range(60):
                with contextlib.suppress(OSError):  # raised after ten seconds of waiting
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
            else:
                raise StopError("another dev.py is at work: wait for it, then begin again.")
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make_venv(stamp: Mapping[str, object]) -> None:
    """Leave a virtual environment of this interpreter; one without a stamp was never finished."""
    if PYTHON.exists() and stamp.get("python") == sys.version:
        return
    if Path(sys.prefix) == VENV:
        raise StopError("deactivate the virtual environment first: it has to be made again.")
    if VENV.exists():
        say("making .venv again: it is unfinished, or of another Python")
        shutil.rmtree(VENV)
    say("making the virtual environment .venv")
    call([sys.executable, "-m", "venv", VENV])


def install_packages() -> None:
    """Install the pinned packages and this package, from wheelhouse/ alone when it exists."""
    if WHEELHOUSE.is_dir():
        source = ["--no-index", "--find-links", str(WHEELHOUSE)]
        say("installing packages from wheelhouse/")
    else:
        source = []
        say("installing packages (about 150 MB the first time)")
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    pip += [*([] if sys.stdout.isatty() else ["-q"]), "--root-user-action", "ignore"]
    call([*pip, *source, "--only-binary", ":all:", "--require-hashes", "-r", REQUIREMENTS])
    call([*pip, "--no-index", "--no-deps", "--no-build-isolation", "--editable", ROOT])


def ensure(verb: str) -> None:
    """Do the set-up this verb needs; when the stamp covers it, read one small file and return."""
    needed = [*QT_APT, *EXTRA_APT.get(verb, ())]
    key = wanted_key()
    if covers(read_stamp(), key, needed):
        return
    with only_one():
        stamp = read_stamp()
        if covers(stamp, key, needed):
            return
        started = time.perf_counter()
        complete = sys.platform != "linux" or ensure_system(verb, needed)
        if stamp.get("key") != key or not PYTHON.exists():
            STAMP.unlink(missing_ok=True)  # first, so that a kill from here on is noticed
            make_venv(stamp)
            install_packages()
            check_qt()
        known = stamp.get("system")
        system = {*QT_APT, *(known if isinstance(known, list) else [])}
        write_stamp(key, system.union(needed) if complete else system)
        say(f"ready after {time.perf_counter() - started:.0f} s")


def covers(stamp: Mapping[str, object], key: str, needed: Sequence[str]) -> bool:
    """Whether a stamp says that everything needed is in place."""
    system = stamp.get("system")
    known = set(system) if isinstance(system, list) else set()
    return stamp.get("key") == key and PYTHON.exists() and known.issuperset(needed)


def check_qt() -> None:
    """Load Qt once, so that a missing system library is said here and not in the first window."""
    trial = [str(PYTHON), "-c", "from PySide6 import QtPrintSupport, QtSvg, QtWidgets"]
    loaded = subprocess.run(trial, capture_output=True, text=True, check=False)
    if loaded.returncode:
        reason = (loaded.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise StopError(f"Qt does not load: {reason}")


def child_env(**extra: str) -> dict[str, str]:
    """The environment for our own programs: UTF-8 everywhere, and the venv's programs first."""
    # Debian hides the print server and the disk tools from ordinary accounts.
    places = [BIN, os.environ.get("PATH", os.defpath), *([] if WINDOWS else ["/usr/sbin"])]
    path = os.pathsep.join(map(str, places))
    # Without compiled files every program that a test starts compiles the house anew.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONUTF8": "1", "VIRTUAL_ENV": str(VENV), "PATH": path, **extra}


def python(*arguments: str) -> int:
    """Run the environment's Python in the repository; it opens no real windows unless asked to."""
    env = child_env(QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"))
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=env, check=False).returncode


def has_display() -> bool:
    """Whether a window can be opened here."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) or sys.platform != "linux"


def run(arguments: Sequence[str]) -> int:
    """Open the window, or play the demo day where there is no display; ARGS run any other verb."""
    words = list(arguments) or (["gui"] if has_display() else ["demo-day"])
    command = [str(PYTHON), "-m", "counter_app", *words]
    if not WINDOWS:
        os.execve(PYTHON, command, child_env())  # noqa: S606 - the app takes this process over
    return subprocess.run(command, env=child_env(), check=False).returncode


def test(arguments: Sequence[str]) -> int:
    """Run the tests; arguments go to pytest."""
    workers = (os.cpu_count() or 1) + 1  # one that waits for a window or a printer leaves its core
    return python("-m", "pytest", "-n", str(workers), "--dist", "worksteal", *arguments)


def part_of_tests(name: str, does: str) -> Callable[[Sequence[str]], int]:
    """A verb that hands its arguments to a package under tests/."""

    def verb(arguments: Sequence[str]) -> int:
        return python("-m", f"tests.{name}", *arguments)

    verb.__name__, verb.__doc__ = name, does
    return verb


bench = part_of_tests("bench", "Measure speed and size against floors taken in the same run.")


def engines(arguments: Sequence[str]) -> int:
    """Ask DuckDB, PostgreSQL and Spark the same; all tables must be equal. A number: of dossiers."""
    wanted = ROOT / "requirements" / "engines.txt"
    trial = [str(PYTHON), "-c", "import pyspark, py4j"]
    if subprocess.run(trial, capture_output=True, check=False).returncode:
        say("installing Spark (430 MB)")
        pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-q"]
        call([*pip, "--root-user-action", "ignore", "--require-hashes", "-r", wanted])
    return python("-m", "tests.engines", *arguments)


screenshots = part_of_tests("screenshots", "Draw every page of the window into docs/.")
windows = part_of_tests("windows", "Run the tests under Wine; --quick, or arguments of pytest.")
faults = part_of_tests("faults", "Harm the data in every known way; --nightly tries all points.")
planted = part_of_tests("planted", "Plant known mistakes one by one: the tests have to find each.")


def check(_arguments: Sequence[str]) -> int:
    """Run every static check beside the others, whatever happens, and print a summary."""
    # Each platform keeps its own findings: in one folder, either run would throw the other's away.
    on_windows = ["--platform", "win32", "--exclude", "/faults/"]
    on_windows += ["--cache-dir", ".mypy_cache/windows"]
    checks = {
        "format": ["-m", "ruff", "format", "--check", "."],
        "lint": ["-m", "ruff", "check", "."],
        "types": ["-m", "mypy"],
        "types on Windows": ["-m", "mypy", *on_windows],
        "imports": ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
        "house": ["-m", "tests.recipes"],
    }
    say(f"check {', '.join(checks)}")
    with concurrent.futures.ThreadPoolExecutor() as pool:
        codes = list(pool.map(lambda words: python(*words), checks.values()))
    for name, code in zip(checks, codes, strict=True):
        say(f"{name:<16} {'failed' if code else 'ok'}")
    return int(any(codes))


def build(arguments: Sequence[str]) -> int:
    """Build the program, test it, make a release of it; --sign FILE, --twice, --windows."""
    return python("-m", "release", *arguments)


def lock(_arguments: Sequence[str]) -> int:
    """Write requirements/dev.txt again: exact versions and hashes, and no address of any index."""
    call([sys.executable, ROOT / "requirements" / "lock.py"])
    return 0


VERBS = {
    verb.__name__: verb
    for verb in (
        run,
        test,
        check,
        windows,
        faults,
        planted,
        bench,
        engines,
        build,
        screenshots,
        lock,
    )
}


def main(arguments: Sequence[str]) -> int:
    """Do one verb and return the exit code: the child's own, 1 for a failed set-up, 2 for usage."""
    verb, *rest = arguments or ["help"]
    if verb not in VERBS:
        lines = [f"  {name:<12} {function.__doc__}" for name, function in VERBS.items()]
        print(__doc__, *lines, sep="\n")
        return 0 if verb in ("-h", "--help", "help") else 2
    try:
        if sys.version_info < OLDEST:
            raise StopError(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {SERIES}.")
        if verb != "lock":
            ensure(verb)
        return VERBS[verb](rest)
    except StopError as stop:
        say(str(stop))
        return 1
    except PermissionError as error:
        say(f"{error.filename or 'a file'} is held or closed to us: end what uses it, then again.")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a Windows code page may lack our letters
    sys.exit(main(sys.argv[1:]))
