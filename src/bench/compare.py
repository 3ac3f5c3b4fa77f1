#!/usr/bin/env python3
"""Compares whole runs of Parley with poplib, curl, Expect and a bare socket, and prints a table of ratios.

Commands are run in turn, in a new random order in each round; a ratio is the median of the ratios of each round, because
a machine's speed drifts and ratios do not. What failed is not counted but ends the measurement. When the time is short, a
part makes fewer rounds than asked for, and the table says so. Needs a built checkout, a JDK, and for all rows Dovecot,
curl, expect and taskset; a row whose tools are missing is left out and says so.

  src/bench/compare.py [--rounds 7] [--minutes 12] [--only start,wire,bulk,inventory,many,sessions] [--quick]
                       [--record 0.1.0] [--update-readme]
"""
import argparse, csv, datetime, os, platform, random, resource, shutil, signal, statistics, sys, tarfile, tempfile, time
import xml.etree.ElementTree as xml
from pathlib import Path

from processes import Missing, PINNED, Run, Table, java_home
from servers import Servers

HERE = Path(__file__).resolve().parent
HOME = HERE.parent.parent
PARLEY = str(HOME / "parley")
FIGURES = HERE / "figures.csv"
README = HOME / "README.md"
# So much of the time each part may take.
SHARES = {"start": 1, "wire": 3, "bulk": 4, "inventory": 4, "many": 4, "sessions": 2}
ONE = 'test "one" {\n    connect\n    expect +OK\n    send "USER test"\n    expect +OK\n    send "PASS test"\n    expect +OK\n' \
      '    send "STAT"\n    expect +OK\n%s    quit\n}\n'
POPLIB_ONE = "import poplib, sys\nfor i in range(int(sys.argv[2])):\n    p = poplib.POP3('127.0.0.1', int(sys.argv[1]), timeout=20)\n" \
             "    p.user('test'); p.pass_('test'); assert p.stat()[0] >= 0; p.quit()\n"
POPLIB_LOOP = "import poplib, sys, time\np = poplib.POP3('127.0.0.1', int(sys.argv[1]), timeout=20); p.user('test'); p.pass_('test')\n" \
              "f = {'NOOP': p.noop, 'STAT': p.stat}[sys.argv[2]]\n" \
              "for i in range(-int(sys.argv[3]), int(sys.argv[4])):\n    if i == 0: t = time.perf_counter()\n    f()\n" \
              "print(time.perf_counter() - t)\n"
EXPECT_LOOP = r'''
log_user 0
set timeout 20
spawn {*}[lindex [list [list socat -,raw,echo=0 TCP:127.0.0.1:PORT] [list telnet 127.0.0.1 PORT]] [expr {[auto_execok socat] eq ""}]]
proc say {line} { send -- "$line\r\n"; expect -re {\+OK[^\n]*\n} {} timeout { exit 1 } eof { exit 1 } }
expect -re {\+OK[^\n]*\n}
say "USER test"; say "PASS test"
for {set i 0} {$i < WARM} {incr i} { say "COMMAND" }
set t [clock microseconds]
for {set i 0} {$i < COUNT} {incr i} { say "COMMAND" }
puts [expr {([clock microseconds] - $t) / 1e6}]
'''

def parley(directory, script, port, *options, prefix=(), java="", check=True, environment=None, launcher=PARLEY):
    return Run([*prefix, launcher, "run", str(script), "--server", f"127.0.0.1:{port}", "--report-junit", str(directory / "report.xml"), "--quiet",
                *options], {**(environment or {}), "PARLEY_JAVA_OPTS": java}, check)

def test_seconds(directory, number):
    """How long a test of the last report took."""
    return float(xml.parse(directory / "report.xml").getroot().findall(".//testcase")[number].get("time"))

def scripts(folder, count):
    folder.mkdir()
    for i in range(count):
        (folder / f"s{i:05}.parley").write_text((ONE % "").replace('"one"', f'"one {i}"'))
    return folder

def distributions(directory):
    """The launchers of the distributions that were made, unpacked."""
    launchers = {}
    for archive in sorted((HOME / "target").glob("parley-*.tar.gz")):
        place = directory / archive.name
        with tarfile.open(archive) as packed:
            packed.extractall(place, filter="tar")
        home = next(place.iterdir())
        launchers["from the distribution" + (" with its own Java" if (home / "runtime").exists() else "")] = str(home / "parley")
    return launchers

def start(table, servers, directory):
    plain, _ = servers.dovecot()
    steps = {"plain": "", "built-in": '    capture count, total from text /^(\\d+) (\\d+)/ as int\n    check count >= 0\n    send "LIST ${count}"\n    expect +OK { text ~ /^\\d+/ }\n',
             "groovy": "    check reply.text.tokenize()[0].toInteger() + 1 > 0\n"}
    for name, step in steps.items():
        (directory / f"{name}.parley").write_text(ONE % step)
    hello = directory / "Hello.java"
    hello.write_text('class Hello { public static void main(String[] a) { System.out.println("hello"); } }')
    Run([f"{java_home()}/bin/javac", "-d", str(directory), str(hello)])
    jvm = [f"{java_home()}/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", str(directory), "Hello"]
    one = directory / "one.py"
    one.write_text(POPLIB_ONE)
    commands = {"poplib": lambda: Run([sys.executable, str(one), str(plain), "1"]).wall, "hello": lambda: Run(jvm).wall,
                "help": lambda: Run([PARLEY, "--help"]).wall, "version": lambda: Run([PARLEY, "--version"]).wall}
    for name in steps:
        commands[name] = lambda name=name: parley(directory, directory / f"{name}.parley", plain).wall
    def changed():
        """What Groovy has not compiled before: each time the script is another one."""
        script = directory / "changed.parley"
        script.write_text(ONE % steps["groovy"].replace("+ 1", f"+ {random.randrange(1 << 60)}"))
        return parley(directory, script, plain).wall
    commands["changed"] = changed
    unpacked = distributions(directory)
    for what, launcher in unpacked.items():
        commands[what] = lambda launcher=launcher: parley(directory, directory / "plain.parley", plain, launcher=launcher,
                                                          environment={"PARLEY_JAVA_CACHE": str(directory / "cache")}).wall
    found = table.compare(commands)
    table.row("one trivial script, whole process / poplib", found, "plain", "poplib", 3.0)
    for what in unpacked:
        table.row(f"the trivial script, {what} / poplib", found, what, "poplib", 3.0)
    if not unpacked:
        table.left_out("the trivial script, from a distribution", "`mvn -Pdist package`")
    table.row("one script with captures and built-in predicates / poplib", found, "built-in", "poplib", 3.0)
    table.row("one script with a Groovy expression / the trivial one", found, "groovy", "plain", 4.0)
    table.row("the same, the expression changed before each run / the trivial one", found, "changed", "plain", 4.0)
    table.row("`parley --help` / a JVM that says hello", found, "help", "hello", 3.0)
    table.row("`parley --version` / a JVM that says hello", found, "version", "hello", 3.0)

def wire(table, servers, directory, count):
    """Loops of one command; client and server share a core, or the wake-up of the other one is measured."""
    plain, _ = servers.dovecot()
    servers.peer()
    warm = count // 2
    loop = directory / "loop.py"
    loop.write_text(POPLIB_LOOP)
    telnet = shutil.which("expect") and (shutil.which("socat") or shutil.which("telnet"))
    few = max(count // 20, 100)
    tcl = directory / "loop.exp"
    tcl.write_text(EXPECT_LOOP.replace("PORT", str(plain)).replace("COMMAND", "NOOP").replace("WARM", "50").replace("COUNT", str(few)))
    for command in ("NOOP", "STAT"):
        script = directory / f"{command}.parley"
        script.write_text(f'before {{ connect; expect +OK; send "USER test"; expect +OK; send "PASS test"; expect +OK }}\n'
                          f'test "warm" {{ repeat {warm} {{ send "{command}"; expect +OK }} }}\n'
                          f'test "measured" {{ repeat {count} {{ send "{command}"; expect +OK }} }}\n')
        def run(script=script):
            parley(directory, script, plain, "--timeout", "2m", prefix=PINNED)
            return test_seconds(directory, 1)
        arguments = [str(plain), command, str(warm), str(count)]
        commands = {"parley": run, "bare": lambda: Run([*PINNED, *servers.drive, "drive", *arguments]).seconds(),
                    "poplib": lambda: Run([*PINNED, sys.executable, str(loop), *arguments]).seconds()}
        if telnet and command == "NOOP":
            commands["expect"] = lambda: Run([*PINNED, "expect", str(tcl)]).seconds() * count / few
        found = table.compare(commands)
        table.row(f"{command} loop, speed / a bare Java socket", found, "parley", "bare", 0.85, faster=True)
        table.row(f"{command} loop, speed / poplib", found, "parley", "poplib", 0.95, faster=True)
        if "expect" in commands:
            table.row(f"{command} loop, speed / Expect on a pty", found, "parley", "expect", 8, faster=True)
        elif command == "NOOP":
            table.left_out("NOOP loop, speed / Expect on a pty", "expect, and socat or telnet")
    embedded = directory / "embedded.parley"
    lists = ("CAPA", "LIST", "UIDL")
    some = max(count // 10, 500)
    embedded.write_text("before { connect; expect +OK; login alice }\n" + "".join(
        f'test "{name}" {{ repeat {some} {{ send "{c}"; expect +OK }} }}\n' for name, c in (("warm", "UIDL"), *zip(lists, lists))))
    def rates():
        Run([PARLEY, "run", str(embedded), "--report-junit", str(directory / "report.xml"), "--quiet"])
        return [some / test_seconds(directory, i + 1) for i in range(len(lists))]
    found = table.compare({"rates": rates})["rates"]
    for i, command in enumerate(lists):
        each = [rate[i] for rate in found]
        table.add(f"{command} against the embedded server, a second", f"{statistics.median(each):.0f}/s", each, 1000, at_least=True, unit="/s")

def bulk(table, servers, directory):
    """One message of 50 MB over and over, in a process that is warm; then what large messages need of memory."""
    plain, tls = servers.dovecot()
    if not shutil.which("curl"):
        raise Missing("curl")
    login = 'expect +OK; send "USER big"; expect +OK; send "PASS test"; expect +OK'
    retr = 'send "RETR 1"; expect +OK within 60s { octets > 49MB }'
    for name, mode, address, target in (("plain", "connect", f"pop3://127.0.0.1:{plain}/1", 0.85),
                                        ("TLS 1.3", "connect tls { verify off }", f"pop3s://127.0.0.1:{tls}/1", 0.75)):
        script = directory / "retr.parley"
        script.write_text(f'test "warm" {{ {mode}; {login}; repeat 5 {{ {retr} }} }}\n'
                          f'test "measured" {{ {mode}; {login}; repeat 3 {{ {retr} }} }}\n')
        def run(script=script):
            parley(directory, script, plain, "--tls-address", f"127.0.0.1:{tls}")
            return test_seconds(directory, 1) / 3
        def curl(address=address):
            fetched = Run(["curl", "-sk", "-u", "big:test", "-o", "/dev/null", "-w", "%{size_download}\\n%{time_total}\\n", address])
            if int(fetched.out.split()[0]) < 49 << 20:
                sys.exit(f"curl fetched {fetched.out.split()[0]} octets")
            return fetched.seconds()
        found = table.compare({"parley": run, "curl": curl})
        table.row(f"RETR of 50 MB, {name}, speed / curl", found, "parley", "curl", target, faster=True)
    peer = servers.peer()
    message = directory / "message.parley"
    def fits(megabytes, heap, assertions, young=""):
        message.write_text(f'test "t" {{ connect; expect +OK; send "RETR {megabytes}"; expect +OK within 100s {{ {assertions} }} }}\n')
        return parley(directory, message, peer, "--max-body", "3GB", "--timeout", "2m", java=f"-Xmx{heap}m {young}", check=False)
    # The young generation is fixed: how the collector cuts the heap is its own affair.
    size, kept = 96, 'not message is empty'
    low, high = size, size * 8
    while high - low > 4:
        middle = (low + high) // 2
        if fits(size, middle, kept, "-Xmn8m").code == 0:
            high = middle
        else:
            low = middle
    if fits(size, size * 8, kept, "-Xmn8m").code:
        sys.exit("A kept message fails in any heap:\n" + Run([PARLEY, "run", str(message), "--server", f"127.0.0.1:{peer}"], check=False).out)
    table.add(f"heap that a kept message of {size} MB needs / its size", f"{high} MB / {size} MB", [high / size], 2.5)
    run = fits(2048, 64, f"octets == {2048 << 20}")
    table.add("a message of 2 GB by its size in a heap of 64 MB: failures", f"{run.wall:.1f} s, {run.rss >> 20} MB resident", [int(run.code != 0)], 0)

POPLIB_ALL = """import csv, hashlib, poplib, sys
for row in csv.DictReader(open(sys.argv[2])):
    p = poplib.POP3('127.0.0.1', int(sys.argv[1]), timeout=600); p.user(row['name']); p.pass_(row['password'])
    ids = p.uidl()[1]
    for line in p.list()[1]:
        hashlib.sha256(b'\\r\\n'.join(p.retr(int(line.split()[0]))[1])).hexdigest()
    p.sock.close()
"""

def inventory(table, servers, directory, messages, accounts):
    """The same by a plain client: ids, sizes and a digest of every message."""
    plain, _ = servers.dovecot()
    mail = servers.dovecot_home / "mail"
    text = "Subject: %d\n\n" + ("x" * 70 + "\n") * 40
    names = ["full", *(f"n{i}" for i in range(accounts))]
    for name in names:
        maildir = mail / name / "Maildir"
        for part in ("cur", "new", "tmp"):
            (maildir / part).mkdir(parents=True)
        for i in range(messages if name == "full" else 2):
            (maildir / "cur" / f"{1700000000 + i}.M{i}.b:2,S").write_text(text % i)
    if os.getuid() == 0:
        Run(["chown", "-R", "mail:mail", str(mail)])
    with (servers.dovecot_home / "users").open("a") as users:
        users.write("".join(f"{name}:{{PLAIN}}test\n" for name in names))
    client = directory / "all.py"
    client.write_text(POPLIB_ALL)
    for what, some in ((f"inventory of a maildrop of {messages:,} messages", names[:1]), (f"inventory of {accounts:,} accounts", names[1:])):
        listed = directory / "accounts.csv"
        listed.write_text("name,password\n" + "".join(f"{name},test\n" for name in some))
        output = directory / "inventory.jsonl"
        def run():
            output.unlink(missing_ok=True)
            return Run([PARLEY, "inventory", "--server", f"127.0.0.1:{plain}", "--accounts", str(listed), "-o", str(output), "--timeout", "10m"],
                       {"PARLEY_JAVA_OPTS": "-Xmx64m"}).wall
        # Runs of seconds, each in a process of its own: there is nothing to warm.
        found = table.compare({"parley": run, "poplib": lambda: Run([sys.executable, str(client), str(plain), str(listed)]).wall}, warm=0, most=3)
        table.row(what + " in a heap of 64 MB, whole process, speed / poplib", found, "parley", "poplib", 1.0, faster=True)
        count = len(some) * 2 if len(some) > 1 else messages
        rates = [count / seconds for seconds in found["parley"]]
        table.add(what + ", messages a second", f"{statistics.median(rates):.0f}/s", rates, 1000, at_least=True, unit="/s")

def many(table, servers, directory, count):
    """Many scripts in one process, and reports of many tests."""
    peer = servers.peer()
    folder = scripts(directory / "many", count)
    loop = directory / "many.py"
    loop.write_text(POPLIB_ONE)
    python = [sys.executable, str(loop), str(peer), str(count)]
    found = table.compare({"parley": lambda: parley(directory, folder, peer, prefix=PINNED).cpu, "poplib": lambda: Run([*PINNED, *python]).cpu})
    table.row(f"{count} scripts, one process, one core: CPU / poplib loop", found, "parley", "poplib", 4.0)
    found = table.compare({"parley": lambda: parley(directory, folder, peer, "--jobs", "8").wall, "poplib": lambda: Run(python).wall})
    table.row(f"{count} scripts, eight jobs, wall / poplib loop", found, "parley", "poplib", 0.7)
    several = scripts(directory / "checked", count * 10)
    a_thousand = [[Run([PARLEY, "check", str(place)]).cpu / number * 1000 for place, number in ((folder, count), (several, count * 10))] for _ in range(2)]
    few, all_of_them = (statistics.median(costs) for costs in zip(*a_thousand))
    table.add(f"`parley check` of {count * 10} scripts: CPU seconds a thousand", f"{all_of_them:.2f} s", [costs[1] for costs in a_thousand], 2, unit=" s")
    table.add("the same, cost of a script / among a tenth of them", f"{all_of_them:.2f} s / {few:.2f} s", [costs[1] / costs[0] for costs in a_thousand], 1.2)
    tests = count * 100
    script = directory / "reports.parley"
    script.write_text(f'test "number ${{n}}" for each n in 1..{tests} {{ check n > 0 }}\n')
    run = parley(directory, script, peer, java="-Xmx256m", check=False)
    written = (directory / "report.xml").read_text().count("<testcase ") if run.code == 0 else 0
    table.add(f"a report of {tests} tests in a heap of 256 MB: tests missing in it", f"{run.wall:.1f} s, {run.rss >> 20} MB resident", [tests - written], 0)

def sessions(table, servers, directory, count):
    """All open at once: each branch waits for all the others behind its first reply."""
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit[1], limit[1]))
    if limit[1] < count + 500:
        raise Missing(f"{count + 500} open files (ulimit -n)")
    peer = servers.peer()
    def script(branches):
        path = directory / f"held{branches}.parley"
        branch = '{ connect; expect +OK within 60s; send "STAT"; expect +OK within 60s; barrier "all" }'
        path.write_text('test "held" {\n    timeout 2m\n    parallel {\n' + f"        {branch}\n" * branches + "    }\n}\n")
        return path
    few, all_of_them = script(10), script(count)
    def held(path):
        run = parley(directory, path, peer, java="-Xmx1g")
        return run.rss, test_seconds(directory, 0)
    found = table.compare({"few": lambda: held(few), "all": lambda: held(all_of_them),
                           "bare": lambda: Run([*servers.drive, "hold", str(peer), str(count)]).seconds()})
    memory = [(all_[0] - few_[0]) / count / 1024 for all_, few_ in zip(found["all"], found["few"])]
    table.add(f"{count} sessions held at once: memory of each", f"{statistics.median(memory):.1f} KB", memory, 32, unit=" KB")
    opened = {"parley": [each[1] for each in found["all"]], "bare": found["bare"]}
    table.row("opening, holding and closing them / the bare program", opened, "parley", "bare", 1.5)

def record(release, rows):
    """The figures of a release, in place of those it had."""
    FIGURES.parent.mkdir(exist_ok=True)
    kept = []
    if FIGURES.exists():
        with FIGURES.open(newline="") as before:
            kept = [row for row in csv.reader(before) if row and row[0] not in ("release", release)]
    with FIGURES.open("w", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["release", "date", "cores", "what", "figures", "value", "spread", "target", "met"])
        writer.writerows(kept)
        writer.writerows([release, datetime.date.today().isoformat(), os.cpu_count(), *row] for row in rows)

def update_readme(lines):
    """Puts the table between its two marks."""
    begin, end = "<!-- figures -->\n", "<!-- end of figures -->"
    text = README.read_text()
    if text.count(begin) != 1 or text.count(end) != 1:
        sys.exit("README.md has no place for the table.")
    README.write_text(text[:text.index(begin) + len(begin)] + "\n".join(lines) + "\n" + text[text.index(end):])

def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--minutes", type=float, default=12, help="when they are over, fewer rounds are made, but three at least")
    options.add_argument("--only", default=",".join(SHARES))
    options.add_argument("--quick", action="store_true", help="small counts, to see whether all of it works")
    options.add_argument("--record", metavar="RELEASE", help=f"keep the figures in {FIGURES.relative_to(HOME)}, in place of those of this release")
    options.add_argument("--update-readme", action="store_true", help="put the table into README.md")
    given = options.parse_args()
    # Ended from outside, it still stops its servers.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chosen = given.only.split(",")
    unknown = [part for part in chosen if part not in SHARES]
    if unknown or given.rounds < 1:
        options.error(f"there is no part {unknown[0]}" if unknown else "one round at least")
    if (given.record or given.update_readme) and (given.quick or set(chosen) != set(SHARES)):
        options.error("figures of small counts or of some parts are not kept")
    small = given.quick
    table = Table(1 if small else given.rounds)
    # Builds, and makes both caches: neither is a part of any row.
    Run([PARLEY, "--version"], timeout=3600)
    Run([PARLEY, "run", str(HOME / "examples" / "01-login.parley"), "--quiet"], timeout=3600)
    machine = (f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {Path(java_home()).name}, "
               f"{datetime.date.today().isoformat()}")
    print(f"{machine}; load {os.getloadavg()[0]:.1f} at the start\n")
    table.line("| what | measured / compared with | ratio or value | least-most | target | met |")
    table.line("|---|---|--:|--:|--:|---|")
    parts = {"start": start, "wire": lambda *to: wire(*to, 1000 if small else 20000), "bulk": bulk,
             "inventory": lambda *to: inventory(*to, *((500, 50) if small else (10000, 1000))),
             "many": lambda *to: many(*to, 50 if small else 1000), "sessions": lambda *to: sessions(*to, 200 if small else 10000)}
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="parley-bench") as name:
        directory = Path(name)
        servers = Servers(directory)
        try:
            for part in [part for part in SHARES if part in chosen]:
                left = given.minutes * 60 - (time.monotonic() - begun)
                open_parts = [other for other in list(SHARES)[list(SHARES).index(part):] if other in chosen]
                # Half of a part's time is for what is not measured in rounds.
                table.until = time.monotonic() + 0.7 * left * SHARES[part] / sum(SHARES[other] for other in open_parts)
                try:
                    parts[part](table, servers, directory)
                except Missing as missing:
                    table.left_out(part, str(missing))
        finally:
            servers.stop()
    took = f"{table.least} to {table.rounds} rounds" if table.least < table.rounds else f"{table.rounds} rounds"
    note = f"{machine}; medians of {took}"
    print(f"\n{note}; {(time.monotonic() - begun) / 60:.1f} minutes, load {os.getloadavg()[0]:.1f} at the end")
    if given.record:
        record(given.record, table.rows)
    if given.update_readme:
        update_readme([*table.lines, "", f"{note}."])

if __name__ == "__main__":
    main()
