"""Places of manifests and schemas."""

from stack.folders import LOCAL, ROOT

K8S = ROOT / "deploy" / "k8s"
OVERLAYS = ("local", "production")
SCHEMAS = ROOT.parent / "shared" / "crd-schemas"
"""Beside the repository: schemas of custom resources, which the repository itself must not contain."""
KUBECTL = LOCAL / "kubectl"
