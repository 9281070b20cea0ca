"""Exchanging a superior's data for a copy of it: written down before it begins, and ended later after a kill.

Whoever opens the book of arrivals next goes on with it. Until the last file is in its place nobody reads or imports.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from counter_app.errors import StoreError
from counter_app.i18n import _
from counter_app.store.core.trouble import reason
from counter_app.system import files
from counter_app.system.locks import FileLock

PLAN = "dua-ve.json"
"""The file of the exchange's plan, in the superior's folder."""
_LOCK = "dua-ve.khoa"
_PATIENCE_SECONDS = 60.0


def exchange(folder: Path, making: Path, aside: Path, parts: tuple[str, ...]) -> None:
    """Move what is there aside and the new in its place, the parts in order, the new ones from the last.

    Errors: OSError; what was moved is moved back then. StoreError where that failed too: then, and after a kill,
    ``go_on`` ends it.
    """
    with _alone(folder):
        plan = {
            "making": making.name,
            "aside": aside.name,
            "old": [part for part in parts if (folder / part).exists()],
            "new": [part for part in reversed(parts) if (making / part).exists()],
        }
        files.write_new(folder / PLAN, [json.dumps(plan).encode()])
        try:
            _carry_out(folder, plan)
        except OSError as error:
            if not _taken_back(folder, plan):
                raise StoreError(
                    _(
                        "Đang đưa dở bản sao lưu về {path} ({detail}). Kiểm tra ổ đĩa rồi làm lại để làm tiếp."
                    ).format(path=folder, detail=reason(error))
                ) from error
            files.remove(folder / PLAN)
            raise


def is_cut_short(folder: Path) -> bool:
    """True if an exchange has begun that is not ended."""
    return (folder / PLAN).exists()


def go_on(folder: Path) -> bool:
    """End an exchange that was cut short; whether there was one. Errors: OSError, StoreError while it is under way."""
    if not (folder / PLAN).exists():
        return False
    with _alone(folder):
        try:
            plan = json.loads((folder / PLAN).read_bytes())
            named = {str(plan["making"]), str(plan["aside"]), *plan["old"], *plan["new"]}
        except FileNotFoundError:  # whoever had it ended it meanwhile
            return False
        except (ValueError, KeyError, TypeError):  # cut while it was written: nothing was moved
            files.remove(folder / PLAN)
            return False
        if any(Path(name).name != name for name in named):
            raise StoreError(_("Tệp {path} không đúng. Gọi người phụ trách máy.").format(path=PLAN))
        _carry_out(folder, plan)
        return True


def _alone(folder: Path) -> FileLock:
    lock = FileLock(folder / _LOCK)
    if not lock.take(seconds=_PATIENCE_SECONDS):
        raise StoreError(_("Đang đưa bản sao lưu về. Chờ xong rồi làm lại."))
    return lock


def _carry_out(folder: Path, plan: dict[str, Any]) -> None:
    """Every move that was not made yet; the book last: with it the folder counts."""
    making, aside = folder / plan["making"], folder / plan["aside"]
    for part in plan["old"]:
        if not (aside / part).exists():
            _move(folder / part, aside / part)
    for part in plan["new"]:
        _move(making / part, folder / part)
    files.remove_folder(making)
    files.remove(folder / PLAN)


def _taken_back(folder: Path, plan: dict[str, Any]) -> bool:
    """True if all is as it was before; where the disk does not let it, the plan has to stay."""
    making, aside = folder / plan["making"], folder / plan["aside"]
    try:
        for part in plan["new"]:
            if not (making / part).exists():
                _move(folder / part, making / part)
        for part in plan["old"]:
            _move(aside / part, folder / part)
    except OSError:
        return False
    with suppress(OSError):
        aside.rmdir()
    return True


def _move(source: Path, target: Path) -> None:
    if source.exists():
        target.parent.mkdir(exist_ok=True)
        files.move(source, target)
