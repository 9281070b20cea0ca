"""Reception away from the counter: the rules for a form, the officer who went there, the day it counts on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.desk.intake.event import IntakePreview, Place
from counter_app.domain.dossier.draft import IntakeDraft, check_draft
from counter_app.domain.dossier.reception_points import check_point, moment_taken
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct


class OutsideReception(Desk):
    """Reception at a point of the office or at somebody's home."""

    def check(self, draft: IntakeDraft) -> None:
        """Checks that a cleaned form may be saved today. Errors: as ``check_draft`` and ``check_point``."""
        check_draft(draft, self.today())
        check_point(draft, self.settings.points, self.settings.home_service)
        if draft.visited_by:
            officer = self.store.officers.get(draft.visited_by)
            if officer is None or not officer.active:
                raise RuleError(
                    _("Chọn công chức đến nhận đang làm việc."), field="visited_by", rule="officer"
                )

    def taken(self, act: OfficeAct, draft: IntakeDraft) -> tuple[IntakeDraft, datetime]:
        """The form with who was there, and when the papers were taken. Errors: as ``moment_taken``.

        At somebody's home that is whoever is named, else the officer who enters it.
        """
        at_home = bool(draft.point) and draft.point == self.settings.home_service
        if at_home and not draft.visited_by:
            draft = replace(draft, visited_by=act.officer.login)
        return draft, moment_taken(draft, act.now)

    def place(self, act: OfficeAct, preview: IntakePreview, taken: datetime) -> Place:
        """The receiver, the resolver and the moment, and the day it counts on: its own, while that is not sealed.

        docs/adr/0017: a day that was closed or reported keeps its figures.
        """
        today, sealed = act.now.date(), self.store.closings.sealed_until()
        at = taken.replace(microsecond=0)
        late = sealed is not None and at.date() <= sealed
        return Place(
            office=self.settings.number,
            at=at,
            receiver=act.officer.login,
            handler=self.store.officers.in_charge(preview.procedure.sector, today),
            counted=today if late else at.date(),
        )
