"""Papers of a procedure's own: seen, taken in from a file, given out as one, given to a procedure."""

from __future__ import annotations

from pathlib import Path

import click

from counter_app.cli.context import FILE, Frame, Shows, force_option, verb
from counter_app.desk.outgoing import write
from counter_app.i18n import _


@click.group("template")
def template() -> None:
    """Mẫu giấy riêng của thủ tục: xem, nhập, xuất, dùng."""


@template.command("list")
@verb(Shows.NOBODY)
def list_verb(frame: Frame) -> None:
    """Các mẫu giấy riêng và thủ tục đang dùng."""
    with frame.office() as office:
        rows = [
            {
                "key": item.key,
                "title": item.title,
                "procedures": [found.code for found in office.templates.used_by(item.key)],
            }
            for item in office.templates.all()
        ]
    lines = [
        f"{row['key']}  {row['title']}  {' '.join(row['procedures'])}".rstrip() for row in rows
    ]
    frame.say({"templates": rows}, "\n".join(lines) or "…")


@template.command("import")
@click.argument("file", type=FILE)
@verb(Shows.NOBODY)
def import_file(frame: Frame, file: Path) -> None:
    """Nhập một mẫu từ tệp JSON, Excel, ODS hoặc CSV; sai một chỗ là không nhập gì."""
    with frame.office() as office:
        made = office.templates.load_file(file).result
    told = _("Đã nhập mẫu {key}. Đối chiếu các mục với văn bản trước khi dùng.")
    frame.say({"template": made.to_dict()}, told.format(key=made.key))


@template.command("export")
@click.argument("key")
@click.option("--out", type=FILE, required=True, help="Tệp .xlsx.")
@force_option
@verb(Shows.NOBODY)
def export(frame: Frame, key: str, out: Path, force: bool) -> None:
    """Xuất một mẫu, cả mẫu kèm theo như CT04, ra bảng mà nhập lại không đổi gì."""
    with frame.office() as office:
        target = frame.target(office, out, force=force)
        write(target, office.reports.xlsx([office.templates.table(key)]))
    frame.say({"file": str(out)}, str(out))


@template.command("use")
@click.argument("code")
@click.argument("key", default="")
@verb(Shows.NOBODY)
def use(frame: Frame, code: str, key: str) -> None:
    """In giấy hẹn của thủ tục CODE theo mẫu KEY từ hồ sơ tiếp theo; không ghi KEY là về Mẫu số 01."""
    with frame.office() as office:
        found = office.templates.use(key, code).result
    frame.say({"code": found.code, "template": found.template}, f"{found.code}  {found.template}")


COMMANDS = (template,)
