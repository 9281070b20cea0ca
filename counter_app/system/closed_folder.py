"""A folder of data, closed to the other accounts of the computer by each system's own means.

Linux: its mode, 0700. Windows: an access list for its owner and SYSTEM alone, which all below it inherits and which no
longer inherits from above; asked of advapi32 directly.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from counter_app.system.files import patiently

_OTHERS = stat.S_IRWXG | stat.S_IRWXO

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _FILE, _DACL, _PROTECTED = 1, 0x4, 0x80000000
    _REVISION, _QUERY, _USER = 1, 0x8, 1
    _Out = ctypes.POINTER(ctypes.c_void_p)
    _PROTOTYPES = {
        "ConvertStringSecurityDescriptorToSecurityDescriptorW": (
            wintypes.BOOL,
            (wintypes.LPCWSTR, wintypes.DWORD, _Out, ctypes.c_void_p),
        ),
        "ConvertSecurityDescriptorToStringSecurityDescriptorW": (
            wintypes.BOOL,
            (ctypes.c_void_p, wintypes.DWORD, wintypes.DWORD, _Out, ctypes.c_void_p),
        ),
        "GetSecurityDescriptorDacl": (
            wintypes.BOOL,
            (ctypes.c_void_p, ctypes.POINTER(wintypes.BOOL), _Out, ctypes.POINTER(wintypes.BOOL)),
        ),
        "SetNamedSecurityInfoW": (
            wintypes.DWORD,
            (wintypes.LPWSTR, ctypes.c_int, wintypes.DWORD, *(ctypes.c_void_p,) * 4),
        ),
        "GetNamedSecurityInfoW": (
            wintypes.DWORD,
            (wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD, *(ctypes.c_void_p,) * 4, _Out),
        ),
        "SetFileSecurityW": (wintypes.BOOL, (wintypes.LPCWSTR, wintypes.DWORD, ctypes.c_void_p)),
        "OpenProcessToken": (
            wintypes.BOOL,
            (wintypes.HANDLE, wintypes.DWORD, ctypes.POINTER(wintypes.HANDLE)),
        ),
        "GetTokenInformation": (
            wintypes.BOOL,
            (
                wintypes.HANDLE,
                ctypes.c_int,
                ctypes.c_void_p,
                wintypes.DWORD,
                ctypes.POINTER(wintypes.DWORD),
            ),
        ),
        "ConvertSidToStringSidW": (wintypes.BOOL, (ctypes.c_void_p, _Out)),
    }

    def _advapi() -> ctypes.WinDLL:
        """advapi32 for us alone: prototypes set on the shared one would change it for everybody."""
        library = ctypes.WinDLL("advapi32", use_last_error=True)
        for name, (answer, taken) in _PROTOTYPES.items():
            call = getattr(library, name)
            call.restype, call.argtypes = answer, taken
        return library

    def _kernel() -> ctypes.WinDLL:
        library = ctypes.WinDLL("kernel32", use_last_error=True)
        library.GetCurrentProcess.restype = wintypes.HANDLE
        library.CloseHandle.argtypes = (wintypes.HANDLE,)
        library.LocalFree.argtypes = (ctypes.c_void_p,)
        return library

    def _require(done: int) -> None:
        if not done:
            raise ctypes.WinError(ctypes.get_last_error())

    def _text_of(pointer: ctypes.c_void_p) -> str:
        try:
            return ctypes.wstring_at(pointer.value or 0)
        finally:
            _kernel().LocalFree(pointer)

    def own_account() -> str:
        """The account that runs this, as a SID in text. Errors: OSError."""
        api, kernel, token = _advapi(), _kernel(), wintypes.HANDLE()
        _require(api.OpenProcessToken(kernel.GetCurrentProcess(), _QUERY, ctypes.byref(token)))
        try:
            needed = wintypes.DWORD()
            api.GetTokenInformation(token, _USER, None, 0, ctypes.byref(needed))
            room = ctypes.create_string_buffer(needed.value)
            _require(api.GetTokenInformation(token, _USER, room, needed, ctypes.byref(needed)))
        finally:
            kernel.CloseHandle(token)
        text = ctypes.c_void_p()
        _require(api.ConvertSidToStringSidW(ctypes.c_void_p.from_buffer(room), ctypes.byref(text)))
        return _text_of(text)

    def access_list(folder: Path) -> str:
        """The folder's access list in Windows' text form, ``D:P(A;OICI;FA;;;SY)…``. Errors: OSError."""
        api, found = _advapi(), ctypes.c_void_p()
        failed = api.GetNamedSecurityInfoW(
            str(folder), _FILE, _DACL, None, None, None, None, ctypes.byref(found)
        )
        if failed:
            raise ctypes.WinError(failed)
        text = ctypes.c_void_p()
        try:
            _require(
                api.ConvertSecurityDescriptorToStringSecurityDescriptorW(
                    found, _REVISION, _DACL, ctypes.byref(text), None
                )
            )
        finally:
            _kernel().LocalFree(found)
        return _text_of(text)

    def _close(folder: Path) -> None:
        wanted = f"D:P(A;OICI;FA;;;{own_account()})(A;OICI;FA;;;SY)"
        api, made = _advapi(), ctypes.c_void_p()
        _require(
            api.ConvertStringSecurityDescriptorToSecurityDescriptorW(
                wanted, _REVISION, ctypes.byref(made), None
            )
        )
        try:
            there, dacl, usual = wintypes.BOOL(), ctypes.c_void_p(), wintypes.BOOL()
            _require(
                api.GetSecurityDescriptorDacl(
                    made, ctypes.byref(there), ctypes.byref(dacl), ctypes.byref(usual)
                )
            )
            what = _DACL | _PROTECTED
            failed = api.SetNamedSecurityInfoW(str(folder), _FILE, what, None, None, dacl, None)
            if failed:
                raise ctypes.WinError(failed)
            # The call above reaches all that lies in the folder, this one the folder: Wine knows only the latter.
            _require(api.SetFileSecurityW(str(folder), _DACL, made))
        finally:
            _kernel().LocalFree(made)

    def _chosen(folder: Path) -> bool:
        """True if somebody gave the folder an access list of its own: it inherits nothing from above."""
        flags = access_list(folder).partition("(")[0].removeprefix("D:")
        return "P" in flags

    def is_closed(folder: Path) -> bool:
        """True if nobody but the account that runs this, and the system, may in. Errors: OSError."""
        entries = access_list(folder).split("(")[1:]
        named = {entry.partition(")")[0].split(";")[-1] for entry in entries if entry[:1] == "A"}
        return named <= {own_account(), "SY", "BA"}

else:

    def _close(folder: Path) -> None:
        folder.chmod(stat.S_IRWXU)

    def _chosen(folder: Path) -> bool:
        """True if the folder is another account's, or was opened to a group on purpose."""
        found = folder.stat()
        return found.st_uid != os.geteuid() or bool(found.st_mode & stat.S_ISGID)

    def is_closed(folder: Path) -> bool:
        """True if nobody but the account that runs this, and the system, may in. Errors: OSError."""
        found = folder.stat()
        return found.st_uid == os.geteuid() and not found.st_mode & _OTHERS


def close_to_others(folder: Path) -> bool:
    """Close a folder to the computer's other accounts; whether it is closed now.

    One that somebody shared on purpose stays as it is, and so does one on a disk without such rights.
    """
    try:
        if not is_closed(folder) and not _chosen(folder):
            patiently(lambda: _close(folder))
        return is_closed(folder)
    except OSError:
        return False
