"""The course of the shop through a drill: its plant now and all that was recorded."""

from collections.abc import Sequence

from game.shop import Plant, Pull, Recording, Shop, record, start, step


class Course:
    """The shop up to one second; an immutable value that remembers its successor once.

    Deciding looks one second ahead and evolving then goes there, so the same step would be
    computed twice; the successor is kept until it has been asked for again.
    """

    __slots__ = ("_next", "plant", "recording")

    def __init__(self, plant: Plant, recording: Recording) -> None:
        self.plant = plant
        self.recording = recording
        self._next: tuple[tuple[Pull, ...], Course] | None = None

    def after(self, shop: Shop, pulls: Sequence[Pull]) -> "Course":
        """The course one second later, with these levers pulled."""
        key = tuple(pulls)
        if self._next is not None and self._next[0] == key:
            found = self._next[1]
            self._next = None
            return found
        plant, sample = step(shop, self.plant, (key,))
        following = Course(plant, record(shop, self.recording, sample))
        self._next = (key, following)
        return following


def first_course(shop: Shop, from_s: int = -300) -> Course:
    """The shop from five minutes before T+0 up to T+0, with nobody acting."""
    course = Course(start(shop, 1, from_s), Recording(metric_ids=shop.metric_ids))
    while course.plant.at_s < 0:
        course = course.after(shop, ())
    return course
