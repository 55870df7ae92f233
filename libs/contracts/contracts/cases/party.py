from contracts.cases.event import CaseEvent
from contracts.code import Code
from contracts.credit_code import is_household
from contracts.personal import Personal
from contracts.values import Operator, Party, PartyDocument, Sha256, SocialCreditCode, Subject


class AgeGroup(Code):
    """Age of a person on the day of the act, as far as the law asks for it (APL 30)."""

    UNDER_14 = "under-14", "不满十四周岁"
    FROM_14_TO_17 = "14-to-17", "已满十四周岁不满十八周岁"
    ADULT = "adult", "已满十八周岁"


class PartyIdentified(CaseEvent, type="cases.party-identified.v1", word="确认当事人"):
    """It was found out who answers for the act (当事人, APL 59(1)(1)).

    `act_mark` is a keyed hash of party, power, day and place: the same act of the same party has the same one;
    `party_mark` is that of the number alone, for a person the mark of contracts/person_mark.py. `document` is what the
    number stands on, of a household its operator's, unless that is an identity card or a licence; `licence` is the act
    of evidence that shows the licence of an organisation whose code, as it was issued, breaks its check character.
    `age_group` is read from an identity number, or from the day of birth that another document tells.

    `alike` are keyed hashes of who the party, or the human being behind it, may be: the operator's number of a
    household, the name with the day of birth or the address, and an organisation's name. Parties that share one may be
    the same one. `void` are the acts that one took a part in who turned out to be the party: they show nothing and bind
    nobody (APL 43). `household` tells whether it is an individual household, as the register, or else the code, says;
    None in events of older versions.
    """

    subject: Subject
    firm: SocialCreditCode | None
    act_mark: Sha256
    document: PartyDocument | None = None
    party_mark: Sha256 | None = None
    age_group: AgeGroup | None = None
    licence: str | None = None
    alike: tuple[Sha256, ...] = ()
    void: tuple[str, ...] = ()
    household: bool | None = None
    party: Personal[Party]
    operator: Personal[Operator | None]

    @property
    def marks(self) -> frozenset[Sha256]:
        """All marks of the party; one that another party has too tells that they may be the same."""
        return frozenset(filter(None, (self.party_mark, *self.alike)))

    @property
    def heard_as(self) -> Subject:
        """The kind of party by whose amounts it has the right to a hearing: a household answers as a human being.

        Which range it falls under is for each law to say; in doubt it has the right earlier (APL 63).
        """
        told = bool(self.firm and is_household(self.firm)) if self.household is None else self.household
        return Subject.CITIZEN if told else self.subject
