"""Mistakes in what processes are given: names, values, secrets."""

from collections.abc import Callable

import pytest
from tests.deploy.site import Site

from manifests.objects import Object

type Plant = Callable[[Site], object]


def settings(it: Site) -> Object:
    data: Object = next(one for one in it.objects if one["kind"] == "ConfigMap")["data"]
    return data


def misspelt(it: Site) -> None:
    settings(it)["ZHIFATONG_KAFKA_URL"] = settings(it).pop("ZHIFATONG_KAFKA")


def read_by_nobody(it: Site) -> None:
    settings(it)["LOG_LEVEL"] = "DEBUG"


def a_sample_in_production(it: Site) -> None:
    settings(it)["ZHIFATONG_SAMPLE"] = "true"


def a_level_that_is_none(it: Site) -> None:
    settings(it)["ZHIFATONG_LOG_LEVEL"] = "LOUD"


def for_itself_only(it: Site) -> None:
    del settings(it)["ZHIFATONG_HOST"]


def tokens_of_another(it: Site) -> None:
    settings(it)["ZHIFATONG_ISSUER"] = "somebody"


def no_key(it: Site) -> None:
    it.container("cases-api")["env"].remove(it.variable("cases-api", "ZHIFATONG_ACT_KEY"))


def a_key_in_the_open(it: Site) -> None:
    settings(it)["ZHIFATONG_BLOB_KEY"] = "0123456789"


def a_password_written_down(it: Site) -> None:
    variable = it.variable("cases-api", "STORE_PASSWORD")
    del variable["valueFrom"]
    variable["value"] = "letmein"


def a_secret_in_the_manifests(it: Site) -> None:
    it.objects.append({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "keys"}, "stringData": {"a": "b"}})


def a_secret_that_nobody_makes(it: Site) -> None:
    it.variable("cases-api", "STORE_PASSWORD")["valueFrom"]["secretKeyRef"]["name"] = "store"


def a_key_that_is_not_in_it(it: Site) -> None:
    it.variable("cases-api", "ZHIFATONG_ACT_KEY")["valueFrom"]["secretKeyRef"]["key"] = "act_key"


def a_user_that_is_not_there(it: Site) -> None:
    it.take_away("KafkaUser", "svc-cases")


def used_before_it_is_known(it: Site) -> None:
    variables = it.container("cases-api")["env"]
    variables.insert(0, variables.pop(variables.index(it.variable("cases-api", "STORE_LOGIN"))))


def another_map(it: Site) -> None:
    it.container("cases-api")["envFrom"][0]["configMapRef"]["name"] = "settings"


def rights_beside_its_own(it: Site) -> None:
    it.the("PerconaServerMongoDB", "store")["spec"]["users"][1]["roles"][0]["db"] = "zhifatong_identity"


def no_user_of_the_store(it: Site) -> None:
    del it.the("PerconaServerMongoDB", "store")["spec"]["users"][1]


def the_password_of_another(it: Site) -> None:
    it.the("PerconaServerMongoDB", "store")["spec"]["users"][1]["passwordSecretRef"]["name"] = "store-credit"


@pytest.mark.parametrize(
    ("plant", "finding"),
    [
        (misspelt, "Deployment/cases-api: ZHIFATONG_KAFKA_URL is no setting of the code"),
        (read_by_nobody, "Deployment/cases-api: LOG_LEVEL would be read by nobody"),
        (a_sample_in_production, "Deployment/cases-api: the settings refuse it: Value error, ZHIFATONG_SAMPLE"),
        (a_level_that_is_none, "Deployment/cases-api: the settings refuse it: String should match pattern"),
        (for_itself_only, "Deployment/cases-api: listens on 127.0.0.1: nobody outside the pod reaches it"),
        (tokens_of_another, "Deployment/cases-api: takes tokens of another issuer"),
        (no_key, "Deployment/cases-api: the settings refuse it: Value error, ZHIFATONG_ACT_KEY and"),
        (a_key_in_the_open, "Deployment/cases-api: ZHIFATONG_BLOB_KEY is a secret and stands in a ConfigMap"),
        (a_password_written_down, "Deployment/cases-api: STORE_PASSWORD is a secret and does not come out of a Secret"),
        (a_secret_in_the_manifests, "Secret/keys: secrets are never part of the manifests"),
        (a_secret_that_nobody_makes, "Deployment/cases-api: nobody makes the Secret store"),
        (a_key_that_is_not_in_it, "Deployment/cases-api: the Secret keys has no key act_key"),
        (a_user_that_is_not_there, "Deployment/cases-api: nobody makes the Secret svc-cases"),
        (used_before_it_is_known, "Deployment/cases-api: STORE_LOGIN uses $(SERVICE), which does not stand before it"),
        (another_map, "Deployment/cases-api: there is no settings among"),
        (rights_beside_its_own, "PerconaServerMongoDB/store: cases has rights beside its own database"),
        (no_user_of_the_store, "PerconaServerMongoDB/store: cases has no user"),
        (the_password_of_another, "PerconaServerMongoDB/store: cases has the password of another"),
    ],
)
def test_is_found(production: Site, plant: Plant, finding: str) -> None:
    plant(production)
    found = production.against_code()
    assert [line for line in found if line.startswith(finding)], found
