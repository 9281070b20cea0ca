"""The office's own rules that it may change: settings, and this computer's preferences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.bounds import Fault, ListOf, Text
from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.desk.office.leader_consent import OWN, Approval, consented
from counter_app.desk.office.printer_news import PrinterNews, printer_subject
from counter_app.desk.office.rights import require_apart
from counter_app.domain.enquiries.topics import check_topics
from counter_app.domain.office.events import (
    OFFICE_CHANGED,
    PRINTER_CHOSEN,
    OfficeChanged,
    PrinterChosen,
)
from counter_app.domain.office.printers import is_near
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.paths import PAPERS
from counter_app.settings import Kept, OfficeSettings, Preferences, bounds, plain, problems
from counter_app.system import files, outgoing
from counter_app.wording.bounds import bound_error

if TYPE_CHECKING:
    from counter_app.desk.office.first_steps import FirstSteps
    from counter_app.desk.office.health import FolderLook
    from counter_app.desk.office.leader_consent import Consented
    from counter_app.domain.office.health import Health


PRINTERS = ("printer", "ticket_printer")
"""The preferences that say where papers go."""


class OfficeRules(Desk):
    """Everything an administrator or a leader sets."""

    def change_settings(self, settings: OfficeSettings, *, op_id: str = "") -> Done[OfficeSettings]:
        """Change the office's settings; texts are cleaned first.

        Errors: RuleError (its field the setting's name) for a value out of its bounds, rule "number" when the number
        changes after the first dossier.
        """
        act = self.act(Duty.SETTINGS, op_id, OFFICE_CHANGED)
        before = self.settings
        require_apart(before, settings)
        if settings.number != before.number and self.store.dossiers.any_received():
            raise RuleError(
                _("Mã số đơn vị đã in trên giấy hẹn nên không đổi được nữa. Để nguyên mã số này."),
                field="number",
            )
        topics = plain(settings.question_topics)
        if settings.question_topics != before.question_topics and bounds()["question_topics"].fault(
            topics
        ) in (None, Fault.COUNT, Fault.PART):
            check_topics([str(topic) for topic in topics])
        settings = checked_settings(settings)
        if settings.rating_floors != before.rating_floors:
            _check_floors(settings.rating_floors)
        old = before.to_dict()
        news = {key: value for key, value in settings.to_dict().items() if old[key] != value}
        if news:
            with act:
                if act.known is None and (left := _still_new(news, old, self.settings.to_dict())):
                    act.record(OFFICE_CHANGED, "office", OfficeChanged(settings=left))
        return Done(settings, changed(Noun.SETTINGS))

    @property
    def first_steps(self) -> FirstSteps:
        """The steps a new office still has to do."""
        from counter_app.desk.office.first_steps import FirstSteps

        return self.group(FirstSteps)

    @property
    def printer_news(self) -> PrinterNews:
        """The news that somebody turned this computer's papers elsewhere."""
        return self.group(PrinterNews)

    def health(self, seen: FolderLook | None = None) -> Health:
        """The standing of this computer now; quick where ``seen`` brings what its folders tell."""
        from counter_app.desk.office.health import MachineHealth

        return self.group(MachineHealth).look(seen)

    def health_folders(self) -> tuple[Path, tuple[Path, ...]]:
        """The folder of the data, and those where copies may lie: what ``health.look_into`` looks into."""
        from counter_app.desk.office.health import MachineHealth

        return self.group(MachineHealth).folders()

    def change_preferences(
        self, preferences: Preferences, *, approval: Approval = OWN, op_id: str = ""
    ) -> Done[Preferences]:
        """Keep this computer's own choices; anybody may, but where papers go is a right, and entered in the journal.

        Out of the office's own network, or into another folder than that of the data, they go by two people's will.
        Errors: RuleError (its field the preference's name); as ``acting`` and ``second_person``.
        """
        preferences = checked_preferences(preferences)
        before, data = self.preferences, self.store.database.path.parent
        news = {
            name: getattr(preferences, name)
            for name in PRINTERS
            if getattr(preferences, name) != getattr(before, name)
        }
        for name, wish in news.items():
            _check_printer(name, wish, data)
        if not news:
            self.store.settings.keep_preferences(preferences)
            return Done(preferences, changed(Noun.SETTINGS))
        act = self.act(Duty.PRINTER, op_id, PRINTER_CHOSEN)
        consent = self._consent_away(preferences, approval, op_id)
        with act:
            for name, wish in () if act.known else news.items():
                said = PrinterChosen(
                    device=self.store.database.device,
                    use=name,
                    printer=wish,
                    before=getattr(before, name),
                )
                act.record(
                    PRINTER_CHOSEN, printer_subject(self.store.database.device), said, consent
                )
            self.store.settings.keep_preferences(preferences)
        return act.done(preferences, Noun.SETTINGS)

    def prints_away(self, preferences: Preferences) -> bool:
        """True if papers would leave the office's own network and folder by a printer newly chosen."""
        before = self.preferences
        chosen = [(getattr(preferences, name), getattr(before, name)) for name in PRINTERS]
        folder = self.store.database.path.parent / PAPERS
        return any(wish != kept and not is_near(wish, folder) for wish, kept in chosen)

    def _consent_away(self, preferences: Preferences, approval: Approval, op_id: str) -> Consented:
        if not self.prints_away(preferences):
            return {}
        return consented(self, Duty.PRINTER_AWAY, approval, op_id, PRINTER_CHOSEN)


def _still_new(
    news: Mapping[str, Any], old: Mapping[str, Any], now: Mapping[str, Any]
) -> dict[str, Any]:
    """The changes that nobody else made already. Errors: RuleError for a value another window changed."""
    left = {key: value for key, value in news.items() if now[key] != value}
    for key in left:
        if now[key] != old[key]:
            raise RuleError(
                _("Cửa sổ khác vừa đổi cài đặt này. Xem lại giá trị mới rồi lưu lại."), field=key
            )
    return left


def checked_settings(settings: OfficeSettings) -> OfficeSettings:
    """Settings with clean texts, all within their bounds. Errors: RuleError naming the first that is not."""
    clean = replace(settings, **_cleaned(settings.to_dict(), OfficeSettings))
    for problem in problems(clean.to_dict()):
        raise bound_error(problem)
    return clean


def checked_preferences(preferences: Preferences) -> Preferences:
    """Preferences with clean texts, all within their bounds. Errors: RuleError naming the first that is not."""
    clean = replace(preferences, **_cleaned(preferences.to_dict(), Preferences))
    for problem in problems(clean.to_dict(), Preferences):
        raise bound_error(problem)
    if bool(clean.quiet_from) is not bool(clean.quiet_to):
        raise RuleError(
            _("Ghi cả giờ bắt đầu và giờ kết thúc, hoặc để trống cả hai."),
            field="quiet_to" if clean.quiet_from else "quiet_from",
        )
    return clean


def _cleaned(values: dict[str, Any], kept: Kept) -> dict[str, Any]:
    """The texts, alone or in a list, as they are kept: on one line, in NFC, without what cannot be seen."""
    found: dict[str, Any] = {}
    for name, bound in bounds(kept).items():
        value = values[name]
        if isinstance(bound, Text) and isinstance(value, str):
            found[name] = clean(value)
        elif isinstance(bound, ListOf) and isinstance(bound.item, Text) and isinstance(value, list):
            found[name] = [clean(item) if isinstance(item, str) else item for item in value]
    return found


def _check_printer(name: str, wish: str, data: Path) -> None:
    """Papers may go to a folder of their own among the data, never beside the data file itself. Errors: RuleError."""
    kind, _colon, folder = wish.partition(":")
    if kind != "file":
        return
    try:
        if files.resolved(Path(folder)) == files.resolved(data / PAPERS):
            return
        outgoing.require_outside(Path(folder), [data])
    except (outgoing.RefusedError, OSError) as error:
        raise RuleError(
            _("Thư mục này là của dữ liệu hoặc không mở được. Chọn thư mục khác để lưu giấy in."),
            field=name,
            rule="printer_folder",
        ) from error


def _check_floors(floors: Mapping[str, int]) -> None:
    """Classes need different floors. Errors: RuleError (field "rating_floors")."""
    if len(set(floors.values())) < len(floors):
        raise RuleError(
            _("Mỗi loại cần một ngưỡng riêng, không trùng nhau. Ghi lại các ngưỡng."),
            field="rating_floors",
        )
