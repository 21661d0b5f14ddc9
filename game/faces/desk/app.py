"""The desk: one window, and the way from menu to briefing, drill, hot wash and results.

Screens that are not the first are imported when they are shown: the menu does not wait for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from game.faces.desk.aside import Aside
from game.faces.desk.clocks import MakeClock, wall_clock
from game.faces.desk.loop import DeskLoop, open_window
from game.faces.desk.preferences import Preferences
from game.faces.desk.screens.menu import MenuScreen, Ways
from game.faces.desk.settings import Settings, load_settings
from game.faces.desk.ui import Ui
from game.faces.desk.widgets import Answer, question
from game.paths import drills_dir
from game.scenario.catalogue import Card, catalogue
from game.terms import SEATS, ExercisePhase, Role

if TYPE_CHECKING:
    from game.faces.desk.hosts import Hosting
    from game.faces.desk.screens.palette import Entry
    from game.faces.desk.table import LocalTable
    from game.faces.watching import Watch
    from game.scenario.assemble import Loaded
    from game.session.folder import DrillFolder
    from game.session.session import Session

TITLE = "Break Glass"


class Screen(Protocol):
    """Something that fills the window."""

    def enter(self) -> None:
        """Show it."""
        ...

    def step(self, now_s: float) -> float | None:
        """Move on; when to be called next, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen before a drill."""

    seed: int
    humans: frozenset[Role] = frozenset(SEATS)
    pace: float | None = None
    coach: bool = True
    variant: str | None = None
    out: Path | None = None
    policy: str = "competent"
    """Of the bots in the seats that nobody holds."""
    watch: Path | None = None
    """The scenario's file, if what its author saves is to be taken over while it is played."""


class Desk:
    """Owns the window; screens call back here to go on."""

    def __init__(
        self,
        settings: Settings,
        *,
        make_clock: MakeClock = wall_clock,
        drills: Path | None = None,
        size: tuple[int, int] | None = None,
        threads: bool = True,
    ) -> None:
        self.drills = drills or drills_dir()
        self.preferences = Preferences(settings)
        self.ui = Ui(self.preferences.skin, open_window(TITLE, size).get_size())
        self.preferences.follow(self.ui)
        self._make_clock = make_clock
        self._screen: Screen | None = None
        self._table: LocalTable | None = None
        self._watch: Watch | None = None
        self._hosting: Hosting | None = None
        self._scenarios: tuple[Card, ...] = ()
        self.loop = DeskLoop(self.ui, self._step, on_quit=self._quit)
        self.threads = threads
        """Whether long work is done beside the window, or here and now."""
        self.aside = Aside(self.loop.wake, threads=threads)

    def run(self) -> None:
        """Until the window is closed."""
        try:
            self.loop.run()
        finally:
            self._leave_table()
            if self._hosting is not None:
                self._hosting.close()
            self.preferences.speaker.close()

    def _step(self, now_s: float) -> float | None:
        wanted_s = self._step_screen(now_s)
        self.aside.settle()
        return wanted_s

    def _step_screen(self, now_s: float) -> float | None:
        try:
            self._look_at_file(now_s)
            return None if self._screen is None else self._screen.step(now_s)
        except OSError as problem:
            self._log_cannot_be_written(problem)
            return None

    def _look_at_file(self, now_s: float) -> None:
        """Take over what the author of the scenario has saved meanwhile."""
        if self._table is None or self._watch is None:
            return
        news = self._watch.look(self._table.session, now_s)
        if news is not None:
            self._table.reread()
            self.ui.toast(news.text, "good" if news.taken_over else "bad", seconds=12)

    def _log_cannot_be_written(self, problem: OSError) -> None:
        """Nothing has happened that is not in the log; time stands still until it can go on."""
        table = self._table
        if table is None:
            raise problem
        table.clock.pause()
        if self.ui.dialog_open:
            return
        text = f"The log cannot be written: {problem.strerror}. Time stands still; nothing is lost."
        again = Answer("Try again", table.clock.resume, "primary")
        self.ui.open_dialog(question("The disk", text, [again, Answer("To the menu", self.menu)]))

    def _quit(self) -> None:
        """Whoever closes the window twice means it."""
        if self._hosting is None or not self._hosting.told or self.ui.dialog_open:
            self.loop.stop()
        else:
            self._hosting.ask_to_leave(self.loop.stop)

    # -- the window -------------------------------------------------------------------------

    def entries(self) -> "tuple[Entry, ...]":
        """What the command palette offers of the desk itself."""
        from game.faces.desk.screens.palette import Entry  # noqa: PLC0415

        words = "text size theme dark light contrast sound mute volume motion"
        return (
            Entry("Settings", "Desk", self.preferences.open, keys="ctrl+,", words=words),
            Entry("Full screen", "Desk", self.loop.toggle_full_screen, keys="f11"),
        )

    def show(self, screen: Screen) -> None:
        """Fill the window with a screen."""
        self._screen = screen
        self.ui.clear_toasts()
        self.ui.unbind_all()
        self.ui.bind("f11", self.loop.toggle_full_screen, always=True)
        self.ui.bind("ctrl+,", self.preferences.open)
        screen.enter()

    def _leave_table(self) -> None:
        if self._table is not None:
            self._table.session.close()
            self._table = self._watch = None

    # -- the way through the game -----------------------------------------------------------

    def menu(self) -> None:
        """The first screen; what there is to play is read once, when it is first shown."""
        self._leave_table()
        if not self._scenarios:
            self._scenarios = catalogue()
        known = self.preferences.settings.welcomed
        self.show(
            MenuScreen(
                self.ui,
                self._scenarios,
                Ways(
                    play=self.choose,
                    go_on=self.go_on,
                    host=self.host,
                    author=self.author,
                    hosted="" if self._hosting is None else self._hosting.told,
                    history=self.history,
                    settings=self.preferences.open,
                    leave=self._quit,
                    welcomed=None if known else self.preferences.welcome,
                ),
                drills=self.drills,
                aside=self.aside,
            )
        )

    def choose(self, name: str, seat: Role | None = None) -> None:
        """The briefing of a shipped scenario; where its files have problems, what the first is."""
        from game.scenario.library import Loaded, load  # noqa: PLC0415

        loaded = load(name)
        if not isinstance(loaded, Loaded):
            self.excuse(
                f"It cannot be played: {loaded[0].message} ({loaded[0].file}:{loaded[0].line})."
            )
            return
        self.brief(loaded, seat)

    def brief(self, loaded: "Loaded", seat: Role | None = None) -> None:
        """The briefing of a scenario, with a seat chosen already if there is a good one."""
        from game.faces.desk.screens.briefing import BriefingScreen, Start  # noqa: PLC0415
        from game.session.folder import next_seed  # noqa: PLC0415

        def start(wish: Start) -> None:
            seed = next_seed(self.drills)
            choice = Choice(seed, wish.humans, wish.pace, wish.coach, policy=wish.policy)
            self.play(loaded, choice)

        self.show(BriefingScreen(self.ui, loaded, start=start, back=self.menu, seat=seat))

    def play(self, loaded: "Loaded", choice: Choice) -> None:
        """Open a drill and sit down; without a place for its log, say so."""
        from game.faces.desk.starting import play  # noqa: PLC0415

        self._watch = play(self, loaded, choice)

    def go_on(self, folder: "DrillFolder") -> None:
        """Go on with a drill that broke off, where it stood."""
        from game.faces.desk.starting import go_on  # noqa: PLC0415

        go_on(self, folder)

    def excuse(self, text: str) -> None:
        """Say what cannot be done; the menu is shown where there is nothing yet."""
        if self._screen is None:
            self.menu()
        self.ui.toast(text, "bad", seconds=12)

    def sit_down(
        self,
        session: "Session",
        folder: "DrillFolder",
        humans: frozenset[Role],
        pace: float,
        *,
        coach: bool,
    ) -> None:
        """Show a drill to those who play it, from where it stands."""
        from game.faces.desk.screens.drill.screen import DrillScreen  # noqa: PLC0415
        from game.faces.desk.sound.ears import DrillSounds  # noqa: PLC0415
        from game.faces.desk.table import LocalTable  # noqa: PLC0415
        from game.faces.headless import seat_bots  # noqa: PLC0415

        self._leave_table()
        sounds = DrillSounds(self.preferences.speaker)
        clock = self._make_clock(session.state.at_s, pace)
        table = self._table = LocalTable(session, clock, humans, coach=coach, folder=folder)
        try:
            seat_bots(session)
        except ValueError as problem:
            self.menu()
            self.ui.toast(str(problem), "bad", seconds=12)
            return
        table.set_pace(pace)
        if session.state.phase is ExercisePhase.RUNNING:
            clock.resume()
        self.show(
            DrillScreen(
                self.ui,
                table,
                lambda: self.hot_wash(table),
                hear=sounds.hear,
                entries=self.entries(),
            )
        )

    def hot_wash(self, table: "LocalTable") -> None:
        """Look back before the score is shown."""
        from game.faces.desk.screens.hotwash import HotWashScreen  # noqa: PLC0415

        self.show(HotWashScreen(self.ui, table, lambda: self.results(table)))

    def results(self, table: "LocalTable") -> None:
        """Close the drill, write its files, show the score."""
        # Scoring brings the report's and the postmortem's templates; the window opens without.
        from game.faces.desk.outcomes import results  # noqa: PLC0415

        results(self, table)

    # -- looking back -----------------------------------------------------------------------

    def watch(self, folder: "DrillFolder", at_event: int | None = None) -> None:
        """The replay of a drill, from one of its events or from its start, and then back here."""
        from game.faces.desk.past_drills import watch  # noqa: PLC0415

        watch(self, folder, at_event, back=self._screen)

    @property
    def cards(self) -> "tuple[Card, ...]":
        """What there is to play."""
        return self._scenarios

    def host(self) -> None:
        """Host a team drill, or go back to the room that is open."""
        from game.faces.desk.hosts import Hosting  # noqa: PLC0415

        self._hosting = self._hosting or Hosting(self)
        self._hosting.show()

    def author(self) -> None:
        """The author's corner."""
        from game.faces.desk.corner import author  # noqa: PLC0415

        author(self)

    def history(self) -> None:
        """The drills that were played."""
        from game.faces.desk.past_drills import history  # noqa: PLC0415

        history(self)


def run_menu() -> None:
    """Open the window at the menu; returns when it is closed."""
    _run(Desk.menu)


def run_play(loaded: "Loaded", choice: Choice) -> None:
    """Open the window in a drill; returns when it is closed."""
    _run(lambda desk: desk.play(loaded, choice))


def run_resume(folder: "DrillFolder") -> None:
    """Open the window in a drill that broke off; returns when it is closed."""
    _run(lambda desk: desk.go_on(folder))


def _run(first: Callable[[Desk], object]) -> None:
    desk = Desk(load_settings())
    first(desk)
    desk.run()
