"""What we seal, Debian's age opens with our identity; and what it seals for our recipient, we open."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from counter_app.system.exchange_keys import ExchangeKeys, seal, unseal

OURS = ExchangeKeys.of(bytes(range(32)))
CONTENT = "Lò Thị Pa\n".encode() * 20_000


def test_age_opens_what_we_seal_and_we_open_what_it_seals(tmp_path: Path) -> None:
    identity = tmp_path / "khoa.txt"
    identity.write_text(f"{OURS.identity}\n")
    sealed = io.BytesIO()
    seal(io.BytesIO(CONTENT), sealed, [OURS.recipient])
    opening = ["age", "-d", "-i", str(identity)]
    assert (
        subprocess.run(opening, input=sealed.getvalue(), capture_output=True, check=True).stdout
        == CONTENT
    )
    sealing = ["age", "-r", OURS.recipient]
    theirs = subprocess.run(sealing, input=CONTENT, capture_output=True, check=True).stdout
    out = io.BytesIO()
    unseal(io.BytesIO(theirs), out, OURS.identity)
    assert out.getvalue() == CONTENT
