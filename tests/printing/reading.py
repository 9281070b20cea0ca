"""Reading papers back: their text in the order a reader program meets it, where it stands, and what scanners see."""

from __future__ import annotations

import pypdfium2
import zxingcpp
from PIL import Image

from counter_app.printing.raster import GreyImage, rasterise

SCANNER_DPI = 203.2
OURS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode])
"""The kinds that are printed; a reader set to every kind sees an ITF code in the squares of some QR codes."""


def pages_text(pdf: bytes) -> list[str]:
    """The text of each page, in the order it is drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_text(document, index) for index in range(len(document))]
    finally:
        document.close()


def _text(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    text_page = page.get_textpage()
    try:
        return str(text_page.get_text_range())
    finally:
        text_page.close()
        page.close()


def flat_text(pdf: bytes) -> str:
    """All text with single blanks between words, as one line."""
    return " ".join(" ".join(pages_text(pdf)).split())


def squeezed(text: str) -> str:
    """The text without any blanks: how lines were broken does not matter."""
    return "".join(text.split())


def outside_chars(pdf: bytes, margin: float = 0.0) -> list[str]:
    """Characters whose ink leaves the page, or comes nearer to its edge than ``margin`` points."""
    document = pypdfium2.PdfDocument(pdf)
    found: list[str] = []
    try:
        for index in range(len(document)):
            found += _outside(document, index, margin)
    finally:
        document.close()
    return found


def _char(text_page: pypdfium2.PdfTextPage, position: int) -> str:
    """One character; the library's own way makes a text of a page for each."""
    return chr(pypdfium2.raw.FPDFText_GetUnicode(text_page, position))


def _outside(document: pypdfium2.PdfDocument, index: int, margin: float) -> list[str]:
    page = document[index]
    width, height = page.get_size()
    text_page = page.get_textpage()
    found = []
    for position in range(text_page.count_chars()):
        char = _char(text_page, position)
        if not char.strip():
            continue
        left, bottom, right, top = text_page.get_charbox(position)
        inside = left >= margin and bottom >= margin
        if not inside or right > width - margin or top > height - margin:
            found.append(f"page {index + 1}: {char!r} at {left:.0f},{bottom:.0f}")
    text_page.close()
    page.close()
    return found


def word_middles(pdf: bytes, words: set[str]) -> dict[str, float]:
    """Where the first of each of these words on the first page has its middle: points from the left edge."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    text_page = page.get_textpage()
    try:
        return {word: _middle(text_page, word) for word in words}
    finally:
        text_page.close()
        page.close()
        document.close()


def _middle(text_page: pypdfium2.PdfTextPage, word: str) -> float:
    search = text_page.search(word, match_case=True, match_whole_word=True)
    found = search.get_next()
    search.close()
    assert found is not None, word
    start, count = found
    left = text_page.get_charbox(start)[0]
    return float(left + text_page.get_charbox(start + count - 1)[2]) / 2


def decode(image: GreyImage) -> dict[str, str]:
    """The codes on a page: format → text."""
    picture = Image.frombytes("L", (image.width, image.height), image.pixels)
    found = zxingcpp.read_barcodes(picture, formats=OURS)
    return {str(code.format): code.text for code in found}


def all_codes(pdf: bytes, dpi: float = SCANNER_DPI) -> set[str]:
    """The texts of every code on every page, however many of a kind there are."""
    found: set[str] = set()
    for page in rasterise(pdf, dpi):
        picture = Image.frombytes("L", (page.width, page.height), page.pixels)
        found |= {code.text for code in zxingcpp.read_barcodes(picture, formats=OURS)}
    return found


def scan(pdf: bytes, dpi: float = SCANNER_DPI) -> dict[str, str]:
    """The codes on all pages as a 203 dpi printer would show them."""
    codes: dict[str, str] = {}
    for page in rasterise(pdf, dpi):
        codes.update(decode(page))
    return codes


def overlapping_chars(pdf: bytes, tallest: float = 30.0) -> list[str]:
    """Pairs of characters more than half on each other; italics lean a little, marks are taller than ``tallest``."""
    document = pypdfium2.PdfDocument(pdf)
    found: list[str] = []
    try:
        for index in range(len(document)):
            boxes = _boxes(document, index, tallest)
            found += [f"page {index + 1}: {pair}" for pair in _overlaps(boxes)]
    finally:
        document.close()
    return found


Box = tuple[str, float, float, float, float]


def _boxes(document: pypdfium2.PdfDocument, index: int, tallest: float) -> list[Box]:
    page = document[index]
    text_page = page.get_textpage()
    boxes = []
    for position in range(text_page.count_chars()):
        char = _char(text_page, position)
        left, bottom, right, top = text_page.get_charbox(position)
        if char.strip() and top - bottom < tallest:
            boxes.append((char, left, bottom, right, top))
    text_page.close()
    page.close()
    return boxes


def _overlaps(boxes: list[Box]) -> list[str]:
    """No box reaches further than the cells beside its own: a cell is as large as the largest of them."""
    wide = max((right - left for _char, left, _bottom, right, _top in boxes), default=1) or 1
    high = max((top - bottom for _char, _left, bottom, _right, top in boxes), default=1) or 1
    cells: dict[tuple[int, int], list[Box]] = {}
    found = []
    for box in boxes:
        char, left, bottom, right, top = box
        here = (int(left // wide), int(bottom // high))
        near = [(here[0] + x, here[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        for other, left2, bottom2, right2, top2 in (
            item for cell in near for item in cells.get(cell, ())
        ):
            if left2 >= right or right2 <= left or bottom2 >= top or top2 <= bottom:
                continue
            shared = (min(right, right2) - max(left, left2)) * (
                min(top, top2) - max(bottom, bottom2)
            )
            smaller = min((right - left) * (top - bottom), (right2 - left2) * (top2 - bottom2))
            if shared > smaller / 2:
                found.append(f"{other!r} under {char!r} at {left:.0f},{bottom:.0f}")
        cells.setdefault(here, []).append(box)
    return found
