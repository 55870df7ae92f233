"""People as identity told of them last: in rows of a store, or told to a judge beforehand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from contracts.code import Code
from contracts.identity.holder import Holder
from contracts.judging.told import NotHere
from contracts.values import BodyCode, CertificateNumber, PersonId, RestsOn


class Account(Protocol):
    """An account as identity told of it last."""

    @property
    def id(self) -> str: ...
    @property
    def row(self) -> Holder: ...
    @property
    def rests_on(self) -> RestsOn: ...


class ByCertificate(Protocol):
    async def of(self, values: Iterable[CertificateNumber], /) -> Mapping[CertificateNumber, Account]:
        """Return the accounts that are known, in the order asked for."""


class ByBody(Protocol):
    async def of(self, value: BodyCode, /) -> Sequence[Account]: ...


@dataclass(frozen=True, kw_only=True)
class Person:
    """An account as identity told of it last; `sequence` is that of the newest fact."""

    id: PersonId
    sequence: int
    row: Holder

    @property
    def rests_on(self) -> RestsOn:
        return RestsOn(id=self.id, sequence=self.sequence)


@dataclass(frozen=True, kw_only=True)
class Officers:
    """People by their certificates; `named` are those of which it was asked who has them, whether or not anybody has.

    Of any other that is not known nobody can say here whether it is another body's or nobody's: that is `elsewhere`.
    """

    people: Sequence[Person]
    named: frozenset[CertificateNumber]
    elsewhere: Code

    async def of(self, values: Iterable[CertificateNumber], /) -> dict[CertificateNumber, Person]:
        known = {one.row.certificate: one for one in self.people if one.row.certificate}
        if set(values) - known.keys() - self.named:
            raise NotHere(self.elsewhere)
        return {number: known[number] for number in dict.fromkeys(values) if number in known}


@dataclass(frozen=True)
class Staff:
    people: Sequence[Person]

    async def of(self, value: BodyCode, /) -> list[Person]:
        return [one for one in self.people if one.row.body == value]
