"""A PostgreSQL server of our own: Debian's programs, a folder of its own, on loopback only."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp


def _programs() -> Path:
    """Where the newest initdb lies."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _as_postgres(*words: str | Path) -> None:
    """Run as the account that PostgreSQL has on Debian: it refuses to run as root."""
    said = [str(word) for word in words]
    command = ["runuser", "-u", "postgres", "--", *said] if _is_root() else said
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """The address of a database, gone afterwards."""
    folder = Path(mkdtemp(prefix="kho-pg-"))
    programs, port = _programs(), _free_port()
    if _is_root():
        shutil.chown(folder, "postgres", "postgres")
    _as_postgres(
        *(programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "quay", "-E", "UTF8"),
        *("--locale", "C.UTF-8", "--no-sync"),
    )
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    )
    start = (programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log")
    _as_postgres(*start, "-o", options, "start")
    try:
        yield f"postgresql://quay@127.0.0.1:{port}/postgres"
    finally:
        _as_postgres(*start, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
