"""``python -m tests.commands``: write ``docs/commands.md`` from the verbs themselves.

A verb's own help is the only place where it is told; this page is that help in the order of the counter's work.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from counter_app.cli.main import cli
from counter_app.cli.proof import NAMELESS
from counter_app.cli.usage_words import told_usage

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
PROGRAM = "counter-app"
MATTERS = {
    "Lập đơn vị, mở chương trình": (
        "init",
        "demo",
        "demo-day",
        "train",
        "gui",
        "settings",
        "rights",
        "absence",
    ),
    "Tiếp nhận": ("receive", "register", "accept", "card", "due", "receipt", "form", "template"),
    "Tìm và xem": ("find", "show", "board", "place", "quick-card"),
    "Giải quyết": ("move", "confirm", "extend", "apologise", "close-lapsed", "outage"),
    "Sửa việc ghi nhầm": ("correct", "revert", "mistake", "undo"),
    "Trả kết quả và giấy tờ": ("return", "originals", "handover", "shelf"),
    "Dữ liệu cá nhân": ("requests", "erase"),
    "Số thứ tự, hướng dẫn, hỏi về hồ sơ": ("ticket", "ask", "followup"),
    "Chứng thực và thu tiền": ("certify", "fee"),
    "Danh mục, lịch, mã chính thức": ("catalogue", "calendar", "map"),
    "Báo cáo, chốt sổ, USB": (
        "report",
        "access",
        "close-day",
        "export",
        "exchange",
        "verify-program",
    ),
    "Cơ quan cấp trên": ("superior", "from-superior"),
    "Kiểm tra, sao lưu, khôi phục": (
        "check",
        "backup",
        "backups",
        "restore",
        "complete",
        "encrypt",
        "papers",
        "numbers",
        "recovery",
        "password",
        "script",
    ),
    "Bản chương trình": ("selftest", "update"),
}
"""Every verb of the program under the matter it belongs to."""
_HEAD = f"""# Dòng lệnh

<!-- python -m tests.commands -->

Trang này được lập từ chính chương trình: lời dưới mỗi lệnh là lời của `{PROGRAM} LỆNH --help`.
Trong bản cài đặt gõ `{PROGRAM} … LỆNH …`; từ mã nguồn gõ `python3 dev.py run … LỆNH …`.
Tùy chọn chung đứng trước tên lệnh. Mã thoát: 0 đã làm xong, 1 không làm và nói vì sao, 2 gõ sai.
Hầu hết lệnh phải có người làm: `--officer TÊN`, rồi gõ mật khẩu khi được hỏi; chạy tự động thì `--password-fd N` hoặc
khóa lệnh `--key TỆP` (`{PROGRAM} script`). Không cần tên: {", ".join(f"`{name}`" for name in sorted(NAMELESS))}.
"""
_OWN = frozenset({"--help", "--json"})
"""What every verb takes."""


def _cell(text: str) -> str:
    """One cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    """The lines of the table of a command's options."""
    for item in command.get_params(context):
        if not isinstance(item, click.Option) or item.hidden or _OWN & set(item.opts):
            continue
        record = item.get_help_record(context)
        if record is None:
            continue
        written, said = record
        yield f"| `{_cell(written)}` | {_cell(said)} |"


def _table(command: click.Command, context: click.Context) -> Iterator[str]:
    """A command's options as a table, nothing when it has none of its own."""
    lines = list(_options(command, context))
    if lines:
        yield from ("", "| tùy chọn | |", "|---|---|", *lines)


def _verbs(command: click.Command, context: click.Context, depth: int) -> Iterator[str]:
    """One verb with what it takes, and after it the verbs of its group."""
    usage = told_usage(" ".join(command.collect_usage_pieces(context)))
    name = context.command_path.removeprefix(f"{PROGRAM} ")
    yield from ("", f"{'#' * depth} {name}", "", f"    {PROGRAM} {name} {usage}", "")
    yield " ".join((command.help or "").split())
    yield from _table(command, context)
    if isinstance(command, click.Group):
        for word in command.list_commands(context):
            inner = command.get_command(context, word)
            if inner is not None and not inner.hidden:
                yield from _verbs(inner, click.Context(inner, context, word), depth + 1)


def page() -> str:
    """The whole page.

    Errors: KeyError when a verb stands under no matter, or a matter names a verb there is not.
    """
    whole = click.Context(cli, info_name=PROGRAM)
    known = set(cli.list_commands(whole))
    named = {verb for verbs in MATTERS.values() for verb in verbs}
    if known != named:
        raise KeyError(f"under no matter, or no verb: {sorted(known ^ named)}")
    lines = [_HEAD.rstrip("\n"), *_table(cli, whole)]
    for matter, verbs in MATTERS.items():
        lines += ["", f"## {matter}"]
        for verb in verbs:
            command = cli.get_command(whole, verb)
            assert command is not None
            lines += _verbs(command, click.Context(command, whole, verb), 3)
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page; the exit code is 0."""
    PAGE.write_text(page(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
