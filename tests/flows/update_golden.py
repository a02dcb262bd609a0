"""`python -m tests.flows.update_golden`: write the golden runs anew; the diff is the review."""

from __future__ import annotations

import sys

from tests.flows.runs import golden_runs, play, read_run, small_bundle, write_run


def main() -> None:
    """Play every run and keep what happened."""
    bundle = small_bundle()
    for path in golden_runs():
        run = read_run(path)
        run["turns"] = play(run, bundle)
        write_run(path, run)
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
