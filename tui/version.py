"""The version: the packaging reads it from here, and `--version` prints it."""

VERSION = "0.1.0"
