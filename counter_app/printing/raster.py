"""The one rasteriser: preview, Qt printers and thermal printers all see the same dots."""

from __future__ import annotations

from threading import Lock

import pypdfium2
from pypdfium2 import raw

from counter_app.values import dataclass

POINTS_PER_INCH = 72
_PDFIUM = Lock()
"""PDFium is not made for threads: one call at a time in the whole process."""


@dataclass(frozen=True, slots=True)
class GreyImage:
    """A page as dots: ``pixels`` holds ``height`` rows of ``width`` bytes, 0 black to 255 white."""

    width: int
    height: int
    pixels: bytes


def rasterise(pdf: bytes, dpi: float) -> list[GreyImage]:
    """Every page at ``dpi`` on white ground. Errors: ValueError when the bytes are no PDF."""
    with _PDFIUM:
        document = _open(pdf)
        try:
            return [_page_image(document, index, dpi) for index in range(len(document))]
        finally:
            document.close()


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points. Errors: ValueError when the bytes are no PDF."""
    with _PDFIUM:
        document = _open(pdf)
        try:
            return [document.get_page_size(index) for index in range(len(document))]
        finally:
            document.close()


def _open(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise ValueError("not a PDF document") from error


def _page_image(document: pypdfium2.PdfDocument, index: int, dpi: float) -> GreyImage:
    page = document[index]
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, grayscale=True, may_draw_forms=False)
    try:
        return GreyImage(bitmap.width, bitmap.height, _tight(bitmap))
    finally:
        bitmap.close()
        page.close()


def _tight(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """The pixels without the padding PDFium puts at the end of rows."""
    if bitmap.format != raw.FPDFBitmap_Gray:
        raise ValueError("PDFium did not give a gray bitmap")
    data, width, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
    if stride == width:
        return data
    return b"".join(data[row * stride : row * stride + width] for row in range(bitmap.height))
