"""Wire names are unique, and find their classes."""

import pytest
from pydantic import ValidationError

from contracts.cases import CaseClosed, CaseEvent, CaseFiled
from contracts.event import Event, Registry, concrete_classes
from contracts.published import BASES, published
from contracts_tool.goldens import golden


class Rained(Event, type="tests.rained.v1"):
    millimetres: int


def test_a_wire_name_stands_for_one_class() -> None:
    class Poured(Event, type="tests.rained.v1"):
        litres: int

    with pytest.raises(TypeError, match="declared twice"):
        Registry([Rained, Poured])


def test_the_same_class_may_be_named_twice() -> None:
    assert Registry([Rained, Rained]).by_type == {"tests.rained.v1": Rained}


def test_below_gathers_named_classes_only() -> None:
    class Weather(Event):
        pass

    class Snowed(Weather, type="tests.snowed.v1"):
        pass

    class DriftedHigh(Snowed, type="tests.drifted-high.v1"):
        pass

    assert Registry.below(Weather).by_type == {"tests.snowed.v1": Snowed, "tests.drifted-high.v1": DriftedHigh}
    assert Registry.below(CaseEvent).by_type[CaseFiled.type] is CaseFiled


def test_a_published_event_has_a_word() -> None:
    with pytest.raises(TypeError, match=r"cases\.case-hummed\.v1 is published, and has no Chinese word"):

        class CaseHummed(CaseEvent, type="cases.case-hummed.v1"):
            pass

    with pytest.raises(TypeError, match=r"cases\.case-sung\.v1 is published"):

        class CaseSung(CaseClosed, type="cases.case-sung.v1"):
            """The word of the event that it comes from is not its own."""

    assert Rained.word == ""


def test_the_word_is_found_by_wire_name() -> None:
    assert Registry.below(CaseEvent).word(CaseClosed.type) == CaseClosed.word == "结案"
    assert Registry.below(CaseEvent).word("cases.case-hummed.v1") is None


def test_decodes_by_name_and_passes_over_later_fields() -> None:
    data = dict(golden(CaseClosed).data)
    assert published().decode(CaseClosed.type, data | {"later": 1}) == CaseClosed.model_validate(data)


def test_unknown_names_and_broken_data_are_errors() -> None:
    registry = Registry([Rained])
    with pytest.raises(KeyError):
        registry.decode("tests.hailed.v1", {})
    with pytest.raises(ValidationError):
        registry.decode(Rained.type, {"millimetres": "many"})


def test_events_are_frozen() -> None:
    with pytest.raises(ValidationError):
        Rained(millimetres=1).millimetres = 2  # type: ignore[misc]


def test_everything_published_has_a_topic_and_stands_below_one_base() -> None:
    kinds = published().by_type
    assert all(kind.topic for kind in kinds.values())
    assert len(kinds) == sum(len(concrete_classes(base)) for base in BASES)
