"""The words to whoever sits down: findings of the start, numbers in doubt, an absence that may be over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from counter_app.domain.office.staff import Duty, Role
from counter_app.i18n import _
from counter_app.qt.kit.hub import Tone
from counter_app.qt.window.lent_password import LentPasswordDialog
from counter_app.qt.window.own_absence import ask_own_absence
from counter_app.system.places import carried_by
from counter_app.wording.office.health import carried_text, late_text
from counter_app.wording.office.sign_in import wrong_before_text

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.qt.window.counter_view import CounterView

_TRIED = "encrypting-tried"
"""Stands at the window once a plain file was, or could not be, encrypted in this run."""


def tell(view: CounterView, news: Sequence[str], *, fresh: bool, typed: str = "") -> None:
    """Say what the start found; numbers in doubt are asked for before anything else, of who may answer.

    ``fresh``: somebody just signed in, who is asked about an absence of their own. ``typed`` is the password that
    opened: one that somebody else chose is replaced first.
    """
    office, told = view.place.office, list(news)
    told += _wrong_before(office)
    told += (*_carried(office), *_late_copies(office)) if fresh else ()
    if office.numbers.doubt is not None:
        if view.place.may(Duty.SETTINGS):
            view.ask_numbers()
        else:
            told.append(
                _(
                    "Chưa biết chắc số nào đã cấp nên chỉ xem được. Nhờ lãnh đạo đăng nhập để trả lời."
                )
            )
    elif fresh and typed and office.writable and office.staff.password_is_lent():
        dialog = LentPasswordDialog(view.place, typed, view.window())
        dialog.rejected.connect(view.switch_wanted)
        dialog.open()
    elif fresh and _begins_locking(view, told):
        return
    elif fresh:
        ask_own_absence(view.place, view.window())
    if told:
        view.place.hub.notice(Tone.WARNING, " ".join(told))


def _begins_locking(view: CounterView, told: list[str]) -> bool:
    """True if a plain file of before is being encrypted now: once in a run, and only where a sheet could open it.

    Nobody has pressed a key yet. What refuses it is told, the data is opened as it was, and the next run tries again.
    """
    office, window = view.place.office, view.window()
    if not office.own_computer.owes_locking():
        return False
    if not office.recovery.opens_file():
        told.append(
            _(
                "Dữ liệu chưa mã hóa: ai lấy được máy hoặc bản sao lưu đều đọc được hết. Lập phiếu khôi phục ở Tài "
                "khoản của tôi (Ctrl+Shift+T); lần đăng nhập sau dữ liệu được mã hóa."
            )
        )
        return False
    if window.property(_TRIED):
        return False
    window.setProperty(_TRIED, True)
    QTimer.singleShot(0, view, lambda: view.place.hub.encrypt_wanted.emit(False))
    return True


def _late_copies(office: Office) -> list[str]:
    """The sentences to a leader about places that have had no copy for days."""
    officer, standing = office.session.officer, office.backups.standing()
    if officer is None or officer.role is not Role.LEADER or not standing.late:
        return []
    return [f"{late_text(standing)} (Ctrl+4)."]


def _carried(office: Office) -> list[str]:
    """The sentence that a program carries the data to other computers: each day, until somebody has moved them."""
    service = carried_by(office.data_dir)
    return [f"{carried_text(service)}."] if service else []


def _wrong_before(office: Office) -> list[str]:
    """The sentence about wrong passwords before the right one, once."""
    before, office.session.wrong_before = office.session.wrong_before, None
    text = wrong_before_text(before, office.staff.now())
    return [text] if text else []
