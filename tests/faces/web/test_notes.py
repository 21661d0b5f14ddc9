"""Private notes: kept in full for their owner, and found again after a crash."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.faces.web.notes import FILE_NAME, Notes

texts = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=2000), max_size=4)


@given(told=texts)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_noted_is_found_again(tmp_path: Path, told: list[str]) -> None:
    (tmp_path / FILE_NAME).unlink(missing_ok=True)
    notes = Notes(tmp_path)
    for at_s, text in enumerate(told):
        notes.add(at_s, text)
    assert list(notes) == list(enumerate(told))
    assert list(Notes(tmp_path)) == list(enumerate(told))


def test_a_torn_line_is_left_out_and_a_full_disk_forgets_nothing_yet(tmp_path: Path) -> None:
    notes = Notes(tmp_path)
    notes.add(5, "They ask how, not why.")
    path = tmp_path / FILE_NAME
    assert path.stat().st_mode & 0o077 == 0
    with path.open("a") as file:
        file.write('\n{"at_s": 9, "te')
    again = Notes(tmp_path)
    assert list(again) == [(5, "They ask how, not why.")]
    again.add(11, "Now they do.")
    assert [at_s for at_s, _text in Notes(tmp_path)] == [5, 11]
    nowhere = Notes(tmp_path / "missing")
    nowhere.add(7, "Kept for now.")
    assert list(nowhere) == [(7, "Kept for now.")]
