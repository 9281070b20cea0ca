"""Whoever follows a page of docs/adding.md has added the thing, in no more files than it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.recipes.recipe import ROOT, Recipe
from tests.recipes.recipes import RECIPES

BEFORE = """
from dataclasses import replace
from pathlib import Path
from PySide6.QtWidgets import QApplication
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import RuleError
from counter_app.wording.dossier.timeline import event_text
from tests.makers import MONDAY, collector, draft, everything_in, found, officer, person, receive
from tests.printing.reading import flat_text as pdf_text
app = QApplication([])
tmp = Path({tmp!r})
office = found(tmp / "office", FixedClock(MONDAY))
"""


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_following_the_page_is_enough(recipe: Recipe, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    recipe.follow(copy)
    script = BEFORE.format(tmp=str(tmp_path)) + recipe.proof
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_it_costs_few_files_and_its_page_names_them(recipe: Recipe) -> None:
    assert len(recipe.files()) <= recipe.most, recipe.files()
    assert f"## {recipe.page}\n" in (ROOT / "docs" / "adding.md").read_text("utf-8")


def test_the_recipe_is_what_makes_it(tmp_path: Path) -> None:
    """The canary: half a recipe is not enough."""
    half = RECIPES[0]
    weak = Recipe(
        name=half.name, page=half.page, most=half.most, edits=half.edits[1:2], proof=half.proof
    )
    with pytest.raises(AssertionError):
        test_following_the_page_is_enough(weak, tmp_path)
