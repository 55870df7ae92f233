"""What only root may do on Linux, and why it can't be done where it can't."""

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
    """Why it can't be made here, if so."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return f"{what} needs Linux and root"
    try:
        with attempt():
            return ""
    except Failed as refused:
        return f"{what} is refused here: {refused}"
