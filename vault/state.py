"""Where vaultriage keeps what is its own: never in a vault."""

import os

import platformdirs


def state_folder() -> str:
    """The folder of the journal, by the system's custom; it may not exist yet."""
    return platformdirs.user_state_dir("vaultriage", appauthor=False)


def cache_folder() -> str:
    """The folder of what may be thrown away at any time; it may not exist yet."""
    return platformdirs.user_cache_dir("vaultriage", appauthor=False)


def settings_file() -> str:
    """The user's own settings, by the system's custom; it need not exist."""
    return os.path.join(platformdirs.user_config_dir("vaultriage", appauthor=False), "config.toml")
