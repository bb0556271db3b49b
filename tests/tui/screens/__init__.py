"""Tests of tui/screens, with the real app on real vaults."""
