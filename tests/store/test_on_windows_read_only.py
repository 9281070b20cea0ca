"""A data folder that its access list closes: Windows' attributes say that it may be written to, and are wrong."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import StoreError
from counter_app.office import Office
from tests.makers import draft, receive

assert sys.platform == "win32"


def close_to_us(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every new file in a folder, as an access list does; os.access goes on saying yes."""
    opening = os.open

    def refusing(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & os.O_CREAT and Path(path).parent == folder:
            raise PermissionError(errno.EACCES, "Access is denied", str(path))
        return opening(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", refusing)


def test_a_read_only_folder_is_for_looking_and_printing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = receive(office).code
    office.close()
    close_to_us(office.data_dir, monkeypatch)
    assert os.access(office.data_dir, os.W_OK)
    looking = Office.open(office.data_dir, clock=office.store.clock)
    try:
        assert looking.store.database.read_only
        assert looking.seat.sign_in("canbo", "matkhau-2026").result.login == "canbo"
        assert len(looking.paper.draw_receipt(code, PaperSize.A5)) > 1000
        with pytest.raises(StoreError, match="chỉ đọc"):
            looking.intake.receive(draft())
    finally:
        looking.close()
