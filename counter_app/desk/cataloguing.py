"""The catalogue: what can be asked for here, in which version, checked against what the province announced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.domain.catalogue import Procedure, ReviewState, Sector
from counter_app.domain.staff import Duty
from counter_app.domain.versions import Placed, place_version
from counter_app.errors import RuleError
from counter_app.i18n import _


class Cataloguing(Desk):
    """Everything done with sectors and procedures."""

    def sectors(self) -> list[Sector]:
        """Sectors in order."""
        return self.store.catalogue.sectors()

    def procedures(self) -> tuple[Procedure, ...]:
        """Every version of every procedure."""
        return self.store.catalogue.procedures()

    def versions(self, code: str) -> list[Procedure]:
        """Every version of a procedure, the earliest first."""
        return self.store.catalogue.versions(code)

    def find(
        self,
        text: str = "",
        *,
        sector: str = "",
        states: Iterable[ReviewState] = (),
        on: date | None = None,
    ) -> list[Procedure]:
        """Versions that fit ``text``, best first; of one sector, of some states, in force on a day."""
        wanted = frozenset(states)
        return [
            item
            for item in self.store.catalogue.find(text)
            if sector in ("", item.sector)
            and (not wanted or item.state in wanted)
            and (on is None or item.valid_on(on))
        ]

    def placed(self, procedure: Procedure) -> Placed:
        """The version as it would stand among the others, and which of them it would end; nothing is written.

        Errors: RuleError (field "valid_to") when it overlaps a later version.
        """
        return place_version(self.versions(procedure.code), procedure)

    def put_procedure(self, procedure: Procedure) -> Done[Procedure]:
        """Add or change one version; the one in force before it ends the day before.

        Errors: RuleError naming the field.
        """
        officer = self.acting(Duty.CATALOGUE)
        if procedure.sector not in {sector.key for sector in self.sectors()}:
            raise RuleError(_("Chọn lĩnh vực có trong danh mục."), field="sector")
        if not procedure.name.strip():
            raise RuleError(_("Chưa có tên thủ tục."), field="name")
        if not procedure.code.strip():
            raise RuleError(_("Chưa có mã thủ tục."), field="code")
        names = [case.name for case in procedure.cases]
        if len(set(names)) < len(names) or not all(names):
            raise RuleError(_("Mỗi trường hợp cần một tên riêng."), field="cases")
        placed = self.placed(procedure)
        self._load({"procedures": [item.to_dict() for item in placed.changed()]}, officer.login)
        return Done(placed.version, changed(Noun.CATALOGUE))

    def confirm_procedure(self, code: str, valid_from: date | None) -> Done[Procedure]:
        """Mark a version as checked against the province's announcement. Errors: RuleError."""
        found = self.store.catalogue.version(code, valid_from)
        if found is None:
            raise RuleError(_("Không có thủ tục {code}.").format(code=code))
        return self.put_procedure(replace(found, state=ReviewState.CONFIRMED))

    def _load(self, payload: dict[str, Any], actor: str) -> None:
        with self.store.transaction() as tx:
            tx.record("catalogue.loaded", "catalogue", payload, actor=actor)
