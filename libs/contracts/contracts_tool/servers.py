"""Addresses of Kafka and the subscribers' identity there; tests compare them with deploy/k8s."""

from typing import Any, Final

HOST: Final = "events-kafka-bootstrap.{namespace}.svc:9093"
DEPARTMENT: Final = "dept-<name>"

SERVERS: Final[dict[str, Any]] = {
    "cluster": {
        "host": HOST,
        "protocol": "kafka-secure",
        "protocolVersion": "4.3",
        "description": (
            "From inside the cluster. A listener for readers outside it is set up by the county, which names its "
            "address; everything else is the same."
        ),
        "variables": {"namespace": {"default": "zhifatong", "description": "The namespace of the platform"}},
        "security": [{"$ref": "#/components/securitySchemes/certificate"}],
    }
}

SECURITY: Final[dict[str, Any]] = {
    "certificate": {
        "type": "X509",
        "description": (
            f"Mutual TLS. The county issues a certificate with the subject CN={DEPARTMENT}, which is the principal. It "
            f"may read the topics agreed upon, in consumer groups whose names begin with `{DEPARTMENT}.`, and write "
            "nothing."
        ),
    }
}
