"""What is made of a drill afterwards: judged from its events alone, every point with its proof."""
