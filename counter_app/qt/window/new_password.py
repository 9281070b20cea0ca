"""A new password typed twice: the same two inputs wherever one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.fields import Field
from counter_app.qt.kit.password_edit import PasswordEdit, refuse_accents
from counter_app.qt.kit.tick_box import TickBox

if TYPE_CHECKING:
    from counter_app.desk.desk import Done
    from counter_app.domain.office.staff import Officer
    from counter_app.office import Office


class NewPassword:
    """The inputs by their names in errors, and the box that shows the letters of all of them."""

    def __init__(self) -> None:
        self.after, self.again = PasswordEdit(), PasswordEdit()
        self.seen = TickBox(_("&Hiện mật khẩu"))
        self.fields = {
            "password": Field(
                _("Mật khẩu mới"), self.after, _("Ít nhất 10 ký tự, chữ không dấu và chữ số")
            ),
            "again": Field(_("Gõ lại mật khẩu mới"), self.again),
        }
        for edit in (self.after, self.again):
            self.seen.toggled.connect(edit.show_letters)

    def typed(self) -> str:
        """The password. Errors: RuleError naming the input, for one that could not be typed again or was not."""
        after = self.after.text()
        if not after:
            raise RuleError(_("Gõ mật khẩu mới."), field="password")
        refuse_accents(after)
        if after != self.again.text():
            raise RuleError(_("Hai lần gõ mật khẩu mới khác nhau. Gõ lại."), field="again")
        return after


def change_password(before: str, after: str, op: str, office: Office) -> Done[Officer]:
    """Give whoever is signed in another password; slow, off the window's thread. Errors: RuleError."""
    return office.staff.change_password(before, after, op_id=op)
