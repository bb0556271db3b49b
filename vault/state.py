"""Where vaultriage keeps what is its own: never in a vault."""

import platformdirs


def state_folder() -> str:
    """The folder of the journal, by the system's custom; it may not exist yet."""
    return platformdirs.user_state_dir("vaultriage", appauthor=False)
