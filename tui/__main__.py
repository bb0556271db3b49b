"""`python -m tui`: the same as the command `vaultriage`."""

import sys

from tui.cli.main import main

sys.exit(main())
