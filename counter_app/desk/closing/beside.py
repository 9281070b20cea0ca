"""Reports for people beside a batch: as much of them, and under seal or not, as the office's privacy setting says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.closing.letters import envelope
from counter_app.i18n import _
from counter_app.settings import NO_REPORTS, SEALED_REPORTS
from counter_app.sync.batch.manifest import Content
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.settings import OfficeSettings
    from counter_app.store.store import Store
    from counter_app.sync.batch.envelope import Envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Reports that go along (``any``), with the citizens in them (``whole``), and in which envelope; None: in clear.

    ``note`` says why none goes along that was wanted.
    """

    any: bool = True
    whole: bool = False
    seal: Envelope | None = None
    note: str = ""

    def files(self, name: str, content: bytes) -> list[tuple[str, bytes]]:
        """A report as it lies on the stick: its file, or it under seal with its signature."""
        if self.seal is None:
            return [(name, content)]
        from counter_app.sync.batch.sealed_files import sealed_file

        return sealed_file(name, content, self.seal)


def beside_batch(store: Store, settings: OfficeSettings) -> Beside:
    """The reports beside the next batch. Names of citizens go along only where the superior asks for everything, and
    never in clear. Errors: RuleError (rule "keys_locked").
    """
    if settings.stick_reports == NO_REPORTS:
        return Beside(any=False)
    if settings.stick_reports != SEALED_REPORTS:
        return Beside()
    found = envelope(store)
    if not found.recipients:
        said = _(
            "Không kèm báo cáo: chưa có khóa của cấp trên để niêm phong. Nhập thẻ khóa của cấp trên ở trang Cài đặt."
        )
        return Beside(any=False, note=said)
    return Beside(whole=found.content is Content.FULL, seal=found)
