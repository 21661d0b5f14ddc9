"""Lists, tabs, choices, boxes to tick, tables and labels, used as a person would."""

import pygame
import pytest

from game.faces.desk.layout import Slot
from game.faces.desk.rich import Run, layout_runs
from game.faces.desk.skin import Skin
from game.faces.desk.widgets import (
    Badge,
    Cell,
    Checkbox,
    Choice,
    Column,
    Dropdown,
    Label,
    ListView,
    Option,
    ProgressBar,
    RichRow,
    RichText,
    Spacer,
    Tab,
    Table,
    TableColumn,
    Tabs,
    Toggle,
    auto,
    fixed,
    flex,
)
from game.faces.desk.widgets.scroll import thumb
from tests.faces.desk.driver import Driver

WORDS = "the checkout answers slowly and orders fail for card payments in all regions "


def message(index: int) -> RichRow:
    return RichRow([Run(f"{index:03} ", "muted"), Run(WORDS * (index % 4 + 1))], key=str(index))


def messages(count: int, **more: object) -> ListView:
    return ListView([message(n) for n in range(count)], **more)  # type: ignore[arg-type]


def test_a_list_sticks_to_the_bottom_while_it_is_there(driver: Driver) -> None:
    chat = messages(300, stick_to_bottom=True)
    driver.show(chat)
    assert chat.at_bottom
    chat.append(message(300))
    driver.draw()
    assert chat.at_bottom
    assert chat.unseen == 0
    driver.wheel(chat.rect.center, 5)
    before = chat.offset
    chat.append(message(301))
    chat.append(message(302))
    driver.draw()
    assert chat.offset == before
    assert chat.unseen == 2
    driver.ui.focus(chat)
    driver.key("end")
    assert chat.at_bottom
    assert chat.unseen == 0


def test_a_press_on_how_many_are_new_goes_to_the_bottom(driver: Driver) -> None:
    chat = messages(300, stick_to_bottom=True)
    driver.show(chat)
    driver.wheel(chat.rect.center, 9)
    chat.append(message(300))
    driver.draw()
    driver.click((chat.rect.centerx, chat.rect.bottom - 15))
    assert chat.at_bottom


def test_a_list_keeps_its_end_in_view_when_the_text_grows(driver: Driver) -> None:
    chat = messages(100, stick_to_bottom=True)
    driver.show(chat)
    driver.key("ctrl+plus")
    driver.draw()
    assert chat.at_bottom
    driver.ui.resize((1280, 1000))
    driver.draw()
    assert chat.at_bottom


def test_rows_lie_below_one_another_where_they_can_be_pressed(driver: Driver) -> None:
    chosen: list[str] = []
    picked: list[str] = []
    rows = messages(50, on_select=chosen.append, on_activate=picked.append)
    driver.show(rows)
    driver.ui.focus(rows)
    for _ in range(30):
        driver.key("down")
    assert chosen == [str(n) for n in range(30)]
    assert rows.row_at((rows.rect.x + 20, rows.rect.bottom - 8)) == 29
    driver.key("enter")
    driver.key("up")
    assert picked == ["29"]
    assert rows.selected_key == "28"
    driver.click((rows.rect.x + 20, rows.rect.bottom - 8))
    driver.click((rows.rect.x + 20, rows.rect.bottom - 8))
    assert picked == ["29", "29"]


def test_the_selection_stays_on_its_row_when_rows_change(driver: Driver) -> None:
    rows = messages(10, on_select=lambda _: None)
    driver.show(rows)
    rows.select("7")
    rows.set_rows([message(n) for n in range(5, 9)])
    assert rows.selected_key == "7"
    assert rows.selected == 2
    rows.set_rows([])
    driver.draw()
    assert rows.selected_key == ""


def test_only_rows_in_view_are_drawn(driver: Driver) -> None:
    drawn: list[str] = []

    class Watched(RichRow):
        def draw(self, *_: object) -> None:
            drawn.append(self.key)

    rows = ListView([Watched([Run(WORDS)], key=str(n)) for n in range(1000)])
    driver.show(Column([fixed(rows, 300)]))
    assert 5 <= len(drawn) <= 15
    drawn.clear()
    rows.scroll_to(5000)
    driver.draw()
    assert "0" not in drawn
    assert 5 <= len(drawn) <= 16


def test_a_short_list_needs_no_scrollbar(driver: Driver) -> None:
    rows = messages(4)
    driver.show(Column([rows, flex(Spacer())]))
    assert rows.view_rect() == rows.rect
    assert not rows.scroll_by(100)


def test_a_list_can_be_read_as_text(driver: Driver) -> None:
    due = RichRow([Run("◆ Decide")], right=Run("01:20", "bad", "small"))
    assert ListView([due, RichRow([Run("✓ Done")])]).transcript() == "◆ Decide  01:20\n✓ Done"


def test_the_scrollbar_can_be_dragged(driver: Driver) -> None:
    rows = messages(200)
    driver.show(rows)
    driver.move((rows.rect.right - 4, rows.rect.y + 10))
    driver.press((rows.rect.right - 4, rows.rect.y + 10))
    driver.move((rows.rect.right + 50, rows.rect.bottom + 100))
    assert rows.at_bottom
    driver.release((0, 0))
    driver.move((rows.rect.right - 4, rows.rect.y))
    assert rows.at_bottom


def test_the_thumb_stays_on_its_track() -> None:
    track = Slot(100, 200)
    assert thumb(track, 150, 200, 0) == track
    assert thumb(track, 400, 200, 0) == Slot(100, 100)
    assert thumb(track, 400, 200, 200) == Slot(200, 100)
    assert thumb(track, 1_000_000, 200, 999_800).end == 300


def test_tabs_change_by_press_and_arrows(driver: Driver) -> None:
    chosen: list[str] = []
    tabs = Tabs([Tab("a", "One"), Tab("b", "Two", 3), Tab("c", "Three")], chosen.append)
    driver.show(Column([tabs, flex(Spacer())]))
    driver.click(tabs.tab_rects()[1].center)
    driver.key("right")
    driver.key("right")
    driver.key("left")
    assert chosen == ["b", "c", "a", "c"]
    tabs.set_tabs([Tab("a", "One")])
    assert tabs.selected == "a"


def test_crowded_tabs_stay_inside(driver: Driver) -> None:
    tabs = Tabs([Tab(str(n), f"A long title {n}", n) for n in range(9)], lambda _: None)
    driver.ui.resize((400, 300))
    driver.show(tabs)
    assert all(tabs.rect.contains(rect) for rect in tabs.tab_rects())


OPTIONS = [
    Option("back", "Roll back", "about 3 min", "1"),
    Option("flag", "Flag off", "", "2"),
    Option("wait", "Wait", "costs orders", "3", enabled=False, reason="Nothing to wait for"),
]


@pytest.mark.parametrize("style", ["card", "radio"])
def test_a_choice_by_shortcut_press_and_arrows(driver: Driver, style: str) -> None:
    chosen: list[str] = []
    choice = Choice(OPTIONS, chosen.append, style=style)  # type: ignore[arg-type]
    driver.show(Column([choice, flex(Spacer())]))
    driver.key("2", "2")
    driver.key("3", "3")
    driver.click(choice.buttons[0])
    driver.key("down")
    driver.key("space")
    driver.key("space")
    assert chosen == ["flag", "back", "flag"]
    assert [button.chosen for button in choice.buttons] == [False, True, False]
    driver.key("down")
    assert driver.ui.focused is choice.buttons[2]
    driver.key("enter")
    assert choice.selected == "flag"


def test_a_dropdown_opens_chooses_and_closes(driver: Driver) -> None:
    chosen: list[str] = []
    drop = Dropdown(OPTIONS, chosen.append)
    below = Checkbox("below", lambda _: None)
    driver.show(Column([drop, below, flex(Spacer())], align="start"))
    assert drop.shown_text == "Choose …"
    driver.click(drop)
    driver.draw()
    driver.key("down")
    driver.key("down")
    driver.key("enter")
    assert chosen == ["flag"]
    assert driver.ui.focused is drop
    driver.key("down")
    driver.draw()
    driver.click((1000, 600))
    assert driver.ui.focused is drop
    driver.key("space")
    driver.draw()
    driver.click((drop.rect.x + 20, drop.rect.bottom + 12))
    assert chosen == ["flag", "back"]
    assert not below.checked
    driver.key("enter")
    driver.draw()
    driver.key("esc")
    assert driver.ui.focused is drop
    assert drop.shown_text == "Roll back"


@pytest.mark.parametrize("shape", [Checkbox, Toggle])
def test_boxes_are_ticked_by_press_and_space(driver: Driver, shape: type[Checkbox]) -> None:
    said: list[bool] = []
    box = shape("Reduced motion", said.append)
    driver.show(Column([box, flex(Spacer())]))
    driver.click(box)
    driver.key("space")
    box.set_checked(True)
    assert said == [True, False]
    assert box.checked


def test_a_table_aligns_its_columns(driver: Driver) -> None:
    picked: list[str] = []
    table = Table(
        [TableColumn("Task", flex=1), TableColumn("Points", px=80, align="right")],
        on_select=picked.append,
    )
    driver.show(table)
    table.set_rows([("a", ["Declare", Cell("3 / 3", "good")]), ("b", [WORDS * 4, "0 / 5"])])
    driver.draw()
    driver.ui.focus(table.list)
    driver.key("down")
    driver.key("down")
    assert picked == ["a", "b"]
    assert table.list.transcript().splitlines()[0] == "Declare\t3 / 3"
    rows = table.list.rows
    assert rows[1].height(driver.ui.skin, 400) > rows[0].height(driver.ui.skin, 400)


def test_labels_wrap_shorten_and_limit_their_lines(driver: Driver) -> None:
    long = Label(WORDS * 3)
    short = Label(WORDS * 3, wrap=False)
    two = Label(WORDS * 3, max_lines=2)
    driver.show(Column([long, short, two]))
    assert len(long.lines(200)) > 2
    assert len(short.lines(200)) == 1
    assert len(two.lines(200)) == 2
    assert two.lines(200)[1].endswith("…")
    assert two.natural_height(200) == 2 * driver.ui.skin.line_px("body")


def test_rich_text_wraps_across_runs_and_keeps_chips_whole(skin: Skin) -> None:
    runs = [
        Run("14:12 ", "muted", "small"),
        Run(WORDS, style="strong"),
        Run("answer within 3:00", "warn", chip=True),
    ]
    for width in (120, 150, 333, 900):
        layout = layout_runs(runs, skin, width)
        pieces = [piece for line in layout.lines for piece in line.pieces]
        chips = [piece for piece in pieces if piece.run.chip]
        assert len(chips) == 1
        assert all(piece.x + piece.width <= width for piece in pieces)
        words = " ".join(piece.text for piece in pieces if not piece.run.chip).split()
        assert words == ("14:12 " + WORDS).split()
        assert layout.height == sum(line.height for line in layout.lines)


def test_rich_text_hangs_and_breaks_where_told(skin: Skin) -> None:
    layout = layout_runs([Run("a\nb "), Run("c")], skin, 300, hang_px=20)
    assert [[piece.text for piece in line.pieces] for line in layout.lines] == [["a"], ["b ", "c"]]
    assert layout.lines[1].pieces[0].x == 20


def test_what_shows_the_same_is_not_drawn_again(driver: Driver) -> None:
    bar, badge, rich = ProgressBar(0.5), Badge("2"), RichText([Run("a")])
    driver.show(Column([bar, badge, rich, flex(Spacer())]))
    bar.set_share(0.5)
    badge.set_text("2")
    rich.set_runs([Run("a")])
    assert not driver.ui.dirty
    bar.set_share(2.0)
    assert bar.share == 1.0
    assert driver.draw() == [bar.rect]
    badge.set_text("3", "bad")
    rich.set_runs([Run("b")])
    assert driver.ui.dirty


def test_content_is_bounded_where_asked(driver: Driver) -> None:
    first = auto(messages(50), most=120)
    driver.show(Column([first, flex(Spacer())]))
    assert first.rect.h == 120


def test_drawing_stays_inside_the_widget(driver: Driver) -> None:
    narrow = Column([fixed(Label(WORDS * 9), 40), flex(Spacer())])
    driver.show(narrow)
    below = driver.surface.subsurface(pygame.Rect(0, 46, 1280, 600))
    ground = driver.ui.skin.colour("background")
    assert pygame.transform.average_color(below)[:3] == ground
