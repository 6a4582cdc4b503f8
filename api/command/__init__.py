"""The command on a terminal: `tsunagu NAME` is the module NAME here, its `run` gives the exit status.

0 done · 1 done, and it found something wrong · 2 bad input or usage, nothing changed · 3 the graph cannot be reached.
Nothing is imported before the command that needs it is known: `tsunagu find` starts in a fraction of a second.
"""
