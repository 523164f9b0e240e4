"""`make bench`: every benchmark that measures against a baseline, one after the other."""

import subprocess
import sys

BENCHMARKS = [
    "benchmarks.delivery",
    "benchmarks.web",
    "benchmarks.articles",
    "benchmarks.duplicates",
    "benchmarks.monitors",
    "benchmarks.feeds",
]


def main() -> int:
    codes = []
    for name in BENCHMARKS:
        print(f"== {name}", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", name], check=False).returncode)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
