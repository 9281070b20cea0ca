"""The office, its superior and the policies that reach into due dates and locking."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.bounds import ListOf
from counter_app.domain.enquiries.topics import TOPICS_CEILING
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.field_rows import fields_in_rows
from counter_app.qt.kit.fields import DigitsEdit, Field, LineEdit, TextArea
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Held, Put, show
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.office_form import OfficeForm
from counter_app.qt.kit.sending import Sending
from counter_app.qt.settings.places import PlacesCard
from counter_app.qt.settings.signers import SignersCard
from counter_app.qt.settings.waiting_room import WaitingRoomCard
from counter_app.settings import OfficeSettings, bounds, longest, whole

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace

NUMBERS = (
    "supplement_days", "uncollected_days", "apology_days", "idle_lock_minutes", "report_start_day",
    "answer_hours", "access_months",
)  # fmt: skip


class OfficePart(QWidget):
    """Leaders and administrators change it; others see it."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._send = place, Sending()
        self.form = OfficeForm()
        self.signers = SignersCard()
        self.partners, self.points = PartnersCard(), PointsCard()
        self.rating = RatingCard()
        self.topics, self.waiting_room = TopicsPart(), WaitingRoomCard()
        self.places = PlacesCard(place)
        self.held = Held(self.reload)
        (
            self.supplement,
            self.uncollected,
            self.apology,
            self.idle,
            self.start,
            self.hours,
            self.months,
        ) = (DigitsEdit(most=len(str(whole(name).most))) for name in NUMBERS)
        self.source = LineEdit(most=longest("answer_source"))
        self.only_view = text_label(
            _("Tài khoản này chỉ được xem. Lãnh đạo hoặc quản trị hệ thống mới được sửa."), "muted"
        )
        self.save = ActionButton(_("&Lưu"), self._save, name="save", key="Ctrl+S", tone="primary")
        self._build()
        EnterMoves(self).ends_at(self.save)

    def _build(self) -> None:
        names = Card(_("Tên trên giấy tờ và báo cáo"))
        names.add(self.form)
        rules = Card(_("Cách làm việc"))
        self.fields = {
            **self.form.fields,
            "supplement_days": Field(_("Số ngày chờ bổ sung"), self.supplement),
            "uncollected_days": Field(_("Gọi điện khi kết quả chờ quá (ngày)"), self.uncollected),
            "apology_days": Field(_("Phiếu xin lỗi hẹn lại sau (ngày làm việc)"), self.apology),
            "idle_lock_minutes": Field(_("Khóa màn hình sau (phút) không dùng"), self.idle),
            "answer_hours": Field(_("Phiếu đôn đốc trả lời trong (giờ)"), self.hours),
            "access_months": Field(_("Giữ sổ truy cập (tháng)"), self.months),
            "report_start_day": Field(_("Kỳ báo cáo tháng, quý, năm bắt đầu từ ngày"), self.start),
        }
        source = self.fields["answer_source"] = Field(
            _("Văn bản quy định giờ trả lời phiếu đôn đốc"),
            self.source,
            _("Chưa thấy văn bản nào thì để trống: 24 giờ là cách nơi khác đang làm."),
        )
        cells = [*(self.fields[name] for name in NUMBERS), source]
        rules.add(
            fields_in_rows(
                *([(cell, 1) for cell in cells[at : at + 2]] for at in range(0, len(cells), 2))
            )
        )
        box = QVBoxLayout(self)
        box.setSpacing(14)
        cards = (self.signers, self.partners, self.points, *self._last_cards())
        for card in cards:
            self.fields |= card.fields
        for widget in (self.only_view, names, self.signers, rules, *cards[1:]):
            box.addWidget(widget)
        box.addWidget(self.held.band)
        box.addWidget(flowing(self.save))
        box.addWidget(self.places)
        box.addStretch(1)

    def _last_cards(self) -> tuple[TopicsPart, WaitingRoomCard, RatingCard]:
        return self.topics, self.waiting_room, self.rating

    def reload(self) -> None:
        """Show what is kept, to be changed by whoever may."""
        kept = self._place.office.settings
        may = self._place.may(Duty.SETTINGS)
        put = self.held.put
        self.form.show_settings(kept, put)
        self.signers.show_settings(kept, put, editable=may)
        for card in (self.partners, self.points):
            card.show_settings(kept, put, editable=may)
        for part in self._last_cards():
            part.show_settings(kept, put, editable=may)
        self.places.reload()
        put(self.supplement, str(kept.supplement_days))
        put(self.uncollected, str(kept.uncollected_days))
        put(self.apology, str(kept.apology_days))
        put(self.idle, str(kept.idle_lock_minutes))
        put(self.start, str(kept.report_start_day))
        put(self.hours, str(kept.answer_hours))
        put(self.months, str(kept.access_months))
        put(self.source, kept.answer_source)
        self.held.settle()
        self.form.set_editable(may)
        numbers = (
            self.supplement,
            self.uncollected,
            self.apology,
            self.idle,
            self.start,
            self.hours,
            self.months,
        )
        self.source.setReadOnly(not may)
        for widget in (*numbers, self.save):
            widget.setEnabled(may)
        self.only_view.setVisible(not may)

    def _save(self) -> None:
        if not self.held.may_save():
            return
        typed = self.form.settings(self._place.office.settings)
        for part in (self.signers, self.partners, self.points, *self._last_cards()):
            typed = part.settings(typed)
        chosen = replace(
            typed,
            supplement_days=_within(self.supplement, "supplement_days"),
            uncollected_days=_within(self.uncollected, "uncollected_days"),
            apology_days=_within(self.apology, "apology_days"),
            idle_lock_minutes=_within(self.idle, "idle_lock_minutes"),
            report_start_day=_within(self.start, "report_start_day"),
            answer_hours=_within(self.hours, "answer_hours"),
            access_months=_within(self.months, "access_months"),
            answer_source=self.source.value(),
        )
        self._place.act(
            lambda: self._send(self._place.office.rules.change_settings, chosen),
            self.fields,
            partial(self._saved, self._place.office.settings.kind),
            held=self.held,
        )

    def _saved(self, kind: str, settings: OfficeSettings) -> None:
        if settings.kind != kind:
            text = _("Đã lưu. Đăng xuất rồi đăng nhập lại để thấy các trang của loại đơn vị này.")
            self._place.hub.notice(Tone.INFO, text)
            return
        self._place.hub.notice(Tone.GOOD, _("Đã lưu cài đặt của đơn vị."))


def _within(edit: DigitsEdit, name: str) -> int:
    """The number typed, held within the setting's bounds; the usual one when nothing is typed."""
    usual: int = getattr(OfficeSettings(), name)
    return int(whole(name).nearest(int(edit.text()), usual)) if edit.text() else usual


PARTNERS = cast("ListOf", bounds()["partners"])
HOURS = whole("handover_hours")


class PartnersCard(Card):
    """One office a line; the names are those on hand-over sheets and in the catalogue's resolver."""

    def __init__(self) -> None:
        super().__init__(
            _("Cơ quan phối hợp"),
            _("Nơi giải quyết hoặc trả kết quả thay đơn vị này: mỗi dòng một cơ quan."),
        )
        self.partners = TextArea(placeholder=_("UBND xã Bình Minh"), lines=4)
        self.hours = DigitsEdit(most=len(str(HOURS.most)))
        self.fields = {
            "partners": Field(_("Các cơ quan"), self.partners),
            "handover_hours": Field(
                _("Cảnh báo khi đã giao quá (giờ làm việc) mà chưa nhận"), self.hours
            ),
        }
        self.add(*self.fields.values())

    def show_settings(self, settings: OfficeSettings, put: Put = show, *, editable: bool) -> None:
        """Show what is kept, each input by ``put``."""
        put(self.partners, "\n".join(settings.partners))
        put(self.hours, str(settings.handover_hours))
        self.partners.setReadOnly(not editable)
        self.hours.setEnabled(editable)

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """``before`` with what is typed here; blank and repeated names fall out."""
        typed = map(clean, self.partners.toPlainText().splitlines())
        names = PARTNERS.nearest(list(dict.fromkeys(name for name in typed if name)), [])
        hours = HOURS.nearest(int(self.hours.text() or 8), 8)
        return replace(before, partners=names, handover_hours=hours)


POINTS = cast("ListOf", bounds()["points"])


class PointsCard(Card):
    """The names are those that receipts and slips say; without any, nothing of it is asked anywhere."""

    def __init__(self) -> None:
        super().__init__(
            _("Điểm tiếp nhận ngoài trụ sở"),
            _(
                "Nơi nhận hồ sơ và trả kết quả ngoài quầy: mỗi dòng một điểm. Tính là nộp trực tiếp."
            ),
        )
        self.points = TextArea(placeholder=_("Điểm tiếp nhận thôn 3"), lines=3)
        self.home = LineEdit(most=200, placeholder=_("Tại nhà; để trống nếu không đến tận nhà"))
        self.fields = {
            "points": Field(_("Các điểm"), self.points),
            "home_service": Field(_("Tên gọi khi nhận, trả tận nhà"), self.home),
        }
        self.add(*self.fields.values())

    def show_settings(self, settings: OfficeSettings, put: Put = show, *, editable: bool) -> None:
        """Show what is kept, each input by ``put``."""
        put(self.points, "\n".join(settings.points))
        put(self.home, settings.home_service)
        for edit in (self.points, self.home):
            edit.setReadOnly(not editable)

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """``before`` with what is typed here; blank and repeated names fall out."""
        typed = map(clean, self.points.toPlainText().splitlines())
        home = self.home.value()
        names = POINTS.nearest(
            list(dict.fromkeys(name for name in typed if name and name != home)), []
        )
        return replace(before, points=names, home_service=home)


class RatingCard(Card):
    """One number for each class, best first."""

    def __init__(self) -> None:
        super().__init__(
            _("Xếp loại theo chín chỉ số"),
            _(
                "Ngưỡng theo Nghị định 61/2018/NĐ-CP, chưa xác nhận còn áp dụng. Sửa theo hướng "
                "dẫn của cơ quan cấp trên."
            ),
        )
        self.edits: dict[str, DigitsEdit] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self.body.addLayout(self._grid)
        self.fields: dict[str, Field] = {}
        self.show_settings(OfficeSettings(), editable=False)

    def show_settings(self, kept: OfficeSettings, put: Put = show, *, editable: bool) -> None:
        """Show what is kept, each input by ``put``."""
        ordered = sorted(kept.rating_floors.items(), key=lambda item: -item[1])
        for at, (name, floor) in enumerate(ordered):
            if name not in self.edits:
                self.edits[name] = DigitsEdit(most=2)
                label = _("{name}: từ (điểm)").format(name=name)
                field = Field(label, self.edits[name])
                self.fields.setdefault("rating_floors", field)
                self._grid.addWidget(field, at // 2, at % 2)
            put(self.edits[name], str(floor))
            self.edits[name].setEnabled(editable)

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """The settings with the numbers as typed; an empty one stays as it was."""
        floors = {
            name: int(self.edits[name].text()) if self.edits[name].text() else floor
            for name, floor in before.rating_floors.items()
        }
        return replace(before, rating_floors=floors)


class TopicsPart(Card):
    """The office's list for "Chỉ hỏi"."""

    def __init__(self) -> None:
        super().__init__(_("Lượt hướng dẫn"))
        self.topics = TextArea(lines=TOPICS_CEILING)
        hint = _(
            "Mỗi dòng một nội dung, nhiều nhất chín dòng; dòng 1 ứng với phím 1, dòng 2 với phím 2…"
        )
        self.fields = {"question_topics": Field(_("Nội dung hướng dẫn"), self.topics, hint)}
        self.add(self.fields["question_topics"])

    def show_settings(self, kept: OfficeSettings, put: Put = show, *, editable: bool) -> None:
        """Show what is kept by ``put``."""
        put(self.topics, "\n".join(kept.question_topics))
        self.topics.setReadOnly(not editable)

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """The settings with the list as typed; empty lines are left out."""
        lines = [line.strip() for line in self.topics.value().splitlines()]
        return replace(before, question_topics=tuple(filter(None, lines)))
