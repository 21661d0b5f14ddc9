"""`breakglass host`: a drill that others join with their browsers."""

from typing import Annotated

import typer

from game.faces.bots.policies import POLICIES
from game.faces.telling import problems_told

PORT = 8642
LOOPBACK = "127.0.0.1"


def register(app: typer.Typer) -> None:
    """Add the command to the program's others."""
    app.command()(host)


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
        bool, typer.Option("--no-window", help="Do not open the console in a browser here.")
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
