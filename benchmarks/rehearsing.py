"""What a session full of changes costs from its first input to its end: `python benchmarks/rehearsing.py`.

Plays the script of IPsecME at IETF 117 as `chatbot rehearse --instant` does, in a process of its own, and once more in
this one, where nothing has to be loaded any more. The command is compiled to bytecode before, as it is where it is
installed. Prints the figures of this run, and ratios; nothing is asserted, for machines differ.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from chatbot.cli.rehearsing import play
from chatbot.cli.script import read_script
from chatbot.importers import yaml

ROOT = Path(__file__).parents[1]
AGENDA = ROOT / "agendas" / "ietf117-ipsecme.yaml"
SCRIPT = ROOT / "tests" / "scenarios" / "ipsecme117.script"
COMMAND = ("-c", "from chatbot.cli import main; main()", "rehearse", str(AGENDA), "--instant", "--script", str(SCRIPT))
RUNS = 5


def whole_command() -> tuple[float, float]:
    """Seconds of CPU and of wall time of the whole command, the median of some runs."""
    with tempfile.TemporaryDirectory() as compiled:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = compiled
        _, *runs = [_one_command(environment) for _ in range(RUNS + 1)]
    cpu, wall = zip(*runs, strict=True)
    return statistics.median(cpu), statistics.median(wall)


def _one_command(environment: dict[str, str]) -> tuple[float, float]:
    command = [sys.executable, *COMMAND]
    before, began = os.times(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)  # noqa: S603 - our own words
    wall, after = time.perf_counter() - began, os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system, wall


def rehearsing() -> None:
    """The command, and within it the session alone."""
    agenda = yaml.load(AGENDA).agenda
    assert agenda is not None
    cues = read_script(SCRIPT.read_text(encoding="utf-8"), agenda)
    said: list[str] = []
    cpu, began = time.process_time(), time.perf_counter()
    asyncio.run(play(agenda, cues, said.append))
    session = (time.process_time() - cpu, time.perf_counter() - began)
    command = whole_command()
    print(f"{len(cues)} inputs, {len(said)} entries in the transcript\n")
    print(f"{'':<24}{'CPU s':>10}{'wall s':>10}{'CPU ms an input':>20}")
    for name, (spent, wall) in {"the session alone": session, "the whole command": command}.items():
        print(f"{name:<24}{spent:>10.2f}{wall:>10.2f}{spent / len(cues) * 1000:>20.1f}")
    print(f"\nthe session is {session[0] / command[0]:.0%} of the command; the rest is loading")


if __name__ == "__main__":
    rehearsing()
