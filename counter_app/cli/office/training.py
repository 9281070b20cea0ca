"""The training: opened, and who finished it."""

from __future__ import annotations

import sys
from typing import Any

import click

from counter_app.cli.answers import told
from counter_app.cli.context import Frame, Shows, verb
from counter_app.demo.training.founding import TRAINEE
from counter_app.demo.training.report import TrainingLine, training_lines
from counter_app.i18n import _


@click.command("train")
@click.option("--name", default="", help="Họ tên người tập huấn, để ghi vào kết quả.")
@click.option("--again", is_flag=True, help="Làm lại từ đầu, trên dữ liệu tập huấn mới.")
@click.option("--report", is_flag=True, help="Chỉ xem ai đã tập huấn đến đâu.")
@verb(Shows.NOBODY)
def train(frame: Frame, name: str, again: bool, report: bool) -> None:
    """Mở chế độ tập huấn: mười tình huống trên dữ liệu riêng, không chạm dữ liệu của đơn vị."""
    if report:
        lines = training_lines(frame.data)
        frame.say({"training": [_facts(line) for line in lines]}, _told(lines))
        return
    from counter_app.qt.window.app import run_training

    said = frame.claim.login
    login = said or TRAINEE.login
    sys.exit(run_training(frame.data, login, name or ("" if said else TRAINEE.name), again=again))


def _facts(line: TrainingLine) -> dict[str, Any]:
    return told(line, "login name done of=whole finished")


def _told(lines: list[TrainingLine]) -> str:
    return "\n".join(line.text for line in lines) or _("Chưa có ai tập huấn trên máy này.")


COMMANDS = (train,)
