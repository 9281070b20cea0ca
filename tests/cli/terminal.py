"""A terminal at the counter: runs verbs in this process and reads what they say."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from counter_app import paths
from counter_app.cli.main import cli
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.errors import CounterError
from counter_app.office import Office, SystemClock
from tests import makers


class Terminal:
    """Speaks the verbs about one data folder; ``signer`` acts where nobody else is named, and proves it.

    The password goes through a pipe, as a script would hand it over. ``passwords`` are of who has another than
    everybody in these offices; ``signer`` "" signs nobody in.
    """

    signer = "canbo"
    own_passwords = True
    """Nobody here uses a first password that somebody else chose."""
    knows_passwords = True
    """Whoever types here proves who he says he is."""

    def __init__(self, data: Path) -> None:
        self.data, self._own = data, {"canbo", "binh.vq"}
        self.passwords = dict.fromkeys(("canbo", "lan.nt", "binh.vq"), FIRST_PASSWORD)

    def run(self, *words: object, code: int = 0, typed: str = "") -> Result:
        """One call as typed after the program's name, with the exit code it must end with.

        ``typed`` comes by the standard input, for what the verb itself asks.
        """
        with self.proving(list(map(str, words))) as said:
            result = CliRunner().invoke(cli, said, input=typed)
        crashed = result.exception is not None and not isinstance(result.exception, SystemExit)
        assert not crashed, repr(result.exception)
        assert result.exit_code == code, (result.output, result.stderr)
        return result

    @contextmanager
    def proving(self, words: list[str]) -> Iterator[list[str]]:
        """The words with a password for whoever is named before the verb, or else for ``signer``."""
        at = verb_at(words)
        common = words[:at]
        if words[at : at + 1] == ["superior"]:
            self.staff_superior()
        told = {"--key", "--password-fd"}.intersection(common) or words[at : at + 1] == ["init"]
        if told or not self.knows_passwords or not (self.signer or "--officer" in common):
            yield words
            return
        named = common[common.index("--officer") + 1] if "--officer" in common else self.signer
        who = [] if "--officer" in common else ["--officer", named]
        self._own_password(named)
        lines = self.passwords.get(named, makers.PASSWORD)
        if words[at : at + 1] == ["password"]:
            lines += "\nmot-mat-khau-nua"
        with self.handed_over(lines) as handed:
            yield [*who, *handed, *words]

    def _own_password(self, login: str) -> None:
        """Whoever types here chose the password himself, where nobody tests what else it would be."""
        if (
            login in self._own
            or not self.own_passwords
            or not paths.database_path(self.data).exists()
        ):
            return
        with suppress(CounterError), closing(Office.open(self.data, clock=SystemClock())) as office:
            officers = office.store.officers
            if officers.is_lent(login):
                with office.store.transaction():
                    officers.keep_hash(login, officers.password_hash(login), office.now())
            self._own.add(login)

    @contextmanager
    def handed_over(self, password: str) -> Iterator[tuple[str, str]]:
        """The words that hand a password over through a pipe, as a script does."""
        reading, writing = os.pipe()
        try:
            os.write(writing, f"{password}\n".encode())
            os.close(writing)
            yield "--password-fd", str(reading)
        finally:
            os.close(reading)

    def staff_superior(self) -> None:
        """Let somebody work at the superior's: its folder gets an office with a leader, where it has none."""
        if not paths.database_path(self.data).exists():
            makers.found(self.data, SystemClock()).close()

    def said(self, *words: object) -> str:
        """A verb's words instead of its JSON."""
        return str(self.run("--data", self.data, *words).output)

    def __call__(self, *words: object, code: int = 0) -> dict[str, Any]:
        """A verb's one JSON object."""
        result = self.run("--data", self.data, "--json", *words, code=code)
        (line,) = result.stdout.splitlines()
        answer: dict[str, Any] = json.loads(line)
        return answer

    def refused(self, *words: object) -> dict[str, Any]:
        """What a verb is refused with."""
        answer = self(*words, code=1)
        assert set(answer) == {"error"}
        error: dict[str, Any] = answer["error"]
        assert error["message"]
        return error

    def receive(self, folder: Path, *records: dict[str, Any]) -> list[dict[str, Any]]:
        """Receive forms from a file."""
        path = folder / "receive.json"
        path.write_text(json.dumps(list(records), ensure_ascii=False), encoding="utf-8")
        dossiers: list[dict[str, Any]] = self("receive", "--from", path)["dossiers"]
        return dossiers


class Sample(Terminal):
    """Over the invented office, whose leader signs in with the password that it tells everybody."""

    signer = "binh.vq"


def form(procedure: str = "1.001193", name: str = "Nguyễn Văn Mẫu", **facts: Any) -> dict[str, Any]:
    """A record as ``receive`` reads it."""
    applicant = {"name": name, "id_no": "001090000017", "phone": "0912000017"}
    return {"procedure": procedure, "applicant": applicant, **facts}


def verb_at(words: list[str]) -> int:
    """Where the verb stands among the words: behind the options that every verb shares."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 1 if words[at] in {"--json", "--accept-clock", "--version", "-h", "--help"} else 2
    return at
