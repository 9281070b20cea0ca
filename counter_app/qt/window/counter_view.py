"""An officer's workplace: navigation, header, pages and the messages over them, with the keys that reach them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.desk import left_text
from counter_app.i18n import _
from counter_app.qt.kit.help_place import help_place
from counter_app.qt.kit.overriding import override
from counter_app.qt.window.header import ACCOUNT_KEY, EXPORT_KEY, PRINTS_KEY, Header
from counter_app.qt.window.key_map import KeyMap
from counter_app.qt.window.minute import MinuteTimer
from counter_app.qt.window.navigation import FOLD_KEY, Navigation
from counter_app.qt.window.notice import ACTION_KEY
from counter_app.qt.window.other_windows import Elsewhere
from counter_app.qt.window.page_in_front import Standing
from counter_app.qt.window.page_list import entry, pages_of
from counter_app.qt.window.page_stack import PageStack
from counter_app.qt.window.scan_answer import ScanAnswer, card_box
from counter_app.qt.window.toasts import Toasts
from counter_app.qt.window.training_side import practise
from counter_app.qt.window.tray import Tray

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from counter_app.qt.kit.page import Page
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.palette import Command


class CounterView(QWidget):
    """The signed-in part of the window; hidden while the screen is locked, with its keys asleep.

    Signals:
        lock_wanted(): lock the screen.
        switch_wanted(): sign out and let somebody else sign in.
        put_out(str): whoever sits here works here no more, and why.
    """

    lock_wanted = Signal()
    switch_wanted = Signal()
    put_out = Signal(str)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self.known = pages_of(place.office.settings.kind)
        self.navigation = Navigation(self.known.listed)
        self.header = Header(serves=self.known.serves)
        self.pages = PageStack(place)
        self.answer = ScanAnswer(place)
        self.tray = Tray(place.jobs, self.header)
        self.keys = KeyMap(place, self)
        Elsewhere(place, self)
        self._build()
        self.toasts = Toasts(self, self.pages, place.hub)
        self.notice = self.toasts.notice
        self.standing = Standing(place, self.pages, self.known, self.go)
        self._connect()
        self._bind_keys()

    def _build(self) -> None:
        work = QVBoxLayout()
        work.setContentsMargins(0, 0, 0, 0)
        work.setSpacing(0)
        work.addWidget(self.header)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.pages, 1)
        work.addLayout(beside, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(work, 1)
        self.training = practise(self.place, self, beside)

    def _connect(self) -> None:
        hub = self.place.hub
        hub.wanted.connect(self.go)
        hub.back_wanted.connect(partial(_go_back, self))
        hub.lock_wanted.connect(self.lock_wanted)
        # Not in the middle of what found it out.
        hub.put_out.connect(self._on_put_out, Qt.ConnectionType.QueuedConnection)
        hub.changed.connect(self._on_changed)
        self.navigation.wanted.connect(self.go)
        self.pages.shown.connect(self._on_shown)
        self.pages.grown.connect(self._put_on_keys)
        self.header.export_wanted.connect(lambda: self.go("closing"))
        self.header.prints_wanted.connect(self.show_unprinted)
        self.header.palette_wanted.connect(self.show_palette)
        self.header.lock_wanted.connect(self.lock_wanted)
        self.header.account_wanted.connect(self.show_account)
        if self.training is not None:
            self.training.scan_for(self.take_card, self.take_scan)
        self.minute = MinuteTimer(self.place.office.now, self.show_moment, self)

    def _on_put_out(self) -> None:
        officer = self.place.office.session.officer
        if officer is not None:
            self.put_out.emit(self.place.office.seat.why_left() or left_text(officer.name))

    def _bind_keys(self) -> None:
        bind = self.keys.bind
        for item in self.known.listed:
            run = self.show_help if item.key == "F1" else partial(self.go, item.name)
            bind(item.key, _(item.title), run)
        self.keys.changed.connect(lambda: self.navigation.show_keys(self.keys.now))
        self.navigation.show_keys(self.keys.now)
        bind("Ctrl+F5", _("Tải lại trang"), self.pages.reload)
        bind("F12", _("Khóa màn hình"), self.lock_wanted.emit)
        bind("Ctrl+K", _("Tìm lệnh"), self.show_palette)
        bind("Ctrl+J", _("Công việc đang chạy"), self.tray.open)
        if self.known.serves:
            _bind_counter_keys(self)
        bind("Ctrl+Shift+Y", _("Yêu cầu về dữ liệu cá nhân"), partial(self.go, "requests"))
        bind(FOLD_KEY, _("Thu gọn, mở rộng danh sách trang"), self.navigation.turn)
        bind(ACCOUNT_KEY, _("Tài khoản của tôi"), self.show_account)
        bind(ACTION_KEY, _("Làm theo thông báo"), self.toasts.act)
        bind("Esc", _("Quay lại trang trước"), self.pages.back)

    def begin(self) -> None:
        """Show the signed-in officer's own pages, the first one open."""
        self.navigation.open_to(self.place.office.session.officer)
        self.reload()
        self.minute.tick()
        if not self.pages.name:
            self.standing.come_back()
            if self.training is not None:
                self.navigation.follow(wish="folded")
                self.training.begin()
        kept = self.place.office.preferences
        if self.known.serves and (kept.display_screen or kept.touch_screen):
            # The public's windows belong to the queue page, and come back with it.
            QTimer.singleShot(0, self.pages, partial(self.pages.prepare, "queue"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigation.follow(width=event.size().width())

    def reload(self) -> None:
        """Read the header again."""
        self.header.show_office(self.place.office.settings, self.place.office.preferences)
        self.header.show_writable(self.place.office.writable)
        self.show_moment()
        self.show_owed()

    def show_moment(self) -> None:
        """Say who sits here and what time it is."""
        self.header.show_moment(self.place.office.now(), self.place.office.session.officer)

    def show_owed(self) -> None:
        """Say what is on no stick and on no paper yet."""
        if self.known.serves:
            office = self.place.office
            days = office.closing.not_exported().days
            self.header.show_owed(len(days), len(office.paper.unprinted()))

    def go(self, name: str, argument: object = None) -> None:
        """Open a page, when the officer's role may."""
        officer = self.place.office.session.officer
        if not entry(name).open_to(officer):
            text = _("Tài khoản này không được dùng mục {page}. Nhờ người có quyền đăng nhập.")
            _refuse(self, text.format(page=_(entry(name).title)))
            return
        self.pages.open(name, argument)

    def show_help(self) -> None:
        """Open the guide where it speaks of the field in hand; from the guide, the map of keys of the page before."""
        if self.pages.name == "help":
            show_keys(self)
        else:
            page = self.pages.page(self.pages.name)
            self.go("help", None if page is None else help_place(QApplication.focusWidget(), page))

    def show_palette(self) -> None:
        """Open the list of all commands."""
        from counter_app.qt.window.finder import open_palette

        open_palette(self.place, self.commands(), self.go, self.window())

    def show_account(self) -> None:
        """Open what each officer changes for themselves."""
        open_account(self)

    def show_ask(self) -> None:
        """Ask what somebody only asked about; for those who work with the queue."""
        from counter_app.domain.office.staff import Duty
        from counter_app.qt.queue.ask_dialog import AskDialog

        if self.place.may(Duty.QUEUE):
            AskDialog(self.place, self.window()).open()
            return
        _refuse(
            self, _("Tài khoản này không được ghi lượt hướng dẫn. Nhờ người có quyền đăng nhập.")
        )

    def show_followup(self) -> None:
        """Ask about the dossier in front, or about one that is found there."""
        from counter_app.qt.kit.followup_dialog import ask_in_front

        page = self.pages.page(self.pages.name)
        ask_in_front(self.place, page.in_hand() if page is not None else "", self.window())

    def ask_numbers(self) -> None:
        """Ask which numbers were given; for who may set the office."""
        from counter_app.qt.settings.numbers_dialog import NumbersDialog

        NumbersDialog(self.place, self.window()).open()

    def show_unprinted(self) -> None:
        """Open the list of papers that never came out."""
        from counter_app.qt.kit.unprinted import UnprintedDialog

        UnprintedDialog(self.place, self.window()).open()

    def commands(self) -> list[Command]:
        """Everything the palette offers."""
        return [*_page_list(self), *self._page_commands(), *_program_commands(self)]

    def _page_commands(self) -> list[Command]:
        """The commands of the visible page's buttons."""
        from counter_app.qt.kit.buttons import ActionButton
        from counter_app.qt.window.palette import Command

        page = self.pages.currentWidget()
        buttons = page.findChildren(ActionButton) if page is not None else []
        return [
            Command(item.accessibleName(), "next", item.shortcut().toString(), item.click)
            for item in buttons
            if item.isVisible() and item.isEnabled() and not item.property("aboutCitizen")
        ]

    def take_scan(self, digits: str) -> None:
        """Hand a scanned receipt to the dialog in front, else to the visible page, else to the return page."""
        if self.answer.take_test_page(digits):
            return
        dialog = self.answer.dialog()
        if dialog is not None:
            self.answer.take_receipt(dialog, digits)
            return
        page = self.pages.page(self.pages.name)
        if page is None or not page.take_scan(digits):
            _return_by_scan(self, digits)

    def card_wanted(self) -> bool:
        """True if a card may be caught now: one that nothing takes is answered, and is typed into no field."""
        return self.isVisible()

    def take_card(self, text: str) -> None:
        """Hand a scanned card to the dialog in front or to the visible page, or say that none is wanted here."""
        dialog, box = self.answer.dialog(), card_box(self.pages.page(self.pages.name))
        if dialog is not None:
            self.answer.take_card(dialog, text)
        elif box is not None:
            box.take(text)
        else:
            self.answer.say(
                _("Trang này không nhận thẻ căn cước. Mở mục Tiếp nhận (F2) rồi quét lại thẻ.")
            )

    def _on_shown(self, name: str) -> None:
        self.navigation.show_current(name)
        self._put_on_keys(name)

    def _put_on_keys(self, name: str) -> None:
        page = self.pages.page(name)
        if page is not None:
            self.keys.put_on(name, page)

    def _on_changed(self, nouns: frozenset[object]) -> None:
        if "settings" in nouns or "staff" in nouns:
            self.reload()
        else:
            self.show_owed()


def _refuse(view: CounterView, text: str) -> None:
    """Say over the page what this account may not do, and who may."""
    from counter_app.qt.kit.hub import Tone

    view.place.hub.notice(Tone.WARNING, text)


def _return_by_scan(view: CounterView, digits: str) -> None:
    """A receipt leads to the page that returns results, for an officer who may."""
    if view.known.serves:
        view.place.hub.go("returning", digits)
    else:
        view.answer.say(_("Ở đây không trả kết quả. Tìm hồ sơ trong Hồ sơ các đơn vị (F4)."))


def _go_back(view: CounterView) -> None:
    """Go back after a question; its widget may be gone with the window, or with the data."""
    if view.isVisible() and not view.place.office.closed:
        view.pages.back()


def _bind_counter_keys(view: CounterView) -> None:
    """The keys of those who serve citizens."""
    bind = view.keys.bind
    bind("Ctrl+H", _("Ghi lượt hướng dẫn"), view.show_ask)
    bind("F11", _("Công dân hỏi về hồ sơ"), view.show_followup)
    bind(PRINTS_KEY, _("Giấy tờ chờ in"), view.show_unprinted)
    bind(EXPORT_KEY, _("Xuất ra USB"), partial(view.go, "closing"))


def open_account(view: CounterView) -> None:
    """Open the account of whoever sits here; its own keys lead on to the map of keys."""
    from counter_app.qt.window.account_dialog import AccountDialog

    AccountDialog(view.place, partial(show_keys, view), view.window()).open()


def _page_list(view: CounterView) -> list[Command]:
    """The pages that whoever sits here may open."""
    from counter_app.qt.window.palette import Command

    officer = view.place.office.session.officer
    return [
        Command(_(item.title), item.icon, view.keys.now(item.key), partial(view.go, item.name))
        for item in view.known.listed
        if item.open_to(officer)
    ]


def _program_commands(view: CounterView) -> list[Command]:
    """The commands that work on every page."""
    from counter_app.qt.window.palette import Command

    return [
        Command(_("Tải lại trang"), "refresh", view.keys.now("Ctrl+F5"), view.pages.reload),
        Command(_("Quay lại trang trước"), "previous", "Esc", view.pages.back),
        *(_counter_commands(view) if view.known.serves else ()),
        Command(
            _("Yêu cầu về dữ liệu cá nhân"),
            "id-card",
            view.keys.now("Ctrl+Shift+Y"),
            partial(view.go, "requests"),
        ),
        Command(_("Thu gọn, mở rộng danh sách trang"), "board", FOLD_KEY, view.navigation.turn),
        Command(_("Công việc đang chạy"), "history", "Ctrl+J", view.tray.open),
        Command(_("Sơ đồ phím"), "keyboard", "F1, F1", partial(show_keys, view)),
        Command(_("Tài khoản của tôi"), "officers", ACCOUNT_KEY, view.show_account),
        Command(_("Khóa màn hình"), "lock", "F12", view.lock_wanted.emit),
        Command(_("Đổi người đăng nhập"), "sign-out", "", view.switch_wanted.emit),
        Command(_("Sao lưu ngay"), "backup", "", lambda: view.go("settings", "backup")),
        Command(_("Kiểm tra dữ liệu"), "ok", "", lambda: view.go("settings", "check")),
    ]


def _counter_commands(view: CounterView) -> list[Command]:
    """The commands that work on every page where citizens are served."""
    from counter_app.qt.window.palette import Command

    return [
        Command(_("Ghi lượt hướng dẫn"), "help", view.keys.now("Ctrl+H"), view.show_ask),
        Command(_("Công dân hỏi về hồ sơ"), "help", view.keys.now("F11"), view.show_followup),
        Command(_("Giấy tờ chờ in"), "printer", PRINTS_KEY, view.show_unprinted),
        Command(_("Biểu mẫu gác lại và đã bỏ"), "hold", "", partial(view.go, "intake", "held")),
        Command(_("Thẻ tra nhanh"), "printer", "", partial(view.go, "help", "quick-card")),
        *training_commands(view),
    ]


def training_commands(view: CounterView) -> list[Command]:
    """Opening the training, and who finished it; in the training itself there is nothing to open."""
    from counter_app.qt.kit.training_start import practise as open_training
    from counter_app.qt.window.palette import Command

    if view.training is not None:
        return []
    return [
        Command(_("Tập huấn: mười tình huống"), "help", "", partial(open_training, view.place)),
        Command(_("Kết quả tập huấn"), "officers", "", partial(_show_training_report, view)),
    ]


def _show_training_report(view: CounterView) -> None:
    from counter_app.qt.window.training_report import TrainingReport

    TrainingReport(view.place, view.window()).open()


def show_keys(view: CounterView) -> None:
    """Open the map of keys of the page that was in front before the guide."""
    from counter_app.qt.window.keys_dialog import KeysDialog

    pages = view.pages
    page = pages.page(pages.before("help"))
    KeysDialog(view.place, view.keys, page, partial(_every_page, view), view.window()).open()


def _every_page(view: CounterView) -> list[Page]:
    """Every page the officer may open, built."""
    officer = view.place.office.session.officer
    names = [item.name for item in view.known.listed if item.open_to(officer)]
    for name in names:
        view.pages.prepare(name)
    return [page for name in names if (page := view.pages.page(name)) is not None]


def build_view(place: Workplace) -> CounterView:
    """A view with a hub of its own; pages that are gone hear nothing, and ``place``'s hub hears its changes."""
    from counter_app.qt.kit.hub import Hub
    from counter_app.qt.kit.workplace import Workplace

    office = place.office
    hub = Hub(sits_here=lambda: office.closed or office.seat.works_still())
    view = CounterView(Workplace(office, hub, place.jobs))
    hub.setParent(view)
    hub.changed.connect(lambda nouns: place.hub.hand_on(nouns, elsewhere=hub.elsewhere))
    hub.restore_wanted.connect(place.hub.restore_wanted)
    hub.encrypt_wanted.connect(place.hub.encrypt_wanted)
    return view
