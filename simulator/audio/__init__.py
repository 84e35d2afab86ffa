"""Microphones, speakers, files of sound: everything that touches PortAudio or a WAV file.

Inside a session the terminal belongs to the screen, so nothing here prints; what must be kept for a developer goes to
the `simulator.audio` logger, which is silent until somebody gives it a handler.
"""

import logging

# Without a handler Python prints warnings to stderr, over the screen.
logging.getLogger("simulator.audio").addHandler(logging.NullHandler())
