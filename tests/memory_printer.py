"""A printer without paper, for tests; it can be told to fail as real ones do."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.errors import DeviceError
from counter_app.printing.devices.printer import HeldError
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize


class Fault(StrEnum):
    """The way a printer fails: switched off, jammed in the middle, or out of reach of its print server."""

    NONE = "none"
    OFF = "off"
    JAM = "jam"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedJob:
    """The papers that came out."""

    pdf: bytes
    title: str
    size: PaperSize
    copies: int


class MemoryPrinter:
    """Keeps what it printed in ``jobs``; ``fault`` may be changed at any time."""

    def __init__(self, fault: Fault = Fault.NONE) -> None:
        self.fault = fault
        self.jobs: list[PrintedJob] = []

    @property
    def name(self) -> str:
        """Its name."""
        return "memory"

    def preflight(self) -> None:
        """Fail when switched off."""
        if self.fault is Fault.OFF:
            raise DeviceError("Máy in đang tắt. Bật máy in rồi bấm in lại.", device=self.name)

    def print(self, pdf: bytes, *, title: str, size: PaperSize, copies: int = 1) -> None:
        """Keep the job, or fail as told."""
        self.preflight()
        if self.fault is Fault.JAM:
            raise DeviceError("Máy in bị kẹt giấy. Gỡ giấy kẹt rồi bấm in lại.", device=self.name)
        if self.fault is Fault.HELD:
            raise HeldError(
                "Máy in chưa trả lời, lệnh in đang chờ. Kiểm tra điện và giấy, đừng bấm in lại.",
                device=self.name,
                job="memory-1",
            )
        self.jobs.append(PrintedJob(pdf=pdf, title=title, size=size, copies=copies))
