"""Where the real parts are chosen and put together. Nothing here decides how a part works."""
