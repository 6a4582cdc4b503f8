"""Where what is known comes from: files become one change set, whole or not at all."""
