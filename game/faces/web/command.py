"""`breakglass host`: a drill that others join with their browsers; `join`: with this window."""

import getpass
import os
import sys
from typing import Annotated

import typer

from game.faces.bots.policies import POLICIES
from game.faces.display import has_display
from game.faces.telling import fail, problems_told
from game.faces.window import FROM_A_PIPE
from game.terms import SEATS, Role

PORT = 8642
LOOPBACK = "127.0.0.1"


def register(app: typer.Typer) -> None:
    """Add the command to the program's others."""
    app.command()(host)
    app.command()(join)


def host_tutorial() -> None:
    """Host the tutorial on this machine, at the usual port or at any that is free."""
    from game.faces.web.hosting import Wishes, run_host  # noqa: PLC0415

    with problems_told():
        run_host(Wishes(port=PORT, any_port=True, bind=LOOPBACK))


def host(
    scenarios: Annotated[
        list[str] | None, typer.Argument(help="A room for each of these; else the tutorial.")
    ] = None,
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = PORT,
    bind: Annotated[str, typer.Option(help="An address of this machine, or 0.0.0.0.")] = LOOPBACK,
    no_window: Annotated[
        bool, typer.Option("--no-window", help="Do not open the console in a window here.")
    ] = False,
    pace: Annotated[
        float | None, typer.Option(min=0.1, max=120.0, help="Incident seconds per real second.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**63 - 1, help="The same seed gives the same drill.")
    ] = None,
    variant: Annotated[str | None, typer.Option(help="Which of the hypotheses is true.")] = None,
    policy: Annotated[str, typer.Option(help="The bots in empty seats.")] = "competent",
    no_coach: Annotated[bool, typer.Option("--no-coach", help="No hints, no live checks.")] = False,
    webhook: Annotated[str | None, typer.Option(help="Where to send what happens.")] = None,
    webhook_secret: Annotated[str | None, typer.Option(help="Signs what is sent.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Rooms that broke off go on.")] = False,
) -> None:
    """Host a drill that others join with their browsers, on laptops or phones."""
    if policy not in POLICIES:
        message = f"there is no policy {policy!r}; there are {', '.join(POLICIES)}"
        raise typer.BadParameter(message)
    # The web server is only needed here, and takes a while to load.
    from game.faces.web.hosting import Wishes, run_host  # noqa: PLC0415

    with problems_told():
        run_host(
            Wishes(
                scenarios=tuple(scenarios or ()),
                port=port,
                bind=bind,
                window=not no_window,
                pace=pace,
                seed=seed,
                variant=variant,
                policy=policy,
                coach=not no_coach,
                webhook=webhook,
                webhook_secret=webhook_secret,
                resume=resume,
            )
        )


_COMES_AS = (*SEATS, Role.OBSERVER)


def _seat(value: str | None) -> str | None:
    if value is not None and value not in set(_COMES_AS):
        message = f"there is no seat {value!r}; there are {', '.join(_COMES_AS)}"
        raise typer.BadParameter(message)
    return value


def join(
    url: Annotated[
        str, typer.Argument(help="The link that the host prints; - reads it from the input.")
    ],
    *,
    role: Annotated[
        str | None,
        typer.Option(
            callback=_seat,
            help="ic, ops, comms, scribe, or observer for the wall; else the first free seat.",
        ),
    ] = None,
    name: Annotated[str | None, typer.Option(help="How the others shall call you.")] = None,
) -> None:
    """Join a drill that somebody else hosts, in a window of your own.

    The facilitator's link opens the console that leads the drill, the evaluator's the sheet.
    """
    if url == FROM_A_PIPE:
        url = sys.stdin.readline().strip()
    if not has_display(sys.platform, os.environ):
        fail(f"there is no display here; open {url} in a browser")
    # The window and the network are only needed here, and take a while to load.
    from game.faces.desk.remote.app import run_join  # noqa: PLC0415
    from game.faces.desk.remote.door import ShutError, address_of  # noqa: PLC0415

    with problems_told():
        try:
            run_join(address_of(url), name or _own_name(), None if role is None else Role(role))
        except ShutError as shut:
            fail(str(shut))


def _own_name() -> str:
    """The name by which this machine knows its user."""
    try:
        return getpass.getuser().capitalize()
    except (OSError, KeyError):
        return "Guest"
