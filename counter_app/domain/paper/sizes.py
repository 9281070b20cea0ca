"""Sizes of paper."""

from __future__ import annotations

from enum import StrEnum


class PaperSize(StrEnum):
    """Paper a document can be laid out on."""

    A4 = "a4"
    A5 = "a5"
    ROLL = "80mm"


def only_size(printer: str) -> PaperSize | None:
    """The one paper that a printer, by the text that preferences keep, takes at all; None where it takes any."""
    return PaperSize.ROLL if printer.startswith("escpos:") else None
