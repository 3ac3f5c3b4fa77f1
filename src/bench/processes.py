"""Whole processes that are measured, and the table of what came out."""
import os, random, re, shutil, statistics, subprocess, sys, tempfile, threading, time
from pathlib import Path

PINNED = ["taskset", "-c", "0"] if shutil.which("taskset") else []

class Missing(Exception):
    pass

def java_home():
    """The JDK the launcher would choose: asked of the launcher's own JVM."""
    for place in [os.environ.get("PARLEY_JAVA_HOME"), os.environ.get("JAVA_HOME"), *map(str, Path("/usr/lib/jvm").glob("*"))]:
        release = Path(place or "/nonexistent") / "release"
        if release.exists():
            version = re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.M)
            if version and int(version[1]) >= 25:
                return place
    raise Missing("a JDK 25")

class Run:
    """One finished process."""
    def __init__(self, command, environment=None, check=True, timeout=120):
        with tempfile.TemporaryFile() as out:
            begun = time.monotonic()
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                       env={**os.environ, **(environment or {})})
            timer = threading.Timer(timeout, process.kill)
            timer.start()
            _, status, usage = os.wait4(process.pid, 0)
            timer.cancel()
            self.wall = time.monotonic() - begun
            process.returncode = os.waitstatus_to_exitcode(status)
            self.cpu = usage.ru_utime + usage.ru_stime
            self.rss = usage.ru_maxrss * 1024
            out.seek(0)
            self.out = out.read().decode(errors="replace")
        if check and process.returncode:
            ended = f"did not end within {timeout} s" if process.returncode == -9 else f"ended with {process.returncode}"
            sys.exit(f"{' '.join(map(str, command))} {ended}:\n{self.out[-2000:]}")
        self.code = process.returncode

    def seconds(self):
        """What the program itself measured: its last line."""
        return float(self.out.strip().splitlines()[-1])
class Table:
    def __init__(self, rounds):
        self.rounds = rounds
        self.until = None
        self.rows = []
        self.lines = []
        self.least = rounds

    def compare(self, commands, warm=1, most=None):
        """commands: name -> function that runs it and gives a number. Gives name -> list of numbers, a round each."""
        found = {name: [] for name in commands}
        for number in range(-warm, min(self.rounds, most or self.rounds)):
            if number >= 3 and self.until is not None and time.monotonic() > self.until:
                self.least = min(self.least, number)
                break
            order = list(commands.items())
            random.shuffle(order)
            for name, command in order:
                value = command()
                if number >= 0:
                    found[name].append(value)
        return found

    def row(self, what, values, of, to, target, faster=False):
        """Times beside times: how much longer it takes, or with `faster` how much faster it is."""
        ratios = [b / a if faster else a / b for a, b in zip(values[of], values[to])]
        figures = f"{span(statistics.median(values[of]))} / {span(statistics.median(values[to]))}"
        self.add(what, figures, ratios, target, faster)

    def add(self, what, figures, values, target, at_least=False, unit=""):
        value = statistics.median(values)
        met = value >= target if at_least else value <= target
        spread = f"{min(values):.3g}-{max(values):.3g}" if len(values) > 1 else ""
        bound = f"{'>=' if at_least else '<='} {target:g}{unit}"
        self.rows.append((what, figures, f"{value:.4g}", spread, bound, "yes" if met else "no"))
        self.line(f"| {what} | {figures} | {f'{value:.0f}' if value >= 100 else f'{value:.2f}'} | {spread} | {bound} | {'yes' if met else '**no**'} |")

    def line(self, text):
        self.lines.append(text)
        print(text, flush=True)

    def left_out(self, what, why):
        self.line(f"| {what} | left out: needs {why} | | | | |")

def span(seconds):
    return f"{seconds * 1000:.0f} ms" if seconds < 10 else f"{seconds:.1f} s"
