"""Parts of an object whose code is read when they are first asked for: nothing heavy before the first paint."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class Loaded(Generic[T]):
    """A part of its owner, made when it is first asked for and kept.

    ``place`` is ``module:Class``; the class is called with the attributes of the owner named in ``needs``.
    """

    def __init__(self, place: str, *needs: str) -> None:
        self.place = place
        self.needs = needs
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...

    @overload
    def __get__(self, owner: object, kind: type) -> T: ...

    def __get__(self, owner: object | None, kind: type) -> Self | T:
        """The part; from the second time on it is found on the owner itself."""
        if owner is None:
            return self
        made: T = self.kind()(*(getattr(owner, need) for need in self.needs))
        owner.__dict__[self._name] = made
        return made

    def kind(self) -> Any:
        """The class of the part."""
        module, _colon, name = self.place.partition(":")
        return getattr(import_module(module), name)
