"""What must be on the machine beforehand: one line with the remedy for each thing that is missing.

`make` runs this file before any environment exists: the standard library only.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys

JAVA = 17


def missing_for_python() -> list[str]:
    """Python itself is the Makefile's to find; pip installs uv."""
    if importlib.util.find_spec("pip"):
        return []
    return [f"pip is missing for {sys.executable}: install it (Debian: apt install python3-pip)"]


def missing_for_kafka() -> list[str]:
    lines = []
    if java_version() < JAVA:
        lines.append(
            f"Java {JAVA} or newer is missing, Kafka needs it: install it (Debian: apt install openjdk-17-jre-headless)"
        )
    if not shutil.which("mvn"):
        lines.append("Maven is missing, it fetches Kafka: install it (Debian: apt install maven)")
    return lines


def java_version() -> int:
    """The major version of the `java` that would run; 0 without one."""
    if not shutil.which("java"):
        return 0
    answer = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', answer)
    return int(found[1]) if found else 0


def main() -> None:
    lines = missing_for_python()
    if "kafka" in sys.argv and not os.environ.get("ZHIFATONG_KAFKA"):
        lines += missing_for_kafka()
    for line in lines:
        print(f"zhifatong | {line}", file=sys.stderr)
    sys.exit(1 if lines else 0)


if __name__ == "__main__":
    main()
