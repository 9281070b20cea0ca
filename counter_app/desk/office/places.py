"""Places of before and of today: what an address is called now, and the list that says so, which may be replaced."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app import paths
from counter_app.desk.desk import Desk, Session
from counter_app.desk.incoming import read_json
from counter_app.domain.office.staff import Duty
from counter_app.domain.places.gazetteer import Gazetteer
from counter_app.domain.places.names import COMMUNES, name_of
from counter_app.domain.told_texts import last_part
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.core.trouble import from_system, named_place
from counter_app.system import files

if TYPE_CHECKING:
    from counter_app.domain.places.gazetteer import Recognised
    from counter_app.store.store import Store

SHIPPED, OWN = "places/places.json", "dia-danh.json"
"""The list that comes along, and the name of the office's own among its data."""
LARGEST = 20_000_000
"""Bytes of a list; the whole country's of 2025 has half a million."""


class Places(Desk):
    """Everybody may ask; the list is changed by who may set the office."""

    def __init__(self, store: Store, session: Session, data_dir: Path) -> None:
        super().__init__(store, session)
        self._own = data_dir / OWN
        self._stamp: tuple[int, int, int] | None = None
        self._read_last: Gazetteer | None = None

    @property
    def gazetteer(self) -> Gazetteer:
        """The office's own list, else the one that comes along."""
        return self._own_list or self._shipped

    @cached_property
    def _shipped(self) -> Gazetteer:
        return _read(paths.resources_dir() / SHIPPED)

    @property
    def _own_list(self) -> Gazetteer | None:
        """The office's own list, read again when another window replaced it; None where there is none to be read."""
        try:
            found = self._own.stat()
        except OSError:
            self._stamp = self._read_last = None
            return None
        stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
        if stamp != self._stamp:
            self._stamp, self._read_last = stamp, None
            with suppress(OSError, ValueError):
                self._read_last = _read(self._own)
        return self._read_last

    @property
    def is_own(self) -> bool:
        """True if the office's own list is in use."""
        return self._own_list is not None

    def recognise(self, address: str) -> Recognised | None:
        """Today's place of an earlier address; None for one of today or one of which too little is known."""
        return self.gazetteer.today(address)

    def like(self, typed: str) -> list[str]:
        """Whole addresses that end with a commune of today that goes on from the last part typed.

        What stands alone is a commune only when its kind is written: else it may be a house or a village.
        """
        before, part = last_part(typed)
        if not before and name_of(part).kind not in COMMUNES:
            return []
        words = self.settings.superior_name.split()
        near = " ".join(words[4:]) if words[:4] == ["Ủy", "ban", "nhân", "dân"] else ""
        return [before + found for found in self.gazetteer.like(part, near=near)]

    def load(self, path: Path) -> Gazetteer:
        """Use another list from now on, looked through whole. Errors: RuleError for one that is none; StoreError."""
        self.acting(Duty.SETTINGS)
        data = read_json(path, most=LARGEST, field="path")
        try:
            read = Gazetteer.checked_data(data)
        except ValueError as error:
            raise RuleError(
                _("Tệp {name} không phải danh sách địa danh: {why}. Chọn tệp khác.").format(
                    name=path.name, why=str(error)[:200]
                ),
                field="path",
            ) from error
        self._put(json.dumps(data, ensure_ascii=False).encode("utf-8"))
        return read

    def use_shipped(self) -> Gazetteer:
        """Use the list that comes along again; the office's own is gone. Errors: StoreError."""
        self.acting(Duty.SETTINGS)
        try:
            files.remove(self._own)
        except OSError as error:
            raise from_system(error, named_place(error, self._own.parent)) from error
        return self._shipped

    def _put(self, data: bytes) -> None:
        """In the place of the list before, in one step."""
        fresh = self._own.with_name(f"{OWN}.moi")
        try:
            files.remove(fresh)
            files.write_new(fresh, [data])
            files.move(fresh, self._own)
        except OSError as error:
            raise from_system(error, named_place(error, self._own.parent)) from error


def _read(path: Path) -> Gazetteer:
    data: Any = json.loads(path.read_text(encoding="utf-8"))
    try:
        return Gazetteer(data)
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
