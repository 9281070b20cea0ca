"""A folder for an office that a test makes many of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def data_folder() -> Iterator[Path]:
    """An office's data folder; what an office keeps beside it goes with it."""
    with TemporaryDirectory() as around:
        data = Path(around) / "so-lieu"
        data.mkdir()
        yield data
