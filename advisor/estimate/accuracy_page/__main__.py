"""Run the command."""

from __future__ import annotations

import sys

from advisor.estimate.accuracy_page.command import main

if __name__ == "__main__":
    sys.exit(main())
