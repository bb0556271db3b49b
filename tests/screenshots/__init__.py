"""Tests of the pictures' drawing."""
