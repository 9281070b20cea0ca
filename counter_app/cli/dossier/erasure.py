"""The verb that takes a person out of a dossier by law."""

from __future__ import annotations

from dataclasses import asdict

import click

from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import Frame, Shows, verb
from counter_app.i18n import _
from counter_app.wording.dossier.erasure import copy_lines


@click.command("erase")
@click.argument("code")
@click.option("--reason", default="", help="Căn cứ, lý do xóa.")
@consent_option
@verb(Shows.ACT)
def erase(frame: Frame, code: str, reason: str, consent: str) -> None:
    """Xóa dữ liệu cá nhân của một hồ sơ đã kết thúc; số, ngày và chuỗi nhật ký còn lại.

    Nêu những bản sao nằm ngoài tệp dữ liệu, không bị xóa theo.
    """
    with frame.office() as office:
        dossier = office.dossiers.get(code)
        copies = office.copies_left.of(dossier.code)
        office.erasure.erase(dossier.code, reason=reason, approval=approval(consent))
    answer = {"code": dossier.code, "copies": [asdict(copy) for copy in copies]}
    done = _("Đã xóa dữ liệu cá nhân của hồ sơ {code}.").format(code=dossier.code)
    frame.say(answer, "\n".join([done, *copy_lines(copies)]))


COMMANDS = (erase,)
