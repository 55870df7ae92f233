"""Metrics for operators; never labelled with a person or a case."""

from prometheus_client import Counter, Gauge, Histogram

COMMANDS = Counter("zhifatong_commands_total", "Commands by step and outcome", ("step", "outcome"))
COMMAND_SECONDS = Histogram("zhifatong_command_seconds", "Time to answer a command", ("step",))
VERDICTS = Counter("zhifatong_verdicts_total", "Verdicts of phones by what became of them", ("judged",))
RELAY_PUBLISHED = Counter("zhifatong_relay_published_total", "Events published")
RELAY_FAILURES = Counter("zhifatong_relay_failures_total", "Producers replaced after an error")
RELAY_ASIDE = Counter("zhifatong_relay_aside_total", "Aggregates whose record the broker refuses")
CONSUMED = Counter("zhifatong_consumed_total", "Records by verdict", ("verdict",))
UNKNOWN_TYPES = Counter("zhifatong_unknown_types_total", "Records of an event type that is not in the language")
PARKED_ALARMS = Counter("zhifatong_parked_alarms_total", "Parked records that wait too long or need a person")
TICKS = Counter("zhifatong_ticks_total", "Deadlines run", ("outcome",))
PROGRESS = Gauge("zhifatong_worker_progress_seconds", "When the worker last finished a batch, as a Unix time")
CLOSED = Gauge("zhifatong_closed", "1 while the service is closed for a restore, or starting")
