"""The published terms of tasks, read and checked when the process starts."""

from contracts.reference import Data, versions
from supervision.tasks.terms import TaskTerms

TASK_TERMS = "task-terms.toml"


def load_task_terms() -> tuple[TaskTerms, ...]:
    return versions(TASK_TERMS, Data("supervision").read(TASK_TERMS), "publications", TaskTerms)
