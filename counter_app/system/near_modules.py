"""Modules found where they are known to lie: this program's, its command line's library and the standard library's.

Python asks five places for each of three hundred modules that a verb loads, and looks through a folder in every one;
that costs as much as running them. Here one look at the source and one at what was compiled of it is enough, under
Python's own rule: compiled code counts while its source has the moment and the size it was compiled from. Whatever is
otherwise – not compiled yet, an extension, a program of one file – is left to Python.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from marshal import loads
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

    from counter_app.values import override
else:

    def override(method):
        """The method; what gives the real one is found by this module itself."""
        return method


_HEAD = 16
"""Bytes before the code: the interpreter's number, flags (0: by moment and size), moment, size."""
_NEAR = ("counter_app.", "click.")
_READING = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_PIECE = 1 << 16
_ENDING = f".{sys.implementation.cache_tag}.pyc"


class _Compiled(SourceFileLoader):
    """A source file beside what was compiled of it."""

    def __init__(self, name: str, source: str, compiled: str, kept: os.stat_result) -> None:
        super().__init__(name, source)
        self._compiled, self._kept = compiled, kept

    @override
    def get_code(self, fullname: str) -> CodeType | None:
        """The code compiled of the source as it is; else Python compiles it and keeps that."""
        try:
            read = _read(self._compiled)
        except OSError:
            read = b""
        if read[:_HEAD] != _head(self._kept):
            return super().get_code(fullname)
        code: CodeType = loads(read[_HEAD:])  # noqa: S302 - what Python itself would read and run
        return code


class NearModules:
    """Stands before Python's own finders."""

    def __init__(self, standard: str) -> None:
        self._standard = standard

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The place of a module; None where it has to be looked for."""
        if path is None:
            folder = self._standard if name in sys.stdlib_module_names else ""
        else:
            top = name.startswith(_NEAR) or name.partition(".")[0] in sys.stdlib_module_names
            folder = path[0] if top and len(path) == 1 else ""
        if not folder:
            return None
        last = name.rpartition(".")[2]
        return _found(name, folder, last) or _found(name, os.path.join(folder, last), "__init__")  # noqa: PTH118 - pathlib is one of those


def _found(name: str, folder: str, stem: str) -> ModuleSpec | None:
    source = f"{folder}{os.sep}{stem}.py"
    compiled = f"{folder}{os.sep}__pycache__{os.sep}{stem}{_ENDING}"
    try:
        kept = os.stat(source)  # noqa: PTH116
    except OSError:
        return None
    loader = _Compiled(name, source, compiled, kept)
    spec = ModuleSpec(name, loader, origin=source, is_package=stem == "__init__")
    if spec.submodule_search_locations is not None:
        spec.submodule_search_locations.append(folder)
    spec.has_location, spec.cached = True, compiled
    return spec


def _read(path: str) -> bytes:
    """The bytes of a file: most compiled files come in one piece, without asking how large they are."""
    handle = os.open(path, _READING)
    try:
        read = os.read(handle, _PIECE)
        if len(read) < _PIECE:
            return read
        pieces = [read]
        while piece := os.read(handle, _PIECE):
            pieces.append(piece)
        return b"".join(pieces)
    finally:
        os.close(handle)


def _head(kept: os.stat_result) -> bytes:
    moment, size = int(kept.st_mtime) & 0xFFFFFFFF, kept.st_size & 0xFFFFFFFF
    return MAGIC_NUMBER + bytes(4) + (size << 32 | moment).to_bytes(8, "little")


def find_near() -> None:
    """Let modules be found here first, where Python runs from folders and keeps what it compiled beside the source."""
    plain = not (sys.flags.optimize or sys.pycache_prefix or getattr(sys, "frozen", False))
    if plain and os.__file__:
        sys.meta_path.insert(0, NearModules(os.path.dirname(os.__file__)))  # noqa: PTH120
