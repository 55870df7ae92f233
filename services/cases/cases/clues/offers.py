"""Steps of a clue with their forms: a case is filed from it, or it comes to nothing."""

from collections.abc import Sequence

from cases.clues.domain import HAS_OTHERS, Clue, ClueFacts, check_open
from cases.officers.domain import certified_caller
from cases.powers.domain.power import Power
from contracts.steps import Choice, Choices, Form, Offer, Option, passes, refusals


def offers(clue: Clue, facts: ClueFacts, similar: Sequence[str], powers: Sequence[Power], *, own: bool) -> list[Offer]:
    """Return both; `own` tells whether the caller is of its township, `similar` are what it may join.

    `powers` are those that the township held on the day of the act: a clue says of none which it is about.
    """
    may = own and passes(certified_caller, facts.caller, facts.holders, facts.body, facts.on)
    registered, closed = clue.registered, refusals(check_open, clue)
    known = {
        "clue": facts.id,
        "township": registered.township,
        "act_on": registered.seen_on.isoformat(),
        "place": registered.place,
    }
    held = {"power": Choices(choices=[choice(power) for power in powers])}
    same: dict[str, Option] = {}
    if similar and not facts.has_others:
        same["same_as"] = Choices(choices=[Choice(value=id, label=id, law=HAS_OTHERS.law) for id in similar])
    return [
        Offer(name="file-case", may=may, form=Form(prefill=known, options=held, missing=closed), law="APL 54(2)"),
        Offer(name="set-clue-aside", may=may, form=Form(options=same, missing=closed)),
    ]


def choice(power: Power) -> Choice:
    cited = power.penalty[0].text if power.penalty else ""
    return Choice(value=power.code, label=f"{power.name}（{power.code}）", text=cited)
