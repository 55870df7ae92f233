"""Users of the store: one for each service, which reaches its own database and no other."""

from collections.abc import Iterator

from chassis.process import Settings
from contracts.topics import SERVICES
from manifests.objects import Object, of_kind

BY_DEFAULT: str = Settings.model_fields["store_prefix"].default


def check(objects: list[Object]) -> Iterator[str]:
    for name, cluster in of_kind(objects, "PerconaServerMongoDB").items():
        users = {user["name"]: user for user in cluster["spec"]["users"]}
        for service in SERVICES:
            if service not in users:
                yield f"PerconaServerMongoDB/{name}: {service} has no user"
        for user in users.values():
            yield from (f"PerconaServerMongoDB/{name}: {fault}" for fault in rights(user))


def rights(user: Object) -> Iterator[str]:
    service = user["name"]
    if user["roles"] != [{"name": "readWrite", "db": f"{BY_DEFAULT}_{service}"}]:
        yield f"{service} has rights beyond its own database: {user['roles']}"
    if user["passwordSecretRef"]["name"] != f"store-{service}":
        yield f"{service} uses another service's password"
