"""Shelves (vị trí lưu): where finished papers wait, and the list they are picked by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun, no_dossier
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier import Dossier, State
from counter_app.domain.dossier.scanned import read_code
from counter_app.domain.handover.events import DOSSIER_SHELVED, Shelved
from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.report_table import Align, Table
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _, in_vietnamese
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column, cells, heads

if TYPE_CHECKING:
    from counter_app.domain.handover.whereabouts import HeldLine

SHELF_LENGTH = 40
_NOWHERE = frozenset({State.REFUSED, State.RETURNED})


class Shelves(Desk):
    """Everything done with shelves."""

    def put(
        self, codes: Sequence[str], shelf: str, *, op_id: str = ""
    ) -> Done[tuple[Dossier, ...]]:
        """Put several dossiers (codes or barcodes) on a shelf, or take them off with an empty one; all or none.

        Errors: RuleError: field "shelf" (too long), "codes" (none, unknown, or without papers here).
        """
        act = self.act(Duty.PROCESS, op_id, DOSSIER_SHELVED)
        shelf = clean(shelf)
        if len(shelf) > SHELF_LENGTH:
            raise RuleError(
                _("Tên vị trí dài quá {most} ký tự. Ghi ngắn lại.").format(most=SHELF_LENGTH),
                field="shelf",
            )
        with act:
            dossiers = [self.shelvable(code) for code in dict.fromkeys(codes)]
            if not dossiers:
                raise RuleError(_("Quét ít nhất một hồ sơ."), field="codes", rule="nothing")
            for dossier in dossiers:
                if act.known is None and dossier.shelf != shelf:
                    payload = Shelved(dossier=dossier.id, shelf=shelf, at=local_text(act.now))
                    act.record(DOSSIER_SHELVED, dossier.code, payload)
        kept = tuple(self.shelvable(dossier.code) for dossier in dossiers)
        return act.done(kept, Noun.DOSSIER)

    def shelvable(self, text: str) -> Dossier:
        """The dossier behind a code or barcode whose papers are here. Errors: RuleError (field "codes")."""
        code = read_code(text, self.settings.number)
        dossier = self.store.dossiers.by_code(code.text) if code else None
        if dossier is None:
            raise no_dossier(text, field="codes", rule="unknown")
        if dossier.state in _NOWHERE:
            raise RuleError(
                _(
                    "Hồ sơ {code} đã trả kết quả hoặc bị từ chối, không còn giấy tờ để xếp. Quét hồ sơ khác."
                ).format(code=dossier.code),
                field="codes",
                rule="ended",
            )
        return dossier

    def shelves(self) -> list[str]:
        """Shelves in use, by name."""
        return self.store.handover.shelves()

    def pick_list(self, *, today_only: bool = False) -> list[HeldLine]:
        """Finished and not collected, by shelf; ``today_only`` keeps those promised by today."""
        return self.store.handover.ready(promised_by=self.today() if today_only else None)

    @in_vietnamese()
    def table(self, *, today_only: bool = False) -> Table:
        """The pick list as it is printed."""
        lines = self.pick_list(today_only=today_only)
        columns: tuple[Column[HeldLine], ...] = (
            Column(_("TT"), None, 0.5, Align.CENTRE),
            Column(_("Vị trí"), lambda item: item.shelf or "–", 1.0),
            Column(_("Mã hồ sơ"), lambda item: item.line.code, 1.6),
            Column(_("Chủ hồ sơ"), lambda item: item.line.names[-1], 2.0, of_people=True),
            Column(_("Thủ tục"), lambda item: item.line.procedure_name, 3.0),
            Column(_("Hẹn trả"), _promised, 1.0, Align.CENTRE),
            Column(
                _("Người giữ"),
                lambda item: item.holder.office or self.name_on_paper(item.holder.officer),
                1.4,
            ),
        )
        return Table(
            name="pick-list",
            title=_("DANH SÁCH LẤY KẾT QUẢ THEO VỊ TRÍ LƯU"),
            subtitle=_("Hẹn trả đến hết ngày {day}").format(day=short_date(self.today()))
            if today_only
            else _("Mọi kết quả chưa có người nhận"),
            columns=heads(columns),
            rows=cells(columns, lines),
            landscape=True,
        )


def _promised(item: HeldLine) -> date | None:
    return item.line.promised_at.date() if item.line.promised_at else None
