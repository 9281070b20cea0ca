"""Dots: the size asked for, white ground, one thread at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from counter_app.domain.paper.sizes import PaperSize
from counter_app.printing.papers.receipt import receipt
from counter_app.printing.papers.ticket import ticket
from counter_app.printing.raster import page_sizes, rasterise
from tests.printing.sheets import make_receipt, make_ticket


@pytest.mark.parametrize(("dpi", "width", "height"), [(72, 420, 595), (300, 1749, 2481)])
def test_a_page_has_as_many_dots_as_asked_for(dpi: float, width: int, height: int) -> None:
    (page,) = rasterise(receipt(make_receipt(), PaperSize.A5), dpi)
    assert abs(page.width - width) <= 1
    assert abs(page.height - height) <= 1
    assert len(page.pixels) == page.width * page.height


def test_ink_is_black_on_white() -> None:
    (page,) = rasterise(ticket(make_ticket()), 203.2)
    assert page.pixels[0] == 255
    assert min(page.pixels) == 0
    dark = sum(level < 128 for level in page.pixels) / len(page.pixels)
    assert 0.05 < dark < 0.4


def test_page_sizes_are_in_points() -> None:
    ((width, height),) = page_sizes(receipt(make_receipt(), PaperSize.A4))
    assert (round(width), round(height)) == (595, 842)


@pytest.mark.parametrize("broken", [b"", b"not a pdf", b"%PDF-1.4 cut off"])
def test_what_is_no_pdf_is_refused(broken: bytes) -> None:
    with pytest.raises(ValueError, match="PDF"):
        rasterise(broken, 100)
    with pytest.raises(ValueError, match="PDF"):
        page_sizes(broken)


def test_threads_may_draw_and_rasterise_at_once() -> None:
    expected = rasterise(receipt(make_receipt(), PaperSize.A5), 100)

    def work(_number: int) -> bool:
        return rasterise(receipt(make_receipt(), PaperSize.A5), 100) == expected

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(16)))
