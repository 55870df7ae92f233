"""Apache Kafka on one node: its settings and its process."""

import base64
import shutil
import uuid
from pathlib import Path

from stack import jars, java
from stack.ports import HOST
from stack.process import Failed, Program, Stage

OPTIONS = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")

# The replication factors of one node; a short broker session, so that topics are back soon after an unclean stop;
# nothing is ever deleted, since the topics are the second copy of the history.
PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers={host}:{controller}
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller}
controller.listener.names=CONTROLLER
log.dirs={data}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=500
auto.create.topics.enable=false
log.retention.ms=-1
"""


def require_installed() -> None:
    """Raise Failed unless Java and the pinned jars are here."""
    if java.missing() or jars.missing(jars.FOLDER, jars.pinned()):
        raise Failed("Kafka is missing or incomplete: `make kafka` fetches what is missing")


def command(*arguments: str) -> tuple[str, ...]:
    return (java.program(), *OPTIONS, "-cp", f"{jars.FOLDER}/*", *arguments)


def format_program(data: Path, port: int, controller: int) -> Program:
    """Return the job that formats a folder; `keep_formatted` renames it into place once it is whole."""
    shutil.rmtree(half(data), ignore_errors=True)
    properties = write_properties(half(data), port, controller)
    cluster = base64.urlsafe_b64encode(b"\0" + uuid.uuid4().bytes[1:]).decode().rstrip("=")
    tool = ("kafka.tools.StorageTool", "format", "--standalone", "-t", cluster, "-c", str(properties))
    return Program(name="kafka-format", command=command(*tool))


def keep_formatted(data: Path) -> None:
    half(data).rename(data)


def half(data: Path) -> Path:
    return data.with_name(f"{data.name}.half")


def program(data: Path, port: int, controller: int) -> Program:
    """Return the broker, which is its own controller."""
    properties = write_properties(data, port, controller)
    started = command("-Xmx400m", "kafka.Kafka", str(properties))
    return Program(name="kafka", command=started, stage=Stage.BROKER, patience=20)


def write_properties(data: Path, port: int, controller: int) -> Path:
    properties = data.with_name("kafka.properties")
    properties.parent.mkdir(parents=True, exist_ok=True)
    properties.write_text(PROPERTIES.format(host=HOST, port=port, controller=controller, data=data))
    return properties
