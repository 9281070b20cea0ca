"""Writes the list of known weaknesses that a release carries, from what ``pip-audit`` found on a network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from release.pins import REQUIREMENTS, blocks
from release.stop import StopError

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "resources" / "release" / "weaknesses.json"
_MOST_LETTERS = 300


def pins(text: str | None = None) -> dict[str, str]:
    """The pinned version of each package."""
    known = REQUIREMENTS.read_text("utf-8") if text is None else text
    found = {}
    for package, _hashes in blocks(known):
        (pin,) = package.specifier
        found[package.name.lower().replace("_", "-")] = pin.version
    return found


def listed(report: Mapping[str, Any], day: date, pinned: Mapping[str, str]) -> dict[str, Any]:
    """The list of a report ``{"dependencies": [{"name", "version", "vulns": […]}]}`` (pip-audit -f json).

    Errors: StopError for a report of other versions than the pinned ones.
    """
    packages, weaknesses = {}, []
    for item in report["dependencies"]:
        name = item["name"].lower().replace("_", "-")
        if "skip_reason" in item:
            continue
        if pinned.get(name) != item["version"]:
            raise StopError(f"the report is of {name} {item['version']}, which is not pinned.")
        packages[name] = item["version"]
        for found in item["vulns"]:
            weaknesses.append(
                {
                    "id": next(
                        (a for a in found.get("aliases", ()) if a[:4] == "CVE-"), found["id"]
                    ),
                    "package": name,
                    "version": item["version"],
                    "fixed": min(found.get("fix_versions", ()), default=""),
                    "says": " ".join(found.get("description", "").split())[:_MOST_LETTERS],
                }
            )
    return {
        "format": 1,
        "looked": day.isoformat(),
        "source": "pip-audit",
        "packages": dict(sorted(packages.items())),
        "weaknesses": sorted(weaknesses, key=lambda found: (found["package"], found["id"])),
    }


def take(path: Path, day: date) -> int:
    """Write the list of a report; how many weaknesses it names. Errors: StopError."""
    try:
        found = listed(json.loads(path.read_text("utf-8")), day, pins())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StopError(f"{path} is no report of pip-audit -f json: {error}") from error
    text = json.dumps(found, ensure_ascii=False, indent=1)
    LIST.write_text(text + "\n", "utf-8", newline="\n")
    return len(found["weaknesses"])
