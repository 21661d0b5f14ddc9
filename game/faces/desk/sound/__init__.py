"""What the desk sounds like: recipes, waves made from them, and when each is heard."""
