"""Verbs about the office's own settings: seen, and changed by whoever may."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import Frame, Shows, verb
from counter_app.domain.dossier.promises import SHIFT
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.settings import OfficeSettings


@click.group("settings")
def settings_group() -> None:
    """Cài đặt của đơn vị: xem, đổi."""


def plain_settings(settings: OfficeSettings) -> dict[str, Any]:
    """Settings that can be told in one line: texts, whole numbers and lists of names; the rest has pages of its own."""
    return {
        key: value
        for key, value in settings.to_dict().items()
        if key != "forms" and isinstance(value, str | int | list) and not isinstance(value, bool)
    }


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


def _say(frame: Frame, settings: OfficeSettings) -> None:
    facts = plain_settings(settings)
    lines = [f"{key}={_text(value)}" for key, value in facts.items()]
    frame.say({"settings": facts}, "\n".join(lines))


@settings_group.command("show")
@verb(Shows.NOBODY)
def show(frame: Frame) -> None:
    """Các cài đặt đổi được bằng dòng lệnh."""
    with frame.office() as office:
        settings = office.rules.settings
    _say(frame, settings)


@settings_group.command("set")
@click.argument("changes", nargs=-1, required=True, metavar="TÊN=GIÁ-TRỊ…")
@verb(Shows.NOBODY)
def set_verb(frame: Frame, changes: tuple[str, ...]) -> None:
    """Đổi cài đặt: supplement_days=30, 'partners=["UBND xã Đông", "UBND xã Đoài"]'."""
    with frame.office() as office:
        before = office.rules.settings
        known = plain_settings(before)
        news: dict[str, Any] = {}
        for change in changes:
            name, equals, text = change.partition("=")
            if not equals:
                raise click.UsageError(
                    _("{text} không đúng dạng. Ghi như tên=giá trị.").format(text=change)
                )
            if name == "resume_policy":
                _require_shift(text)
                continue
            news[name] = _read(name, text, known)
        try:
            done = office.rules.change_settings(replace(before, **news)).result
        except RuleError as error:
            told = f"{error.field}: {error.message}" if error.field else error.message
            raise RuleError(told, field=error.field, rule=error.rule) from error
    _say(frame, done)


@settings_group.command("officer")
@click.argument("login", default="")
@click.option("--forget", is_flag=True, help="Máy này không ghi nhớ ai nữa.")
@verb(Shows.NOBODY)
def officer(frame: Frame, login: str, forget: bool) -> None:
    """Ghi nhớ công chức phục vụ công dân bằng dòng lệnh ở máy này; không ghi tên thì chỉ xem."""
    if login and forget:
        raise click.UsageError(_("Ghi tên công chức hoặc --forget, mỗi lần một thao tác."))
    with frame.office() as office:
        kept = office.preferences
        if login:
            kept = replace(kept, terminal_officer=frame.known(office, login).login)
        elif forget:
            kept = replace(kept, terminal_officer="")
        if kept != office.preferences:
            office.rules.change_preferences(kept)
    frame.say({"officer": kept.terminal_officer}, kept.terminal_officer or "…")


@settings_group.command("printer")
@click.argument("wish", default="")
@click.option("--tickets", is_flag=True, help="Máy in số thứ tự, không phải máy in giấy hẹn.")
@consent_option
@verb(Shows.NOBODY)
def printer(frame: Frame, wish: str, tickets: bool, consent: str) -> None:
    """Máy in của máy này: lp:TÊN, escpos:ĐỊA-CHỈ, file:THƯ-MỤC; không ghi thì chỉ xem."""
    name = "ticket_printer" if tickets else "printer"
    with frame.office() as office:
        kept = office.preferences
        if wish:
            wanted = replace(kept, printer=wish)
            if tickets:
                wanted = replace(kept, ticket_printer=wish)
            kept = office.rules.change_preferences(wanted, approval=approval(consent)).result
    chosen = kept.ticket_printer if tickets else kept.printer
    frame.say({name: chosen}, chosen or "…")


def _require_shift(text: str) -> None:
    """A setting of before November 2026 is the rule of all; a set-up that asks for it goes on working.

    Errors: RuleError for anything else (Nghị định 301/2026/NĐ-CP Điều 3 khoản 4).
    """
    if text != SHIFT:
        raise RuleError(
            _(
                "Thời gian chờ không tính vào thời hạn giải quyết và không cho tính lại từ đầu. Nếu một thủ tục có "
                "văn bản quy định khác, ghi ở Danh mục thủ tục (Ctrl+1), kèm nguồn."
            ),
            field="resume_policy",
        )


def _read(name: str, text: str, known: dict[str, Any]) -> Any:
    """A setting told in text. Errors: RuleError naming it."""
    if name not in known:
        raise RuleError(
            _("Không có cài đặt {name}. Xem tên bằng: settings show.").format(name=name), field=name
        )
    if isinstance(known[name], str):
        return text
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    count = isinstance(known[name], int)
    right = (
        type(value) is int and value >= 0
        if count
        else isinstance(value, list) and all(isinstance(item, str) for item in value)
    )
    if not right:
        raise RuleError(
            _("Cài đặt {name} cần một số nguyên.").format(name=name)
            if count
            else _('Cài đặt {name} cần một danh sách, như ["UBND xã Đông"].').format(name=name),
            field=name,
        )
    return value


COMMANDS = (settings_group,)
