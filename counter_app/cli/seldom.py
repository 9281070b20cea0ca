"""Modules of the standard library that click and ``pathlib`` name at their head and few verbs ever use.

``inspect`` brings the parser, the disassembler and the tokenizer of Python along, a tenth of what a verb costs; click
asks it for two short answers, which are given here. So with ``uuid``, which click has for a kind of parameter, and
``platform``, which that one asks for the system's name, with ``urllib.parse``, of which ``pathlib`` wants one function,
with ``gettext``, which has nothing to say in the source language, and with ``locale``, which ``gettext`` asks for a
name. ``hashlib`` brings all of OpenSSL along, and ``hmac`` asks for it: the few digests of a verb are Python's own.
``datetime`` of Python 3.11 runs all of itself in Python before it takes the compiled one; from 3.12 on it only takes
that.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import threading
import typing
from contextlib import contextmanager
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from counter_app.values import override
else:

    def override(method):
        """The method; what gives the real one loads ``inspect`` itself."""
        return method


_loading = threading.RLock()
_begun: set[str] = set()


class _PutOff(ModuleType):
    """A module that is loaded when something of it is asked for that is not there yet.

    ``importlib.util.LazyLoader`` of Python 3.11 loads already at the next ``import`` of the name.
    """

    @override
    def __getattr__(self, name: str) -> Any:
        if name != "__path__":  # asked for by every ``from … import``; none of these is a package
            whole(self)
        try:
            return vars(self)[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None


def whole(module: ModuleType) -> None:
    """Load a module that was put off, once; threads wait for each other."""
    with _loading:
        spec = module.__spec__
        # One that is whole is never run again: its classes would be others.
        waits = isinstance(module, _PutOff) and module.__name__ not in _begun
        if not waits or spec is None or spec.loader is None:
            return
        _begun.add(module.__name__)
        spec.loader.exec_module(module)
        module.__class__ = ModuleType  # only now: till then other threads ask here, and wait


def _is_function(value: object) -> bool:
    return isinstance(value, FunctionType)


def _clean_doc(text: str) -> str:
    """As ``inspect`` cleans one line; more than one it cleans itself."""
    if "\n" not in text:
        return text.expandtabs().lstrip()
    module = sys.modules["inspect"]
    whole(module)
    cleaned: str = module.cleandoc(text)
    return cleaned


def _system() -> str:
    """The system's name, as ``platform`` takes it from the system where that says it."""
    if hasattr(os, "uname"):
        said: str = os.uname().sysname
        return said
    module = sys.modules["platform"]
    whole(module)
    name: str = module.system()
    return name


def _quoted(octets: bytes, safe: str = "/") -> str:
    module = sys.modules["urllib.parse"]
    whole(module)
    text: str = module.quote_from_bytes(octets, safe)
    return text


class _Uuid:
    """A stand-in for ``uuid.UUID``: a parameter of a kind that no verb takes."""

    def __new__(cls, *said: Any, **named: Any) -> Any:
        module = sys.modules["uuid"]
        whole(module)
        return module.UUID(*said, **named)


def _as_written(message: str) -> str:
    """Nobody says where a catalogue of click's own words would lie."""
    return message


def _by_number(one: str, more: str, count: int) -> str:
    return one if count == 1 else more


def _few_digests() -> dict[str, Callable[..., object]]:
    """``sha256`` until there is much to digest: OpenSSL's is three times as fast, and takes 2 ms to come."""
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:  # it is called otherwise from Python 3.12 on
        return {}
    left = _FEW

    def digest(octets: bytes = b"", **wishes: Any) -> Any:
        nonlocal left
        left -= 1
        if octets and left > 0 and len(octets) < _MUCH and not wishes:
            return sha256(octets)
        module = sys.modules["hashlib"]
        whole(module)
        return module.sha256(octets, **wishes)

    return {"sha256": digest}


def _comparing() -> dict[str, Callable[..., object]]:
    """The way of ``hmac`` itself where there is no OpenSSL."""
    try:
        from _operator import _compare_digest
    except ImportError:
        return {}
    return {"compare_digest": _compare_digest}


_FEW, _MUCH = 2_000, 1 << 14
_USUAL_NAMES = {
    "C": "C",
    "C.UTF-8": "en_US.UTF-8",
    "en_US.UTF-8": "en_US.UTF-8",
    "vi_VN.UTF-8": "vi_VN.UTF-8",
}
"""The settings of computers, and Python's names for them."""


def _normal_name(localename: str) -> str:
    if localename in _USUAL_NAMES:
        return _USUAL_NAMES[localename]
    module = sys.modules["locale"]
    whole(module)
    name: str = module.normalize(localename)
    return name


SELDOM: dict[str, dict[str, Callable[..., object]]] = {
    "gettext": {"gettext": _as_written, "ngettext": _by_number},
    "hashlib": _few_digests(),
    "hmac": _comparing(),
    "inspect": {"cleandoc": _clean_doc, "isfunction": _is_function},
    "ipaddress": {},
    "locale": {"normalize": _normal_name},
    "platform": {"system": _system},
    "uuid": {"UUID": _Uuid},
    "urllib.parse": {"quote_from_bytes": _quoted},
}
"""Each with what is answered without it."""


def put_off(seldom: dict[str, dict[str, Callable[..., object]]]) -> None:
    """Let modules load when more of them is asked for; those in memory already stay as they are."""
    for name, answers in seldom.items():
        found = None if name in sys.modules else importlib.util.find_spec(name)
        if found is not None:
            module = importlib.util.module_from_spec(found)
            vars(module).update(answers)
            module.__class__ = _PutOff
            sys.modules[name] = module
            package, _dot, last = name.rpartition(".")
            if package:
                setattr(sys.modules[package], last, module)


@contextmanager
def types_as_written() -> Iterator[None]:
    """Have types that click declares as text stay text: nobody asks for them, and Python would compile each."""
    from counter_app import values

    plain = ModuleType("typing")
    vars(plain).update(vars(typing), TypedDict=vars(values)["TypedDict"], TypeVar=_unbound)
    sys.modules["typing"] = plain
    try:
        yield
    finally:
        sys.modules["typing"] = typing


def _unbound(*said: Any, bound: object = None, **wishes: Any) -> Any:
    return typing.TypeVar(*said, bound=None if isinstance(bound, str) else bound, **wishes)


def take_compiled_dates() -> None:
    """Have ``datetime`` be the compiled one at once, as it is from Python 3.12 on."""
    found = None if "datetime" in sys.modules else importlib.util.find_spec("datetime")
    if found is None or sys.version_info >= (3, 12):
        return
    import _datetime  # type: ignore[import-not-found]

    module = importlib.util.module_from_spec(found)
    said = {name: value for name, value in vars(_datetime).items() if not name.startswith("_")}
    vars(module).update(said, __doc__=_datetime.__doc__)
    sys.modules["datetime"] = module
