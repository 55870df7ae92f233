"""Abilities of root on Linux, and the reasons where they are missing."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

from stack.process import Failed


def run(*command: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError as missing:
        raise Failed(f"{command[0]} is missing") from missing
    if done.returncode:
        raise Failed(f"{' '.join(command)}: {done.stderr.strip()}")


def hindrance(what: str, attempt: Callable[[], AbstractContextManager[object]]) -> str:
    """Return the reason why it is impossible here; empty if it is possible."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return f"{what} needs Linux and root"
    try:
        with attempt():
            return ""
    except Failed as refused:
        return f"{what} is refused here: {refused}"
