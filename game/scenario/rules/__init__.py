"""What files must mean: one rule a function, each yielding problems."""
