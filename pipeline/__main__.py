"""`python -m pipeline` is the command `datelines`."""

import sys

from pipeline.cli import main

sys.exit(main())
