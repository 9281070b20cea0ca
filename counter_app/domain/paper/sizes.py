"""Sizes of paper."""

from __future__ import annotations

from enum import StrEnum


class PaperSize(StrEnum):
    """Paper a document can be laid out on."""

    A4 = "a4"
    A5 = "a5"
    ROLL = "80mm"
