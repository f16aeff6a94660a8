"""What a process spends. As a script it runs the command that it is given and prints that as JSON."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple


class Spent(NamedTuple):
    """Processor time (user and system, children that were waited for too) and wall time in seconds, memory in MiB."""

    processor: float
    wall: float
    peak: float


def spent(command: Sequence[str]) -> Spent:
    """Run a process to its end.

    Raises:
        subprocess.CalledProcessError: it ended abnormally (1 means findings).
    """
    # From a process of its own: the system counts a process's memory from before it has become another program.
    # Programs have their bytecode beside them where they are used, whatever a developer's shell says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    told = subprocess.run(
        [sys.executable, "-S", __file__, *command], capture_output=True, check=True, text=True, env=environment
    )
    return Spent(*json.loads(told.stdout))


def _run(command: Sequence[str]) -> Spent:
    with tempfile.TemporaryFile() as errors:
        started = perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            errors.seek(0)
            raise subprocess.CalledProcessError(process.returncode, command, stderr=errors.read())
    return Spent(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    print(json.dumps(_run(sys.argv[1:])))
