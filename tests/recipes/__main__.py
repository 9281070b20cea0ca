"""Counts of the house, for ``dev.py check``: how many production files each recipe touches, what pages share."""

from __future__ import annotations

import ast
import sys
from itertools import groupby

from tests.recipes.recipe import ROOT
from tests.recipes.recipes import RECIPES

QT = ROOT / "counter_app" / "qt"
NO_PAGE = {"window", "kit"}


def between_pages() -> list[str]:
    """Imports from one page's folder to another's, and from what pages share to a page."""
    pages = {path.name for path in QT.iterdir() if path.is_dir()} - NO_PAGE
    found = []
    for path in sorted(QT.rglob("*.py")):
        room = path.relative_to(QT).parts[0]
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "counter_app.qt."
            ):
                target = str(node.module).split(".")[2]
                if room != "window" and target in pages and target != room:
                    found.append(f"{room} -> {target}")
    return found


def lines() -> int:
    """Lines of production code."""
    files = (ROOT / "counter_app").rglob("*.py")
    return sum(len(path.read_text("utf-8").splitlines()) for path in files)


def main() -> int:
    """Print the counts; 1 when one is beyond its bound."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for recipe in RECIPES:
        count = len(recipe.files())
        print(f"  {recipe.name}: {count} production files (at most {recipe.most})")
    crossing = between_pages()
    named = ", ".join(f"{name} {len(list(group))}" for name, group in groupby(sorted(crossing)))
    print(f"  imports between pages, or from kit to one: {len(crossing)} {named}".rstrip())
    print(f"  production lines: {lines()}")
    beyond = [recipe.name for recipe in RECIPES if len(recipe.files()) > recipe.most]
    return 1 if beyond or crossing else 0


if __name__ == "__main__":
    sys.exit(main())
