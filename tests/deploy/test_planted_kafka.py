"""Planted mistakes in topics, rights of users, and listeners."""

import copy
from collections.abc import Callable

import pytest
from tests.deploy.site import Site

from manifests.objects import Object

type Plant = Callable[[Site], object]


def no_topic(site: Site) -> None:
    site.take_away("KafkaTopic", "cases.case")


def a_topic_of_nobody(site: Site) -> None:
    extra = copy.deepcopy(site.the("KafkaTopic", "cases.case"))
    extra["metadata"]["name"] = "cases.rumour"
    site.objects.append(extra)


def more_partitions(site: Site) -> None:
    site.the("KafkaTopic", "cases.case")["spec"]["partitions"] = 12


def a_week_only(site: Site) -> None:
    site.the("KafkaTopic", "cases.case")["spec"]["config"]["retention.ms"] = "604800000"


def compacted(site: Site) -> None:
    site.the("KafkaTopic", "cases.case")["spec"]["config"]["cleanup.policy"] = "compact"


def one_copy(site: Site) -> None:
    site.the("KafkaTopic", "cases.case")["spec"]["replicas"] = 1


def acknowledged_by_one(site: Site) -> None:
    site.the("KafkaTopic", "cases.case")["spec"]["config"]["min.insync.replicas"] = 1


def too_few_nodes(site: Site) -> None:
    site.the("KafkaNodePool", "node")["spec"]["replicas"] = 2


def topics_on_demand(site: Site) -> None:
    site.the("Kafka", "events")["spec"]["kafka"]["config"]["auto.create.topics.enable"] = True


def topics_that_can_be_deleted(site: Site) -> None:
    del site.the("Kafka", "events")["spec"]["kafka"]["config"]["delete.topic.enable"]


def a_plain_listener(site: Site) -> None:
    listener = {"name": "plain", "port": 9092, "type": "internal", "tls": False}
    site.the("Kafka", "events")["spec"]["kafka"]["listeners"].append(listener)


def everyone_may(site: Site) -> None:
    del site.the("Kafka", "events")["spec"]["kafka"]["authorization"]


def acls(site: Site, user: str) -> list[Object]:
    found: list[Object] = site.the("KafkaUser", user)["spec"]["authorization"]["acls"]
    return found


def writes_anothers_topic(site: Site) -> None:
    next(acl for acl in acls(site, "svc-supervision") if acl["resource"]["name"] == "cases.case")["operations"] += [
        "Write"
    ]


def reads_anothers_group(site: Site) -> None:
    acls(site, "svc-credit")[-1]["resource"]["name"] = "cases"


def everything(site: Site) -> None:
    acls(site, "svc-credit")[0]["operations"] = ["All"]


def by_prefix(site: Site) -> None:
    acls(site, "svc-credit")[0]["resource"] |= {"name": "c", "patternType": "prefix"}


def can_no_longer_write(site: Site) -> None:
    for acl in acls(site, "svc-cases"):
        acl["operations"] = [operation for operation in acl["operations"] if operation != "Write"]


def department(*rights: Object) -> Plant:
    """Plant the user of a line department, as a site might add it."""

    def plant(site: Site) -> None:
        user = copy.deepcopy(site.the("KafkaUser", "svc-credit"))
        user["metadata"]["name"] = "dept-water"
        user["spec"]["authorization"]["acls"] = list(rights)
        site.objects.append(user)

    return plant


READS: Object = {"resource": {"type": "topic", "name": "cases.case"}, "operations": ["Read", "Describe"]}
GROUP: Object = {
    "resource": {"type": "group", "name": "dept-water.", "patternType": "prefix"},
    "operations": ["Read", "Describe"],
}
WRITES: Object = {**READS, "operations": ["Read", "Write"]}
ANOTHERS: Object = {**GROUP, "resource": {"type": "group", "name": "dept-forest.", "patternType": "prefix"}}
NO_TOPIC: Object = {**READS, "resource": {"type": "topic", "name": "cases.rumour"}}


@pytest.mark.parametrize(
    ("plant", "finding"),
    [
        (no_topic, "KafkaTopic/cases.case: missing"),
        (a_topic_of_nobody, "KafkaTopic/cases.rumour: no topic of the contracts"),
        (more_partitions, "KafkaTopic/cases.case: 12 partitions, the contracts say 6"),
        (a_week_only, "KafkaTopic/cases.case: does not keep everything"),
        (compacted, "KafkaTopic/cases.case: does not keep everything"),
        (acknowledged_by_one, "KafkaTopic/cases.case: does not keep everything, or not on enough nodes"),
        (one_copy, "KafkaTopic/cases.case: 1 copies, not 3"),
        (too_few_nodes, "KafkaNodePool: 2 nodes can't hold 3 copies"),
        (topics_on_demand, "Kafka/events: auto.create.topics.enable must be False"),
        (topics_that_can_be_deleted, "Kafka/events: delete.topic.enable must be False"),
        (a_plain_listener, "Kafka/events: the listener plain lets in who shows no certificate"),
        (everyone_may, "Kafka/events: everyone may do everything"),
        (writes_anothers_topic, "KafkaUser/svc-supervision: may Write the topic cases.case: not its own"),
        (reads_anothers_group, "KafkaUser/svc-credit: may Read the group cases: not its own"),
        (everything, "KafkaUser/svc-credit: may All the topic"),
        (by_prefix, "KafkaUser/svc-credit: may Read the topic c*: not its own"),
        (can_no_longer_write, "KafkaUser/svc-cases: may not Write the topic cases.case, which its service does"),
        (department(WRITES, GROUP), "KafkaUser/dept-water: may Write the topic cases.case: not its own"),
        (department(READS, ANOTHERS), "KafkaUser/dept-water: may Read the group dept-forest.*: not its own"),
        (department(NO_TOPIC, GROUP), "KafkaUser/dept-water: may Read the topic cases.rumour: not its own"),
    ],
)
def test_is_found(production: Site, plant: Plant, finding: str) -> None:
    plant(production)
    found = production.against_code()
    assert [line for line in found if line.startswith(finding)], found


def test_a_department_may_read_in_groups_of_its_own(production: Site) -> None:
    department(READS, GROUP)(production)
    assert production.against_code() == []
