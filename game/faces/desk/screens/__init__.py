"""The screens of the desk: menu, briefing, drill, hot wash and results."""
