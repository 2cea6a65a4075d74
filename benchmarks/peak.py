"""Run a command, its output thrown away; print its exit status and the most memory that it held, in bytes.

    python benchmarks/peak.py COMMAND ARGUMENT...

Run as a process of its own: a child starts with the peak of its parent, and this parent is small. POSIX only.
"""

import resource
import subprocess
import sys

if __name__ == "__main__":
    status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in KiB, on macOS in bytes
    print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit)
