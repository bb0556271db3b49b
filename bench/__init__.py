"""Benchmarks that anyone can run with make bench."""
