"""What holds for every test."""

from hypothesis import settings

# A busy machine is no failure: tests that are about time measure it themselves.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
