"""What a team keeps: the handbook on paper, its drills over time, and its action items."""
