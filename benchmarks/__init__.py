"""Speed and memory, as ratios within one run: `make bench` prints them and writes docs/benchmarks.md."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command has it, before numpy is there
