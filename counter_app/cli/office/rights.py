"""Verbs about who may do what: the table of rights, read and set."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.consent import approval, consent_option
from counter_app.cli.context import Day, Frame, Shows, verb
from counter_app.domain.office.rights import RIGHTS, Duty, Role
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.office.rights import RightsTable


@click.group("rights")
def rights() -> None:
    """Bảng quyền: vai trò nào được làm gì trong đơn vị."""


def _facts(table: RightsTable) -> dict[str, Any]:
    listed = [
        {
            "right": item.duty.value,
            "name": _(item.name),
            "roles": [role.value for role in Role if role in table.held[item.duty]],
            "at_most": [role.value for role in Role if role in item.most],
            "two_people": item.two,
        }
        for item in RIGHTS
    ]
    return {"rights": listed, "own_sector_only": table.own_sector}


def _say(frame: Frame, table: RightsTable) -> None:
    facts = _facts(table)
    lines = [
        "\t".join(
            [item["right"], ",".join(item["roles"]), item["name"]]
            + ([_("hai người")] if item["two_people"] else [])
        )
        for item in facts["rights"]
    ]
    only = _("Chỉ người phụ trách lĩnh vực, người thay và lãnh đạo giải quyết hồ sơ của lĩnh vực.")
    free = _("Người có quyền giải quyết làm được hồ sơ của mọi lĩnh vực.")
    frame.say(facts, "\n".join([*lines, only if table.own_sector else free]))


@rights.command("list")
@click.option("--day", type=Day(), help="Bảng quyền vào cuối ngày này; mặc định bây giờ.")
@verb(Shows.NOBODY)
def list_verb(frame: Frame, day: date | None) -> None:
    """Mọi quyền với các vai trò đang có."""
    with frame.office() as office:
        _say(frame, office.rights.table(day))


@rights.command("set")
@click.argument("changes", nargs=-1, metavar="QUYỀN=VAI-TRÒ,…")
@click.option(
    "--own-sector/--any-sector",
    "own_sector",
    default=None,
    help="Hồ sơ do người phụ trách lĩnh vực, người thay, lãnh đạo giải quyết; hoặc do mọi người.",
)
@consent_option
@verb(Shows.NOBODY)
def set_verb(frame: Frame, changes: tuple[str, ...], own_sector: bool | None, consent: str) -> None:
    """Giao quyền cho đúng những vai trò này: refund=leader,receiver."""
    wish = dict(_read(change) for change in changes)
    if not wish and own_sector is None:
        raise click.UsageError(_("Ghi quyền cần đổi, như refund=leader,receiver."))
    with frame.office() as office:
        done = office.rights.set(wish, own_sector=own_sector, approval=approval(consent)).result
        _say(frame, done)


def _read(change: str) -> tuple[Duty, tuple[Role, ...]]:
    """A right and its roles as typed. Errors: UsageError for another form; RuleError for an unknown word."""
    name, equals, text = change.partition("=")
    if not equals:
        raise click.UsageError(
            _("{text} không đúng dạng. Ghi như quyền=vai-trò,vai-trò.").format(text=change)
        )
    words = [word.strip() for word in text.split(",") if word.strip()]
    if name not in set(Duty) or not set(words) <= set(Role):
        raise RuleError(
            _("Không có quyền hoặc vai trò “{text}”. Xem tên bằng: rights list.").format(
                text=change[:60]
            ),
            field="changes",
        )
    return Duty(name), tuple(Role(word) for word in words)


COMMANDS = (rights,)
