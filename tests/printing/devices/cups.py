"""A CUPS server of our own on loopback: nothing of the system's print service is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.printing.devices.listener import free_port

_FILES = """
ServerRoot {root}/etc
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/run
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
DataDir /usr/share/cups
ServerBin /usr/lib/cups
FileDevice Yes
SystemGroup {group}
"""
_DAEMON = """
Listen 127.0.0.1:{port}
Listen {root}/run/cups.sock
Browsing Off
DefaultAuthType None
ErrorPolicy retry-job
JobRetryInterval 1
LogLevel info
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Location /admin>
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow localhost
  </Limit>
</Policy>
"""
_SEARCH = "/usr/sbin:/sbin:" + os.environ.get("PATH", "")


def _own_group() -> str:
    name = ""
    if sys.platform == "linux":
        import grp

        name = grp.getgrgid(os.getegid()).gr_name
    return name


class CupsServer:
    """Started on entering, stopped on leaving; ``address`` is what clients are told."""

    def __init__(self, root: Path) -> None:
        self._root = root
        port = free_port()
        self.address = f"127.0.0.1:{port}"
        for folder in ("etc", "spool/tmp", "cache", "run", "log"):
            (root / folder).mkdir(parents=True)
        group = _own_group()
        (root / "files.conf").write_text(_FILES.format(root=root, group=group))
        (root / "cupsd.conf").write_text(_DAEMON.format(root=root, port=port))

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [
                program("cupsd"),
                "-f",
                "-c",
                self._root / "cupsd.conf",
                "-s",
                self._root / "files.conf",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _attempt in range(100):
            if "is running" in self.run("lpstat", "-r"):
                return self
            time.sleep(0.1)
        raise AssertionError("cupsd did not start")

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)

    def add_queue(self, name: str, port: int) -> None:
        """A queue that hands its jobs as they are to a printer on ``port``."""
        self.run("lpadmin", "-p", name, "-E", "-v", f"socket://127.0.0.1:{port}", "-m", "raw")

    def run(self, name: str, *arguments: str) -> str:
        """A CUPS command against this server; what it printed."""
        done = subprocess.run(
            [program(name), "-h", self.address, *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
            env={**os.environ, "LC_ALL": "C"},
        )
        return done.stdout


def program(name: str) -> str:
    """Where the command is; the system package cups brings it."""
    found = shutil.which(name, path=_SEARCH)
    assert found, f"{name} is missing: install the packages cups and cups-client"
    return found
