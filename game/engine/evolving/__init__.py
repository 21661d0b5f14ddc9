"""What each event makes true, by the part of the exercise it belongs to."""
