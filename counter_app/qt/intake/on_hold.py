"""Several citizens at one counter: the form in hand is put aside, another is taken up, a cleared one comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from counter_app.i18n import _
from counter_app.qt.intake.draft_keeper import DraftKeeper
from counter_app.qt.intake.hold_strip import HoldStrip
from counter_app.qt.kit.hub import Tone
from counter_app.wording.dossier.drafts import draft_text, since_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from counter_app.qt.intake.visit import VisitForm
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.store.read.drafts import Draft


class OnHold(QObject):
    """Moves forms between the hand and the strip; ``keeper`` keeps the one in hand.

    ``typed`` tells everything on the form, None while it is empty; ``fill`` puts back what it told; ``empty`` begins
    a new form.

    Signals:
        dropped_back(object): put this VisitForm back.
    """

    dropped_back = Signal(object)

    def __init__(
        self,
        place: Workplace,
        page: QWidget,
        typed: Callable[[], dict[str, Any] | None],
        fill: Callable[[Mapping[str, Any]], object],
        empty: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._place, self._page = place, page
        self._typed, self._fill, self._empty = typed, fill, empty
        self.keeper = DraftKeeper(place, typed, self)
        self.strip = HoldStrip()
        self.strip.chosen.connect(self.switch)
        self.strip.all_wanted.connect(self.show_all)

    def offer(self) -> None:
        """Show who waits."""
        if not self.keeper.may():
            self.strip.hide()
            return
        drafts = self._place.office.drafts
        today = self._place.office.intake.today()
        cleared = any(item.updated_at.date() == today for item in drafts.cleared())
        self.strip.offer(self.keeper.others(), today, cleared=cleared)

    def hold(self) -> None:
        """Put the form aside and begin with the next citizen; nothing goes when the disk refuses it."""
        if self._typed() is not None and self.keeper.keep(front=False):
            self._empty()
        self.offer()

    def switch(self, draft: Draft) -> bool:
        """Put the form aside and go on with another one, as it stands now; whether that one is in hand."""
        if self._typed() is not None and not self.keeper.keep(front=False):
            return False
        found = self._place.office.drafts.take_up(draft.id)
        if found is None:
            text = _("Biểu mẫu này không còn: đã lưu, đã bỏ hoặc đã xóa ở nơi khác.")
            self._place.hub.notice(Tone.INFO, text)
        else:
            self._take(found)
        self.offer()
        return found is not None

    def resume(self) -> bool:
        """Go on with the form that was in hand when the power went away; whether there was one."""
        if not self.keeper.may() or self._typed() is not None:
            return False
        draft = self._place.office.drafts.left_off()
        if draft is None:
            return False
        self._take(draft)
        self.offer()
        since = since_text(draft.updated_at, self._place.office.intake.today())
        text = _("Tiếp tục từ {since}: {form}.").format(since=since, form=draft_text(draft.body))
        self._place.hub.notice(Tone.INFO, text)
        return True

    def clear(self) -> None:
        """Begin anew; what was typed can be taken back, now by a key and later from the list."""
        body = self._typed()
        if body is None:
            self._empty()
            return
        kept, draft = self.keeper.keep(), self.keeper.id
        if kept:
            self.keeper.aside(lambda: self._place.office.drafts.clear(draft))
        self._empty()
        self.offer()
        said = _("Đã làm lại từ đầu: {form}.").format(form=draft_text(body))
        self._place.hub.offer_undo(said, lambda: self._take_back(draft, None if kept else body))

    def throw(self, draft: Draft) -> None:
        """Clear a form that waits."""
        self.keeper.aside(lambda: self._place.office.drafts.clear(draft.id))
        self.offer()
        said = _("Đã bỏ biểu mẫu {form}.").format(form=draft_text(draft.body))
        self._place.hub.offer_undo(said, lambda: self._take_back(draft.id, None))

    def offer_dropped(self, form: VisitForm) -> None:
        """A form collected for the visit was taken off: it can be put back."""
        said = _("Đã bỏ hồ sơ {title}.").format(title=form.title)
        self._place.hub.offer_undo(said, lambda: self.dropped_back.emit(form))

    def show_all(self) -> None:
        """The list of all that wait and all that were cleared."""
        from counter_app.qt.intake.hold_list import HoldList

        office = self._place.office
        waiting, cleared = self.keeper.others(), office.drafts.cleared()
        dialog = HoldList(waiting, cleared, office.intake.today(), self._page)
        dialog.chosen.connect(self.switch)
        dialog.thrown.connect(self.throw)
        dialog.open()

    def _take(self, draft: Draft) -> None:
        self._empty()
        self.keeper.go_on(draft)
        self._fill(draft.body)

    def _take_back(self, draft: str, body: Mapping[str, Any] | None) -> None:
        """The cleared form again; from memory only what no disk took."""
        self._place.hub.go("intake")
        if self._typed() is not None and not self.keeper.keep(front=False):
            return
        found = None if body else self._place.office.drafts.take_up(draft)
        if found is not None:
            self._take(found)
        elif body is not None:
            self._empty()
            self._fill(body)
            self.keeper.touch()
        self.offer()
