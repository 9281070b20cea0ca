"""The work every printer can do, and the trouble it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from counter_app.errors import DeviceError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.paper.sizes import PaperSize


class HeldError(DeviceError):
    """The print server took the job but the printer does not answer; the paper comes by itself later.

    Printing again would bring the paper twice. ``job`` is the server's name for it.
    """

    def __init__(self, message: str, *, device: str = "", job: str = "") -> None:
        super().__init__(message, device=device)
        self.job = job


def waits() -> str:
    """The sentence about a job that waits for its printer: ``name`` and ``job`` are put in."""
    return _(
        "Máy in “{name}” không trả lời, lệnh in {job} đang chờ và sẽ tự in khi máy sẵn sàng. "
        "Kiểm tra điện, dây nối và giấy, đừng bấm in lại."
    )


class Printer(Protocol):
    """A way from PDF bytes to paper; a printer that cannot says so by DeviceError, one sentence and one next step."""

    @property
    def name(self) -> str:
        """The printer's name in messages and settings."""
        ...

    def preflight(self) -> None:
        """Do nothing when printing would probably work now. Errors: DeviceError."""
        ...

    def print(self, pdf: bytes, *, title: str, size: PaperSize, copies: int = 1) -> None:
        """Put ``copies`` of the document on paper of ``size``; ``title`` names the job.

        Returns when the device has taken all of it. Errors: DeviceError when nothing, or not all, was taken;
        HeldError when a print server keeps it for a printer that does not answer.
        """
        ...
