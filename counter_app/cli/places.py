"""Verbs of places: ``place now|show|load|shipped``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import FILE, Frame, Shows, verb
from counter_app.i18n import _
from counter_app.wording.catalogue.places import recognised_text, source_text

if TYPE_CHECKING:
    from counter_app.domain.places.gazetteer import Gazetteer


@click.group("place")
def place() -> None:
    """Địa danh trước và sau khi sắp xếp đơn vị hành chính."""


@place.command("now")
@click.argument("address")
@verb(Shows.NOBODY)
def now(frame: Frame, address: str) -> None:
    """Địa chỉ cũ nay là địa chỉ nào; không chắc thì nói không biết."""
    with frame.office() as office:
        found = office.places.recognise(address)
        since = office.places.gazetteer.valid_from
    facts: dict[str, Any] = {
        "before": found.before if found else None,
        "addresses": list(found.addresses) if found else [],
    }
    unknown = _("Không thấy địa danh cũ trong địa chỉ này.")
    text = recognised_text(found, since) if found else unknown
    lines = found.addresses if found and len(found.addresses) > 1 else ()
    frame.say(facts, "\n".join((text, *lines)))


@place.command("show")
@verb(Shows.NOBODY)
def show(frame: Frame) -> None:
    """Danh sách địa danh đang dùng: áp dụng từ ngày nào, theo văn bản nào."""
    with frame.office() as office:
        used, own = office.places.gazetteer, office.places.is_own
    _say(frame, used, own=own)


@place.command("load")
@click.argument("path", type=FILE)
@verb(Shows.NOBODY)
def load(frame: Frame, path: Path) -> None:
    """Dùng danh sách địa danh khác, từ tệp JSON như tệp kèm theo chương trình."""
    with frame.office() as office:
        used = office.places.load(path)
    _say(frame, used, own=True)


@place.command("shipped")
@verb(Shows.NOBODY)
def shipped(frame: Frame) -> None:
    """Dùng lại danh sách địa danh kèm theo chương trình."""
    with frame.office() as office:
        used = office.places.use_shipped()
    _say(frame, used, own=False)


def _say(frame: Frame, used: Gazetteer, *, own: bool) -> None:
    facts = told(used, "valid_from checked sources")
    frame.say(facts | {"own": own}, source_text(used, own=own))


COMMANDS = (place,)
