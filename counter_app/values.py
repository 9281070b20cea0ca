"""Value classes whose methods are made with their first value: the ``dataclass`` of this program.

The standard decorator writes and compiles six functions for each class while its module is loaded, three quarters of a
millisecond on a quick computer. A verb of the terminal loads a hundred such classes and makes values of a few of them:
half of what it cost was methods nobody called. Here a class has its slots at once; the rest comes from ``dataclasses``
itself when the first value is made, or the fields are asked for, and is then what the standard decorator gives.
``TypedDict`` keeps what is declared as it is written, where the standard one compiles every line; ``override`` comes
without ``typing_extensions``, which takes longer to load than a verb's own modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from typing import TypedDict as TypedDict

    from typing_extensions import override as override
else:
    import dataclasses
    import threading

    _making = threading.RLock()
    _ATTRIBUTES = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
    _METHODS = ("__init__", "__repr__", "__eq__", "__hash__")
    _EAGER = ("__setattr__", "__delattr__", "__getstate__", "__setstate__")

    class _Making:
        """What is still to be made of a class: ``written`` is it as its author wrote it, None when all is made."""

        def __init__(self, written, *, kw_only):
            self.written, self.kw_only, self.made = written, kw_only, None
            declared = vars(written).get("__annotations__", {})
            self.names = [
                name for name, kind in declared.items() if not kind.startswith("ClassVar")
            ]

        def make(self):
            """Give the class its methods; ``__init__`` last, so that another thread finds all of them or waits."""
            with _making:
                if self.written is None:
                    return
                for base in self.made.__mro__[1:]:
                    later = vars(base).get("__dataclass_fields__")
                    if isinstance(later, _Later):
                        later.making.make()
                before = dict(vars(self.written))
                dataclasses.dataclass(frozen=True, kw_only=self.kw_only)(self.written)
                fresh = {
                    name: value
                    for name, value in vars(self.written).items()
                    if before.get(name) is not value and name not in self.names
                }
                begin = fresh.pop("__init__", None)
                for name, value in fresh.items():
                    if name not in _EAGER:
                        setattr(self.made, name, value)
                if begin is not None:
                    self.made.__init__ = begin
                self.written = None

    class _Later:
        """An attribute of a class, made when it is asked for."""

        def __init__(self, making, name):
            self.making, self.name = making, name

        def __get__(self, value, owner=None):
            self.making.make()
            return vars(self.making.made)[self.name]

    def _first(making, name):
        """A method that makes all of them, and does what was asked."""

        def first(self, *said, **named):
            making.make()
            return getattr(making.made, name)(self, *said, **named)

        return first

    def _stay(cls, kept):
        """The two methods that keep a value as it is."""

        def stay_set(self, name, value):
            if type(self) is cls or name in kept:
                raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
            super(cls, self).__setattr__(name, value)

        def stay_delete(self, name):
            if type(self) is cls or name in kept:
                raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
            super(cls, self).__delattr__(name)

        cls.__setattr__, cls.__delattr__ = stay_set, stay_delete

    def _state(self):
        return [getattr(self, field.name) for field in dataclasses.fields(self)]

    def _set_state(self, state):
        for field, value in zip(dataclasses.fields(self), state, strict=True):
            object.__setattr__(self, field.name, value)

    def _slotted(written, making):
        """The class with its slots, and with what waits in the place of its methods."""
        taken = {slot for base in written.__mro__[1:] for slot in getattr(base, "__slots__", ())}
        space = {name: value for name, value in vars(written).items() if name not in making.names}
        space.pop("__dict__", None)
        space.pop("__weakref__", None)
        for name in _METHODS:
            space.setdefault(name, _first(making, name))
        for name in _ATTRIBUTES:
            space[name] = _Later(making, name)
        space |= {"__getstate__": _state, "__setstate__": _set_state}
        space["__slots__"] = tuple(name for name in making.names if name not in taken)
        made = type(written)(written.__name__, written.__bases__, space)
        made.__qualname__ = written.__qualname__
        _stay(made, frozenset(making.names))
        return made

    def dataclass(written=None, /, *, frozen=False, slots=False, kw_only=False, **wishes):
        """As ``dataclasses.dataclass``; only a frozen class with slots, and no other wish, waits for its methods."""

        def give(written):
            if not (frozen and slots) or wishes:
                wished = dataclasses.dataclass(
                    frozen=frozen, slots=slots, kw_only=kw_only, **wishes
                )
                return wished(written)
            making = _Making(written, kw_only=kw_only)
            making.made = _slotted(written, making)
            return making.made

        return give if written is None else give(written)

    class TypedDict:
        """What a payload says, by its keys; made, it is a plain ``dict``."""

        def __init_subclass__(cls, *, total=True):
            super().__init_subclass__()

        def __new__(cls, *said, **named):
            return dict(*said, **named)

    def override(method):
        """The method as it is: the word is for the type checker."""
        return method
