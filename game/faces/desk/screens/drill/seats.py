"""What the seats are called where room is short, and their colours."""

from game.faces.desk.theme import Tone
from game.terms import Role

ROLE_TONES: dict[Role, Tone] = {
    Role.IC: "ic",
    Role.OPS: "ops",
    Role.COMMS: "comms",
    Role.SCRIBE: "scribe",
}
ROLE_NAMES = {Role.IC: "IC", Role.OPS: "Ops", Role.COMMS: "Comms", Role.SCRIBE: "Scribe"}
