"""The objects of an overlay, as a cluster would get them."""

import subprocess

import yaml

from manifests.kubectl import kubectl
from manifests.objects import Object
from manifests.places import K8S


class Broken(Exception):
    """Kustomize refuses the overlay; the text is its reason."""


def rendered(overlay: str) -> list[Object]:
    command = [str(kubectl()), "kustomize", str(K8S / "overlays" / overlay)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise Broken(f"{overlay}: {run.stderr.strip()}")
    return [document for document in yaml.load_all(run.stdout, Loader=yaml.CSafeLoader) if document]
