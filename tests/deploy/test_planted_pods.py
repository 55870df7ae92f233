"""Planted mistakes in Deployments and the objects around them, found by comparison with the code."""

from collections.abc import Callable

import pytest
from tests.deploy.site import Site, load_site

type Plant = Callable[[Site], object]


def no_readiness(site: Site) -> None:
    del site.container("cases-api")["readinessProbe"]


def a_path_that_nobody_answers(site: Site) -> None:
    site.container("cases-api")["livenessProbe"]["httpGet"]["path"] = "/healthz"


def a_probe_at_another_port(site: Site) -> None:
    site.container("cases-api")["startupProbe"]["httpGet"]["port"] = 9000


def another_port(site: Site) -> None:
    site.container("cases-api")["ports"][0]["containerPort"] = 8101


def a_port_that_is_set(site: Site) -> None:
    site.container("cases-api")["env"].append({"name": "ZHIFATONG_PORT", "value": "8101"})


def a_service_at_another_port(site: Site) -> None:
    site.the("Service", "cases-api")["spec"]["ports"][0]["port"] = 80


def a_service_to_a_port_that_is_not_open(site: Site) -> None:
    site.the("Service", "cases-api")["spec"]["ports"][0]["targetPort"] = "web"


def a_service_without_pods(site: Site) -> None:
    site.the("Service", "cases-api")["spec"]["selector"]["app.kubernetes.io/name"] = "case"


def a_service_to_workers_too(site: Site) -> None:
    del site.the("Service", "cases-api")["spec"]["selector"]["app.kubernetes.io/component"]


def a_worker_that_serves(site: Site) -> None:
    site.container("cases-worker")["args"] = ["api"]


def all_in_one(site: Site) -> None:
    site.container("cases-worker")["args"] = ["all"]


def a_service_that_does_not_exist(site: Site) -> None:
    site.container("cases-api")["command"] = ["python", "-m", "casework"]


def no_worker(site: Site) -> None:
    site.take_away("Deployment", "credit-worker")


def pods_of_another(site: Site) -> None:
    for labels in (
        site.the("Deployment", "cases-api")["spec"]["selector"]["matchLabels"],
        site.the("Deployment", "cases-api")["spec"]["template"]["metadata"]["labels"],
    ):
        labels["app.kubernetes.io/name"] = "credit"


def more_workers_than_partitions(site: Site) -> None:
    site.the("Deployment", "cases-worker")["spec"]["replicas"] = 6


def one_replica(site: Site) -> None:
    site.the("Deployment", "cases-api")["spec"]["replicas"] = 1


def not_spread(site: Site) -> None:
    del site.pod("cases-api")["topologySpreadConstraints"]


def no_limit_of_memory(site: Site) -> None:
    del site.container("cases-api")["resources"]["limits"]


def a_limit_of_cpu(site: Site) -> None:
    site.container("cases-api")["resources"]["limits"]["cpu"] = "1"


def root(site: Site) -> None:
    site.pod("cases-api")["securityContext"]["runAsUser"] = 0


def maybe_root(site: Site) -> None:
    del site.pod("cases-api")["securityContext"]["runAsNonRoot"]


def privileges(site: Site) -> None:
    site.container("cases-api")["securityContext"]["capabilities"] = {"drop": ["ALL"], "add": ["NET_ADMIN"]}


def a_token_of_kubernetes(site: Site) -> None:
    del site.pod("cases-api")["automountServiceAccountToken"]


def whatever_is_newest(site: Site) -> None:
    site.container("cases-api")["image"] = "zhifatong:latest"


def killed_early(site: Site) -> None:
    site.pod("cases-api")["terminationGracePeriodSeconds"] = 30


def stops_at_once(site: Site) -> None:
    del site.container("cases-api")["lifecycle"]


def no_screens(site: Site) -> None:
    site.take_away("Deployment", "web")


def screens_of_another(site: Site) -> None:
    site.container("web")["command"] = ["python", "-m", "screens"]


def screens_probed_at_nothing(site: Site) -> None:
    site.container("web")["readinessProbe"]["httpGet"]["path"] = "/metrics"


def screens_killed_early(site: Site) -> None:
    site.pod("web")["terminationGracePeriodSeconds"] = 6


def screens_stop_at_once(site: Site) -> None:
    del site.container("web")["lifecycle"]


def budget_with_both(site: Site) -> None:
    site.the("PodDisruptionBudget", "cases-api")["spec"]["minAvailable"] = 1


def no_budget(site: Site) -> None:
    site.take_away("PodDisruptionBudget", "cases-worker")


def budget_of_nobody(site: Site) -> None:
    site.the("PodDisruptionBudget", "cases-api")["spec"]["selector"]["matchLabels"]["app.kubernetes.io/name"] = "case"


def nobodys_account(site: Site) -> None:
    site.pod("cases-api")["serviceAccountName"] = "cases"


def permissive(site: Site) -> None:
    del site.the("Namespace", "zhifatong")["metadata"]["labels"]["pod-security.kubernetes.io/enforce"]


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
        (a_worker_that_serves, "Deployment/cases-worker: has arguments ['api'], the code ['worker']"),
        (all_in_one, "Deployment/cases-worker: has arguments ['all'], the code ['worker']"),
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
        (no_screens, "Deployment/web: missing"),
        (screens_of_another, "Deployment/web: starts ['python', '-m', 'screens'], the code python -m web"),
        (screens_probed_at_nothing, "Deployment/web: readinessProbe asks /metrics"),
        (screens_killed_early, "Deployment/web: is killed after 6 s, but may need 10 s to stop"),
        (screens_stop_at_once, "Deployment/web: stops at once"),
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
    local = load_site("local")
    assert local.the("Deployment", "cases-api")["spec"]["replicas"] == 1
    assert local.against_code() == []
