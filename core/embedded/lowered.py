"""Runs a server that ends with its keeper, and as an ordinary user: `python lowered.py UID GID COMMAND ARGUMENT…`.

PostgreSQL refuses to run as root, but the project may lie in a folder that only root may enter (mode 0700). Opening
that folder to everyone would be wrong, so on Linux the server keeps one single right of root's: to read files and pass
through folders that are closed to it. Where a container withholds that one, it keeps the right to override file
permissions, which containers usually grant. See docs/decisions/embedded-servers.md.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

# From linux/capability.h, linux/prctl.h and linux/securebits.h.
CAP_DAC_OVERRIDE = 1
CAP_DAC_READ_SEARCH = 2
CAPABILITY_VERSION_3 = 0x20080522
PR_SET_PDEATHSIG = 1
PR_SET_SECUREBITS = 28
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
SECBIT_NO_SETUID_FIXUP = 1 << 2  # capabilities outlive setuid, and access(2) takes them into account


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Sets(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32)]


def _capability_to_keep() -> int | None:
    """The narrowest capability of ours that lets a command read the project's folders."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    permitted = int(next(line.split()[1] for line in status.splitlines() if line.startswith("CapPrm")), 16)
    return next((cap for cap in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE) if permitted >> cap & 1), None)


def become(uid: int, gid: int) -> None:
    """Turn this process, which is root's, into that user's; where the system allows it, it may still read."""
    libc = ctypes.CDLL(None, use_errno=True)
    keep = _capability_to_keep()
    if keep is not None and libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0) != 0:
        keep = None  # setuid then takes every right away, which is enough where the folders are open
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if keep is None:
        return
    sets = (_Sets * 2)()
    sets[0].effective = sets[0].permitted = sets[0].inheritable = 1 << keep
    if libc.capset(ctypes.byref(_Header(CAPABILITY_VERSION_3, 0)), sets) != 0:
        sys.exit("lowered: root's rights could not be given up")
    libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, keep, 0, 0)


def end_with_parent() -> None:
    """Ask the kernel to stop the server when the process that keeps it is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)


if __name__ == "__main__":
    if os.geteuid() == 0 and sys.argv[1] != "0":
        become(int(sys.argv[1]), int(sys.argv[2]))
    end_with_parent()
    os.execv(sys.argv[3], sys.argv[3:])  # noqa: S606 - there is no shell, on purpose
