"""What must be on the machine beforehand: one line with the remedy if it is missing.

`make` runs this file before any environment exists: the standard library only.
"""

import importlib.util
import sys


def main() -> None:
    """Python itself is the Makefile's to find; pip installs uv, and uv the rest."""
    if not importlib.util.find_spec("pip"):
        remedy = "install it (Debian: apt install python3-pip)"
        sys.exit(f"zhifatong | pip is missing for {sys.executable}: {remedy}")


if __name__ == "__main__":
    main()
