"""Every planted fault: what the files beside this one hold, one for each subject."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from tests.planted.fault import Fault

_FILES = sorted(
    found.name
    for found in pkgutil.iter_modules([str(Path(__file__).parent)])
    if found.name.startswith("faults_")
)
FAULTS: tuple[Fault, ...] = tuple(
    fault for name in _FILES for fault in importlib.import_module(f"tests.planted.{name}").FAULTS
)
