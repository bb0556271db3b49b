"""Tests of parsers/likeness."""
