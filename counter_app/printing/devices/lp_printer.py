"""Printing through CUPS with ``lp``.

Vector text reaches the printer, and the print server keeps what cannot be printed yet.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import DeviceError
from counter_app.i18n import _
from counter_app.printing.devices.printer import HeldError, waits
from counter_app.printing.raster import POINTS_PER_INCH, page_sizes
from counter_app.values import pattern

_JOB = pattern(r"request id is (\S+-\d+)")
_STATUS = pattern(r"^\s*(?:Status|Alerts):\s*(.+)$", re.MULTILINE)
_TROUBLE = pattern(
    r"not exist|unavailable|not available|unable|offline|out of paper|media-empty|media-needed|"
    r"media-jam|jam|cover-open|door|stopped|not responding|unreachable|timed-out|fault|error",
    re.IGNORECASE,
)
_KEPT = pattern(r"job-hold|job-held|job-password", re.IGNORECASE)
"""Kept on purpose: until an hour, a PIN or somebody's word."""
_BROKEN = pattern(
    r"filter failed|completed-with-errors|aborted|unsupported-document|document-format-error",
    re.IGNORECASE,
)
"""Given up by the print server: it never tries again, whatever becomes of the printer."""
_BEGUN = "job-printing"
_PAUSE = 0.2


class LpPrinter:
    """A CUPS queue. ``server`` is ``HOST:PORT`` or empty for the system's own.

    ``patience``: seconds to watch a job before trusting the print server with it; ``timeout`` seconds for each of
    its answers; ``pause`` waits in between.
    """

    def __init__(
        self,
        queue: str,
        server: str = "",
        *,
        patience: float = 4.0,
        timeout: float = 10.0,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._queue, self._server = queue, server
        self._patience, self._timeout, self._pause = patience, timeout, pause
        self.last_job = ""

    @property
    def name(self) -> str:
        """The queue."""
        return self._queue

    def preflight(self) -> None:
        """Ask the print server whether the queue exists, takes jobs and is not stuck."""
        if "is running" not in self._run("lpstat", "-r").stdout:
            raise self._failure(
                _("Máy chủ in không trả lời. Khởi động lại dịch vụ in (CUPS) rồi in lại.")
            )
        state = self._run("lpstat", "-p", self._queue, "-a", self._queue)
        if state.returncode != 0:
            raise self._failure(_("Không có máy in tên “{name}”. Chọn lại máy in trong Cài đặt."))
        if re.search(rf"^printer {re.escape(self._queue)} disabled", state.stdout, re.MULTILINE):
            raise self._failure(
                _("Máy in “{name}” đang tạm dừng. Cho máy in chạy tiếp rồi in lại.")
            )
        if "not accepting requests" in state.stdout:
            raise self._failure(
                _("Máy in “{name}” không nhận lệnh in. Mở nhận lệnh trong hệ thống rồi in lại.")
            )
        waiting = self._waiting()
        for job, said in _jobs(waiting).items():
            if _BROKEN.search(said):
                raise self._failure(_given_up(), job=job)
        if self._trouble(waiting):
            raise self._failure(
                _("Máy in “{name}” chưa in được lệnh trước. Kiểm tra điện, dây nối và giấy.")
            )

    def print(self, pdf: bytes, *, title: str, size: PaperSize, copies: int = 1) -> None:
        """Hand the PDF to the queue and watch until it is printed or clearly stuck."""
        answer = self._run(
            "lp", "-d", self._queue, "-n", str(copies), "-t", title, "-o",
            f"media={media(pdf, size)}", "-o", "print-scaling=none", stdin=pdf,
        )  # fmt: skip
        found = _JOB.search(answer.stdout)
        if answer.returncode != 0 or found is None:
            self.preflight()
            raise self._failure(
                _("Máy in “{name}” từ chối lệnh in. Xem trạng thái máy in rồi in lại.")
            )
        self.last_job = found.group(1)
        self._watch(self.last_job)

    def _watch(self, job: str) -> None:
        """Return when the job is gone or under way. Errors: HeldError for one that waits, DeviceError for a lost."""
        waited = 0.0
        while waited < self._patience:
            said = _jobs(self._waiting()).get(job)
            if said is None:
                return
            if _KEPT.search(said) or _BROKEN.search(said):
                break
            self._pause(_PAUSE)
            waited += _PAUSE
        waiting = self._waiting()
        said = _jobs(waiting).get(job)
        if said is None:
            return
        if _KEPT.search(said):
            raise self._held(_kept(), job)
        if self._lost(said, waiting):
            self._run("cancel", job)
            raise self._failure(_lost())
        if self._trouble(waiting):
            raise self._held(waits(), job)

    def _lost(self, said: str, waiting: str) -> bool:
        """True if the server gave a job up: it says so, or the job began and the printer has nothing to do."""
        if _BROKEN.search(said):
            return True
        if _BEGUN not in said or self._trouble(waiting) or not self._idle():
            return False
        self._pause(_PAUSE)  # between two jobs a printer is idle for a moment
        return self._idle() and self.last_job in _jobs(self._waiting())

    def _idle(self) -> bool:
        state = self._run("lpstat", "-p", self._queue).stdout
        return f"printer {self._queue} is idle" in state

    def _held(self, message: str, job: str) -> HeldError:
        return HeldError(message.format(name=self._queue, job=job), device=self._queue, job=job)

    def _waiting(self) -> str:
        """The server's words about the jobs not yet printed."""
        return self._run("lpstat", "-l", "-o", self._queue).stdout

    def _trouble(self, waiting: str) -> bool:
        """True if jobs wait behind a printer that reports a fault or is stopped."""
        if any(_TROUBLE.search(status) for status in _STATUS.findall(waiting)):
            return True
        state = self._run("lpstat", "-p", self._queue).stdout if waiting.strip() else ""
        return f"printer {self._queue} disabled" in state

    def _run(
        self, program: str, *arguments: str, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[str]:
        """Run a CUPS command in plain English, to read its answer."""
        path = shutil.which(program)
        if path is None:
            raise self._failure(
                _("Máy tính chưa có lệnh in “lp”. Cài gói cups-client hoặc chọn máy in khác.")
            )
        host = ["-h", self._server] if self._server else []
        try:
            done = subprocess.run(  # noqa: S603 -- a fixed program; nothing goes through a shell
                [path, *host, *arguments],
                input=stdin,
                capture_output=True,
                check=False,
                timeout=self._timeout,
                env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"},
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            raise self._failure(
                _("Máy chủ in không trả lời kịp. Kiểm tra máy in và dây mạng rồi in lại.")
            ) from error
        return subprocess.CompletedProcess(
            done.args,
            done.returncode,
            done.stdout.decode("utf-8", "replace"),
            done.stderr.decode("utf-8", "replace"),
        )

    def _failure(self, message: str, *, job: str = "") -> DeviceError:
        return DeviceError(message.format(name=self._queue, job=job), device=self._queue)


def media(pdf: bytes, size: PaperSize) -> str:
    """The CUPS name of the paper; a roll is cut to the document's own length."""
    if size is not PaperSize.ROLL:
        return {PaperSize.A4: "A4", PaperSize.A5: "A5"}[size]
    width, height = (round(points / POINTS_PER_INCH * 25.4) for points in page_sizes(pdf)[0])
    return f"Custom.{width}x{height}mm"


def _jobs(listing: str) -> Mapping[str, str]:
    """The jobs in a listing of ``lpstat -l -o``, each with what is said of it."""
    found: dict[str, str] = {}
    job = ""
    for line in listing.splitlines():
        if line and not line[0].isspace():
            job = line.split()[0]
        found[job] = f"{found.get(job, '')}{line if line[:1].isspace() else ''}\n"
    return found


def _kept() -> str:
    return _(
        "Máy chủ in đang giữ lệnh in {job} của máy in “{name}” theo giờ hoặc mã PIN nên giấy chưa ra. "
        "Cho lệnh đó in trong hàng đợi máy in, đừng bấm in lại."
    )


def _lost() -> str:
    return _(
        "Máy chủ in không in được lệnh gửi tới máy in “{name}” nên giấy không ra. "
        "Chọn máy in khác hoặc cài lại trình điều khiển rồi in lại."
    )


def _given_up() -> str:
    return _(
        "Lệnh in trước ({job}) của máy in “{name}” bị hỏng, giấy không ra và sẽ không tự in. "
        "Xóa lệnh đó khỏi hàng đợi máy in rồi in lại cả giấy ấy."
    )
