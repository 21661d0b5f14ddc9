"""The channel: narrowed down, unread, answered, and each way of reaching people as in life."""

from dataclasses import replace

import pytest

from game.engine.events import MessageSent
from game.engine.state import InjectState, Message
from game.engine.view import View
from game.faces.desk.app import Choice
from game.faces.desk.screens.drill.channel import Channel
from game.faces.desk.screens.drill.lines import is_meant, message_row
from game.faces.desk.screens.drill.sorting import Sort, narrowed, sort_of
from game.faces.desk.screens.drill.unread import Unread
from game.faces.desk.widgets import Column, ListView, RichRow, Run, fixed
from game.terms import InjectKind, Role, Via
from tests.faces.desk.driver import Driver
from tests.faces.desk.screens.seated import Seated
from tests.faces.desk.screens.test_whole_drill import follow_by_keys, play_on


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Seated:
    """Somebody in all four seats of a drill that went as the coach says, past the decision."""
    seated = Seated(tmp_path_factory.mktemp("channel"))
    seated.sit_down()
    play_on(seated, follow_by_keys, 220)
    return seated


@pytest.fixture
def drill(played: Seated) -> Seated:
    """The same drill for every test, looked at from the IC's seat and the channel."""
    played.drill._seat.close_form()
    played.ui.focus(None)
    played.drill._channel.talk.reset()
    played.key("ctrl+m")
    played.key("esc")
    played.key("ctrl+1")
    return played


def channel(seated: Seated) -> Channel:
    return seated.drill._channel


def lines(seated: Seated) -> list[str]:
    seated.draw()
    return [row.text() for row in channel(seated).talk.list.rows]


def said(text: str, **more: object) -> Message:
    message = Message("x1", 60, 9, "Tyler Cunneen", Role.SYSTEM, "incident", "", text)
    return replace(message, **more)  # type: ignore[arg-type]


# -- narrowing down -------------------------------------------------------------------------


def test_what_the_channel_says_by_itself_is_sorted(drill: Seated) -> None:
    happened = drill.happened()
    found = {sort_of(item) for item in drill.session.view(Role.IC).messages}
    assert {"AlertFired", "DecisionMade", "PostPublished", "MessageSent"} <= set(happened)
    assert found == {Sort.PEOPLE, Sort.MONITORING, Sort.DECISIONS, Sort.POSTS}


def test_one_sort_is_shown_alone_and_all_again(drill: Seated) -> None:
    everything = lines(drill)
    talk = channel(drill).talk
    talk._sort.select("decisions")
    decisions = lines(drill)
    assert 0 < len(decisions) < len(everything)
    assert any("decided: " in line for line in decisions)
    drill.key("esc")
    assert lines(drill) == everything


def test_a_word_is_searched_for_by_key(drill: Seated) -> None:
    everything = lines(drill)
    drill.key("/", "/")
    for letter in "decided":
        drill.key(letter, letter)
    found = lines(drill)
    assert 0 < len(found) < len(everything)
    assert all("decided" in line.casefold() for line in found)
    drill.type(" nowhere")
    assert lines(drill) == []
    drill.draw()
    assert "Nothing here fits" in channel(drill).talk.list.empty
    drill.key("esc")
    assert lines(drill) == everything


def test_the_slash_opens_the_channel_from_another_tab(drill: Seated) -> None:
    drill.key("ctrl+r")
    drill.key("/", "/")
    assert channel(drill).shown == "incident"
    assert drill.ui.focused is channel(drill).talk.search


# -- who is meant, and what is new ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("{person}, your eyes please", True),
        ("{first}: understood?", True),
        ("The IC decides", True),
        ("We ask the Incident Commander", True),
        ("TopICs and music", False),
        ("nobody in particular", False),
    ],
)
def test_a_seat_is_meant_by_its_names(drill: Seated, text: str, meant: bool) -> None:
    view = drill.session.view(Role.IC)
    person = view.roles[Role.IC].person
    item = said(text.format(person=person, first=person.split()[0]))
    assert is_meant(view, item) is meant
    assert narrowed(view, item, Sort.FOR_YOU, "") is meant
    assert ("@ you" in message_row(drill.drill._table.handbook, view, item).text()) is meant
    assert not is_meant(view, replace(item, role=Role.IC)), "not by oneself"


def test_every_word_of_a_line_is_kept_where_names_stand_out(drill: Seated) -> None:
    view = drill.session.view(Role.OPS)
    text = "Ops and Ops: the Operations Lead, IC, Ops."
    row = message_row(drill.drill._table.handbook, view, said(text))
    assert text in row.text()


def test_tabs_count_what_came_and_a_line_says_where_it_begins(drill: Seated) -> None:
    before = len(drill.session.view(Role.IC).messages)
    drill.key("ctrl+r")
    play_on(drill, follow_by_keys, 60)
    came = len(drill.session.view(Role.IC).messages) - before
    assert came > 0
    tabs = {tab.key: tab.count for tab in channel(drill)._tabs.tabs}
    assert 0 < tabs["incident"] < came, "our own lines are no news"
    drill.key("ctrl+m")
    assert f"↓ {tabs['incident']} new since you looked" in lines(drill)
    assert channel(drill)._tabs.tabs[0].count == 0


def test_a_list_begins_where_it_is_told_and_counts_what_is_below(driver: Driver) -> None:
    rows = [RichRow([Run(f"line {number}")], key=str(number)) for number in range(60)]
    made = ListView(rows[:50], stick_to_bottom=True)
    driver.show(Column([fixed(made, 200)]))
    made.begin_at(20)
    driver.draw()
    assert made.row_at((made.rect.x + 5, made.rect.y + 1)) == 20
    assert made.unseen == 29
    made.set_rows(rows)
    assert made.unseen == 39
    made.scroll_to(made.furthest())
    assert made.unseen == 0
    made.begin_at(58)
    driver.draw()
    assert made.at_bottom
    assert made.unseen == 0


def test_what_is_read_is_kept_for_each_tab() -> None:
    unread = Unread()
    unread.look("incident", 0)
    unread.look("incident", 4)
    assert unread.new("incident", 4) == 0
    assert unread.line("incident") == (0, 0)
    unread.look("status", 1)
    assert unread.new("incident", 9) == 5
    unread.look("incident", 9)
    unread.look("incident", 12)
    assert unread.line("incident") == (4, 5), "what comes while one looks is not new"
    assert unread.new("status", 1) == 0


# -- answering, and writing down ------------------------------------------------------------


def test_a_line_pressed_twice_is_answered(drill: Seated) -> None:
    drill.drill._seat.choose(Role.IC)
    talk = channel(drill).talk
    key = next(row.key for row in talk.list.rows if row.key.startswith("event-"))
    channel(drill)._pick(key)
    drill.draw()
    assert "↳ Answers" in drill.texts()
    drill.type("Understood.")
    drill.key("enter")
    events = drill.session.state.history.events
    sent = next(event for event in reversed(events) if isinstance(event, MessageSent))
    assert (sent.reply_to, sent.text) == (key, "Understood.")
    drill.draw()
    assert any(line.startswith("↳ ") and "Understood." in line for line in lines(drill))
    assert "↳ Answers" not in drill.texts()


def test_the_scribe_writes_a_line_down_as_of_when_it_was_said(drill: Seated) -> None:
    drill.drill._seat.choose(Role.SCRIBE)
    item = next(
        m for m in drill.session.view(Role.SCRIBE).messages if m.text.startswith("decided: ")
    )
    channel(drill)._pick(item.id)
    form = drill.drill._seat._form
    assert form is not None
    values = form.values()
    assert (values["text"], values["who"], values["kind"]) == (item.text, item.sender, "decided")
    drill.key("ctrl+enter")
    entry = drill.session.view(Role.SCRIBE).entries
    assert any((e.time_s, e.text) == (item.at_s, item.text) for e in entry)


# -- as in life -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("via", "sign"),
    [
        (Via.PHONE, "☎ Phone call"),
        (Via.EMAIL, "✉ E-mail"),
        (Via.TICKET, "☷ Ticket"),
        (Via.PAGE, "▲ PAGE"),
        (Via.STATUS_PAGE, "◎ Status page"),
    ],
)
def test_each_way_looks_like_itself(drill: Seated, via: Via, sign: str) -> None:
    view = drill.session.view(Role.COMMS)
    row = message_row(drill.drill._table.handbook, view, said("Help, please", via=via))
    assert sign in row.text()
    assert "Help, please" in row.text()


def call(view: View, key: str) -> InjectState:
    kind = InjectKind.INJECT
    return InjectState(key, view.at_s, kind, "support-lead", Via.PHONE, "comms", "Help!", 120)


def test_a_telephone_rings_until_it_is_taken_or_stops(drill: Seated) -> None:
    bar = drill.drill._calls
    view = drill.session.view(Role.COMMS)
    ringing = replace(view, injects=(*view.injects, call(view, "first")))
    bar.update({Role.COMMS: ringing})
    assert bar.widget.visible
    assert "for Comms" in bar._text.text
    bar.update({Role.OPS: ringing})
    assert not bar.widget.visible, "the call is for somebody else"
    bar.update({Role.COMMS: replace(ringing, at_s=view.at_s + 61)})
    assert not bar.widget.visible
    bar.update({Role.COMMS: ringing})
    drill.key("ctrl+j")
    assert drill.drill._seat.seat is Role.COMMS
    bar.update({Role.COMMS: ringing})
    assert not bar.widget.visible


def test_a_call_that_is_not_wanted_now_stops_ringing(drill: Seated) -> None:
    view = drill.session.view(Role.COMMS)
    ringing = {Role.COMMS: replace(view, injects=(*view.injects, call(view, "second")))}
    drill.drill._calls.update(ringing)
    drill.press("Not now")
    drill.drill._calls.update(ringing)
    assert not drill.drill._calls.widget.visible


# -- hot-seat -------------------------------------------------------------------------------


def test_direct_messages_are_covered_where_people_share_the_screen(drill: Seated) -> None:
    drill.drill._seat.choose(Role.COMMS)
    drill.key("ctrl+d")
    drill.draw()
    assert not channel(drill).talk.widget.visible
    assert "For Comms alone" in drill.texts()
    drill.key("esc")
    drill.key("ctrl+o")
    drill.draw()
    assert channel(drill).talk.widget.visible
    drill.key("ctrl+1")
    drill.draw()
    assert not channel(drill).talk.widget.visible, "turning to a seat covers its messages"
    drill.press("I play all seats: never cover")
    drill.key("ctrl+4")
    drill.draw()
    assert channel(drill).talk.widget.visible


def test_nothing_is_covered_for_somebody_alone(seated: Seated) -> None:
    seated.sit_down(choice=Choice(7, frozenset({Role.OPS})))
    seated.key("ctrl+d")
    seated.draw()
    assert channel(seated).talk.widget.visible


# -- the status page ------------------------------------------------------------------------


def test_the_status_page_is_as_customers_see_it(drill: Seated) -> None:
    view = drill.session.view(Role.IC)
    posts = [post for post in view.posts if post.audience.value == "customers"]
    drill.key("ctrl+s")
    text = drill.texts()
    assert view.stage is not None
    assert "status page, as customers see it" in text
    rows = channel(drill)._page._posts.rows
    assert [row.key for row in rows] == [post.id for post in reversed(posts)]
