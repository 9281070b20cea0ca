"""What the office may change of its own rules: settings, calendar, and this computer's preferences."""

from __future__ import annotations

from counter_app.desk.calendaring import Calendaring
from counter_app.desk.desk import Done, Noun, changed
from counter_app.domain.periods import LATEST_START
from counter_app.domain.promises import RESTART, SHIFT
from counter_app.domain.questions import check_topics
from counter_app.domain.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.settings import OfficeSettings, Preferences


class Rulebook(Calendaring):
    """Everything an administrator or a leader sets."""

    def change_settings(self, settings: OfficeSettings) -> Done[OfficeSettings]:
        """Change the office's settings. Errors: RuleError when the number changes after the first dossier."""
        officer = self.acting(Duty.SETTINGS)
        before = self.settings
        if settings.number != before.number:
            if self.store.dossiers.any_received():
                raise RuleError(
                    _("Mã số đơn vị đã in trên giấy hẹn nên không đổi được nữa."), field="number"
                )
            number = settings.number
            if len(number) != 5 or not number.isascii() or not number.isdigit():
                raise RuleError(_("Mã số đơn vị gồm đúng 5 chữ số."), field="number")
        if settings.resume_policy not in (RESTART, SHIFT):
            raise RuleError(
                _("Cách tính hạn sau bổ sung phải là restart hoặc shift."), field="resume_policy"
            )
        if not 1 <= settings.report_start_day <= LATEST_START:
            raise RuleError(
                _("Kỳ báo cáo bắt đầu từ ngày 1 đến ngày {last} của tháng.").format(
                    last=LATEST_START
                ),
                field="report_start_day",
            )
        if settings.question_topics != before.question_topics:
            check_topics(settings.question_topics)
        if settings.rating_floors != before.rating_floors:
            _check_floors(settings.rating_floors)
        old = before.to_dict()
        news = {key: value for key, value in settings.to_dict().items() if old[key] != value}
        if news:
            with self.store.transaction() as tx:
                tx.record("office.changed", "office", {"settings": news}, actor=officer.login)
        return Done(settings, changed(Noun.SETTINGS))

    def change_preferences(self, preferences: Preferences) -> Done[Preferences]:
        """Keep this computer's own choices; anybody may."""
        self.store.records.keep_preferences(preferences)
        return Done(preferences, changed(Noun.SETTINGS))


MOST_POINTS = 18
"""Of the nine indicators together."""


def _check_floors(floors: dict[str, int]) -> None:
    """Classes need different floors between 1 and 18. Errors: RuleError (field "rating_floors")."""
    values = list(floors.values())
    if len(set(values)) < len(values) or not all(1 <= value <= MOST_POINTS for value in values):
        raise RuleError(
            _("Mỗi loại cần một ngưỡng riêng, từ 1 đến {most} điểm.").format(most=MOST_POINTS),
            field="rating_floors",
        )
