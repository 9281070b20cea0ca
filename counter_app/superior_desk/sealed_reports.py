"""Reports for people that offices laid beside their batches under seal, opened at the superior."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.domain.text import clean
from counter_app.errors import BatchError, RuleError
from counter_app.i18n import _
from counter_app.superior.book.arrivals import Arrivals
from counter_app.sync.batch.names import beside_name
from counter_app.sync.batch.sealed_files import sealed_on
from counter_app.system.exchange_keys import ExchangeKeys
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.system.office_keys import OfficeKeys

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedReport:
    """One report: ``office`` is whose known key signed it, ``name`` begins with that number; empty ``content`` and a
    ``trouble`` where it could not be opened."""

    office: str
    name: str
    content: bytes = b""
    trouble: str = ""


def open_sealed(
    superior_dir: Path, medium: Path, keys: OfficeKeys | None, progress: Progress
) -> list[OpenedReport]:
    """Every sealed report on a medium; what no known key signed, or is not sealed for us, says so and is not opened.

    Errors: RuleError while keys are locked; BatchError for a medium that cannot be read.
    """
    if keys is None:
        raise RuleError(
            _("Chưa mở khóa nên chưa mở được báo cáo niêm phong. Đăng nhập bằng tên và mật khẩu."),
            rule="keys_locked",
        )
    identity, signers = ExchangeKeys.of(keys.signing).identity, _signers(superior_dir)
    try:
        found = sealed_on(medium)
    except OSError as error:
        text = _("Không đọc được thư mục {path}. Cắm lại USB hoặc chọn lại thư mục.")
        raise BatchError(text.format(path=medium)) from error
    reports = []
    for done, item in enumerate(found):
        progress(done, len(found), item.name)
        try:
            opened = item.opened(signers, identity)
        except (BatchError, OSError):
            said = _(
                "{name}: không phải do khóa đã ghi nhận ký, hoặc không niêm phong cho nơi này. Không mở."
            ).format(name=clean(f"{item.folder}/{item.name}"))
            reports.append(OpenedReport(office="", name=clean(item.name), trouble=said))
            continue
        name = _free_name(reports, f"{opened.signer}-{opened.name}", opened.content)
        if name:
            reports.append(OpenedReport(office=opened.signer, name=name, content=opened.content))
    return reports


def _free_name(reports: list[OpenedReport], name: str, content: bytes) -> str:
    """Reports of one day that differ – of noon and of the evening, of two computers – each get a name; "" for one that
    is there already.
    """
    there = {item.name.casefold(): item.content for item in reports if not item.trouble}
    for attempt in count(1):
        wanted = beside_name(name, attempt)
        held = there.get(wanted.casefold())
        if held is None:
            return wanted
        if held == content:
            return ""
    raise AssertionError


def _signers(superior_dir: Path) -> list[tuple[bytes, str]]:
    """Keys that count, with the office each is of."""
    book = Arrivals.open_known(superior_dir)
    if book is None:
        return []
    try:
        return [(bytes.fromhex(key.public), key.office) for key in book.keys.all() if key.counts]
    finally:
        book.close()
