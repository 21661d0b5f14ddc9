"""What was done when, as marks: for the charts and for the strip of the whole drill."""

from collections.abc import Iterator

from game.engine.handbook import Handbook
from game.engine.view import View
from game.faces.desk.charts import Band, Mark
from game.simtime import clock

_WELL = 0.97


def changes(view: View, handbook: Handbook) -> list[Mark]:
    """Deploys and levers: what a curve may answer to."""
    marks = [
        Mark(deploy.at_s, "D", f"{deploy.service} {deploy.version}: {deploy.title}", "muted")
        for deploy in handbook.deploys
    ]
    marks += [
        Mark(item.at_s, "◆", handbook.levers[item.lever].title, "ops") for item in view.mitigations
    ]
    return marks


def moments(view: View, handbook: Handbook) -> list[Mark]:
    """Everything that a look back asks for."""
    marks = [*changes(view, handbook), *_team(view, handbook), *_outside(view, handbook)]
    return sorted(marks, key=lambda mark: mark.at_s)


def _team(view: View, handbook: Handbook) -> Iterator[Mark]:
    declared_s = view.incident.declared_s
    if declared_s is not None:
        yield Mark(declared_s, "!", f"{clock(declared_s)} declared", "info")
    for asked in view.decisions:
        if asked.made_s is not None:
            titles = {way.id: way.title for way in handbook.decisions[asked.id].options}
            yield Mark(asked.made_s, "●", f"Decided: {titles[asked.option]}", "ic")
    for post in view.posts:
        yield Mark(post.at_s, "✉", f"To {post.audience.value}: {post.stage.value}", "comms")


def _outside(view: View, handbook: Handbook) -> Iterator[Mark]:
    for page in view.pages:
        yield Mark(page.at_s, "▲", page.text, "bad")
    for item in view.injects:
        contact = handbook.contacts.get(item.sender)
        name = contact.name if contact else item.sender.capitalize()
        yield Mark(item.at_s, "◇", f"{name}: {item.text}", "character")


def failing(view: View) -> list[Band]:
    """Stretches in which too few checkouts went through, as the dashboards showed it."""
    values = view.readings.window("checkout.success", 0, view.at_s).tolist()
    bands: list[Band] = []
    start_s: int | None = None
    for second, value in enumerate([*values, 1.0]):
        bad = value < _WELL
        if bad and start_s is None:
            start_s = second
        elif not bad and start_s is not None:
            if second - start_s >= 10:
                bands.append(Band(start_s, second, "checkout failing", "bad"))
            start_s = None
    return bands
