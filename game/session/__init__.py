"""Who and when: the one authority of a drill, its clock, its people, and its log."""
