"""What one place of a table holds."""

from __future__ import annotations

from datetime import date

Cell = str | int | float | date | None
"""What a table file holds; a moment counts as its day."""
