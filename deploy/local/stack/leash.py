"""Run a command that dies with the process that started it: `python leash.py PARENT COMMAND…`.

The kernel sends the signal, so not even `kill -9` of the parent leaves an orphan. Where the kernel can't (not Linux),
the command runs all the same. The parent, to the kernel, is the thread that started the command.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, command: list[str]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the leash was on
        sys.exit(1)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
