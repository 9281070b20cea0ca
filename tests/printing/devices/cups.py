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
_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "X.PPD"
*Product: "(X)"
*PSVersion: "(3010.000) 0"
*Manufacturer: "X"
*ModelName: "X"
*ShortNickName: "X"
*NickName: "X"
*cupsFilter: "application/pdf 0 {driver}"
*OpenUI *PageSize: PickOne
*DefaultPageSize: A4
*PageSize A4: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4: "595 842"
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

    def driver(self, name: str) -> Path:
        """Where a queue's driver lies; the user that prints can read beside it."""
        return self._root / f"{name}.sh"

    def add_driver(self, name: str, script: str) -> str:
        """A queue whose driver is a shell script, or is missing when it is empty; its name."""
        driver = self.driver(name)
        if script:
            driver.write_text(script)
            driver.chmod(0o755)
        ppd = self._root / f"{name}.ppd"
        ppd.write_text(_PPD.format(driver=driver))
        self.run(
            "lpadmin", "-p", name, "-E", "-v", f"socket://127.0.0.1:{free_port()}", "-P", str(ppd)
        )
        return name

    def wait_for(self, text: str, name: str, *arguments: str) -> None:
        """Until a command says this."""
        for _attempt in range(200):
            if text in self.run(name, *arguments):
                return
            time.sleep(0.05)
        raise AssertionError(f"{name} never said {text}")

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
