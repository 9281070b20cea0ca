"""The columns of lists of dossiers, and by what the file sorts them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date

from counter_app.domain.dossier.dossier import DossierLine, Urgency, urgency
from counter_app.domain.dossier.dossier_filter import LineOrder
from counter_app.domain.paper.report_table import Align
from counter_app.i18n import _
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import Label, state_label, urgency_label
from counter_app.wording.office.clock import received_label
from counter_app.wording.paper.moments import near_moment, short_date
from counter_app.wording.tables.columns import Column

ORDERS = (
    LineOrder.CODE,
    LineOrder.NAME,
    LineOrder.PROCEDURE,
    LineOrder.RECEIVED,
    LineOrder.PROMISED,
    LineOrder.STATE,
    LineOrder.SECTOR,
    LineOrder.HANDLER,
)
"""By what the file sorts, column by column."""


@dataclass
class LineWords:
    """The words of lines: the day, the next working day, names of officers and sectors as they are now.

    ``doubted``: the codes of dossiers of which a doubted clock dated something.
    """

    today: Callable[[], date]
    soon: Callable[[], date] | None = None
    officers: Mapping[str, str] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)
    doubted: frozenset[str] = frozenset()

    def urgency(self, line: DossierLine) -> Urgency:
        """The standing of a line to its promise."""
        return urgency(line, self.today(), soon=self.soon() if self.soon else None)

    def due(self, line: DossierLine) -> Label:
        """``09:00 25/11 · Quá hạn``, the year where it is another one; in colour where something is to be done."""
        if line.promised_at is None:
            return Label(_("Không hẹn ngày trả"))
        year = self.today().year
        near = line.promised_at.year == year
        moment = near_moment(line.promised_at, year) if near else short_date(line.promised_at)
        mark = urgency_label(self.urgency(line))
        if self.urgency(line) in {Urgency.NONE, Urgency.IN_TERM}:
            return Label(moment, "ink", mark.icon)
        return Label(f"{moment} · {mark.text}", mark.tone, mark.icon)


def line_columns(words: LineWords) -> tuple[Column[DossierLine], ...]:
    """Code, names, procedure, days and state of a dossier; its sector and who resolves it for whoever asks."""
    return (
        Column(_("Mã hồ sơ"), lambda line: line.code, 2.0),
        Column(_("Người nộp"), lambda line: line.name, 2.2, of_people=True),
        Column(_("Thủ tục"), lambda line: line.procedure_name, 3.6),
        Column(
            _("Ngày nhận"),
            lambda line: line.received_at,
            1.4,
            Align.LEFT,
            say=lambda line: received_label(line.received_at, doubted=line.code in words.doubted),
        ),
        Column(_("Hẹn trả"), lambda line: line.promised_at, 1.6, Align.LEFT, say=words.due),
        Column(
            _("Trạng thái"),
            lambda line: state_label(line.state).text,
            1.4,
            say=_state,
            sort=lambda line: int(line.state),
        ),
        Column(
            _("Lĩnh vực"),
            lambda line: words.sectors.get(line.sector, line.sector),
            1.6,
            sort=lambda line: line.sector,
            extra=True,
        ),
        Column(
            _("Người giải quyết"),
            lambda line: words.officers.get(line.handler, line.handler),
            1.8,
            sort=lambda line: line.handler,
            extra=True,
        ),
    )


def _state(line: DossierLine) -> Label:
    mark = state_label(line.state)
    return Label(mark.text, "ink", mark.icon)
