"""The verb that puts a newer version of the program in use, and takes it back."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counter_app import paths
from counter_app.cli.answers import told
from counter_app.cli.context import FOLDER, Frame, Shows, verb
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.system.terminals import is_terminal
from counter_app.wording.office.releases import (
    back_text,
    standing_text,
    told_release,
    updated_text,
    weakness_lines,
)

if TYPE_CHECKING:
    from counter_app.releases.release import Look


@click.command("update")
@click.argument("folder", required=False, type=FOLDER)
@click.option("--check", is_flag=True, help="Chỉ kiểm tra chữ ký và mọi tệp, không thay gì.")
@click.option("--back", is_flag=True, help="Quay về bản dùng trước bản đang dùng.")
@verb(Shows.NOBODY)
def update_verb(frame: Frame, folder: Path | None, check: bool, back: bool) -> None:
    """Cập nhật chương trình từ thư mục đã ký trên USB; bản cũ được giữ để quay về."""
    from counter_app.releases import updating
    from counter_app.releases.release import built_in_keys, require_whole

    if back and (check or folder is not None):
        raise RuleError(_("--back không đi cùng thư mục hay --check. Gõ riêng update --back."))
    keys = built_in_keys(paths.resources_dir())
    if check and folder is not None:
        release = updating.newest(folder, keys)
        require_whole(release, _shown(frame))
        frame.say({**_facts(release), "signer": release.signer}, told_release(release))
        return
    place = updating.installed_place()
    if back:
        done = updating.go_back(place)
        frame.say({"version": done.version, "before": done.before}, back_text(done))
    elif check:
        standing = place.standing()
        answer = {"version": place.version, "before": standing.named(standing.before)}
        frame.say({**answer, "failed": standing.failed}, standing_text(place))
    elif folder is None:
        raise RuleError(_("Chưa chọn thư mục. Gõ update và thư mục bản phát hành trên USB."))
    else:
        release = updating.newest(folder, keys)
        done = updating.update(release, place, look=_shown(frame))
        frame.say({**_facts(release), "before": done.before}, updated_text(done))


def _facts(release: Any) -> dict[str, Any]:
    return told(release, "version platform built", zone=True)


def _shown(frame: Frame) -> Look:
    """Progress, where a person looks at it."""
    if frame.as_json or not is_terminal(sys.stderr):
        return lambda _done, _total: None

    def look(done: int, total: int) -> None:
        click.echo(
            f"\r{done // 1_000_000}/{total // 1_000_000} MB",
            nl=done == total and total > 0,
            err=True,
        )

    return look


@click.command("selftest")
@verb(Shows.NOBODY)
def selftest_verb(frame: Frame) -> None:
    """Tự kiểm tra chương trình trên máy này; liệt kê điểm yếu đã biết của thư viện."""
    from counter_app.office import SystemClock
    from counter_app.releases.weaknesses import knowledge
    from counter_app.selftest import whole_findings

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found, known = whole_findings(), knowledge(paths.resources_dir())
    today = SystemClock().now().date()
    well, badly = _("đạt"), _("KHÔNG ĐẠT")
    lines = [
        f"{well if item['ok'] else badly}  {name}: {item['says']}"
        for name, item in found["checks"].items()
    ]
    lines += [_("Bản {version}").format(version=found["version"]), *weakness_lines(known, today)]
    answer = {
        **found,
        "looked": known.looked,
        "weaknesses": [asdict(item) for item in known.weaknesses],
        "unlooked": [f"{part.name} {part.version}" for part in known.unlooked],
    }
    frame.say(answer, "\n".join(lines))
    if not found["ok"]:
        sys.exit(1)


COMMANDS = (update_verb, selftest_verb)
