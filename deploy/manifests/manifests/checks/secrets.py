"""Which Secrets there will be: those that operators make out of these objects, and those that people make by hand."""

from contracts.topics import SERVICES
from manifests.objects import Object, of_kind

BY_HAND = {
    **{f"store-{service}": {"password"} for service in SERVICES},
    "keys": {"act-key", "blob-key"},
    "first-administrator": {"secret"},
    "gateway-certificate": {"tls.crt", "tls.key"},
    "backup-credentials": {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"},
}
"""With their keys; deploy/k8s/README.md tells how to make them."""


def keys_of(objects: list[Object]) -> dict[str, set[str]]:
    """By name of the Secret; without keys where the operator alone reads it."""
    users = {name: {"ca.crt", "user.crt", "user.key"} for name in of_kind(objects, "KafkaUser")}
    authorities = {f"{name}-cluster-ca-cert": {"ca.crt"} for name in of_kind(objects, "Kafka")}
    return {**BY_HAND, **users, **authorities}
