"""What holds for all tests."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)  # how long something takes is for benchmarks
settings.load_profile("patient")
