"""The catalogue: what can be asked for here, in which version, checked against what the province announced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.desk.desk import Desk, Done, Noun, changed, no_procedure
from counter_app.domain.catalogue.codes import NATIONAL_CODE
from counter_app.domain.catalogue.events import (
    CATALOGUE_LOADED,
    POSTING_CHECKED,
    Loaded,
    PostingChecked,
)
from counter_app.domain.catalogue.posting import PostingRow, posting_row
from counter_app.domain.catalogue.sectors import Procedure, ReviewState, Sector
from counter_app.domain.catalogue.seed import true_sources
from counter_app.domain.catalogue.versions import Placed, place_version
from counter_app.domain.clock import local_text
from counter_app.domain.collation import collation_key
from counter_app.domain.dossier.promises import RESTART
from counter_app.domain.office.events import OFFICE_CHANGED, OfficeChanged
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.settings import problems
from counter_app.wording.bounds import bound_error


class Procedures(Desk):
    """Everything done with sectors, procedures, lists of them, and their posting."""

    def sectors(self) -> list[Sector]:
        """Sectors in order."""
        return self.store.catalogue.sectors()

    def procedures(self) -> tuple[Procedure, ...]:
        """Every version of every procedure."""
        return self.store.catalogue.procedures()

    def valid(self, code: str, day: date) -> Procedure | None:
        """The version of a procedure that holds on a day."""
        return self.store.catalogue.valid(code, day)

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
        """Versions that fit ``text``, best first; of one sector, of some states, in force on a day.

        Without states and a day, of each procedure only the version in force today, or its last.
        """
        wanted = frozenset(states)
        usual = self.store.catalogue.usual(self.today()) if not wanted and on is None else None
        return [
            item
            for item in self.store.catalogue.find(text)
            if sector in ("", item.sector)
            and (usual is None or usual[item.code].valid_from == item.valid_from)
            and (not wanted or item.state in wanted)
            and (on is None or item.valid_on(on))
        ]

    def placed(self, procedure: Procedure) -> Placed:
        """The version as it would stand among the others, and which of them it would end; nothing is written.

        Errors: RuleError (field "valid_to") when it overlaps a later version.
        """
        return place_version(self.versions(procedure.code), procedure)

    def put_procedure(
        self, procedure: Procedure, *, new: bool = False, op_id: str = ""
    ) -> Done[Procedure]:
        """Add or change one version; the one in force before it ends the day before.

        ``new`` refuses a code that is in the catalogue already. Errors: RuleError naming the field.
        """
        with self.act(Duty.CATALOGUE, op_id, CATALOGUE_LOADED) as act:
            if act.known is None:
                if new:
                    self._require_new(procedure)
                self._check_procedure(procedure)
                stood = self.store.catalogue.version(procedure.code, procedure.valid_from)
                if stood is not None:
                    procedure = true_sources(stood, procedure)
                placed = [item.to_dict() for item in self.placed(procedure).changed()]
                act.record(CATALOGUE_LOADED, "catalogue", Loaded(procedures=placed))
        put = Procedure.from_dict(act.payload["procedures"][-1])
        return act.done(put, Noun.CATALOGUE)

    def _check_procedure(self, procedure: Procedure) -> None:
        if procedure.sector not in {sector.key for sector in self.sectors()}:
            raise RuleError(_("Chọn lĩnh vực có trong danh mục."), field="sector")
        if not procedure.name.strip():
            raise RuleError(_("Chưa có tên thủ tục. Ghi tên theo văn bản công bố."), field="name")
        if not procedure.code.strip():
            raise RuleError(
                _("Chưa có mã thủ tục. Ghi mã theo văn bản công bố, như 1.001193."), field="code"
            )
        if procedure.resume == RESTART and not (procedure.source or procedure.legal_basis).strip():
            raise RuleError(
                _(
                    "Thời gian chờ không tính vào thời hạn giải quyết và không cho tính lại từ đầu. Nếu văn bản của "
                    "thủ tục này quy định khác, ghi số, ngày văn bản vào ô Nguồn."
                ),
                field="source",
                rule="restart_source",
            )
        names = [case.name for case in procedure.cases]
        if len(set(names)) < len(names) or not all(names):
            raise RuleError(_("Mỗi trường hợp cần một tên riêng. Sửa tên bị trùng."), field="cases")

    def add_procedure(self, procedure: Procedure, *, op_id: str = "") -> Done[Procedure]:
        """Add a procedure that is not in the catalogue yet.

        Errors: RuleError (field "code") for a wrong or known code, others as ``put_procedure``.
        """
        return self.put_procedure(procedure, new=True, op_id=op_id)

    def _require_new(self, procedure: Procedure) -> None:
        if self.versions(procedure.code):
            raise RuleError(
                _("Mã {code} đã có trong danh mục. Tìm thủ tục đó rồi sửa.").format(
                    code=procedure.code
                ),
                field="code",
            )
        if not NATIONAL_CODE.match(procedure.code):
            raise RuleError(
                _("Mã “{code}” không đúng dạng 1.001193; kiểm tra số chữ số.").format(
                    code=procedure.code[:40]
                ),
                field="code",
            )

    def confirm_procedure(
        self, code: str, valid_from: date | None, *, op_id: str = ""
    ) -> Done[Procedure]:
        """Mark a version as checked against the province's announcement. Errors: RuleError."""
        found = self.store.catalogue.version(code, valid_from)
        if found is None:
            raise no_procedure(code)
        return self.put_procedure(replace(found, state=ReviewState.CONFIRMED), op_id=op_id)

    def to_review(self, sector: str = "") -> list[Procedure]:
        """Versions that nobody has compared with a published decision yet, by sector and name."""
        return self._listed(self.find(sector=sector, states=(ReviewState.NEEDS_CONFIRMATION,)))

    def _listed(self, found: Iterable[Procedure]) -> list[Procedure]:
        order = {item.key: at for at, item in enumerate(self.sectors())}
        return sorted(
            found,
            key=lambda item: (order.get(item.sector, len(order)), collation_key(item.name)),
        )

    def confirm_procedures(
        self, versions: Sequence[tuple[str, date | None]], *, source: str, op_id: str = ""
    ) -> Done[tuple[Procedure, ...]]:
        """Mark several versions as compared with one published decision, ``source``, which becomes theirs.

        All of them or none. Errors: RuleError: "source" (none named), "reviewed" (field "versions") for one that is
        not there or not waiting any more, "limit" for one that promises a time and has none.
        """
        source = clean(source)
        with self.act(Duty.CATALOGUE, op_id, CATALOGUE_LOADED) as act:
            if act.known is None:
                if not source:
                    raise RuleError(
                        _("Ghi văn bản công bố đã đối chiếu, như “Quyết định số … ngày …”."),
                        field="source",
                    )
                confirmed = [self._compared(*version, source) for version in versions]
                if not confirmed:
                    raise RuleError(
                        _("Chưa chọn thủ tục nào. Chọn ít nhất một thủ tục."),
                        field="versions",
                        rule="reviewed",
                    )
                procedures = [item.to_dict() for item in confirmed]
                act.record(
                    CATALOGUE_LOADED, "catalogue", Loaded(procedures=procedures, source=source)
                )
        done = tuple(map(Procedure.from_dict, act.payload["procedures"]))
        return act.done(done, Noun.CATALOGUE)

    def _compared(self, code: str, valid_from: date | None, source: str) -> Procedure:
        found = self.store.catalogue.version(code, valid_from)
        if found is None or found.state is not ReviewState.NEEDS_CONFIRMATION:
            raise RuleError(
                _("Thủ tục {code} không còn chờ xác nhận. Mở lại danh sách.").format(code=code),
                field="versions",
                rule="reviewed",
            )
        if found.limit is None and not found.no_due:
            raise RuleError(
                _("Thủ tục {code} chưa có thời hạn. Sửa thủ tục rồi xác nhận.").format(code=code),
                field="versions",
                rule="limit",
            )
        return replace(found, state=ReviewState.CONFIRMED, source=source)

    def posting_rows(self, sector: str = "") -> list[PostingRow]:
        """Every version in force today, which has to be posted, with its latest check; by sector and name."""
        today, most = self.today(), self.settings.posting_days
        checks = self.store.catalogue.postings()
        wanted = self._listed(
            item
            for item in self.procedures()
            if item.valid_on(today) and sector in ("", item.sector)
        )
        return [
            posting_row(item, checks.get((item.code, item.valid_from)), today, most)
            for item in wanted
        ]

    def check_posting(
        self,
        versions: Sequence[tuple[str, date | None]],
        *,
        accurate: bool = True,
        online: bool | None = None,
        place: str = "",
        note: str = "",
        op_id: str = "",
    ) -> Done[int]:
        """Write down that the posting of these (code, valid_from) was looked at just now.

        ``online`` None leaves what was said before. Errors: RuleError for a version that is not there or for none.
        """
        act = self.act(Duty.CATALOGUE, op_id, POSTING_CHECKED)
        before = self.store.catalogue.postings()
        items: list[dict[str, Any]] = []
        for code, since in dict.fromkeys(versions):
            if self.store.catalogue.version(code, since) is None:
                raise no_procedure(code)
            old = before.get((code, since))
            items.append(
                {
                    "code": code,
                    "valid_from": since.isoformat() if since else None,
                    "accurate": accurate,
                    "online": (old is not None and old.online) if online is None else online,
                    "note": clean(note),
                }
            )
        if not items:
            raise RuleError(_("Chọn thủ tục đã kiểm tra niêm yết."), rule="posting")
        with act:
            if act.known is None:
                payload = PostingChecked(
                    at=local_text(act.now), place=clean(place), procedures=items
                )
                act.record(POSTING_CHECKED, "catalogue", payload)
        return act.done(len(act.payload["procedures"]), Noun.CATALOGUE)

    def set_posting_days(self, days: int, *, op_id: str = "") -> Done[int]:
        """After how many days a posted procedure has to be looked at again. Errors: RuleError."""
        act = self.act(Duty.CATALOGUE, op_id, OFFICE_CHANGED)
        for problem in problems({"posting_days": days}):
            raise bound_error(replace(problem, field="days"))
        if days != self.settings.posting_days:
            with act:
                if act.known is None and days != self.settings.posting_days:
                    act.record(
                        OFFICE_CHANGED, "office", OfficeChanged(settings={"posting_days": days})
                    )
        return Done(days, changed(Noun.SETTINGS, Noun.CATALOGUE))
