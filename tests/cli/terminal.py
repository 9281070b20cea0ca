"""A terminal at the counter: runs verbs in this process and reads what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from counter_app.cli.main import cli

PAPERS = {"--out", "--slip", "--pdf"}


class Terminal:
    """Speaks the verbs about one data folder; whatever may be a paper is made by ``signer``."""

    signer = "canbo"

    def __init__(self, data: Path) -> None:
        self.data = data

    def run(self, *words: object, code: int = 0) -> Result:
        """One call as typed after the program's name, with the exit code it must end with."""
        result = CliRunner().invoke(cli, [str(word) for word in words])
        crashed = result.exception is not None and not isinstance(result.exception, SystemExit)
        assert not crashed, repr(result.exception)
        assert result.exit_code == code, (result.output, result.stderr)
        return result

    def __call__(self, *words: object, code: int = 0) -> dict[str, Any]:
        """A verb's one JSON object."""
        named = "--officer" in words or not PAPERS.intersection(map(str, words))
        officer = () if named or not self.signer else ("--officer", self.signer)
        result = self.run("--data", self.data, "--json", *officer, *words, code=code)
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


def form(procedure: str = "1.001193", name: str = "Nguyễn Văn Mẫu", **facts: Any) -> dict[str, Any]:
    """A record as ``receive`` reads it."""
    applicant = {"name": name, "id_no": "001090000017", "phone": "0912000017"}
    return {"procedure": procedure, "applicant": applicant, **facts}
