"""What Windows shows and grants of an executable: its icon, its facts, and its manifest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counter_app import __version__

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = Path(__file__).with_name("counter-app.manifest")
ICON = ROOT / "resources" / "icons" / "app.ico"
TITLE = "Quầy Một Cửa"
# Vietnamese and Unicode, as the resource numbers them.
_LANGUAGE, _PAGE = 0x042A, 1200


def facts(version: str) -> dict[str, str]:
    """What Explorer shows under "Details"."""
    return {
        "ProductName": TITLE,
        "FileDescription": TITLE,
        "ProductVersion": version,
        "FileVersion": version,
        "CompanyName": TITLE,
        "InternalName": "counter-app",
        "OriginalFilename": "counter-app.exe",
        "LegalCopyright": "",
    }


def four_numbers(version: str) -> tuple[int, ...]:
    """A version as Windows counts it."""
    numbers = [int(part) for part in version.split(".")][:4]
    return (*numbers, *(0 for _missing in range(4 - len(numbers))))


def options() -> dict[str, Any]:
    """Options of PyInstaller's EXE, on Windows only."""
    from PyInstaller.utils.win32 import versioninfo as info

    numbers = four_numbers(__version__)
    strings = [info.StringStruct(name, text) for name, text in facts(__version__).items()]
    version = info.VSVersionInfo(
        ffi=info.FixedFileInfo(filevers=numbers, prodvers=numbers, OS=0x40004),
        kids=[
            info.StringFileInfo([info.StringTable(f"{_LANGUAGE:04x}{_PAGE:04x}", strings)]),
            info.VarFileInfo([info.VarStruct("Translation", [_LANGUAGE, _PAGE])]),
        ],
    )
    return {"icon": str(ICON), "version": version, "manifest": MANIFEST.read_text("utf-8")}
