"""Thermal printers on the network (ESC/POS, port 9100).

Pages are sent as dots: the printers' own fonts know no Vietnamese.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator

from PIL import Image

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.i18n import _
from counter_app.printing.raster import GreyImage, rasterise

DOTS = 576
"""Across the 72 mm an 80 mm printer reaches."""
DPI = 203.2
"""Eight dots to the millimetre."""
_BAND = 256
"""Rows sent at once; small printers have small buffers."""
_PIECE = 8192
_PATIENCE = 10.0
"""Seconds a printer may be busy before it takes the next piece."""
_THRESHOLD = 128
_INIT = b"\x1b@"
_FEED_AND_CUT = b"\x1dV\x42\x60"
"""Feed past the knife, then cut all but one point."""
_STATUS = (1, 2, 4)
"""DLE EOT n: printer, cause of being offline, paper sensor."""


class EscPosPrinter:
    """A thermal printer at ``host:port``; ``timeout`` seconds for connecting and for each answer."""

    def __init__(self, host: str, port: int = 9100, *, timeout: float = 3.0) -> None:
        self._host, self._port, self._timeout = host, port, timeout

    @property
    def name(self) -> str:
        """Host and port."""
        return f"{self._host}:{self._port}"

    def preflight(self) -> None:
        """Connect and ask for paper and cover; a printer that gives no answer is taken to be ready."""
        with self._connect() as connection:
            answers = self._ask(connection)
        if answers.get(4, 0) & 0x60 or answers.get(2, 0) & 0x20:
            raise self._failure(_("Máy in nhiệt {name} hết giấy. Thay cuộn giấy rồi in lại."))
        if answers.get(2, 0) & 0x04:
            raise self._failure(_("Nắp máy in nhiệt {name} đang mở. Đóng nắp rồi in lại."))
        if answers.get(1, 0) & 0x08:
            raise self._failure(
                _("Máy in nhiệt {name} đang ngừng. Tắt rồi bật lại máy in và in lại.")
            )

    def print(self, pdf: bytes, *, title: str, size: PaperSize, copies: int = 1) -> None:
        """Send every page as dots, each with a cut. Errors: DeviceError, also for any paper but the roll."""
        if size is not PaperSize.ROLL:
            raise self._failure(
                _("Máy in nhiệt {name} chỉ in giấy 80 mm. Chọn khổ 80 mm hoặc máy in khác.")
            )
        job = b"".join(escpos_page(page) for page in rasterise(pdf, DPI)) * copies
        with self._connect() as connection:
            try:
                self._send(connection, job)
            except OSError as error:
                raise self._failure(
                    _("Đứt kết nối với máy in nhiệt {name} khi đang in. Bỏ tờ in dở rồi in lại.")
                ) from error

    def _connect(self) -> socket.socket:
        try:
            return socket.create_connection((self._host, self._port), timeout=self._timeout)
        except OSError as error:
            raise self._failure(
                _("Không kết nối được máy in nhiệt {name}. Kiểm tra điện và dây mạng rồi in lại.")
            ) from error

    def _ask(self, connection: socket.socket) -> dict[int, int]:
        """The status bytes the printer gives, by the number asked for."""
        answers: dict[int, int] = {}
        try:
            connection.settimeout(min(self._timeout, 0.5))
            for number in _STATUS:
                connection.sendall(bytes((0x10, 0x04, number)))
                answer = connection.recv(1)
                if answer and answer[0] & 0x93 == 0x12:
                    answers[number] = answer[0]
        except OSError:
            return answers
        return answers

    def _send(self, connection: socket.socket, job: bytes) -> None:
        """In pieces, since a printer takes no more while it is printing."""
        connection.settimeout(max(self._timeout, _PATIENCE))
        for start in range(0, len(job), _PIECE):
            connection.sendall(job[start : start + _PIECE])
        connection.shutdown(socket.SHUT_WR)
        self._drain(connection)

    def _drain(self, connection: socket.socket) -> None:
        """Wait a moment for the printer to hang up; a broken connection is noticed then."""
        connection.settimeout(min(self._timeout, 0.5))
        try:
            while connection.recv(256):
                pass
        except TimeoutError:
            return

    def _failure(self, message: str) -> DeviceError:
        return DeviceError(message.format(name=self.name), device=self.name)


def escpos_page(page: GreyImage) -> bytes:
    """Initialise, the page as raster bands (GS v 0), feed and cut."""
    return _INIT + b"".join(_bands(_to_dots(page))) + _FEED_AND_CUT


def _to_dots(page: GreyImage) -> Image.Image:
    """Black and white, as wide as the print head: the middle of a wider page, a narrower one centred."""
    image = Image.frombytes("L", (page.width, page.height), page.pixels)
    strip = Image.new("L", (DOTS, page.height), 255)
    strip.paste(image, ((DOTS - page.width) // 2, 0))
    # In mode "1" Pillow sets bits for white; a printer burns set bits.
    return strip.point([255 if level < _THRESHOLD else 0 for level in range(256)], "1")


def _bands(dots: Image.Image) -> Iterator[bytes]:
    row = DOTS // 8
    for top in range(0, dots.height, _BAND):
        height = min(_BAND, dots.height - top)
        yield b"\x1dv0\x00" + row.to_bytes(2, "little") + height.to_bytes(2, "little")
        yield dots.crop((0, top, DOTS, top + height)).tobytes()
