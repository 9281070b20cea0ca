"""Catalogues of other versions of the program, and offices that were founded with them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from counter_app import paths
from counter_app.domain.catalogue.procedure import Procedure
from counter_app.domain.clock import Clock
from counter_app.office import Office
from tests.makers import COPIES, found

Patch = Mapping[str, Mapping[str, Any] | None]
"""By code the facts that are otherwise, None for a procedure that is not there; a fact that is None is left out."""

NEWER: Patch = {COPIES: {"result": "Bản sao"}}
"""What a later program says otherwise, without a loss."""


def changed_seed(folder: Path, patch: Patch, *more: Procedure) -> Path:
    """Resources with a catalogue of its own, ``more`` versions in it, and what else an office is founded with."""
    real = paths.resources_dir()
    shutil.copytree(real / "calendar", folder / "calendar")
    shutil.copytree(real / "catalogue", folder / "catalogue")
    file = folder / "catalogue" / "procedures.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    changed = []
    for row in rows:
        facts = patch.get(row["code"], {})
        if facts is not None:
            both = {**row, **facts}
            changed.append(
                {name: both[name] for name in both if name not in facts or facts[name] is not None}
            )
    changed += [item.to_dict() for item in more]
    file.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
    return folder


def founded_with(folder: Path, clock: Clock, patch: Patch) -> Office:
    """An office that was founded when the program's catalogue was otherwise."""
    earlier = changed_seed(folder / "truoc", patch)
    with mock.patch.object(paths, "resources_dir", return_value=earlier):
        return found(folder / "data", clock)
