"""Planted mistakes in the environment of processes: names, values, secrets."""

from collections.abc import Callable

import pytest
from tests.deploy.site import Site

from manifests.objects import Object

type Plant = Callable[[Site], object]


def settings(site: Site) -> Object:
    data: Object = next(one for one in site.objects if one["kind"] == "ConfigMap")["data"]
    return data


def misspelt(site: Site) -> None:
    settings(site)["ZHIFATONG_KAFKA_URL"] = settings(site).pop("ZHIFATONG_KAFKA")


def read_by_nobody(site: Site) -> None:
    settings(site)["LOG_LEVEL"] = "DEBUG"


def a_sample_in_production(site: Site) -> None:
    settings(site)["ZHIFATONG_SAMPLE"] = "true"


def a_level_that_is_none(site: Site) -> None:
    settings(site)["ZHIFATONG_LOG_LEVEL"] = "LOUD"


def for_itself_only(site: Site) -> None:
    del settings(site)["ZHIFATONG_HOST"]


def tokens_of_another(site: Site) -> None:
    settings(site)["ZHIFATONG_ISSUER"] = "somebody"


def no_key(site: Site) -> None:
    site.container("cases-api")["env"].remove(site.variable("cases-api", "ZHIFATONG_ACT_KEY"))


def a_key_in_the_open(site: Site) -> None:
    settings(site)["ZHIFATONG_ACT_KEY"] = "0123456789"


def a_password_written_down(site: Site) -> None:
    variable = site.variable("cases-api", "STORE_PASSWORD")
    del variable["valueFrom"]
    variable["value"] = "letmein"


def a_secret_in_the_manifests(site: Site) -> None:
    site.objects.append({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "keys"}, "stringData": {"a": "b"}})


def a_secret_that_nobody_makes(site: Site) -> None:
    site.variable("cases-api", "STORE_PASSWORD")["valueFrom"]["secretKeyRef"]["name"] = "store"


def a_key_that_is_not_in_it(site: Site) -> None:
    site.variable("cases-api", "ZHIFATONG_ACT_KEY")["valueFrom"]["secretKeyRef"]["key"] = "act_key"


def a_user_that_is_not_there(site: Site) -> None:
    site.take_away("KafkaUser", "svc-cases")


def used_before_it_is_known(site: Site) -> None:
    variables = site.container("cases-api")["env"]
    variables.insert(0, variables.pop(variables.index(site.variable("cases-api", "STORE_LOGIN"))))


def another_map(site: Site) -> None:
    site.container("cases-api")["envFrom"][0]["configMapRef"]["name"] = "settings"


def screens_of_nowhere(site: Site) -> None:
    site.container("web")["env"].remove(site.variable("web", "ZHIFATONG_SCREENS"))


def screens_misspelt(site: Site) -> None:
    site.variable("web", "ZHIFATONG_SCREENS")["name"] = "ZHIFATONG_SCREEN"


def screens_at_another_port(site: Site) -> None:
    site.container("web")["env"].append({"name": "ZHIFATONG_PORT", "value": "8106"})


def screens_with_a_store(site: Site) -> None:
    site.container("web")["env"].append({"name": "ZHIFATONG_STORE_URL", "value": "mongodb://store"})


def rights_beside_its_own(site: Site) -> None:
    site.the("PerconaServerMongoDB", "store")["spec"]["users"][1]["roles"][0]["db"] = "zhifatong_identity"


def no_user_of_the_store(site: Site) -> None:
    del site.the("PerconaServerMongoDB", "store")["spec"]["users"][1]


def the_password_of_another(site: Site) -> None:
    site.the("PerconaServerMongoDB", "store")["spec"]["users"][1]["passwordSecretRef"]["name"] = "store-credit"


@pytest.mark.parametrize(
    ("plant", "finding"),
    [
        (misspelt, "Deployment/cases-api: ZHIFATONG_KAFKA_URL is no setting of the code"),
        (read_by_nobody, "Deployment/cases-api: LOG_LEVEL would be read by nobody"),
        (a_sample_in_production, "Deployment/cases-api: the settings refuse it: Value error, ZHIFATONG_SAMPLE"),
        (a_level_that_is_none, "Deployment/cases-api: the settings refuse it: String should match pattern"),
        (for_itself_only, "Deployment/cases-api: listens on 127.0.0.1: nobody outside the pod reaches it"),
        (tokens_of_another, "Deployment/cases-api: takes tokens of another issuer"),
        (no_key, "Deployment/cases-api: the settings refuse it: Value error, ZHIFATONG_ACT_KEY must"),
        (a_key_in_the_open, "Deployment/cases-api: ZHIFATONG_ACT_KEY is a secret and stands in a ConfigMap"),
        (a_password_written_down, "Deployment/cases-api: STORE_PASSWORD is a secret and does not come out of a Secret"),
        (a_secret_in_the_manifests, "Secret/keys: secrets are never part of the manifests"),
        (a_secret_that_nobody_makes, "Deployment/cases-api: nobody makes the Secret store"),
        (a_key_that_is_not_in_it, "Deployment/cases-api: the Secret keys has no key act_key"),
        (a_user_that_is_not_there, "Deployment/cases-api: nobody makes the Secret svc-cases"),
        (used_before_it_is_known, "Deployment/cases-api: STORE_LOGIN uses $(SERVICE), which does not stand before it"),
        (another_map, "Deployment/cases-api: there is no settings among"),
        (screens_of_nowhere, "Deployment/web: the settings refuse it: Field required"),
        (screens_misspelt, "Deployment/web: ZHIFATONG_SCREEN is no setting of the code"),
        (screens_at_another_port, "Deployment/web: listens on 8106, its ports are {'http': 8100}"),
        (screens_with_a_store, "Deployment/web: ZHIFATONG_STORE_URL is no setting of the code"),
        (rights_beside_its_own, "PerconaServerMongoDB/store: cases has rights beyond its own database"),
        (no_user_of_the_store, "PerconaServerMongoDB/store: cases has no user"),
        (the_password_of_another, "PerconaServerMongoDB/store: cases uses another service's password"),
    ],
)
def test_is_found(production: Site, plant: Plant, finding: str) -> None:
    plant(production)
    found = production.against_code()
    assert [line for line in found if line.startswith(finding)], found
