"""Another version of the program put in use, and the version of before again.

In this order, so that a kill or a power cut at any point leaves one whole version in use: the signature is proved, the
archive copied and compared with its sum, unpacked beside what is there, asked to test itself, given its name, and named
as the version in use. What a killed update left is taken away by the next.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app import __version__
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.releases import release as releases
from counter_app.releases.handing_on import SELF_TEST, environment, home_of
from counter_app.releases.in_use import VERSIONS, InUse, folder_of, in_use, put_in_use
from counter_app.releases.release import ARCHIVE, Look, Release, order
from counter_app.releases.unpacking import require_room, unpack
from counter_app.system import files, trees
from counter_app.system.locks import FileLock
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.system.minisign import PublicKey

_STAGE, _LOCK, _GOING = ".dang-chep", ".khoa", ".bo-"
_SELF_TEST_SECONDS = 300.0

SelfTest = Callable[[Path, str], str]
"""Has a program in a folder test itself: (folder, version) → "" when all is well, else what is not."""


@dataclass
class ProgramPlace:
    """The place of the program, and the version of it that runs; ``name`` is that of its executable."""

    home: Path
    version: str
    name: str = "counter-app"

    @property
    def versions(self) -> Path:
        """The folder of the versions that came after the first."""
        return self.home / VERSIONS

    def standing(self) -> InUse:
        """The version in use."""
        return in_use(self.home)


@dataclass
class Update:
    """The outcome of an update or a way back: the version of before, and the one of from now on."""

    before: str
    version: str


def installed_place() -> ProgramPlace:
    """The place this program is installed at. Errors: RuleError for one that runs from its sources."""
    if not getattr(sys, "frozen", False):
        raise RuleError(
            _("Chương trình đang chạy từ mã nguồn. Cài bản phát hành rồi cập nhật từ USB."),
            rule="release",
        )
    return ProgramPlace(
        home=home_of(Path(sys.executable)),
        version=__version__,
        name=f"counter-app{Path(sys.executable).suffix}",
    )


def newest(folder: Path, keys: Iterable[PublicKey]) -> Release:
    """The newest release in a folder or on a stick. Errors: RuleError; OSError."""
    known = tuple(keys)
    found = [releases.proved(item, known) for item in releases.folders_in(folder) or (folder,)]
    return max(found, key=lambda item: order(item.version))


def require_newer(release: Release, place: ProgramPlace) -> None:
    """Requires that a release is for this computer and newer. Errors: RuleError (rule "release")."""
    if release.platform != releases.this_platform():
        raise RuleError(
            _(
                "Bản này dành cho {other}, máy này cần {own}. Chọn thư mục có tên kết thúc bằng {own}."
            ).format(other=release.platform, own=releases.this_platform()),
            rule="release",
        )
    standing = place.standing()
    current = standing.named(standing.version) or place.version
    if order(release.version) <= max(order(current), order(place.version)):
        raise RuleError(
            _(
                "Bản {version} không mới hơn bản đang dùng {current}. Chọn bản mới hơn, hoặc quay về bản trước."
            ).format(version=release.version, current=current),
            rule="older",
        )


def update(
    release: Release,
    place: ProgramPlace,
    self_test: SelfTest | None = None,
    look: Look = lambda _done, _total: None,
) -> Update:
    """Put a newer release in use, from its next start on.

    Errors: RuleError for an older one, for one that is not as it was signed, for one whose self-test fails; OSError.
    After each of them what was in use stays in use.
    """
    require_newer(release, place)
    with _alone(place):
        stage = place.versions / _STAGE
        trees.remove_tree(stage)
        stage.mkdir()
        archive = stage / ARCHIVE
        require_room(stage, releases.size(release, ARCHIVE))
        files.write_new(archive, releases.pieces(release, ARCHIVE, look))
        made = stage / release.version
        unpack(archive, made, look)
        files.remove(archive)
        _require_working(made, release.version, self_test or _ask_program(place.name))
        return _put(place, made, release.version)


def _put(place: ProgramPlace, made: Path, version: str) -> Update:
    standing = place.standing()
    target = folder_of(place.home, version)
    if target.exists():  # left by going back, or by an update that did not come to its end
        _send_away(target)
    files.move(made, target)
    first = standing.first or place.version  # before the first update only that one can run
    put_in_use(place.home, InUse(version=version, before=standing.version, starts=0, first=first))
    _clear(place)
    return Update(before=standing.version or first, version=version)


def go_back(place: ProgramPlace, self_test: SelfTest | None = None) -> Update:
    """Put the version of before in use again. Errors: RuleError where there is none, or it does not work; OSError."""
    with _alone(place):
        standing = place.standing()
        if (
            standing.before is None
            or not (folder_of(place.home, standing.before) / place.name).is_file()
        ):
            raise RuleError(
                _("Không còn bản trước để quay về. Cài bản cần dùng bằng bộ cài đã ký."),
                rule="release",
            )
        folder = folder_of(place.home, standing.before)
        _require_working(
            folder, standing.named(standing.before), self_test or _ask_program(place.name)
        )
        turned = replace(standing, version=standing.before, before=standing.version, starts=None)
        put_in_use(place.home, replace(turned, failed=""))
        return Update(
            before=standing.named(standing.version), version=standing.named(standing.before)
        )


def _require_working(folder: Path, version: str, self_test: SelfTest) -> None:
    wrong = self_test(folder, version)
    if wrong:
        raise RuleError(
            _(
                "Bản {version} tự kiểm tra không đạt trên máy này: {wrong}. Vẫn dùng bản cũ; báo nơi phát hành."
            ).format(version=version, wrong=wrong),
            rule="self-test",
        )


@contextmanager
def _alone(place: ProgramPlace) -> Iterator[None]:
    """One update at a time. Errors: RuleError; OSError where the program's folder is closed to whoever runs it."""
    place.versions.mkdir(exist_ok=True)
    lock = FileLock(place.versions / _LOCK)
    if not lock.take():
        raise RuleError(_("Đang cập nhật ở cửa sổ khác. Chờ xong rồi làm lại."), rule="release")
    try:
        yield
        with suppress(OSError):
            trees.remove_tree(place.versions / _STAGE)
    finally:
        lock.release(remove=True)


def _send_away(folder: Path) -> None:
    """Windows gives no other name to a folder of which anything runs: then nothing of it is removed either."""
    going = folder.with_name(_GOING + folder.name)
    trees.remove_tree(going)
    files.move(folder, going)
    with suppress(OSError):
        trees.remove_tree(going)


def _clear(place: ProgramPlace) -> None:
    """Take away versions that are not in use and not the one of before, as far as nobody runs them."""
    standing = place.standing()
    kept = {standing.version, standing.before, place.version}
    for item in sorted(place.versions.iterdir()):
        if item.is_dir() and item.name not in kept and item.name != _STAGE:
            with suppress(OSError):
                trees.remove_tree(item) if item.name.startswith(_GOING) else _send_away(item)


def _ask_program(name: str) -> SelfTest:
    def ask(folder: Path, version: str) -> str:
        """The program's own self-test, with a home and a data folder of nobody."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as empty:
            report = Path(empty) / "self-test.json"
            own = {
                "HOME": empty,
                "USERPROFILE": empty,
                "LOCALAPPDATA": empty,
                "COUNTER_DATA": empty,
            }
            env = {**environment(os.environ), **own, "QT_QPA_PLATFORM": "offscreen"}
            try:
                subprocess.run(  # noqa: S603 - unpacked from what was proved
                    [folder / name, SELF_TEST, report],
                    env=env,
                    cwd=empty,
                    capture_output=True,
                    stdin=subprocess.DEVNULL,
                    timeout=_SELF_TEST_SECONDS,
                    check=False,
                )
                return _wrong(json.loads(report.read_text("utf-8")), version)
            except (OSError, ValueError, TypeError, subprocess.TimeoutExpired) as error:
                return str(error)

    return ask


def _wrong(found: dict[str, object], version: str) -> str:
    """The fault that a report of a self-test finds in a program; "" for none."""
    checks = found.get("checks")
    bad = [
        f"{name}: {item.get('says')}"
        for name, item in (checks.items() if isinstance(checks, dict) else ())
        if not item.get("ok")
    ]
    if bad or found.get("ok") is not True:
        return "; ".join(bad) or "?"
    return "" if version == found.get("version") else f"{version} ≠ {found.get('version')}"
