"""The verbs of the justice bureau's lists of powers, and the aggregate as it is stored."""

from collections.abc import Callable
from dataclasses import dataclass

from cases.powers.domain.power import Power, Powers
from cases.powers.domain.power_list import ListFacts, Listing, land, listing_id
from cases.powers.domain.search import Synonyms
from chassis.store import Aggregate, Store, Stored
from contracts.cases import PowerEvent
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import PowerCode

NO_POWER = Rule("cases/no-such-power", "事项目录中没有 {power}", law="APL 24", category=Category.UNKNOWN)

LISTING = Aggregate(kind="power", state=Listing, event=PowerEvent, evolve=land)

type Decision[C] = Callable[[Listing | None, C, ListFacts], list[PowerEvent]]


@dataclass(frozen=True, kw_only=True)
class PowerLists:
    """Confirm and recall powers of the catalogue; only a `sample` platform takes sample lists."""

    store: Store[Listing, PowerEvent]
    catalogue: Powers
    synonyms: tuple[Synonyms, ...]
    sample: bool

    async def find(self, code: PowerCode) -> Stored[Listing] | None:
        """Return what the bureau said of the power, if anything."""
        return await self.store.find(listing_id(code))

    async def change[C](self, code: PowerCode, decide: Decision[C], command: C, who: Origin) -> Stored[Listing]:
        async def gather(listing: Listing | None, given: C, who: Origin) -> ListFacts:
            return ListFacts(on=who.on, power=self.versions(code)[-1], sample=self.sample)

        return await self.store.create_or_change(listing_id(code), decide, command, who, gather)

    def versions(self, code: PowerCode) -> tuple[Power, ...]:
        """All versions of the power, the newest last; refuses a code that is not in the catalogue."""
        return self.catalogue.get(code) or refuse(NO_POWER, power=code)
