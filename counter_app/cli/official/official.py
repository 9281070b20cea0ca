"""Verbs about a dossier's official code, and about the originals the office keeps."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counter_app.cli.answers import told
from counter_app.cli.context import FILE, Day, Frame, Shows, require_taken, verb
from counter_app.cli.dossier.whereabouts import whereabouts_facts
from counter_app.cli.official import official_list
from counter_app.domain.dossier.dossier import Dossier, Mapping, Original
from counter_app.domain.official.codes import official_warnings
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.values import override

if TYPE_CHECKING:
    from counter_app.store.read.official import MappedLine


class _Mapping(click.Group):
    """``map CODE OFFICIAL`` beside ``map list`` and ``map import``."""

    @override
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        # Whatever is no verb of its own is a code.
        return super().resolve_command(ctx, args if args[0] in self.commands else ["set", *args])


@click.group("map", cls=_Mapping)
def mapping() -> None:
    """Mã hồ sơ chính thức: map MÃ MÃ-CHÍNH-THỨC; map list; map import TỆP.csv."""


@mapping.command("set")
@click.argument("code")
@click.argument("official", default="")
@click.option(
    "--state",
    type=click.Choice([item.value for item in Mapping]),
    default="entered",
    help="Trạng thái đối soát.",
)
@click.option("--note", default="", help="Lệch ở đâu, hoặc vì sao không phải nhập.")
@verb(Shows.ACT)
def map_one(frame: Frame, code: str, official: str, state: str, note: str) -> None:
    """Ghi mã chính thức hoặc trạng thái đối soát của một hồ sơ."""
    with frame.office() as office:
        done = office.official.enter(code, official, state=Mapping(state), note=note).result
    warnings = official_warnings(done.official_code)
    answer = {"code": done.code} | whereabouts_facts(done) | {"warnings": warnings}
    line = f"{done.code}  {done.official_code or '-'}  {done.mapping.value}"
    frame.say(answer, "\n".join([line, *warnings]))


def _mapped(item: MappedLine) -> dict[str, str]:
    return told(
        item, "code=line.code name=line.name received=line.received_at official_code mapping note"
    )


@mapping.command("list")
@click.option("--on", "day", type=Day(), help="Chỉ hồ sơ nhận ngày này.")
@verb(Shows.CITIZENS)
def map_list(frame: Frame, day: date | None) -> None:
    """Hồ sơ đã tiếp nhận giấy nhưng chưa có mã chính thức."""
    with frame.office() as office:
        lines = office.official.owed(day)
    rows = [_mapped(item) for item in lines]
    text = "\n".join(f"{row['code']}  {row['mapping']}  {row['name']}" for row in rows)
    frame.say({"dossiers": rows}, text or _("Không còn hồ sơ nào thiếu mã chính thức."))


@mapping.command("import")
@click.argument("file", type=FILE)
@verb(Shows.ACT)
def map_import(frame: Frame, file: Path) -> None:
    """Nhập danh sách mã từ tệp CSV, Excel hoặc ODS; dòng đúng được ghi, dòng sai được kể ra."""
    with frame.office() as office:
        done = office.official.import_pairs(file).result
    answer = {
        "entered": list(done.entered),
        "unchanged": list(done.unchanged),
        "refused": list(done.refused),
        "remarks": list(done.remarks),
    }
    head = plural("Đã ghi {count} mã.", len(done.entered)).format(count=len(done.entered))
    frame.say(answer, "\n".join([head, *done.remarks, *done.refused]))
    require_taken(done.taken)


for command in official_list.WORKLIST_VERBS:
    mapping.add_command(command)


@click.group("originals")
def originals() -> None:
    """Bản chính đơn vị giữ và trả lại."""


def _items(texts: tuple[str, ...]) -> list[Original]:
    """``Giấy chứng sinh=2``; without a number it is one."""
    items = []
    for text in texts:
        name, _equals, number = text.rpartition("=") if "=" in text else (text, "", "1")
        if not (number.isascii() and number.isdigit()):
            raise RuleError(
                _("Số bản của “{text}” không đúng dạng. Ghi như TÊN=2.").format(text=text),
                field="originals",
            )
        items.append(Original(name=name, quantity=int(number)))
    return items


def _say_originals(frame: Frame, dossier: Dossier) -> None:
    facts = {"code": dossier.code} | whereabouts_facts(dossier)
    kept = ", ".join(f"{item['quantity']} × {item['name']}" for item in facts["originals_here"])
    frame.say(facts, f"{dossier.code}  {kept or '-'}")


@originals.command("keep")
@click.argument("code")
@click.argument("items", nargs=-1, required=True)
@verb(Shows.ACT)
def keep(frame: Frame, code: str, items: tuple[str, ...]) -> None:
    """Giữ thêm bản chính: TÊN hoặc TÊN=SỐ."""
    with frame.office() as office:
        _say_originals(frame, office.originals.keep(code, _items(items)).result)


@originals.command("back")
@click.argument("code")
@click.argument("items", nargs=-1)
@verb(Shows.ACT)
def back(frame: Frame, code: str, items: tuple[str, ...]) -> None:
    """Trả bản chính: TÊN=SỐ; không ghi gì là trả hết."""
    with frame.office() as office:
        _say_originals(frame, office.originals.give_back(code, _items(items) or None).result)


@originals.command("list")
@verb(Shows.CITIZENS)
def forgotten(frame: Frame) -> None:
    """Hồ sơ đã kết thúc mà đơn vị còn giữ bản chính: phải là rỗng."""
    with frame.office() as office:
        found = office.originals.forgotten()
    rows = [
        {"code": item.code, "name": item.holder_name} | whereabouts_facts(item) for item in found
    ]
    text = "\n".join(f"{row['code']}  {row['name']}" for row in rows)
    frame.say({"dossiers": rows}, text or _("Không còn bản chính nào chưa trả."))


COMMANDS = (mapping, originals)
