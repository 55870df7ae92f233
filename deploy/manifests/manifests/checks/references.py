"""References between objects resolve: pods, ports, services, routes, accounts, maps, secrets."""

from collections.abc import Iterator

from manifests.checks.secrets import keys_of
from manifests.objects import Object, labels, name, of_kind, values
from manifests.pods import processes, selected


def check(objects: list[Object]) -> Iterator[str]:
    for rule in (services, selectors, backends, targets, pod_references, secrets, unique):
        yield from rule(objects)


def services(objects: list[Object]) -> Iterator[str]:
    for service in of_kind(objects, "Service").values():
        pods = selected(service["spec"]["selector"], objects)
        if len(pods) != 1:
            yield f"{name(service)}: selects the pods of {[pod.name for pod in pods]}, not of one Deployment"
        targets = {port.get("targetPort", port["port"]) for port in service["spec"]["ports"]}
        for pod in pods:
            yield from (
                f"{name(service)}: {pod.name} has no port {port}"
                for port in targets - {*pod.ports, *pod.ports.values()}
            )


def selectors(objects: list[Object]) -> Iterator[str]:
    for process in processes(objects):
        if not process.spec["selector"]["matchLabels"].items() <= process.labels.items():
            yield f"Deployment/{process.name}: its selector does not match its own pods"
        if len(selected(process.spec["selector"]["matchLabels"], objects)) > 1:
            yield f"Deployment/{process.name}: its selector matches the pods of another one too"


def backends(objects: list[Object]) -> Iterator[str]:
    ports = {
        key: {port["port"] for port in service["spec"]["ports"]} for key, service in of_kind(objects, "Service").items()
    }
    for resource in objects:
        for backend in (one for found in values(resource.get("spec"), "backendRefs") for one in found):
            if backend.get("port") not in ports.get(backend["name"], set()):
                yield f"{name(resource)}: there is no Service {backend['name']} with port {backend.get('port')}"


def targets(objects: list[Object]) -> Iterator[str]:
    """Yield policies and routes that are not attached to an object of the same namespace."""
    known = {(resource["kind"], resource["metadata"]["name"]) for resource in objects}
    for resource in objects:
        for key, default in (("targetRefs", ""), ("parentRefs", "Gateway")):
            for found in (one for listed in values(resource.get("spec"), key) for one in listed):
                if (found.get("kind", default), found["name"]) not in known:
                    yield f"{name(resource)}: there is no {found.get('kind', default)} {found['name']}"
        for found in (*values(resource.get("spec"), "extensionRef"), *values(resource.get("spec"), "parametersRef")):
            if (found["kind"], found["name"]) not in known:
                yield f"{name(resource)}: there is no {found['kind']} {found['name']}"


def pod_references(objects: list[Object]) -> Iterator[str]:
    accounts, maps = of_kind(objects, "ServiceAccount"), of_kind(objects, "ConfigMap")
    clusters, classes = of_kind(objects, "Kafka"), of_kind(objects, "GatewayClass")
    for resource in objects:
        references = [(found, accounts) for found in values(resource.get("spec"), "serviceAccountName")]
        references += [(found["name"], maps) for found in values(resource.get("spec"), "configMapRef")]
        references += [(found, classes) for found in values(resource.get("spec"), "gatewayClassName")]
        references += [(found, clusters) for key, found in labels(resource).items() if key == "strimzi.io/cluster"]
        yield from (
            f"{name(resource)}: there is no {found} among {sorted(known)}"
            for found, known in references
            if found not in known
        )


def secrets(objects: list[Object]) -> Iterator[str]:
    """Yield Secrets among the objects, and references to one that nobody makes, or that lacks the key."""
    known = keys_of(objects)
    for resource in objects:
        if resource["kind"] in ("Secret", "SealedSecret"):
            yield f"{name(resource)}: secrets are never part of the manifests"
        for secret, key in pointed_at(resource):
            if secret not in known:
                yield f"{name(resource)}: nobody makes the Secret {secret}"
            elif key and known[secret] and key not in known[secret]:
                yield f"{name(resource)}: the Secret {secret} has no key {key}"


def pointed_at(resource: Object) -> Iterator[tuple[str, str]]:
    """Yield the names of Secrets referred to, each with its key or an empty text."""
    spec = resource.get("spec")
    for found in (*values(spec, "secretKeyRef"), *values(spec, "passwordSecretRef")):
        yield found["name"], found["key"]
    for found in values(spec, "secret"):
        yield found["secretName"], ""
    for found in values(spec, "certificateRefs"):
        yield from ((one["name"], "") for one in found)
    for found in values(spec, "credentialsSecret"):
        yield found, ""


def unique(objects: list[Object]) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for resource in objects:
        key = (resource["apiVersion"].partition("/")[0], name(resource))
        if key in seen:
            yield f"{name(resource)}: stands there twice"
        seen.add(key)
