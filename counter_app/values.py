"""Value classes whose methods are made with their first value: the ``dataclass`` of this program.

The standard decorator writes and compiles six functions for each class while its module is loaded, three quarters of a
millisecond on a quick computer. A verb of the terminal loads a hundred such classes and makes values of a few of them:
half of what it cost was methods nobody called. Here a class has its slots at once; the rest comes from ``dataclasses``
itself when it is asked for, and is then what the standard decorator gives. Only how a value begins is written here:
most are made and read, and never compared. The first values of a class begin without a function of their own, for most
classes never come to more; its fields can be asked for without its methods.
``TypedDict`` and ``NamedTuple`` keep what is declared as it is written, where the standard ones compile every line;
``override`` comes without ``typing_extensions``, which takes longer to load than a verb's own modules. ``pattern`` is
``re.compile`` that compiles when it is first asked to match: most texts a verb meets need none of the shapes its
modules know. ``Annotated`` keeps what is said beside a type and looks at neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from dataclasses import dataclass as dataclass
    from typing import Annotated as Annotated
    from typing import NamedTuple as NamedTuple
    from typing import TypedDict as TypedDict

    from typing_extensions import override as override

    pattern = re.compile
else:
    import collections
    import dataclasses
    import operator
    import re
    import threading

    _making = threading.RLock()
    _NONE = dataclasses.MISSING
    _parts = {}
    _ATTRIBUTES = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
    _METHODS = ("__init__", "__repr__", "__eq__", "__hash__")
    _FEW = 64
    """Values of a class that begin name by name: compiling a function for it costs as much as some hundred do."""
    _EAGER = ("__setattr__", "__delattr__", "__getstate__", "__setstate__")

    class _Making:
        """The work still to do for a class: ``written`` is it as its author wrote it, None when all is made."""

        def __init__(self, written, *, kw_only):
            self.written, self.kw_only, self.made = written, kw_only, None
            declared = vars(written).get("__annotations__", {})
            self.names = [name for name, kind in declared.items() if not _of_class(kind)]
            self.parts = _parts_of(written, self.names, kw_only=kw_only)

        def begin(self):
            """Give the class its ``__init__`` and nothing else; all of it where the standard has to write that one."""
            with _making:
                if self.written is not None and self.parts is not None:
                    self.made.__init__ = _beginning(self.made, self.parts)
                else:
                    self.make()

        def few(self):
            """``__init__`` of the first values; what it cannot take is the compiled one's to take or to refuse."""
            parts = self.parts
            said_at = [name for name, part in parts.items() if part[2] is False]
            left = _FEW

            def first(self, *said, **named):
                nonlocal left
                left -= 1
                if left <= 0 or not _put(
                    self, parts, dict(zip(said_at, said, strict=False)), said, named
                ):
                    making.begin()
                    return making.made.__init__(self, *said, **named)
                if hasattr(self, "__post_init__"):
                    self.__post_init__()
                return None

            making = self
            return first

        def fields(self):
            """The fields alone: whoever asks for their names needs none of the methods."""
            with _making:
                if self.written is None or any(base in _parts for base in self.made.__mro__[1:]):
                    self.make()
                    return vars(self.made)["__dataclass_fields__"]
                declared = vars(self.written)
                said = {name: declared[name] for name in self.names if name in declared}
                said |= {name: declared.get(name) for name in ("__annotations__", "__module__")}
                bare = type(self.written.__name__, (), {"__doc__": "…", **said})
                dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=self.kw_only)(bare)
                self.made.__dataclass_fields__ = bare.__dataclass_fields__
                return bare.__dataclass_fields__

        def make(self):
            """Give the class its methods; ``__init__`` last: another thread finds all of them or waits."""
            with _making:
                if self.written is None:
                    return
                for base in self.made.__mro__[1:]:
                    later = vars(base).get("__match_args__")
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

    def _put(value, parts, by_place, said, named):
        """Give a value what was said of it, by place and by name; False where that was too much or too little."""
        if len(by_place) < len(said):
            return False
        put, taken = object.__setattr__, 0
        for name, (default, maker, by_name, *_more) in parts.items():
            if name in by_place:
                put(value, name, by_place[name])
            elif name in named and by_name is not None:
                taken += 1
                put(value, name, named[name])
            elif maker is not _NONE:
                put(value, name, maker())
            elif default is not _NONE:
                put(value, name, default)
            elif by_name is not None:
                return False
        return taken == len(named)

    def _of_class(kind):
        """True if an annotation, as text or evaluated, declares an attribute of the class and no field."""
        text = kind if isinstance(kind, str) else repr(getattr(kind, "__origin__", kind))
        return text.startswith(("ClassVar", "typing.ClassVar"))

    def _parts_of(written, names, *, kw_only):
        """Name → (default, its maker, only by name, compared, hashed) of all fields; None where the standard looks.

        Only by name is None where a value is not said at all, and is put later.
        """
        found = {}
        for base in reversed(written.__mro__[1:]):
            if base in _parts:
                found |= _parts[base]
            elif "__dataclass_fields__" in vars(base):
                return None
        for name in names:
            default = vars(written).get(name, _NONE)
            if not isinstance(default, dataclasses.Field):
                found[name] = (default, _NONE, kw_only, True, True)
                continue
            by_name = kw_only if default.kw_only is _NONE else default.kw_only
            hashed = default.compare if default.hash is None else default.hash
            found[name] = (
                default.default,
                default.default_factory,
                by_name if default.init else None,
                default.compare,
                hashed,
            )
        return found

    def _sameness(parts):
        """``__eq__`` and ``__hash__`` over the fields that count: nothing is compiled for them."""
        at, also = ([name for name, part in parts.items() if part[place]] for place in (3, 4))
        if not at or not also:
            return {}
        compared = operator.attrgetter(*at)
        hashed = compared if at == also else operator.attrgetter(*also)

        def equal(self, other):
            if other.__class__ is self.__class__:
                return compared(self) == compared(other)
            return NotImplemented

        def digest(self):
            return hash((hashed(self),))

        return {"__eq__": equal, "__hash__": digest}

    def _beginning(cls, parts):
        """``__init__`` of a value that cannot be changed afterwards."""
        known = {"_set": object.__setattr__, "_unsaid": _NONE}
        said, named, lines = ["self"], [], []
        for name, (default, maker, by_name, *_more) in parts.items():
            text, value = name, name
            if by_name is None:
                if maker is not _NONE or default is not _NONE:
                    known[f"_own_{name}"] = maker if maker is not _NONE else default
                    lines.append(f" _set(self, {name!r}, _own_{name}{'()' * (maker is not _NONE)})")
                continue
            if maker is not _NONE:
                known[f"_make_{name}"] = maker
                text, value = f"{name}=_unsaid", f"_make_{name}() if {name} is _unsaid else {name}"
            elif default is not _NONE:
                known[f"_default_{name}"] = default
                text = f"{name}=_default_{name}"
            (named if by_name else said).append(text)
            lines.append(f" _set(self, {name!r}, {value})")
        if hasattr(cls, "__post_init__"):
            lines.append(" self.__post_init__()")
        signature = ", ".join([*said, *(["*", *named] if named else [])])
        exec(f"def __init__({signature}):\n" + "\n".join(lines or [" pass"]), known)  # noqa: S102 - as the standard does
        begin = known["__init__"]
        begin.__qualname__, begin.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
        begin.__annotations__ = {**_annotations(cls, parts), "return": None}
        return begin

    def _annotations(cls, parts):
        declared = {}
        for base in reversed(cls.__mro__):
            declared |= vars(base).get("__annotations__", {})
        return {name: declared[name] for name, part in parts.items() if part[2] is not None}

    class _Later:
        """An attribute of a class, made when it is asked for."""

        def __init__(self, making, name):
            self.making, self.name = making, name

        def __get__(self, value, owner=None):
            if self.name == "__dataclass_fields__":
                return self.making.fields()
            self.making.make()
            return vars(self.making.made)[self.name]

    def _first(making, name):
        """A method that makes all of them, and does what was asked."""

        def first(self, *said, **named):
            making.begin() if name == "__init__" else making.make()
            return getattr(making.made, name)(self, *said, **named)

        return first

    def _stay(making, kept):
        """The two methods that keep a value as it is; put on a class that is made, each would look through its kind."""

        def stay_set(self, name, value):
            cls = making.made
            if type(self) is cls or name in kept:
                raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
            super(cls, self).__setattr__(name, value)

        def stay_delete(self, name):
            cls = making.made
            if type(self) is cls or name in kept:
                raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
            super(cls, self).__delattr__(name)

        return {"__setattr__": stay_set, "__delattr__": stay_delete}

    def _state(self):
        return [getattr(self, field.name) for field in dataclasses.fields(self)]

    def _set_state(self, state):
        for field, value in zip(dataclasses.fields(self), state, strict=True):
            object.__setattr__(self, field.name, value)

    def _slotted(written, making):
        """The class with its slots, and with what waits in the place of its methods."""
        names, above = making.names, written.__mro__[1:-1]
        taken = {slot for base in above for slot in getattr(base, "__slots__", ())}
        space = dict(vars(written))
        for name in ("__dict__", "__weakref__", *names):
            space.pop(name, None)
        if "__init__" in space:
            making.parts = None
        if making.parts is not None:
            space = {**_sameness(making.parts), **space, "__init__": making.few()}
        for name in _METHODS:
            space.setdefault(name, _first(making, name))
        for name in _ATTRIBUTES:
            space[name] = _Later(making, name)
        if space.get("__hash__", True) is None:
            del space["__hash__"]  # a class that says what is equal: the standard decides
        space |= {"__getstate__": _state, "__setstate__": _set_state}
        space |= _stay(making, frozenset(names))
        space["__slots__"] = tuple(name for name in names if name not in taken)
        space["__qualname__"] = written.__qualname__
        return type(written)(written.__name__, written.__bases__, space)

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
            if making.parts is not None:
                _parts[making.made] = making.parts
            return making.made

        return give if written is None else give(written)

    class TypedDict:
        """The shape of a payload, by its keys; made, it is a plain ``dict``."""

        def __init_subclass__(cls, *, total=True):
            super().__init_subclass__()

        def __new__(cls, *said, **named):
            return dict(*said, **named)

    class _Places(type):
        def __new__(cls, name, bases, space):
            """The tuple whose places a class names; its methods come along."""
            if not bases:
                return super().__new__(cls, name, bases, space)
            places = list(space["__annotations__"])
            made = collections.namedtuple(name, places, module=space["__module__"])
            for key, value in space.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Places):
        """A tuple with names for its places; none of them is left unsaid."""

    def override(method):
        """The method as it is: the word is for the type checker."""
        return method

    class _Pattern:
        """A regular expression; the first use of a method compiles it, every later one is the method itself."""

        def __init__(self, text, flags):
            self._text, self._flags = text, flags

        def __getattr__(self, name):
            if name.startswith("__"):
                raise AttributeError(name)
            found = getattr(re.compile(self._text, self._flags), name)
            setattr(self, name, found)
            return found

    def pattern(text, flags=0):
        """As ``re.compile``, later."""
        return _Pattern(text, flags)

    class Annotated:
        """As ``typing.Annotated`` for whoever asks for ``__metadata__``."""

        def __class_getitem__(cls, said):
            made = cls()
            made.__origin__, *made.__metadata__ = said
            return made
