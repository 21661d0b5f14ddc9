"""Every screen with somebody at it, and every scene on it: for all that must hold everywhere."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copyfile, copytree

import pygame

from game.faces.desk.app import Choice
from game.faces.desk.forms.actions import SEAT_ACTIONS
from game.faces.outcome import write_outcome
from game.session.folder import DrillFolder
from game.session.opening import Setup, open_drill
from game.terms import Role
from tests.faces.desk.screens.seated import Seated, loaded
from tests.faces.desk.screens.test_whole_drill import follow_by_keys, play_on

Size = tuple[int, int]
SIZES: tuple[tuple[Size, float], ...] = (
    ((1280, 720), 1.0),
    ((1366, 768), 1.0),
    ((1920, 1080), 1.25),
    ((1280, 720), 1.5),
    ((1366, 768), 1.5),
    ((1920, 1080), 1.5),
)
"""The windows and text sizes that people have."""

PLAYED, BROKEN = (f"2026030{day}T090000Z-hamster-wheel" for day in (1, 2))

MENUS = ("new", "menu", "past", "author", "host")
KEYS = {"past": "h", "author": "a", "host": "o"}
"""What leads from the menu to the screens beside it."""

DRILLS = ("decision", "pager", "quiet")
AFTER = ("hot wash", "results", "replay")


@cache
def _past(root: Path) -> Path:
    """Two drills of former days: one with a score, one that broke off."""
    for folder in (DrillFolder(root / PLAYED), DrillFolder(root / BROKEN)):
        folder.path.mkdir(parents=True)
        setup = Setup(7, humans=frozenset({Role.IC}))
        session = open_drill(loaded("hamster-wheel"), setup, folder.log, durable=False)
        session.begin()
        session.advance(90)
        if folder.path.name == PLAYED:
            session.advance(session.plan.duration_s)
            session.finish()
            write_outcome(folder, session.plan, session.state)
        session.close()
    return root


def _at_the_menu(seated: Seated) -> None:
    seated.desk.menu()
    seated.step()
    seated.step()


def _go_on(seated: Seated) -> None:
    """Go on with a drill that broke off in its fourth minute; it was played but once."""
    folder = DrillFolder(seated.drills / PLAYED)
    folder.path.mkdir(parents=True)
    copyfile(_led(seated.drills.parent).log, folder.log)
    seated.desk.go_on(folder)
    seated.step()


@cache
def _led(root: Path) -> DrillFolder:
    """A drill that the coach has led past its first decision."""
    seated = Seated(root / "led")
    seated.sit_down(choice=Choice(7))
    play_on(seated, follow_by_keys, 220)
    seated.session.close()
    return seated.folder


def _after(seated: Seated, name: str) -> None:
    _go_on(seated)
    if name == "replay":
        folder = seated.folder
        seated.desk.menu()
        seated.desk.watch(folder)
        seated.key("end")
        return
    seated.key("ctrl+e")
    seated.press("End it")
    seated.step()
    if name == "results":
        seated.type("A word.")
        seated.key("ctrl+enter")


def take_a_seat(root: Path, name: str) -> Seated:
    """Somebody who has come to that screen, always in the same way."""
    drills = root / name.replace(" ", "-")
    if name in {"menu", "past"}:
        copytree(_past(root / "former"), drills)
    seated = Seated(drills)
    _at_the_menu(seated)
    if name in KEYS:
        seated.key(KEYS[name], KEYS[name])
    elif name == "briefing":
        seated.key("1", "1")
    elif name == "decision":
        _go_on(seated)
        seated.pass_time(4)
    elif name in DRILLS:
        seated.sit_down(choice=Choice(7))
        seated.pass_time(90 if name == "pager" else 0)
    elif name in AFTER:
        _after(seated, name)
    seated.draw()
    return seated


@contextmanager
def seats(root: Path, names: tuple[str, ...]) -> Iterator[dict[str, Seated]]:
    """Somebody at each of these screens; the window is as it was afterwards."""
    yield {name: take_a_seat(root, name) for name in names}
    if pygame.display.get_init():  # other tests may have closed it meanwhile
        pygame.event.clear()
        pygame.event.set_allowed(None)
        pygame.display.set_mode((1280, 720))


EVERYWHERE = (*MENUS, "briefing", *DRILLS, *AFTER)


@dataclass(frozen=True, slots=True)
class Scene:
    """Something to see on somebody's screen, and the way back from it."""

    name: str
    show: Callable[[Seated], object]
    leave: Callable[[Seated], object] = lambda _seated: None


def _key(combo: str) -> Callable[[Seated], object]:
    return lambda seated: seated.key(combo, combo if len(combo) == 1 else "")


def _over(name: str, combo: str, back: str = "esc") -> Scene:
    return Scene(name, _key(combo), _key(back))


def _seat_scenes(seated: Seated) -> Iterator[Scene]:
    def close(one: Seated) -> None:
        one.drill._seat.close_form()

    for role, actions in SEAT_ACTIONS.items():
        yield Scene(role.value, lambda one, role=role: one.drill._seat.choose(role))  # type: ignore[misc]
        for action in actions:
            if action.relevant(seated.session.view(role)):
                open_it = lambda one, action=action.action: one.drill._seat.open(action)  # noqa: E731
                yield Scene(f"{role.value} {action.action}", open_it, close)


def _drill_scenes(seated: Seated) -> Iterator[Scene]:
    yield from _seat_scenes(seated)
    for tab in ("direct", "status", "runbook", "terminal", "incident"):
        yield Scene(tab, lambda one, tab=tab: one.drill._go(tab, None))  # type: ignore[misc]
    for name, combo, back in (
        ("keys", "f1", "esc"),
        ("big clock", "f2", "f2"),
        ("settings", "ctrl+,", "esc"),
        ("palette", "ctrl+k", "esc"),
        ("end?", "ctrl+e", "esc"),
    ):
        yield _over(name, combo, back)


def scenes(name: str, seated: Seated) -> Iterator[Scene]:
    """What there is to see for somebody at a screen; `play` each with `shown`."""
    yield Scene("", lambda _seated: None)
    match name:
        case "decision" | "quiet":
            yield from _drill_scenes(seated)
        case "pager":
            yield _over("big clock", "f2", "f2")
        case "replay":
            yield from (_over("fork", "g"), _over("settings", "ctrl+,"), _over("keys", "f1"))
        case "author":
            yield _over("new scenario", "n")
        case "new" | "past" | "briefing" | "hot wash" | "host":
            yield _over("settings", "ctrl+,")
        case _:
            yield _over("keys", "f1") if name == "menu" else _over("settings", "ctrl+,")


@contextmanager
def shown(scene: Scene, seated: Seated) -> Iterator[None]:
    """The scene while it is to be seen."""
    scene.show(seated)
    seated.draw()
    yield
    scene.leave(seated)
    seated.draw()


def fit(people: Mapping[str, Seated], size: Size, scale: float) -> None:
    """Give everybody a window of that size, and text of that scale."""
    for seated in people.values():
        seated.ui.resize(size)
        seated.ui.fit_scale(scale)


def picture(seated: Seated) -> pygame.Surface:
    """What is to be seen now, drawn whole and anew."""
    surface = pygame.Surface(seated.ui.rect.size)
    seated.ui.tick()
    seated.ui.damage(seated.ui.rect)
    seated.ui.redraw(surface)
    return surface
