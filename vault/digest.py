"""BLAKE2b alone: hashlib has the same one, but loads OpenSSL first, which takes 6 ms of a start."""

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
