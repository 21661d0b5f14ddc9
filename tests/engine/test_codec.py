from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.codec import EVENT_TYPES, data_fields, event_type, from_data, to_data
from game.engine.events import SYSTEM, Event, Happening
from game.scenario.vocabulary import EVENTS

events = st.one_of(
    [st.builds(kind, at_s=st.integers(0, 9999), by=st.just(SYSTEM)) for kind in get_args(Event)]
)


@given(event=events)
def test_every_event_survives_the_way_through_plain_data(event: Happening) -> None:
    name = event_type(type(event))
    data = to_data(event)  # type: ignore[arg-type]
    assert from_data(name, dict(data), event.at_s, SYSTEM) == event


def test_the_scenario_vocabulary_names_exactly_the_engines_events() -> None:
    assert set(EVENTS) == set(EVENT_TYPES)
    for name, fields in EVENTS.items():
        assert set(fields) <= set(data_fields(EVENT_TYPES[name])), name


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("flying_pig", {}, "unknown event"),
        ("page_acknowledged", {}, "missing"),
        ("page_acknowledged", {"page": 3}, "cannot be 3"),
        ("page_acknowledged", {"page": "p", "x": 1}, "unknown field"),
        ("incident_declared", {"severity": "sev9", "title": "x"}, "sev9"),
        ("mitigation_assessed", {"mitigation": "m", "lever": "l", "outcome": []}, "cannot be"),
    ],
)
def test_strange_data_is_told_in_a_sentence(name: str, data: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        from_data(name, data, 0, SYSTEM)
