"""Verbs that copy the data, bring it back, and settle which numbers were given."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import FOLDER, Frame, Shows, verb
from counter_app.cli.unlocking import keys_for_sticks, keys_of_copy
from counter_app.desk.office.backup import backup
from counter_app.desk.office.leader_consent import second_person
from counter_app.desk.office.numbers import KnownNumber
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError, StoreError
from counter_app.i18n import _, plural
from counter_app.office import SystemClock
from counter_app.system.terminals import is_terminal
from counter_app.wording.office.backups import stick_words
from counter_app.wording.office.keeping import restored_text, same_disk_text
from counter_app.wording.paper.numbers import series_text

if TYPE_CHECKING:
    from counter_app.desk.office.restore_consent import Consent
    from counter_app.sync.regained.making_whole import WantedStick
    from counter_app.system.key_ring import OfficeKeys


@click.command("backup")
@click.option("--to", "folder", type=FOLDER, required=True, help="Thư mục nhận bản sao lưu.")
@verb(Shows.CITIZENS)
def backup_verb(frame: Frame, folder: Path) -> None:
    """Sao lưu ra một tệp mới và đọc lại để kiểm chứng."""
    with frame.office() as office:
        office.access.backed_up(str(folder))
        made, here = backup(office.store, folder), office.data_dir
    answer = {
        "file": str(made.path),
        "entries": made.entries,
        "head_code": made.head,
        "same_disk": made.same_disk,
        "cleared": list(made.cleared),
    }
    lines = [_("Đã sao lưu và kiểm chứng: {path}").format(path=made.path)]
    if made.same_disk:
        lines.append(same_disk_text())
    _back_up_received(here, folder, answer, lines)
    frame.say(answer, "\n".join(lines))


def _back_up_received(here: Path, folder: Path, answer: dict[str, Any], lines: list[str]) -> None:
    """The batches a superior received are copied beside its own data."""
    from counter_app.superior.copies import back_up
    from counter_app.superior.proof import is_superior

    if not is_superior(here):
        return
    copy = back_up(here, folder, SystemClock())
    answer["superior"] = {
        "folder": str(copy.path),
        "senders": copy.senders,
        "entries": copy.entries,
        "left_out": list(copy.left_out),
    }
    lines.append(
        plural("Đã sao lưu số liệu của {count} đơn vị gửi: {path}", copy.senders).format(
            count=copy.senders, path=copy.path
        )
    )
    lines += copy.left_out


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--batches",
    type=FOLDER,
    help=("Lấy lại cả các lượt ghi sau bản sao lưu có trong gói dữ liệu ở đây (USB)."),
)
@click.option("--witness", type=FOLDER, help="Thư mục còn sổ chứng số của đơn vị.")
@click.option(
    "--words", is_flag=True, help="Mở bản sao lưu đã mã hóa bằng các chữ trên phiếu khôi phục."
)
@click.option(
    "--nobody",
    is_flag=True,
    help="Cùng --words: không ai còn nhớ mật khẩu, chỉ có phiếu; nhật ký ghi rõ như vậy.",
)
@consent_option
@verb(Shows.NOBODY)
def restore_verb(
    frame: Frame,
    file: Path,
    batches: Path | None,
    witness: Path | None,
    words: bool,
    nobody: bool,
    consent: str,
) -> None:
    """Khôi phục từ một bản sao lưu; dữ liệu đang có được giữ sang bên. Cần hai người, hoặc một người và phiếu."""
    from counter_app.desk.office.restore import restore

    if nobody and not words:
        raise RuleError(
            _("Không có tên người khôi phục thì phải có phiếu khôi phục. Thêm --words."),
            field="nobody",
        )
    sheet = _sheet(frame, nobody=nobody) if words else None
    keys, opened = _keys(frame, file, sheet, sticks=batches is not None)
    made = restore(
        file,
        frame.data,
        SystemClock(),
        batches=batches,
        witness=witness,
        keys=keys,
        progress=frame.progress(),
        consent=_consent(frame, consent, sheet, nobody=nobody, opened=opened),
    )
    answer = {
        "file": str(made.path),
        "entries": made.entries,
        "head_code": made.head,
        "aside": str(made.aside) if made.aside else "",
        "numbers_unsure": made.unsure,
        "regained": made.regained,
        "erased": made.erased,
        "erasures_unsure": made.erasures_unsure,
        "notes": list(made.notes),
    }
    lines = restored_text(
        made.entries,
        made.aside,
        made.regained,
        made.notes,
        unsure=made.unsure,
        erased=made.erased,
        erasures_unsure=made.erasures_unsure,
    )
    frame.say(answer, "\n".join(lines))


@click.command("complete")
@click.argument("folder", type=FOLDER)
@consent_option
@verb(Shows.NOBODY)
def complete_verb(frame: Frame, folder: Path, consent: str) -> None:
    """Lấy từ USB tìm thấy sau phần mà lần khôi phục trước chỉ lấy lại được số liệu. Cần hai người."""
    from counter_app.desk.office.restore import restore
    from counter_app.paths import database_path

    frame.require_office()
    with frame.office() as office:
        lacking, keys = office.outlook.lacking(), office.keys
    if not lacking.entries:
        frame.say(
            {"lacked": 0, "lacking": 0},
            _("Không có lượt ghi nào thiếu nội dung. Không phải làm gì."),
        )
        return
    allowed = _in_place(frame, consent, sheet=False)
    made = restore(
        database_path(frame.data),
        frame.data,
        SystemClock(),
        batches=folder,
        keys=keys,
        progress=frame.progress(),
        consent=allowed,
        completing=True,
    )
    with frame.office() as office:
        left = office.outlook.lacking()
    answer = {
        "lacked": lacking.entries,
        "lacking": left.entries,
        "entries": made.entries,
        "head_code": made.head,
        "aside": str(made.aside) if made.aside else "",
        "sticks": [_stick_facts(item) for item in left.sticks],
        "notes": list(made.notes),
    }
    lines = restored_text(made.entries, made.aside, made.regained, made.notes, unsure=made.unsure)
    lines += [f"– {stick_words(item.volume, item.batches, item.at)}" for item in left.sticks]
    frame.say(answer, "\n".join(lines))


def _stick_facts(stick: WantedStick) -> dict[str, Any]:
    at = stick.at.isoformat() if stick.at else ""
    return {"volume": stick.volume, "batches": list(stick.batches), "at": at}


def _keys(
    frame: Frame, file: Path, sheet: str | None, *, sticks: bool
) -> tuple[OfficeKeys | None, bool]:
    """The keys that open a copy, and if it had to be opened; ``sticks``: what batches hold for the office alone too."""
    asked = (file, frame.data, frame.claim)
    keys = keys_of_copy(*asked, words=sheet)
    if keys is not None or not sticks:
        return keys, keys is not None
    return keys_for_sticks(*asked, words=sheet), False


def _sheet(frame: Frame, *, nobody: bool) -> str:
    """The words of the recovery sheet. Errors: RuleError where nobody says who restores with them."""
    if not nobody and not frame.claim.login and not is_terminal(sys.stdin):
        raise RuleError(
            _(
                "Phiếu mở được bản sao lưu nhưng chưa rõ ai khôi phục. Thêm --officer TÊN_ĐĂNG_NHẬP, hoặc --nobody "
                "khi không ai còn nhớ mật khẩu."
            ),
            field="officer",
            rule="name",
        )
    return frame.claim.words()


def _consent(
    frame: Frame, approver: str, sheet: str | None, *, nobody: bool, opened: bool
) -> Consent:
    """The two people who restore, asked of the office in place, or of the copy's own where nothing there can be opened.

    The words of the ``sheet`` stand in for the second of them, unless the first made it; ``opened``: they opened the
    copy, or else it says whether they are right. ``nobody``: they are all there is. Errors: RuleError for who may not.
    """
    from counter_app.desk.office.restore_consent import by_password, by_sheet, by_words

    asked = by_sheet if nobody else _in_place(frame, approver, sheet=sheet is not None)
    if asked is None:
        frame.claim.ask()
        asked = by_password(frame.claim.proven_by, approval(approver), sheet=sheet is not None)
    return asked if sheet is None or opened else by_words(sheet, asked)


def _in_place(frame: Frame, approver: str, *, sheet: bool) -> Consent | None:
    """The consent of the office in place, given before anything is touched; None where nothing there can be opened."""
    from counter_app.desk.office.restore_consent import Allowed, with_sheet

    with suppress(StoreError):
        if not frame.has_office():
            return None
        with frame.office() as office:
            officer = office.staff.acting(Duty.RESTORE)
            if sheet and not approver:
                return with_sheet(office.store, officer)
            said = second_person(office.store, officer, approval(approver), Duty.RESTORE)
            allowed = Allowed(actor=officer.login, said=said)
        return lambda _store: allowed
    return None


@click.group("numbers")
def numbers() -> None:
    """Số nào đã cấp, khi dữ liệu đã mất một phần: xem, rồi trả lời một lần."""


@numbers.command("show")
@verb(Shows.NOBODY)
def numbers_show(frame: Frame) -> None:
    """Những dãy số phải trả lời, với số cuối đã biết."""
    with frame.office() as office:
        doubt, known = office.numbers.doubt, office.numbers.known()
        names = {sector.key: sector.name for sector in office.store.catalogue.sectors()}
        answer = {
            "unsure": doubt is not None,
            "why": doubt.why if doubt else "",
            "free_device": office.numbers.free_device(),
            "devices_used": list(office.numbers.devices_used()),
            "series": [
                {
                    "name": item.name,
                    "period": item.period,
                    "last": item.last,
                    "text": series_text(item.name, item.period, names),
                }
                for item in known
            ],
        }
    head = (
        _("Đọc số cuối trên giấy gần nhất của từng dãy:")
        if doubt
        else _("Không có số nào phải xác nhận.")
    )
    lines = [
        f"  {item.name}/{item.period} = {item.last}   {series_text(item.name, item.period, names)}"
        for item in known
    ]
    frame.say(answer, "\n".join([head, *lines]))


@numbers.command("settle")
@click.option("--last", "told", multiple=True, help="Số cuối của một dãy: form:01/2026=43.")
@click.option("--code", "codes", multiple=True, help="Mã trên giấy hẹn cuối cùng, gõ hoặc quét.")
@click.option(
    "--device", type=int, required=True, help="Số của máy này, khác mọi máy đang dùng của đơn vị."
)
@verb(Shows.NOBODY)
def numbers_settle(
    frame: Frame, told: tuple[str, ...], codes: tuple[str, ...], device: int
) -> None:
    """Trả lời: cấp tiếp từ trên các số này."""
    with frame.office() as office:
        answers = [_answer(text) for text in told] + [
            office.numbers.scanned(code) for code in codes
        ]
        done = office.numbers.settle({item.series: item.last for item in answers}, device=device)
    answer = {"device": done.result, "answers": len(answers)}
    frame.say(
        answer,
        _("Đã ghi nhận; cấp số tiếp từ trên các số này, máy số {device}.").format(
            device=done.result
        ),
    )


def _answer(text: str) -> KnownNumber:
    series, _equals, last = text.partition("=")
    name, _slash, period = series.partition("/")
    if not name or not last.isascii() or not last.isdigit():
        raise RuleError(
            _("Không hiểu «{text}». Gõ như form:01/2026=43, tên dãy xem ở «numbers show».").format(
                text=text
            ),
            field="last",
        )
    return KnownNumber(name=name, period=period, last=int(last))


COMMANDS = (backup_verb, restore_verb, complete_verb, numbers)
