"""The terminal interface."""

import os

FRAMES_A_SECOND = 1000
"""How often the screen may be painted where something on it has changed, unless the user's TEXTUAL_FPS says.

With the toolkit's own 60 an answer waits up to 17 ms before it is laid out and as long again before the
bar beside it follows. What nothing has changed on is not painted at all, so that more frames cost nothing at
rest.
"""

os.environ.setdefault("TEXTUAL_FPS", str(FRAMES_A_SECOND))
