"""The command line's group and its entry point."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from counter_app import __version__, paths
from counter_app.cli import (
    backup,
    board,
    calculators,
    calendar,
    catalogue,
    certification,
    closing,
    data_file,
    dossier_moves,
    dossiers,
    enquiries,
    fees,
    forms,
    handover,
    mistakes,
    official,
    queue,
    reports,
    settings,
    superior,
)
from counter_app.cli.context import Frame


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="Thư mục dữ liệu của đơn vị."
)
@click.option(
    "--officer",
    default="",
    envvar="COUNTER_OFFICER",
    help="Tên đăng nhập của người thực hiện; để trống là dòng lệnh. Giấy tờ phải có tên công chức.",
)
@click.option("--json", "as_json", is_flag=True, help="Một đối tượng JSON trên đầu ra chuẩn.")
@click.option(
    "--accept-clock", is_flag=True, help="Xác nhận giờ trên máy đúng dù lệch với lần ghi cuối."
)
@click.version_option(__version__)
@click.pass_context
def cli(
    context: click.Context, data: Path | None, officer: str, as_json: bool, accept_clock: bool
) -> None:
    """Quầy Một Cửa: mọi thao tác của quầy, không cần màn hình."""
    context.obj = Frame(
        data=data or paths.default_data_dir(),
        officer=officer,
        as_json=as_json,
        accept_clock=accept_clock,
    )


VERBS = (
    calculators, data_file, backup, catalogue, board, dossiers, dossier_moves, mistakes, queue, certification,
    enquiries, fees, calendar,
    reports, closing, superior, handover, official, forms, settings,
)  # fmt: skip
for module in VERBS:
    for command in module.COMMANDS:
        cli.add_command(command)


def main() -> None:
    """Run a verb."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli.main(prog_name="counter-app")
