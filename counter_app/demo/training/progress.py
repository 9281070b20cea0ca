"""The progress of each officer in the training: one small file each, beside the data they practise on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, field
from pathlib import Path
from typing import Any

from counter_app.bounds import MapOf, Record, Text, Whole
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.system import files
from counter_app.values import dataclass

SUFFIX = "-tap-huan"
"""The end of the folder's name beside the office's data."""
_FILE = "tien-do.json"
_PARTIAL = ".dang-ghi"
_SHAPE = Record(
    {
        "name": Text(200),
        "run": Whole(1, 9_999),
        "done": MapOf(Text(40, least=1), Text(40), 200),
        "skipped": MapOf(Text(40, least=1), Text(40), 200),
        "at": Text(40),
        "since": Whole(0, 2**53),
        "passed": Text(40),
        "given": MapOf(Text(40, least=1), Text(1_000), 50),
    },
    ("name", "run"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """``done`` and ``skipped`` are situations with the moment (ISO text); ``at`` the one in hand, begun after entry
    ``since`` of the journal of run ``run`` about what is ``given``.

    ``passed`` is when all of them were done for the first time; doing them again takes nothing away.
    """

    login: str
    name: str = ""
    run: int = 1
    done: Mapping[str, str] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)
    at: str = ""
    since: int = 0
    given: Mapping[str, str] = field(default_factory=dict)
    passed: str = ""


def training_folder(data_dir: Path) -> Path:
    """The folder of everybody's training: beside the office's data, never in it."""
    return data_dir.with_name(data_dir.name + SUFFIX)


def own_folder(data_dir: Path, login: str) -> Path:
    """The folder one officer practises in, run by run. Errors: RuleError for a login that names no folder."""
    if not login.isascii() or not login.replace(".", "").replace("-", "").isalnum():
        raise RuleError(
            _("Tên đăng nhập {login} không dùng được. Gõ tên khác.").format(login=login)
        )
    return training_folder(data_dir) / login


def run_folder(data_dir: Path, progress: Progress) -> Path:
    """The data folder of the officer's present run."""
    return own_folder(data_dir, progress.login) / f"lan-{progress.run}"


def read(data_dir: Path, login: str) -> Progress:
    """The progress of an officer; a file that is none of ours counts as not begun."""
    return _read(own_folder(data_dir, login) / _FILE, login) or Progress(login=login)


def everybody(data_dir: Path) -> list[Progress]:
    """Everybody who began, by login."""
    found = sorted(training_folder(data_dir).glob(f"*/{_FILE}"))
    return [made for path in found if (made := _read(path, path.parent.name)) is not None]


def keep(data_dir: Path, progress: Progress) -> None:
    """Keep how far an officer is, in one step and through a power cut. Errors: OSError."""
    folder = own_folder(data_dir, progress.login)
    folder.mkdir(parents=True, exist_ok=True)
    facts = asdict(progress)
    del facts["login"]
    text = json.dumps(facts, ensure_ascii=False, indent=1)
    partial = folder / (_FILE + _PARTIAL)
    files.remove(partial)
    files.write_new(partial, [text.encode()])
    files.move(partial, folder / _FILE)


def _read(path: Path, login: str) -> Progress | None:
    try:
        facts: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if _SHAPE.fault(facts) is not None:
        return None
    known = {name: value for name, value in facts.items() if name in _SHAPE.parts}
    return Progress(login=login, **known)
