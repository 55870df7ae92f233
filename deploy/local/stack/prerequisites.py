"""Check of the machine before the first installation: one line with the remedy if something is missing.

`make` runs this file before any environment exists: the standard library only.
"""

import importlib.util
import sys


def main() -> None:
    """Exit with a remedy if pip is missing. The Makefile finds Python; pip installs uv, and uv the rest."""
    if not importlib.util.find_spec("pip"):
        remedy = "install it (Debian: apt install python3-pip)"
        sys.exit(f"zhifatong | pip is missing for {sys.executable}: {remedy}")


if __name__ == "__main__":
    main()
