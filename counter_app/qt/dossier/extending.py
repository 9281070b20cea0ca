"""More time to verify, once, where the procedure allows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from counter_app.i18n import _, plural
from counter_app.qt.kit.act_reason_dialog import ReasonDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.qt.kit.workplace import Workplace


def ask_extension(
    place: Workplace, dossier: Dossier, then: Callable[[Dossier], None], parent: QWidget
) -> None:
    """Ask for the reason and extend; ``then`` gets the dossier as it is afterwards."""
    dialog = ReasonDialog(
        place,
        partial(place.office.promises.extend, dossier.code),
        title=_("Gia hạn để xác minh"),
        about=f"{dossier.code} · {dossier.applicant.name[:120]}",
        meaning=plural(
            "Ngày hẹn trả lùi thêm {days} ngày làm việc, chỉ một lần.", dossier.policy.extension_wd
        ).format(days=dossier.policy.extension_wd),
        parent=parent,
    )
    dialog.did.connect(then)
    dialog.open()
