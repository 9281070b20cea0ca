"""Which volumes may carry a batch, told by the Windows this runs on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from counter_app.errors import DeviceError
from counter_app.sync.stick import volumes_windows
from counter_app.sync.stick.volumes import list_volumes, refusal, require_target
from counter_app.system.places import on_network

assert sys.platform == "win32"


def test_the_system_disk_is_known_and_refused() -> None:
    system = [volume for volume in list_volumes() if volume.system]
    assert [volume.path.drive for volume in system] == [os.environ["SYSTEMDRIVE"]]
    assert system[0].size > system[0].free > 0
    assert refusal(system[0])


def test_every_call_is_there_with_its_prototype() -> None:
    library = volumes_windows.kernel()
    declared = volumes_windows.PROTOTYPES
    assert all(getattr(library, name).argtypes is not None for name in declared)


def test_a_share_is_refused_before_it_is_asked_anything(tmp_path: Path) -> None:
    share = Path("//khong-co-may-nay/chung")
    assert on_network(share)
    assert not on_network(tmp_path)
    with pytest.raises(DeviceError, match="ổ mạng"):
        require_target(share / "x", 1, tmp_path, allow_any=True)
