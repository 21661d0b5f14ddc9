"""The drill screen and its parts; each part is updated from a view once it has changed."""
