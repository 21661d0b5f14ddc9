"""A window in a process of its own: its link comes to it unseen by others on the machine."""

import pytest

from game.faces.window import open_window


@pytest.mark.parametrize("observing", [False, True])
def test_a_link_goes_through_a_pipe_and_never_stands_in_a_command_line(
    observing: bool, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    link = "http://127.0.0.1:1/ABCDEF#facilitator=a-key-of-the-host"
    window = open_window(link, observing=observing)
    assert not any("ABCDEF" in str(word) or "a-key" in str(word) for word in _words(window.args))
    assert window.wait(30) == 1
    told = capfd.readouterr().err
    assert "nobody answers at http://127.0.0.1:1" in told
    assert "a-key" not in told


def _words(args: object) -> tuple[object, ...]:
    assert isinstance(args, tuple)
    return args
