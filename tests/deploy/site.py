"""The objects of one overlay, for tests to change and check."""

import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from manifests.checking import against_code, findings
from manifests.objects import Object, of_kind
from manifests.rendering import rendered


@dataclass
class Site:
    """Objects of an overlay, rendered once a run; each test plants its mistake in a copy."""

    overlay: str
    objects: list[Object]

    def the(self, kind: str, name: str) -> Object:
        return of_kind(self.objects, kind)[name]

    def pod(self, deployment: str) -> Object:
        pod: Object = self.the("Deployment", deployment)["spec"]["template"]["spec"]
        return pod

    def container(self, deployment: str) -> Object:
        container: Object = self.pod(deployment)["containers"][0]
        return container

    def variable(self, deployment: str, name: str) -> Object:
        found: Object = next(variable for variable in self.container(deployment)["env"] if variable["name"] == name)
        return found

    def take_away(self, kind: str, name: str) -> None:
        self.objects.remove(self.the(kind, name))

    def found(self, schemas: Path | None = None) -> list[str]:
        return findings(self.objects, self.overlay, schemas)

    def against_code(self) -> list[str]:
        return against_code(self.objects, self.overlay)


def load_site(overlay: str) -> Site:
    return Site(overlay, copy.deepcopy(once(overlay)))


@cache
def once(overlay: str) -> list[Object]:
    return rendered(overlay)
