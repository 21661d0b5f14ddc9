"""The keys of each screen, as the help and the settings list them."""

from game.faces.desk.widgets import KeySection

EVERYWHERE = KeySection(
    "Everywhere",
    (
        ("tab", "next field or button"),
        ("enter", "press it"),
        ("esc", "leave a dialog, a form or a field"),
        ("ctrl+,", "settings"),
        ("ctrl+plus", "larger text (Ctrl − smaller)"),
        ("ctrl+0", "text that fits the window"),
        ("f11", "full screen"),
        ("f1", "the keys of this screen"),
    ),
)
MENU = KeySection(
    "Menu",
    (
        ("1", "play the first scenario, 2 the second …"),
        ("c", "go on with the drill that broke off"),
        ("o", "host a team drill"),
        ("a", "author's corner"),
        ("h", "drills that were played"),
        ("s", "settings"),
        ("q", "leave"),
    ),
)
AUTHOR = KeySection(
    "Author's corner",
    (
        ("1", "check (2: forecast, 3: prove)"),
        ("f", "work the forecast out"),
        ("b", "let bots play it"),
        ("x", "give the work up"),
        ("n", "a new scenario"),
        ("p", "play this one"),
        ("y", "copy the path"),
        ("o", "open the folder"),
        ("esc", "leave"),
    ),
)
DRILL = KeySection(
    "In a drill",
    (
        ("ctrl+k", "find any action by its name"),
        ("ctrl+1", "IC, Ops, Comms, Scribe: Ctrl+1 to Ctrl+4"),
        ("space", "follow the coach (N: later)"),
        ("ctrl+enter", "hand a form in"),
        ("ctrl+g", "take the page (acknowledge)"),
        ("ctrl+p", "pause or go on"),
        ("ctrl+f", "faster: ×1, ×2, ×5, ×10, ×30"),
        ("ctrl+e", "end the drill"),
        ("i", "a letter on a button: press it"),
    ),
)
MIDDLE = KeySection(
    "Middle of the drill",
    (
        ("ctrl+m", "write a message"),
        ("/", "search the channel (Esc: all of it again)"),
        ("enter", "on a line: answer it; the Scribe writes it down"),
        ("ctrl+d", "direct messages"),
        ("ctrl+o", "uncover them, before others"),
        ("ctrl+j", "take the call that rings"),
        ("ctrl+s", "status page"),
        ("ctrl+r", "runbook"),
        ("ctrl+t", "terminal (Esc leaves its line)"),
        ("f3", "compare the charts: a minute ago, before, nothing"),
        ("f2", "large clock, for a projector"),
    ),
)
REPLAY = KeySection(
    "Replay",
    (
        ("space", "play or stop"),
        ("left", "the event before"),
        ("right", "the next event"),
        ("pageup", "a minute back (PgDn: on)"),
        ("home", "the start (End: the end)"),
        ("f", "faster: ×1, ×2, ×4, ×8, ×16"),
        ("ctrl+1", "IC, Ops, Comms, Scribe: Ctrl+1 to Ctrl+4"),
        ("g", "go on from here, differently"),
        ("esc", "leave"),
    ),
)
ALL = (EVERYWHERE, DRILL, MIDDLE, MENU, REPLAY, AUTHOR)
