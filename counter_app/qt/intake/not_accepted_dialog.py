"""A dossier not accepted yet, or not at all: one slip that says everything at once (Mẫu 02), or a refusal (Mẫu 03)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from counter_app.desk.act import Done
from counter_app.domain.catalogue.sectors import Procedure
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.domain.dossier.moves import Act
from counter_app.domain.paper.slips import require_listed
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.completion import completes
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, TextArea
from counter_app.qt.kit.supplement_part import SupplementPart
from counter_app.qt.kit.tick_box import RadioButton
from counter_app.qt.kit.workplace import Workplace


class NotAcceptedDialog(Dialog):
    """Writes a filled form down as handed in and not accepted.

    Signals:
        registered(object): the Dossier as it stands now.
    """

    registered = Signal(object)

    def __init__(
        self,
        place: Workplace,
        draft: IntakeDraft,
        procedure: Procedure,
        *,
        op_id: str,
        draft_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._draft, self._procedure = place, draft, procedure
        self._op, self._draft_id = op_id, draft_id
        self.ask = RadioButton(_("&Yêu cầu bổ sung (Mẫu 02)"))
        self.refuse = RadioButton(_("&Từ chối tiếp nhận (Mẫu 03)"))
        self._group = QButtonGroup(self)
        self.supplement = SupplementPart(place.office)
        self.reason = TextArea(lines=3)
        completes(place.office, "reason", self.reason)
        self.save = ActionButton(
            _("Lưu và in phiếu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )  # fmt: skip
        self.shut = self.leaving()
        self._build()
        self._begin()
        self.finished.connect(self.deleteLater)

    def _build(self) -> None:
        outcomes = QWidget()
        line = QHBoxLayout(outcomes)
        line.setContentsMargins(0, 0, 0, 0)
        for button in (self.ask, self.refuse):
            self._group.addButton(button)
            line.addWidget(button)
        line.addStretch(1)
        self._fields = {
            **self.supplement.fields(),
            "reason": Field(_("Lý do"), self.reason, required=True),
        }
        lay_out(
            self,
            title=_("Chưa tiếp nhận được"),
            about=f"{self._draft.applicant.name[:120]} · {self._procedure.name}",
            meaning=_(
                "Mọi điều còn thiếu ghi hết vào một phiếu: mỗi hồ sơ chỉ được yêu cầu một lần."
            ),
            parts=(outcomes, self.supplement, self._fields["reason"]),
            buttons=(self.shut, self.save),
            wide=800,
        )

    def _begin(self) -> None:
        office = self._place.office
        self.supplement.begin(
            self._procedure.papers,
            self._draft.papers or (),
            office.intake.last_day_to_wait(office.intake.today(), self._procedure),
        )
        self.ask.setChecked(True)
        self.refuse.toggled.connect(self.supplement.show_refusal)
        self.supplement.table.first_field().setFocus()

    def _on_save(self) -> None:
        self._place.act(self._register, self._fields, self._on_registered)

    def _register(self) -> Done[Dossier]:
        act = Act.REFUSE if self.refuse.isChecked() else Act.SUPPLEMENT
        asking = act is Act.SUPPLEMENT
        wanted = self.supplement.wanted() if asking else ()
        require_listed(act, wanted)
        return self._place.office.intake.register(
            self._draft,
            act,
            reason=self.reason.value(),
            wanted=wanted,
            until=self.supplement.last_day() if asking else None,
            contact=self.supplement.contact.value(),
            op_id=self._op,
            draft_id=self._draft_id,
        )

    def _on_registered(self, dossier: Dossier) -> None:
        self.accept()
        self.registered.emit(dossier)
