"""Runs a command that is told to stop when the process that started it is killed: `python tied.py COMMAND …`."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # from linux/prctl.h

if __name__ == "__main__":
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    os.execv(sys.argv[1], sys.argv[1:])
