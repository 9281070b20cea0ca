"""A world that was overruled for a test leaves the program to the next one as it was."""

from __future__ import annotations

import os
import types

import pytest

from counter_app.office import Office, SystemClock
from tests.overruling import overrule, overruled, weak


def test_everything_overruled_is_as_before_even_after_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A method, a class method, a value of a module and of one object, and the temporary folder."""
    monkeypatch.setenv("TMPDIR", "/truoc")
    module, one = types.ModuleType("mau"), types.SimpleNamespace()
    module.patience = 5  # type: ignore[attr-defined]
    before = vars(SystemClock)["now"], vars(Office)["open"]

    def overrule_everything() -> None:
        with overruled():
            for place, name in ((SystemClock, "now"), (Office, "open"), (module, "patience")):
                overrule(place, name, None)
            overrule(module, "patience", 6)
            overrule(one, "close", None)
            with weak(module, "patience", 7):
                assert module.patience == 7
            assert module.patience == 6
            os.environ["TMPDIR"] = "/trong"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        overrule_everything()
    assert (vars(SystemClock)["now"], vars(Office)["open"]) == before
    assert module.patience == 5
    assert not vars(one)
    assert os.environ["TMPDIR"] == "/truoc"
