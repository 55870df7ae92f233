"""The Secrets of a cluster: made by operators from these objects, or by hand."""

from contracts.topics import SERVICES
from manifests.objects import Object, of_kind

BY_HAND = {
    **{f"store-{service}": {"password"} for service in SERVICES},
    "keys": {"act-key"},
    "first-administrator": {"secret"},
    "gateway-certificate": {"tls.crt", "tls.key"},
    "backup-credentials": {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"},
}
"""Secrets made by hand, with their keys; see deploy/k8s/README.md."""


def keys_of(objects: list[Object]) -> dict[str, set[str]]:
    """Return the keys of each Secret, by its name; no keys if only the operator reads it."""
    users = {name: {"ca.crt", "user.crt", "user.key"} for name in of_kind(objects, "KafkaUser")}
    authorities = {f"{name}-cluster-ca-cert": {"ca.crt"} for name in of_kind(objects, "Kafka")}
    return {**BY_HAND, **users, **authorities}
