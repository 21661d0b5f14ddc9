"""What is true: commands decided into events, events evolved into state, views for each seat."""
