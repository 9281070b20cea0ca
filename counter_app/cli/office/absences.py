"""Verbs about absences of officers: announce with substitutes, change, end, list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import Day, Frame, Shows, verb
from counter_app.domain.office.absence import Absence
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.office import Office


def absence_facts(absence: Absence) -> dict[str, Any]:
    """An absence as the verbs show it."""
    facts = told(absence, "absence=id officer since until reason cancelled")
    return facts | {"substitutes": dict(absence.substitutes)}


def absence_words(office: Office, absence: Absence) -> str:
    """An absence in one sentence, with its first day and its number."""
    words = office.absences.notice(absence)
    return f"{absence.id}\t{absence.since:%d/%m/%Y}\t{words}"


_since = click.option("--since", type=Day(), help="Ngày đầu; mặc định hôm nay.")
_reason = click.option("--reason", default="", help="Lý do, ghi ngắn.")
_substitutes = click.option(
    "--substitute",
    "substitutes",
    multiple=True,
    help="Người thay: LĨNH_VỰC=TÊN_ĐĂNG_NHẬP, hoặc chỉ TÊN_ĐĂNG_NHẬP cho mọi lĩnh vực còn lại.",
)


@click.group("absence")
def absence() -> None:
    """Công chức vắng mặt và người thay."""


@absence.command("add")
@click.argument("officer")
@_since
@click.option("--until", type=Day(), required=True, help="Ngày cuối vắng mặt.")
@_reason
@_substitutes
@verb(Shows.NOBODY)
def add(
    frame: Frame,
    officer: str,
    since: date | None,
    until: date,
    reason: str,
    substitutes: tuple[str, ...],
) -> None:
    """Ghi một công chức vắng mặt, mỗi lĩnh vực có người thay."""
    with frame.office() as office:
        first = since or office.absences.today()
        named = _named(office, officer, first, until, substitutes)
        wanted = Absence(
            officer=officer, since=first, until=until, reason=reason, substitutes=named
        )
        done = office.absences.announce(wanted).result
        words = absence_words(office, done)
    frame.say(absence_facts(done), words)


@absence.command("change")
@click.argument("number", type=int)
@_since
@click.option("--until", type=Day(), help="Ngày cuối mới; mặc định như cũ.")
@click.option("--reason", help="Lý do mới; mặc định như cũ.")
@_substitutes
@verb(Shows.NOBODY)
def change(
    frame: Frame,
    number: int,
    since: date | None,
    until: date | None,
    reason: str | None,
    substitutes: tuple[str, ...],
) -> None:
    """Đổi ngày hoặc người thay từ hôm nay; những ngày đã qua giữ nguyên."""
    with frame.office() as office:
        old = _numbered(office, number)
        first = max(since or old.since, office.absences.today())
        last = until or old.until
        named = old.substitutes
        if substitutes:
            named = _named(office, old.officer, first, last, substitutes)
        wanted = Absence(
            officer=old.officer,
            since=first,
            until=last,
            reason=old.reason if reason is None else reason,
            substitutes=named,
        )
        done = office.absences.change(number, wanted).result
        words = absence_words(office, done)
    frame.say(absence_facts(done), words)


@absence.command("end")
@click.argument("number", type=int)
@click.option("--back", type=Day(), help="Ngày làm việc lại; mặc định hôm nay.")
@verb(Shows.NOBODY)
def end(frame: Frame, number: int, back: date | None) -> None:
    """Kết thúc một lần vắng mặt: công chức đã làm việc lại."""
    with frame.office() as office:
        actor, found = office.session.officer, _numbered(office, number)
        own = actor is not None and actor.login == found.officer
        if back is None and own and found.since <= office.absences.today():
            done = office.absences.come_back().result
        else:
            done = office.absences.end(number, back).result
        words = absence_words(office, done)
    frame.say(absence_facts(done), words)


@absence.command("list")
@click.option("--all", "everything", is_flag=True, help="Cả những lần đã kết thúc.")
@verb(Shows.NOBODY)
def listed(frame: Frame, everything: bool) -> None:
    """Những lần vắng mặt, với người thay và ngày cuối."""
    with frame.office() as office:
        today = office.absences.today()
        found = [item for item in office.absences.all() if everything or item.until >= today]
        words = [absence_words(office, item) for item in found]
    frame.say(
        {"absences": [absence_facts(item) for item in found]},
        "\n".join(words) or _("Không có công chức nào vắng mặt."),
    )


def _numbered(office: Office, number: int) -> Absence:
    found = next((item for item in office.absences.all() if item.id == number), None)
    if found is None:
        raise RuleError(
            _("Không có lần vắng mặt số {number}. Xem số bằng lệnh absence list.").format(
                number=number
            ),
            field="number",
        )
    return found


def _named(
    office: Office, officer: str, since: date, until: date, words: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Substitutes by sector; a login alone stands for every sector that no other word names."""
    chosen = dict(word.split("=", 1) for word in words if "=" in word)
    alone = [word for word in words if "=" not in word]
    if len(alone) > 1:
        raise RuleError(
            _(
                "Chỉ ghi một người thay cho các lĩnh vực còn lại. Ghi LĨNH_VỰC=TÊN_ĐĂNG_NHẬP cho từng lĩnh vực."
            ),
            field="substitutes",
        )
    for login in alone:
        for sector in office.absences.needed(officer, since, until):
            chosen.setdefault(sector, login)
    return tuple(chosen.items())


COMMANDS = (absence,)
