"""Planted mistakes that schemas and the rules inside them find."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.deploy.site import Site

from manifests.checks.schemas import check
from manifests.objects import Object

type Plant = Callable[[Object], object]


def typo(resource: Object) -> None:
    resource["spec"]["replica"] = resource["spec"].pop("replicas")


def typo_inside(resource: Object) -> None:
    resource["spec"]["template"]["spec"]["containers"][0]["readinesProbe"] = {}


def number_for_a_text(resource: Object) -> None:
    resource["data"]["ZHIFATONG_HOST"] = 0


def removed_version(resource: Object) -> None:
    resource["apiVersion"] = "policy/v1beta1"


@pytest.mark.parametrize(
    ("kind", "name", "plant", "words"),
    [
        ("Deployment", "cases-api", typo, "'replica' was unexpected"),
        ("Deployment", "credit-worker", typo_inside, "'readinesProbe' was unexpected"),
        ("ConfigMap", "settings", number_for_a_text, "ZHIFATONG_HOST: 0 is not of type 'string'"),
        ("PodDisruptionBudget", "cases-api", removed_version, "has no policy/v1beta1 PodDisruptionBudget"),
    ],
)
def test_kubernetes_own(production: Site, kind: str, name: str, plant: Plant, words: str) -> None:
    resource = next(
        resource
        for resource in production.objects
        if resource["kind"] == kind and resource["metadata"]["name"].startswith(name)
    )
    assert list(check([resource], None)) == []
    plant(resource)
    assert [finding for finding in check([resource], None) if finding.startswith(f"{kind}/{name}") and words in finding]


def longer_than_the_whole(resource: Object) -> None:
    resource["spec"]["rules"][0]["timeouts"]["backendRequest"] = "20s"


def filter_without_body(resource: Object) -> None:
    del resource["spec"]["rules"][0]["filters"][0]["urlRewrite"]


def filter_with_a_wrong_body(resource: Object) -> None:
    resource["spec"]["rules"][0]["filters"][0]["type"] = "RequestMirror"


def prefix_rewritten_for_an_exact_path(resource: Object) -> None:
    resource["spec"]["rules"][0]["matches"][0]["path"]["type"] = "Exact"


def number_of_seconds(resource: Object) -> None:
    resource["spec"]["rules"][0]["timeouts"]["request"] = 15


def aimed_at_a_deployment(resource: Object) -> None:
    resource["spec"]["targetRefs"][0] |= {"group": "apps", "kind": "Deployment", "name": "cases-api"}


def no_keys_named(resource: Object) -> None:
    del resource["spec"]["jwt"]["providers"][0]["remoteJWKS"]


def old_strimzi(resource: Object) -> None:
    resource["apiVersion"] = "kafka.strimzi.io/v1beta2"


def misspelt_operation(resource: Object) -> None:
    resource["spec"]["authorization"]["acls"][0]["operations"] = ["Reed"]


def word_for_a_number(resource: Object) -> None:
    resource["spec"]["replsets"][0]["size"] = "three"


@pytest.mark.parametrize(
    ("kind", "name", "plant", "words"),
    [
        ("HTTPRoute", "cases", longer_than_the_whole, "backendRequest timeout cannot be longer than request timeout"),
        ("HTTPRoute", "cases", filter_without_body, "urlRewrite must be specified"),
        ("HTTPRoute", "cases", filter_with_a_wrong_body, "requestMirror must be specified"),
        ("HTTPRoute", "cases", prefix_rewritten_for_an_exact_path, "PathPrefix"),
        ("HTTPRoute", "cases", number_of_seconds, "15 is not of type 'string'"),
        ("SecurityPolicy", "token", aimed_at_a_deployment, "can only have a targetRefs[*].kind of Gateway"),
        ("SecurityPolicy", "token", no_keys_named, "either remoteJWKS or localJWKS must be specified"),
        ("KafkaTopic", "cases.case", old_strimzi, "no schema of kafka.strimzi.io/v1beta2 KafkaTopic"),
        ("KafkaUser", "svc-cases", misspelt_operation, "'Reed' is not one of"),
        ("PerconaServerMongoDB", "store", word_for_a_number, "'three' is not of type 'integer'"),
    ],
)
def test_custom(production: Site, schemas: Path, kind: str, name: str, plant: Plant, words: str) -> None:
    resource = production.the(kind, name)
    assert list(check([resource], schemas)) == []
    plant(resource)
    found = list(check([resource], schemas))
    assert [finding for finding in found if finding.startswith(f"{kind}/{name}: ") and words in finding], found


def test_a_rule_that_cannot_be_evaluated_is_a_finding(production: Site, tmp_path: Path) -> None:
    folder = tmp_path / "kafka.strimzi.io"
    folder.mkdir()
    (folder / "kafkatopic_v1.json").write_text('{"x-kubernetes-validations": [{"rule": "self.spec.nothing.at.all"}]}')
    (found,) = check([production.the("KafkaTopic", "cases.case")], tmp_path)
    assert "can't be evaluated" in found


@pytest.mark.parametrize(("default", "expected"), [("true", []), ("false", ["KafkaTopic/cases.case: spec: not kept"])])
def test_defaults_are_filled_in_before_rules_are_tried(
    production: Site, tmp_path: Path, default: str, expected: list[str]
) -> None:
    folder = tmp_path / "kafka.strimzi.io"
    folder.mkdir()
    rule = '{"rule": "self.kept", "message": "not kept"}'
    spec = f'{{"properties": {{"kept": {{"default": {default}}}}}, "x-kubernetes-validations": [{rule}]}}'
    (folder / "kafkatopic_v1.json").write_text(f'{{"properties": {{"spec": {spec}}}}}')
    topic = production.the("KafkaTopic", "cases.case")
    assert list(check([topic], tmp_path)) == expected
    assert "kept" not in topic["spec"]
