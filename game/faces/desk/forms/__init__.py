"""What a seat fills in: each action of the game as a form in the seat's panel."""
