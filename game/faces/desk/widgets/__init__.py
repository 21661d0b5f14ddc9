"""The desk's own widgets, and how to build a screen from them.

A screen is a tree of widgets, made once and then changed through its widgets' `set_…` methods;
only what changed is drawn again. All lengths given to constructors are logical pixels; the
player's text size is applied by the skin. Colours are names (`tone="bad"`, see theme.Tone).

    from game.faces.desk.loop import DeskLoop, display_available, open_window
    from game.faces.desk.skin import Skin, suggested_scale
    from game.faces.desk.ui import Ui
    from game.faces.desk.rich import Run
    from game.faces.desk.widgets import Column, Label, Row, Spacer, fixed, flex

    surface = open_window("Break Glass", (1280, 720))
    ui = Ui(Skin(scale=1.0, reduced_motion=False), surface.get_size())
    ui.set_root(Column([
        fixed(Row([Label("Checkout", style="title"), flex(Spacer()), clock], align="centre"), 46),
        flex(Row([flex(left, 2), flex(middle, 1.5, least=300), fixed(right, 360)])),
    ], gap="gap", pad="gap"))
    DeskLoop(ui, step=screen.step).run()     # step(now_s) -> when to be called next, or None

DeskLoop(ui, step, *, on_quit=None, now=time.monotonic)
    run()   stop()   wake() (from any thread)   toggle_full_screen()
open_window raises NoDisplayError; display_available() says so beforehand. A screen that must
also fit large text puts what can overflow into a ScrollView and marks the rest `optional`;
suggested_scale(skin.theme, window_size) is a good first text size.

Sizes, set on a child (each returns the child):
    fixed(w, px)                      that long along the row or column
    flex(w, share=1, least=0)         a share of what is left, at least so much
    auto(w, least=0, most=None, shrink=False)   what its content needs (the default)
    optional(w, rank=1)               leaves a Row or Column too short for it, highest rank first

Ui(skin, size, *, now=time.monotonic, clipboard=None)
    set_root(w)   open_dialog(dialog, on_close=None)   close_dialog()   dialog_open
    bind("ctrl+1", action, always=False)   unbind_all()   toast(text, tone="info", seconds=6)
    focus(widget)   focused   set_scale(f)   on_scale   resize(size)
    handle(event) -> bool   tick()   dirty   redraw(surface) -> [Rect]   next_wake_s()
    Keys of its own: Tab, Shift+Tab, Esc, Ctrl +, Ctrl -, Ctrl 0. Key names: see keys.parse_combo.
    A widget's `shortcut` works from anywhere on the topmost layer, except while text is typed.

Boxes (gap, pad: a name of theme.SpaceName or logical px; align: stretch, start, centre, end)
    Row(children, gap="gap", pad=0, align="stretch", fill=None)      Column(the same)
    Grid(children, columns=2, least_column=0, row_height=None, least_row=0, gap="gap", pad=0)
    Panel(children, tone=None, surface="panel", gap="gap", pad="pad", align, edge="all")
        edge: all (bordered card), left (coloured bar), none;   set_tone(tone)
    ScrollView(content, fill=None)    Spacer()    Rule()
    any box: add(w)   remove(w)   replace_children([w])

Text
    Label(text, style="body", tone="text", align="left", wrap=True, max_lines=None, tooltip="")
        set_text(text, tone=None);  styles: tiny small small_strong body strong title figure
        large display mono mono_small
    RichText([Run(text, tone="text", style="body", chip=False)])     set_runs(runs)
    Badge(text, tone="warn", filled=True, style="small_strong", square=False)   set_text(...)
    KeyChip("ctrl+enter")

Pressing
    Button(text, on_press, kind="normal"|"primary"|"danger"|"quiet", shortcut="", tooltip="",
           enabled=True, reason="", style="body", compact=False)
        set_text(text)   set_enabled(enabled, reason="")    (the reason is its tooltip)
    Checkbox(text, on_change(bool), checked=False, shortcut, tooltip, enabled, reason)
    Toggle(the same)                 checked   set_checked(bool)

Choosing
    Option(key, title, note="", shortcut="", enabled=True, reason="")
    Choice(options, on_change(key), selected="", style="card"|"radio")
        selected   select(key, tell=True)   set_options(options)
    Dropdown(options, on_change(key), selected="", placeholder="Choose …", enabled, reason)
    Tabs([Tab(key, title, count=0, tone="warn")], on_change(key), selected="")
        set_tabs(tabs)   select(key, tell=True)

Lists
    ListView(rows, on_select=None, on_activate=None, activate_on_press=False,
             stick_to_bottom=False, gap=2, empty="", fill="panel")
        set_rows(rows)   append(row)   select(key)   selected_key   transcript()
    RichRow([Run…], key="", right=None|Run, tone=None, hang=0, pad=4)   or any rows.ListRow
    Table([TableColumn(title, px=0, flex=0, align="left", style="body")], on_select, on_activate,
          empty="")     set_rows([(key, ["text" | Cell(text, tone), …]), …])

Typing
    TextField(text="", placeholder="", max_length=200, on_change(text), on_submit(text))
    TextEditor(text="", placeholder="", max_length=4000, rows=4, grow_to=0, style="body",
               submit_on_enter=False, on_change(text), on_submit(text))
        text   set_text(text)   clear()

Showing
    ProgressBar(share=0.0, tone="warn", height=5)     set_share(share, tone=None)
    Dialog(title, content, buttons=(), width=520, tone=None)      open with Ui.open_dialog
    question(title, text, [Answer(text, action, kind="normal", shortcut="")])   -> Dialog
    key_help([KeySection(title, (("ctrl+enter", "Decide"), …))], on_close)      -> Dialog

Charts (game.faces.desk.charts)
    TimeSeriesChart(title, threshold=Threshold(5, "above"|"below"), text=plain_value("ms", 0),
                    low=None, high=None, on_hover(t_s|None), on_press())
        set_data(t_s, values)   set_series([Series(t_s, values, label, tone)])
        set_window(start_s, end_s)   set_marks([Mark(at_s, sign, label, tone, key)])
        set_status(Status(tone, sign) | None)   set_crosshair(t_s)   describe()
    CrosshairGroup([charts])         all point at the same time
    TimelineStrip(end_s=1800, on_pick(mark))
        set_now(s)   set_end(s)   set_marks([Mark…])
        set_bands([Band(start_s, end_s, label, tone)])
        describe()

A widget of your own subclasses base.Widget: `natural_width`, `natural_height(width_px)`, `draw`
(inside `self.rect`), `handle(event) -> bool`; call `mark_dirty` when it looks different and
`mark_layout` when its natural size changes. `visible = False` takes it out of the layout.
"""

from game.faces.desk.rich import Run
from game.faces.desk.widgets.base import Widget, auto, fixed, flex, optional
from game.faces.desk.widgets.boxes import Column, Grid, Panel, Row, Rule, Spacer
from game.faces.desk.widgets.buttons import Button, Checkbox, Toggle
from game.faces.desk.widgets.choices import Choice, Dropdown, Option
from game.faces.desk.widgets.dialogs import (
    Answer,
    Dialog,
    KeyChip,
    KeySection,
    key_help,
    question,
)
from game.faces.desk.widgets.inputs import TextField
from game.faces.desk.widgets.labels import Badge, Label, RichText
from game.faces.desk.widgets.lists import ListView
from game.faces.desk.widgets.progress import ProgressBar
from game.faces.desk.widgets.rows import ListRow, RichRow, RowState
from game.faces.desk.widgets.scroll import ScrollView
from game.faces.desk.widgets.tables import Cell, Table, TableColumn
from game.faces.desk.widgets.tabs import Tab, Tabs
from game.faces.desk.widgets.texteditor import TextEditor

__all__ = [
    "Answer",
    "Badge",
    "Button",
    "Cell",
    "Checkbox",
    "Choice",
    "Column",
    "Dialog",
    "Dropdown",
    "Grid",
    "KeyChip",
    "KeySection",
    "Label",
    "ListRow",
    "ListView",
    "Option",
    "Panel",
    "ProgressBar",
    "RichRow",
    "RichText",
    "Row",
    "RowState",
    "Rule",
    "Run",
    "ScrollView",
    "Spacer",
    "Tab",
    "Table",
    "TableColumn",
    "Tabs",
    "TextEditor",
    "TextField",
    "Toggle",
    "Widget",
    "auto",
    "fixed",
    "flex",
    "key_help",
    "optional",
    "question",
]
