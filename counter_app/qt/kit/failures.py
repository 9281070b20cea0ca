"""The one way out for each kind of trouble: beside the field, in the band with a retry, in a box, or to the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from counter_app.errors import BatchError, Cancelled, ClockError, DeviceError, RuleError, StoreError
from counter_app.i18n import _
from counter_app.qt.kit.fields import Field
from counter_app.qt.kit.guide import HelpPlace
from counter_app.qt.kit.hub import Offer, Tone
from counter_app.wording.help_sections import error_section

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace

T = TypeVar("T")


def guard(
    place: Workplace,
    action: Callable[[], T],
    fields: Mapping[str, Field] | None = None,
    then: Callable[[T], object] | None = None,
) -> T | None:
    """Run ``action``; show what the user can do about its error and return None.

    ``fields`` maps RuleError.field to inputs, "" to the one that says everything else, for dialogs that lie over the
    band. ``then`` gets the result, also when the officer first has to confirm the clock or tries a device again;
    without it they are asked to press the button again. Bugs pass through to the exception hook.
    """
    for field in (fields or {}).values():
        field.set_error("")
    try:
        result = action()
    except Exception as error:
        show_error(place, error, fields, _again(place, action, fields, then))
        return None
    if then is not None:
        then(result)
    return result


def show_error(
    place: Workplace,
    error: Exception,
    fields: Mapping[str, Field] | None = None,
    retry: Callable[[], object] | None = None,
) -> None:
    """Show an error where it belongs; also for errors that come back from a job. Bugs are raised again."""
    if isinstance(error, ClockError):
        _ask_clock(place, error, retry)
    elif isinstance(error, RuleError):
        _show_rule(place, error, fields or {})
    elif isinstance(error, DeviceError):
        place.hub.notice(Tone.BAD, error.message, retry)
    elif isinstance(error, BatchError):
        place.hub.notice(Tone.BAD, " ".join((error.message, *error.problems[:3])))
    elif isinstance(error, Cancelled):
        place.hub.notice(Tone.INFO, error.message)
    elif isinstance(error, StoreError):
        _show_store(error)
    elif isinstance(error, OSError):
        _show_system(place, error)
    else:
        raise error


def _again(
    place: Workplace,
    action: Callable[[], T],
    fields: Mapping[str, Field] | None,
    then: Callable[[T], object] | None,
) -> Callable[[], object] | None:
    return None if then is None else lambda: guard(place, action, fields, then)


def _show_rule(place: Workplace, error: RuleError, fields: Mapping[str, Field]) -> None:
    if error.rule == "left":
        place.hub.put_out.emit()
        return
    field = fields.get(error.field) or fields.get(error.field.rpartition(".")[2]) or fields.get("")
    section = error_section(error)
    if field is None:
        read = Offer(_("Hướng dẫn"), partial(place.hub.go, "help", HelpPlace(section)))
        place.hub.notice(Tone.BAD, error.message, read)
        return
    field.set_error(error.message, section)
    field.editor.setFocus()


def _ask_clock(place: Workplace, error: ClockError, retry: Callable[[], object] | None) -> None:
    from counter_app.qt.kit.clock import ClockDialog

    dialog = ClockDialog(place, error.message, retry, _window())
    dialog.open()


def _show_store(error: StoreError) -> None:
    from counter_app.qt.kit.trouble import TroubleDialog

    TroubleDialog(error.message, _window()).open()


def _show_system(place: Workplace, error: OSError) -> None:
    _show_store(place.office.disk_trouble(error))


def _window() -> QWidget | None:
    return QApplication.activeModalWidget() or QApplication.activeWindow()
