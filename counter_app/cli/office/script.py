"""Verbs about scripting keys: ``script issue|list|revoke``."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import FILE, Day, Frame, Shows, verb
from counter_app.desk.office.script_keys import issuable
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.office.script_keys import ScriptKey

_PRIVATE = 0o077


@click.group("script")
def script() -> None:
    """Khóa lệnh cho lệnh chạy tự động: cấp, xem, thu hồi."""


def _facts(key: ScriptKey) -> dict[str, Any]:
    facts = told(key, "until issued issuer used revoked", zone=True)
    return told(key, "name actor=login") | {"rights": sorted(key.rights)} | facts


def _line(key: ScriptKey, today: date) -> str:
    rights = ", ".join(sorted(key.rights))
    state = (
        _("đã thu hồi ngày {day:%d/%m/%Y}").format(day=key.revoked)
        if key.revoked
        else _("đến {day:%d/%m/%Y}").format(day=key.until)
        if key.opens(today)
        else _("hết hạn ngày {day:%d/%m/%Y}").format(day=key.until)
    )
    used = (
        _("dùng lần cuối {at:%H:%M %d/%m/%Y}").format(at=key.used)
        if key.used
        else _("chưa dùng lần nào")
    )
    return f"{key.name}  {rights}  {state}  {used}  {key.issuer}"


@script.command("issue")
@click.argument("name")
@click.option(
    "--rights",
    multiple=True,
    required=True,
    type=click.Choice([duty.value for duty in issuable()]),
    help="Quyền của khóa, ghi một hay nhiều lần; không quá quyền của người cấp.",
)
@click.option("--until", type=Day(), required=True, help="Ngày cuối còn dùng, ví dụ 2027-06-30.")
@click.option(
    "--out",
    type=FILE,
    required=True,
    help="Ghi khóa ra tệp này; giữ như giữ mật khẩu.",
)
@verb(Shows.NOBODY)
def issue(frame: Frame, name: str, rights: tuple[str, ...], until: date, out: Path) -> None:
    """Cấp khóa lệnh, hoặc thay khóa cùng tên; chỉ lãnh đạo cấp được. Tệp khóa luôn là tệp mới."""
    from counter_app.desk.outgoing import write

    with frame.office() as office:
        target = frame.target(office, out)
        key, text = office.script_keys.issue(name, map(Duty, rights), until).result
        before = os.umask(_PRIVATE)
        try:
            write(target, text.encode("ascii"))
        finally:
            os.umask(before)
        today = office.now().date()
    frame.say(_facts(key) | {"file": str(out)}, _line(key, today))


@script.command("list")
@verb(Shows.NOBODY)
def list_verb(frame: Frame) -> None:
    """Mọi khóa lệnh đã cấp: quyền, ngày cuối, lần dùng cuối."""
    with frame.office() as office:
        keys, today = office.script_keys.keys(), office.now().date()
    lines = [_line(key, today) for key in keys]
    frame.say(
        {"keys": [_facts(key) for key in keys]}, "\n".join(lines) or _("Chưa cấp khóa lệnh nào.")
    )


@script.command("revoke")
@click.argument("name")
@click.option("--reason", default="", help="Lý do.")
@verb(Shows.NOBODY)
def revoke(frame: Frame, name: str, reason: str) -> None:
    """Thu hồi một khóa lệnh trước ngày cuối."""
    with frame.office() as office:
        key = office.script_keys.revoke(name, reason=reason).result
        today = office.now().date()
    frame.say(_facts(key), _line(key, today))


COMMANDS = (script,)
