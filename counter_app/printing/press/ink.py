"""The canvas papers are drawn on: points, from the lower left corner, black unless said otherwise."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterable
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFResourceDictionary
from reportlab.pdfgen.canvas import Canvas

from counter_app.printing.press.fonts import (
    Face,
    RareCharacterError,
    font,
    literal,
    packed_stream,
    runs,
    width,
)
from counter_app.values import override

# Streams stay binary: text armour costs a millisecond and a fifth of the size for nothing.
rl_config.useA85 = 0

MM = 72 / 25.4
"""Points in a millimetre."""
DOT = MM / 8
"""Points in a dot of a 203 dpi printer (eight dots to the millimetre)."""
_LEVEL = 2
"""A page compressed so takes half the time of zlib's own choice and a sixth more room."""


def placed_text(x: float, y: float, text: str, face: Face) -> str:
    """One line at (x, y) of what a stamp sets in ``face``. Errors: RareCharacterError."""
    return f"1 0 0 1 {x:.2f} {y:.2f} Tm ({text.translate(font(face).encoding_table)}) Tj "


def cell_lines(edges: Iterable[float], top: float, bottom: float) -> str:
    """The cell borders of one row of a table, without its upper line."""
    xs = [f"{edge:.2f}" for edge in edges]
    low, high = f" {bottom:.2f} ", f" {top:.2f} "
    uprights = "".join([f"{x}{low}m {x}{high}l " for x in xs])
    return f"0.5 w {uprights}{xs[0]}{low}m {xs[-1]}{low}l S"


class Ink(Canvas):
    """A canvas that writes text and straight shapes directly, four times as fast as reportlab's own calls.

    ``invariant``: the same data gives the same bytes. Text is expected in NFC.
    """

    _doc: Any
    _code: list[str]

    def __init__(self, page_width: float, page_height: float, *, title: str, author: str) -> None:
        self._buffer = io.BytesIO()
        super().__init__(
            self._buffer, pagesize=(page_width, page_height), invariant=1, pageCompression=1
        )
        self.page_width, self.page_height = page_width, page_height
        self._names: dict[Face, str] = {}
        self._repeated: dict[tuple[Callable[..., None], tuple[float, ...]], list[str]] = {}
        self._resources = self._shared_resources()
        self.setTitle(title)
        self.setAuthor(author)
        self.setCreator("Quầy Một Cửa")

    def _shared_resources(self) -> Any:
        """The fonts that every page of a paper needs, written once."""
        resources = PDFResourceDictionary()
        resources.basicFonts()
        resources.basicProcs()
        return self._doc.Reference(resources, "resources")

    def _name(self, face: Face) -> str:
        """The name of the face's first subset in this document, which begins with the seed."""
        if face not in self._names:
            self._names[face] = font(face).begin(self._doc)
        return self._names[face]

    def put(self, x: float, y: float, text: str, face: Face, size: float) -> None:
        """Draw one line with its baseline's left end at (x, y)."""
        if not text:
            return
        try:
            encoded = text.translate(font(face).encoding_table)
            shown = f"{self._name(face)} {size:g} Tf ({encoded}) Tj"
        except RareCharacterError:
            shown = " ".join(self._rarely(run, drawn, size) for drawn, run in runs(text, face))
        self._code.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown} ET")

    def _rarely(self, text: str, face: Face, size: float) -> str:
        """A text with characters outside the first subset, all of them in one face."""
        self._name(face)
        loaded = font(face)
        parts = loaded.splitString(loaded.drawable(text), self._doc)
        return " ".join(
            f"{loaded.getSubsetInternalName(subset, self._doc)} {size:g} Tf ({literal(code)}) Tj"
            for subset, code in parts
        )

    def repeat(self, paint: Callable[..., None], *place: float) -> None:
        """Call ``paint(self, *place)``; on later pages, repeat what it drew."""
        drawn = self._repeated.get((paint, place))
        if drawn is None:
            before = len(self._code)
            paint(self, *place)
            self._repeated[paint, place] = self._code[before:]
        else:
            self._code += drawn

    def stamp(self, x: float, y: float, texts: str, shapes: str, face: Face, size: float) -> None:
        """Draw what ``placed_text`` and ``cell_lines`` wrote, with their origin at (x, y)."""
        set_in = f"BT {self._name(face)} {size:g} Tf {texts}ET " if texts else ""
        self._code.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm {set_in}{shapes} Q")

    def put_right(self, x: float, y: float, text: str, face: Face, size: float) -> None:
        """Draw one line that ends at x."""
        self.put(x - width(text, face, size), y, text, face, size)

    def put_centred(self, x: float, y: float, text: str, face: Face, size: float) -> None:
        """Draw one line with its middle at x."""
        self.put(x - width(text, face, size) / 2, y, text, face, size)

    def rule(self, x1: float, y1: float, x2: float, y2: float, thickness: float = 0.5) -> None:
        """Draw a straight line."""
        self._code.append(f"{thickness:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S")

    def cells(self, edges: Iterable[float], top: float, bottom: float) -> None:
        """Draw the cell borders of one row of a table, without its upper line."""
        self._code.append(cell_lines(edges, top, bottom))

    def frame(self, x: float, y: float, across: float, up: float, thickness: float = 0.5) -> None:
        """Draw the outline of a rectangle."""
        self._code.append(f"{thickness:g} w {x:.2f} {y:.2f} {across:.2f} {up:.2f} re S")

    def blank(self, x: float, y: float, across: float, up: float) -> None:
        """Paint a rectangle white: the ground under a code."""
        self._code.append(f"1 g {x:.2f} {y:.2f} {across:.2f} {up:.2f} re f 0 g")

    def fill(self, x: float, y: float, across: float, up: float) -> None:
        """Paint a rectangle black."""
        self._code.append(f"{x:.2f} {y:.2f} {across:.2f} {up:.2f} re f")

    def bars(
        self,
        x: float,
        y: float,
        unit_x: float,
        unit_y: float,
        rects: Iterable[tuple[int, int, int, int]],
    ) -> None:
        """Fill rectangles (x, y, width, height, in whole units) as one path with its origin at (x, y)."""
        path = " ".join(f"{left} {low} {across} {up} re" for left, low, across, up in rects)
        self._code.append(f"q {unit_x:.6f} 0 0 {unit_y:.6f} {x:.5f} {y:.5f} cm {path} f Q")

    def gray(self, level: float) -> None:
        """Choose the gray (0 black, 1 white) of what is drawn next."""
        self._code.append(f"{level:g} g {level:g} G")

    @override
    def showPage(self) -> None:
        """Close the page and compress what was drawn on it."""
        name = self._doc.thisPageName()
        super().showPage()
        page = self._doc.idToObject[name]
        page.MediaBox = f"[ 0 0 {self.page_width:.4f} {self.page_height:.4f} ]"
        page.Resources, page.Trans = self._resources, None
        page.Contents = packed_stream(zlib.compress(page.stream.encode("latin-1"), _LEVEL))

    def finish(self) -> bytes:
        """Close the last page and give the document's bytes."""
        self.showPage()
        self.save()
        return self._buffer.getvalue()
