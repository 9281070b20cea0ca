"""The frame of every verb: the data, who acts, the way answers and refusals are said."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import click

from counter_app.cli.proof import NAMELESS, Claim, door_of, tell_wrong_before
from counter_app.cli.unlocking import asked_keys
from counter_app.domain.clock import from_local_text
from counter_app.domain.office.staff import Officer, is_person
from counter_app.errors import BatchError, CounterError, RuleError, StoreError
from counter_app.i18n import _
from counter_app.values import override

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.system.outgoing import Target

_LARGEST = 2**63 - 1
"""No data file holds a larger number."""
FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
"""The types of a file and of a folder in a verb; neither has to be there yet."""

F = TypeVar("F", bound=Callable[..., Any])


class Shows(StrEnum):
    """The one thing a verb says of citizens' data, so that who looked is written into the access book.

    After one that shows ``CITIZENS`` a line stands there; what can tell more of what was seen writes it itself. An
    ``ACT`` the journal knows: who did what with whose dossier is not told twice. ``NOBODY``: nothing of a citizen, or
    only what whoever calls says. ``OWN``: it shows citizens or not, and knows which.
    """

    CITIZENS = "citizens"
    ACT = "act"
    NOBODY = "nobody"
    OWN = "own"


class Frame:
    """The call's own settings."""

    def __init__(
        self,
        data: Path,
        claim: Claim,
        *,
        as_json: bool,
        accept_clock: bool,
        clock_consent: str = "",
    ) -> None:
        self.data, self.claim = data, claim
        self.as_json, self.accept_clock = as_json, accept_clock
        self.clock_consent = clock_consent
        self._showing: Office | None = None
        """Open until what it shows is said: whom that names is noted then."""
        self._said: list[str] = []

    def has_office(self) -> bool:
        """True if the data folder holds an office. Errors: StoreError where one was lost."""
        from counter_app.office import Office

        return Office.exists(self.data)

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The office in the data folder, with whoever proved to act; nobody for verbs that need no name.

        Errors: StoreError; RuleError where nothing proves who acts, or the verb is not for them.
        """
        from counter_app.office import Office
        from counter_app.system.places import carried_by

        verb = said_verb()
        self.end_showing()
        keys = asked_keys(self.data, self.claim)
        office = Office.open(self.data, who=_("lệnh «{verb}»").format(verb=verb), keys=keys)
        if office.cleared:
            from counter_app.wording.office.keeping import cleared_text

            click.echo(cleared_text(office.cleared), err=True)
        if service := carried_by(self.data):
            from counter_app.wording.office.health import carried_text

            click.echo(f"{carried_text(service)}.", err=True)
        try:
            if verb not in NAMELESS:
                self.let_in(office)
            if self.accept_clock:
                self._accept_clock(office)
            yield office
            if _owes_a_look(office):
                self._showing = office
        finally:
            if self._showing is not office:
                office.close()

    def end_showing(self) -> None:
        """Note the citizens that were shown, with the dossiers they are of, and close the office."""
        office, self._showing = self._showing, None
        said, self._said = self._said, []
        if office is None:
            return
        from counter_app.domain.dossier.codes import codes_in

        try:
            whom = office.store.access.numbers_of(codes_in("\n".join(said)))
            about = click.get_current_context().params.get("code")
            office.access.named(f"verb:{said_verb()}", whom, about=str(about or ""))
        finally:
            office.close()

    def _accept_clock(self, office: Office) -> None:
        """The officer says that the clock is right, and a second person (``--clock-consent``), as in the window."""
        if office.session.officer is None:
            office.confirm_clock()  # a verb that needs no name keeps no act of a person either
            return
        from counter_app.cli.consent import approval

        asked = office.clock_word.doubt() and self.clock_consent
        office.clock_word.confirm(approval(self.clock_consent if asked else ""))

    def let_in(self, office: Office) -> None:
        """Let whoever says so act, once proved and where the verb is for them. Errors: RuleError."""
        from counter_app.desk.desk import Desk

        verb = said_verb()
        office.session.officer = self.claim.proven_in(office, verb)
        tell_wrong_before(office)
        door = door_of(verb)
        if door is not None:
            Desk(office.store, office.session).acting(door)

    def require_office(self) -> None:
        """Requires that there is an office whose officers can be asked. Errors: RuleError (rule "no_office")."""
        if not self.has_office():
            raise RuleError(
                _(
                    "Thư mục {path} chưa có danh sách công chức để hỏi mật khẩu. Lập đơn vị ở đây trước: counter-app "
                    "init."
                ).format(path=self.data),
                rule="no_office",
            )

    def known(self, office: Office, login: str) -> Officer:
        """The officer with this login. Errors: RuleError (field "officer") for one who does not work here now."""
        found = office.store.officers.get(login)
        if found is None or not found.active:
            raise RuleError(
                _(
                    "Không có công chức {login} đang làm việc. Xem tên đăng nhập ở trang Công chức (Ctrl+3)."
                ).format(login=login),
                field="officer",
                rule="officer",
            )
        return found

    def require_signer(self, office: Office) -> None:
        """Requires that a person acts, who may sign the paper. Errors: RuleError (rule "officer")."""
        officer = office.session.officer
        if officer is None or not is_person(officer.login):
            raise RuleError(
                _(
                    "Giấy tờ phải có tên công chức ký, khóa lệnh không ký thay. Thêm --officer TÊN_ĐĂNG_NHẬP ngay sau "
                    "tên chương trình."
                ),
                field="officer",
                rule="officer",
            )

    def target(self, office: Office, path: Path, *, force: bool = False) -> Target:
        """The target of a file, looked at before anything is done for it. Errors: RuleError, DeviceError."""
        from counter_app.desk.outgoing import destination

        noted = office.clear_files.note
        return destination(path, office.own_places(), force=force, noted=noted)

    def progress(self) -> Callable[..., None] | None:
        """The teller of how far a long verb is (done, total, at what), to whoever sits at the terminal; None where a
        script reads.
        """
        from counter_app.system.terminals import is_terminal

        return None if self.as_json or not is_terminal(sys.stderr) else _show_progress

    def say(self, answer: dict[str, Any], text: str = "") -> None:
        """Give the answer: as one JSON object, or as words."""
        spelled = self.as_json or not text
        indent = None if self.as_json else 1
        said = (
            json.dumps(answer, ensure_ascii=False, indent=indent, default=_whole)
            if spelled
            else text
        )
        if self._showing is not None:
            self._said += [said] if spelled else [said, json.dumps(answer, default=_whole)]
        click.echo(said)


def _show_progress(done: int, total: int, _at: str = "") -> None:
    from counter_app.domain.text import thousands

    if total:
        click.echo(f"\r{thousands(done)}/{thousands(total)}", nl=done == total, err=True)


def said_verb() -> str:
    """The verb that is running, as it is typed after the program's name."""
    return click.get_current_context().command_path.split(" ", 1)[-1]


def _owes_a_look(office: Office) -> bool:
    """The citizens a verb showed are a line in the access book; one that told more of it itself has its line."""
    running = click.get_current_context().command
    return shown_by(running) is Shows.CITIZENS and not office.store.database.looks.noted


def shown_by(command: click.Command) -> Shows:
    """The word of a verb about what it shows; one that says nothing is taken to show citizens."""
    found: Shows = getattr(command.callback, "shows", Shows.CITIZENS)
    return found


def _whole(value: object) -> Any:
    """The values an answer left to be spelled; loaded for those that have such."""
    from counter_app.cli.answers import whole

    return whole(value)


force_option = click.option("--force", is_flag=True, help="Thay tệp cùng loại đã có ở chỗ ghi ra.")


def verb(shows: Shows) -> Callable[[F], F]:
    """Make a function a verb that says what it shows: ``--json`` may stand behind it, refusals become exit code 1."""
    json_option = click.option(
        "--json", "json_here", is_flag=True, help=_("Một đối tượng JSON trên đầu ra chuẩn.")
    )

    def made(function: F) -> F:
        @wraps(function)
        def run(frame: Frame, /, *args: Any, json_here: bool, **values: Any) -> None:
            frame.as_json = frame.as_json or json_here
            _run(frame, lambda: function(frame, *args, **values), values)

        passed = json_option(click.pass_obj(run))
        passed.shows = shows  # type: ignore[attr-defined]
        return passed  # type: ignore[return-value]

    return made


def _run(frame: Frame, work: Callable[[], object], values: dict[str, Any]) -> None:
    try:
        _require_words(values)
        if said_verb() not in NAMELESS:
            frame.claim.require_means()
        try:
            work()
        finally:
            frame.end_showing()
    except CounterError as error:
        _refuse(frame, error)
    except OSError as error:
        from counter_app.store.core.trouble import from_system, named_place

        _refuse(frame, from_system(error, named_place(error, frame.data)))


def _require_words(values: dict[str, Any]) -> None:
    """Requires that all that is said can be written down. Errors: RuleError for bytes that are no letters, for a number
    that no file holds.
    """
    for name, value in values.items():
        for text in value if isinstance(value, tuple) else (value,):
            try:
                text.encode() if isinstance(text, str) else None
            except UnicodeEncodeError as error:
                raise RuleError(
                    _("Có ký tự không đọc được trong lệnh. Gõ lại bằng bàn phím tiếng Việt."),
                    field=name,
                    rule="letters",
                ) from error
            if isinstance(text, int) and abs(text) > _LARGEST:
                raise RuleError(
                    _("Số {number}… quá lớn. Gõ lại số.").format(number=str(text)[:12]),
                    field=name,
                    rule="number",
                )


def require_taken(count: int) -> None:
    """End a verb that took nothing of a file with exit code 1, after it has told why: a script has to see it."""
    if not count:
        raise click.exceptions.Exit(1)


def _refuse(frame: Frame, error: CounterError) -> None:
    kind = {RuleError: "rule", StoreError: "store", BatchError: "batch"}
    named = next((name for cls, name in kind.items() if isinstance(error, cls)), "device")
    detail: dict[str, Any] = {"message": error.message, "kind": named}
    if isinstance(error, RuleError):
        detail |= {"field": error.field, "rule": error.rule}
    if isinstance(error, BatchError):
        detail["problems"] = list(error.problems)
    if frame.as_json:
        click.echo(json.dumps({"error": detail}, ensure_ascii=False))
    else:
        click.echo(error.message, err=True)
        for problem in detail.get("problems", ()):
            click.echo(f"  - {problem}", err=True)
    sys.exit(1)


if TYPE_CHECKING:
    _Texts: TypeAlias = click.ParamType[Any, Any]
else:
    _Texts = click.ParamType


class Moment(_Texts):
    """A local moment with its day: ``2026-11-19T09:00``, or as people write it, ``9h30 19/11/2026``."""

    name = "lúc"

    @override
    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Parse; a wrong text is a usage error."""
        try:
            return _moment(value)
        except (ValueError, RuleError):
            self.fail(
                _("{value} không phải thời điểm. Ghi như 9:30 19/11/2026.").format(value=value),
                param,
                ctx,
            )


def _moment(value: str) -> datetime:
    if ":" in value or "T" in value:
        with suppress(ValueError):
            return from_local_text(value)
    from counter_app.domain.typed_moment import (
        whole_moment,
    )  # only for what is not written for machines

    return whole_moment(value)


class Day(_Texts):
    """A day: ``2026-11-19``, or as people write it, ``19/11/2026``."""

    name = "ngày"

    @override
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse; a wrong text is a usage error."""
        try:
            return _day(value)
        except ValueError:
            self.fail(
                _("{value} không phải ngày. Ghi như 19/11/2026.").format(value=value), param, ctx
            )


def _day(value: str) -> date:
    with suppress(ValueError):
        return date.fromisoformat(value)
    from counter_app.domain.typed_moment import (
        whole_day,
    )  # only for what is not written for machines

    return whole_day(value)
