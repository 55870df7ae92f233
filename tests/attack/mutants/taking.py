"""Taking a rule or a gate away in this process: `refuse` does nothing there, or the step does not ask for the gate.

Nothing is imported again: each mutant is a fork of a process that has collected all tests, so hundreds of them take
minutes. A call that refuses nothing goes on with None, as if the rule had never been written.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from tests.attack.mutants.mutants import Call, Gate, Handed, mutants

from cases.case.domain.case import Case
from cases.case.domain.gates import GATES
from cases.case.domain.procedure import Procedure, Shut, Step, Today
from cases.case.reference import load_procedure
from contracts import refusal
from contracts.refusal import Refusal, Rule

REFUSE = "def refuse(rule, **facts):\n    if not spared(rule):\n        raise Refusal(rule, **facts)\n"
NAMES = {gate: name for name, gate in GATES.items()}
NAMED = {step.label: name for name, step in load_procedure().steps.items()}

type Shown = Callable[[Case, Today], None]


@dataclass
class Watch:
    """What is taken away, if anything, and what refused since `met` was last emptied."""

    taken: Call | Handed | Gate | None = None
    met: set[Call | Handed | Gate] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Stand before every refusal and every gate of this process, for good."""
        found = [mutant.taken for mutant in mutants()]
        self.calls = {
            (str(call.path), line): call
            for call in found
            if isinstance(call, Call)
            for line in range(call.first, call.last + 1)
        }
        self.handed = {id(rule_of(rule)): rule for rule in found if isinstance(rule, Handed)}
        # Modules hold `refuse` itself, so it is changed where it is; its code has no other names than its module's.
        made: dict[str, Callable[..., None]] = {}
        exec(compile(REFUSE, refusal.__file__, "exec"), made)
        vars(refusal)["spared"] = self.spared
        refusal.refuse.__code__ = made["refuse"].__code__
        watch = self

        def asked(procedure: Procedure, step: str, case: Case, today: Today) -> None:
            watch.ask(procedure, step, case, today)

        def shown(step: Step, shut: Mapping[Shown, Shut]) -> list[Shut]:
            return watch.show(step, shut)

        for owner, name, instead in ((Procedure, "require", asked), (Step, "missing", shown)):
            setattr(owner, name, instead)

    def spared(self, rule: Rule) -> bool:
        """Tell whether a refusal is what was taken away; the caller of `refuse` stands two frames above."""
        frame = sys._getframe(2)
        here = self.calls.get((frame.f_code.co_filename, frame.f_lineno)), self.handed.get(id(rule))
        found = {taken for taken in here if taken is not None}
        self.met |= found
        return self.taken in found

    def ask(self, procedure: Procedure, step: str, case: Case, today: Today) -> None:
        """Ask for every gate before a step but the one that was taken away."""
        for gate in procedure.steps[step].needs:
            here = Gate(step, NAMES[gate])
            try:
                gate(case, today)
            except Refusal:
                self.met.add(here)
                if here != self.taken:
                    raise

    def show(self, step: Step, shut: Mapping[Shown, Shut]) -> list[Shut]:
        """Show a step as shut by every gate but the one that was taken away."""
        here = {gate: Gate(NAMED[step.label], NAMES[gate]) for gate in step.needs if gate in shut}
        self.met.update(here.values())
        found = [shut[gate] for gate, named in here.items() if named != self.taken]
        return list({why.rule: why for why in found}.values())


def rule_of(rule: Handed) -> Any:
    return getattr(import_module(rule.module), rule.name)
