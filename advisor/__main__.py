"""Run the command line with ``python -m advisor``."""

import sys

from advisor.cli import main

sys.exit(main())
