from enum import StrEnum


class Sanction(StrEnum):
    """Kinds of penalty that may stand beside a fine (APL 9)."""

    WARNING = "warning"
    CRITICISM = "criticism"
    CONFISCATE_GAINS = "confiscate-gains"
    CONFISCATE_PROPERTY = "confiscate-property"
    WITHHOLD_LICENCE = "withhold-licence"
    LOWER_QUALIFICATION = "lower-qualification"
    REVOKE_LICENCE = "revoke-licence"
    RESTRICT_BUSINESS = "restrict-business"
    SUSPEND_BUSINESS = "suspend-business"
    CLOSE = "close"
    RESTRICT_TRADE = "restrict-trade"


class MitigatedGround(StrEnum):
    """Facts that allow a penalty below the minimum (减轻, APL 30-32)."""

    AGE_14_TO_17 = "age-14-to-17"
    REDUCED_CAPACITY = "reduced-capacity"
    REMOVED_HARM = "removed-harm"
    COERCED = "coerced"
    CONFESSED_UNKNOWN = "confessed-unknown"
    MERITORIOUS = "meritorious"


class NoPenaltyGround(StrEnum):
    """Why there is no penalty (APL 30, 31, 33, 36, 57)."""

    MINOR = "minor"
    FIRST = "first"
    NO_FAULT = "no-fault"
    AGE = "age"
    CAPACITY = "capacity"
    TIME = "time"
    FACTS = "facts"
