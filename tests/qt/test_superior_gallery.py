"""A lean part of the superior's gallery: one look, the pages and dialogs that hold most."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.qt.kit.theme import apply_theme
from counter_app.settings import Preferences

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

LEAN = (
    "overview",
    "inbox",
    "taken",
    "settle",
    "enrol",
    "offices",
    "overdue",
    "dossier",
    "compared",
)


def test_nothing_is_cut_covered_pale_or_unmarked(qapp: QApplication, tmp_path: Path) -> None:
    from tests.gallery.looks import SIZES, Dress
    from tests.gallery.superior import SUPERIOR_SCENES, superior_sample
    from tests.gallery.walk import walk

    superior_sample(tmp_path / "cap-tren")
    names = {f"superior-{name}" for name in LEAN}
    scenes = [scene for scene in SUPERIOR_SCENES if scene.name in names]
    dress = Dress("dark", "en", 150, (SIZES[3],))
    shown = list(walk(qapp, tmp_path / "cap-tren", tmp_path / "run", dress, scenes))
    apply_theme(qapp, Preferences())
    assert [(item.scene, fault) for item in shown for fault in item.faults] == []
    assert {item.scene for item in shown} == names
