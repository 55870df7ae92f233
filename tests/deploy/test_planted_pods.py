"""Mistakes in Deployments and what stands around them, found by comparing with the code."""

from collections.abc import Callable

import pytest
from tests.deploy.site import Site, site

type Plant = Callable[[Site], object]


def no_readiness(it: Site) -> None:
    del it.container("cases-api")["readinessProbe"]


def a_path_that_nobody_answers(it: Site) -> None:
    it.container("cases-api")["livenessProbe"]["httpGet"]["path"] = "/healthz"


def a_probe_at_another_port(it: Site) -> None:
    it.container("cases-api")["startupProbe"]["httpGet"]["port"] = 9000


def another_port(it: Site) -> None:
    it.container("cases-api")["ports"][0]["containerPort"] = 8101


def a_port_that_is_set(it: Site) -> None:
    it.container("cases-api")["env"].append({"name": "ZHIFATONG_PORT", "value": "8101"})


def a_service_at_another_port(it: Site) -> None:
    it.the("Service", "cases-api")["spec"]["ports"][0]["port"] = 80


def a_service_to_a_port_that_is_not_open(it: Site) -> None:
    it.the("Service", "cases-api")["spec"]["ports"][0]["targetPort"] = "web"


def a_service_without_pods(it: Site) -> None:
    it.the("Service", "cases-api")["spec"]["selector"]["app.kubernetes.io/name"] = "case"


def a_service_to_workers_too(it: Site) -> None:
    del it.the("Service", "cases-api")["spec"]["selector"]["app.kubernetes.io/component"]


def a_worker_that_serves(it: Site) -> None:
    it.container("cases-worker")["args"] = ["api"]


def all_in_one(it: Site) -> None:
    it.container("cases-worker")["args"] = ["all"]


def a_service_that_does_not_exist(it: Site) -> None:
    it.container("cases-api")["command"] = ["python", "-m", "casework"]


def no_worker(it: Site) -> None:
    it.take_away("Deployment", "credit-worker")


def pods_of_another(it: Site) -> None:
    for labels in (
        it.the("Deployment", "cases-api")["spec"]["selector"]["matchLabels"],
        it.the("Deployment", "cases-api")["spec"]["template"]["metadata"]["labels"],
    ):
        labels["app.kubernetes.io/name"] = "credit"


def more_workers_than_partitions(it: Site) -> None:
    it.the("Deployment", "cases-worker")["spec"]["replicas"] = 6


def one_replica(it: Site) -> None:
    it.the("Deployment", "cases-api")["spec"]["replicas"] = 1


def not_spread(it: Site) -> None:
    del it.pod("cases-api")["topologySpreadConstraints"]


def no_limit_of_memory(it: Site) -> None:
    del it.container("cases-api")["resources"]["limits"]


def a_limit_of_cpu(it: Site) -> None:
    it.container("cases-api")["resources"]["limits"]["cpu"] = "1"


def root(it: Site) -> None:
    it.pod("cases-api")["securityContext"]["runAsUser"] = 0


def maybe_root(it: Site) -> None:
    del it.pod("cases-api")["securityContext"]["runAsNonRoot"]


def privileges(it: Site) -> None:
    it.container("cases-api")["securityContext"]["capabilities"] = {"drop": ["ALL"], "add": ["NET_ADMIN"]}


def a_token_of_kubernetes(it: Site) -> None:
    del it.pod("cases-api")["automountServiceAccountToken"]


def whatever_is_newest(it: Site) -> None:
    it.container("cases-api")["image"] = "zhifatong:latest"


def killed_early(it: Site) -> None:
    it.pod("cases-api")["terminationGracePeriodSeconds"] = 30


def stops_at_once(it: Site) -> None:
    del it.container("cases-api")["lifecycle"]


def budget_with_both(it: Site) -> None:
    it.the("PodDisruptionBudget", "cases-api")["spec"]["minAvailable"] = 1


def no_budget(it: Site) -> None:
    it.take_away("PodDisruptionBudget", "cases-worker")


def budget_of_nobody(it: Site) -> None:
    it.the("PodDisruptionBudget", "cases-api")["spec"]["selector"]["matchLabels"]["app.kubernetes.io/name"] = "case"


def nobodys_account(it: Site) -> None:
    it.pod("cases-api")["serviceAccountName"] = "cases"


def permissive(it: Site) -> None:
    del it.the("Namespace", "zhifatong")["metadata"]["labels"]["pod-security.kubernetes.io/enforce"]


@pytest.mark.parametrize(
    ("plant", "finding"),
    [
        (no_readiness, "Deployment/cases-api: has no readinessProbe"),
        (a_path_that_nobody_answers, "Deployment/cases-api: livenessProbe asks /healthz"),
        (a_probe_at_another_port, "Deployment/cases-api: startupProbe asks at port 9000"),
        (another_port, "Deployment/cases-api: listens on 8100, not on [8101]"),
        (a_port_that_is_set, "Deployment/cases-api: listens on 8101, its ports are {'http': 8100}"),
        (a_service_at_another_port, "HTTPRoute/cases: there is no Service cases-api with port 8100"),
        (a_service_to_a_port_that_is_not_open, "Service/cases-api: cases-api has no port web"),
        (a_service_without_pods, "Service/cases-api: selects the pods of []"),
        (a_service_to_workers_too, "Service/cases-api: selects the pods of ['cases-api', 'cases-worker']"),
        (a_worker_that_serves, "Deployment/cases-worker: has arguments ['api'], the role is worker"),
        (all_in_one, "Deployment/cases-worker: has arguments ['all'], the role is worker"),
        (a_service_that_does_not_exist, "Deployment/cases-api: starts ['python', '-m', 'casework']"),
        (no_worker, "Deployment/credit-worker: missing"),
        (pods_of_another, "Deployment/cases-api: its selector matches the pods of another one too"),
        (more_workers_than_partitions, "Deployment/cases-worker: 6 replicas and a surge of 1 outnumber the partitions"),
        (one_replica, "Deployment/cases-api: has fewer than 2 replicas in production"),
        (not_spread, "Deployment/cases-api: is not spread over zones in production"),
        (no_limit_of_memory, "Deployment/cases-api: has no limit of memory"),
        (a_limit_of_cpu, "Deployment/cases-api: has a limit of CPU"),
        (root, "Deployment/cases-api: runs as user 0"),
        (maybe_root, "Deployment/cases-api: securityContext runAsNonRoot must be True"),
        (privileges, "Deployment/cases-api: securityContext capabilities must be {'drop': ['ALL']}"),
        (a_token_of_kubernetes, "Deployment/cases-api: gets a token of Kubernetes"),
        (whatever_is_newest, "Deployment/cases-api: the image zhifatong:latest names no version"),
        (killed_early, "Deployment/cases-api: is killed after 30 s"),
        (stops_at_once, "Deployment/cases-api: stops at once"),
        (budget_with_both, "PodDisruptionBudget/cases-api: has both minAvailable and maxUnavailable"),
        (no_budget, "Deployment/cases-worker: has 0 PodDisruptionBudgets"),
        (budget_of_nobody, "PodDisruptionBudget/cases-api: selects the pods of not just one Deployment"),
        (nobodys_account, "Deployment/cases-api: there is no cases among"),
        (permissive, "Namespace/zhifatong: does not enforce the restricted pod security standard"),
    ],
)
def test_is_found(production: Site, plant: Plant, finding: str) -> None:
    plant(production)
    found = production.against_code()
    assert [line for line in found if line.startswith(finding)], found


def test_one_replica_is_enough_on_one_machine() -> None:
    it = site("local")
    assert it.the("Deployment", "cases-api")["spec"]["replicas"] == 1
    assert it.against_code() == []
