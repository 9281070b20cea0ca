"""The command line's group and its entry point."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click
from click.core import ParameterSource

from counter_app import __version__, paths
from counter_app.cli.context import FOLDER, Frame
from counter_app.cli.proof import Claim
from counter_app.i18n import _
from counter_app.values import override

MODULES = {
    "access": ("access",),
    "calendar": ("calendar",),
    "card": ("card",),
    "catalogue": ("catalogue",),
    "certification.certification_books": ("certify",),
    "closing": ("close-day", "export", "verify-program"),
    "dossier.board": ("board",),
    "dossier.dossier_moves": ("register", "accept", "move", "revert", "extend", "correct"),
    "dossier.dossiers": ("receive",),
    "dossier.erasure": ("erase",),
    "dossier.finding": ("find",),
    "dossier.mistakes": ("mistake",),
    "dossier.receipts": ("receipt", "return"),
    "dossier.showing": ("show",),
    "enquiries.enquiries": ("ask",),
    "enquiries.followups": ("followup",),
    "exchange.exchange": ("exchange",),
    "exchange.from_superior": ("from-superior",),
    "fees": ("fee",),
    "handover.handover": ("handover", "shelf"),
    "office.absences": ("absence",),
    "office.backup": ("backup", "restore", "complete", "numbers"),
    "office.backups": ("backups",),
    "office.data_file": ("init", "demo", "demo-day", "check", "gui"),
    "office.encrypting": ("encrypt",),
    "office.own_password": ("password",),
    "office.recovery": ("recovery",),
    "office.rights": ("rights",),
    "office.script": ("script",),
    "office.settings": ("settings",),
    "office.training": ("train",),
    "office.update": ("update", "selftest"),
    "official.official": ("map", "originals"),
    "paper.clear_files": ("papers",),
    "paper.forms": ("form", "quick-card"),
    "paper.templates": ("template",),
    "places": ("place",),
    "promise.calculators": ("due",),
    "promise.promises": ("apologise", "close-lapsed", "confirm", "outage"),
    "queue": ("ticket",),
    "reports.reports": ("report",),
    "requests": ("requests",),
    "superior.superior": ("superior",),
    "undo": ("undo",),
}
"""The verbs of each module of this package, which is loaded when one of them is called."""
_MODULE_OF = {name: module for module, names in MODULES.items() for name in names}


class Verbs(click.Group):
    """The verbs of the program, each loaded when it is called: a call pays for no other."""

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every verb's name, in the order of the alphabet."""
        return sorted(_MODULE_OF)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of this name, None when there is none."""
        module = _MODULE_OF.get(cmd_name)
        if module is None:
            return None
        verbs = import_module(f"counter_app.cli.{module}").COMMANDS
        found: click.Command = next(verb for verb in verbs if verb.name == cmd_name)
        return found


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=FOLDER, help="Thư mục dữ liệu của đơn vị.")
@click.option(
    "--officer",
    default="",
    envvar="COUNTER_OFFICER",
    help="Tên đăng nhập của người thực hiện; máy hỏi mật khẩu, không hiện chữ.",
)
@click.option(
    "--password-fd",
    type=click.IntRange(0),
    help="Đọc mật khẩu từ một dòng của bộ mô tả tệp này, 0 là đầu vào chuẩn.",
)
@click.option(
    "--key",
    "key_file",
    type=click.Path(path_type=Path),
    envvar="COUNTER_KEY_FILE",
    help="Tệp khóa lệnh do lãnh đạo cấp, cho lệnh chạy tự động; thay cho tên và mật khẩu.",
)
@click.option("--json", "as_json", is_flag=True, help="Một đối tượng JSON trên đầu ra chuẩn.")
@click.option(
    "--accept-clock", is_flag=True, help="Xác nhận giờ trên máy đúng dù lệch với lần ghi cuối."
)
@click.option(
    "--clock-consent",
    default="",
    help="Người thứ hai cùng xác nhận giờ; hỏi mật khẩu của người đó.",
)
@click.version_option(__version__)
@click.pass_context
def cli(
    context: click.Context,
    data: Path | None,
    officer: str,
    password_fd: int | None,
    key_file: Path | None,
    as_json: bool,
    accept_clock: bool,
    clock_consent: str,
) -> None:
    """Quầy Một Cửa: mọi thao tác của quầy, không cần màn hình."""
    spoken = ParameterSource.COMMANDLINE
    if context.get_parameter_source("officer") is spoken or password_fd is not None:
        if context.get_parameter_source("key_file") is spoken:
            raise click.UsageError(_("Chọn --officer hoặc --key, mỗi lần một cách."))
        key_file = None
    context.obj = Frame(
        data=data or paths.default_data_dir(),
        claim=Claim(officer, password_fd=password_fd, key_file=key_file),
        as_json=as_json,
        accept_clock=accept_clock or bool(clock_consent),
        clock_consent=clock_consent,
    )


def main() -> None:
    """Run a verb."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli.main(prog_name="counter-app")
