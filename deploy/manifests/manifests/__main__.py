"""Generation, rendering and checks of the manifests: `python -m manifests`; exit status 1 for any finding."""

import os
import sys
import time
from pathlib import Path

from manifests.checking import findings
from manifests.generating.files import outdated, write
from manifests.kubectl import Missing
from manifests.places import OVERLAYS, SCHEMAS
from manifests.rendering import Broken, rendered


def main() -> int:
    for file in outdated():
        say(f"wrote {file.name}")
    write()
    try:
        schemas = custom_schemas()
        return max([print_findings(overlay, schemas) for overlay in OVERLAYS])
    except (Missing, Broken) as error:
        say(str(error))
        return 1


def custom_schemas() -> Path | None:
    """Return the folder of the schemas, or None away from CI; raise Missing in CI."""
    if SCHEMAS.is_dir():
        return SCHEMAS
    if os.environ.get("CI"):
        raise Missing(f"the schemas of custom resources are missing: {SCHEMAS}")
    say("custom resources are checked by our own rules only: ../shared/crd-schemas is not there")
    return None


def print_findings(overlay: str, schemas: Path | None) -> int:
    """Print the findings of one overlay; return the exit status."""
    since = time.monotonic()
    objects = rendered(overlay)
    found = findings(objects, overlay, schemas)
    for finding in found:
        say(f"{overlay}: {finding}")
    say(f"{overlay}: {len(objects)} objects, {len(found)} findings, {time.monotonic() - since:.1f} s")
    return 1 if found else 0


def say(line: str) -> None:
    print(f"zhifatong | {line}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
