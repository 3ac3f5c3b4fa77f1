#!/usr/bin/env python3
"""Compares whole runs of Parley with poplib, curl, Expect and a bare socket, and prints a table of ratios.

Commands are run in turn, in a new random order in each round; a ratio is the median of the ratios of each round, because
a machine's speed drifts and ratios do not. What failed is not counted but ends the measurement. Needs a built checkout,
a JDK, and for all rows Dovecot, curl, expect and taskset; a row whose tools are missing is left out and says so.

  src/bench/compare.py [--rounds 7] [--only start,wire,bulk,inventory,many,sessions] [--quick]
                       [--figures benchmarks/figures.csv --release 0.1.0]
"""
import argparse, csv, datetime, os, platform, random, re, resource, shutil, socket, statistics, subprocess, sys, tempfile, threading, time
import xml.etree.ElementTree as xml
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent.parent
PARLEY = str(HOME / "parley")
PINNED = ["taskset", "-c", "0"] if shutil.which("taskset") else []
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
    def __init__(self, command, environment=None, check=True, timeout=600):
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
            sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{self.out[-2000:]}")
        self.code = process.returncode

    def seconds(self):
        """What the program itself measured: its last line."""
        return float(self.out.strip().splitlines()[-1])

class Table:
    def __init__(self, rounds):
        self.rounds = rounds
        self.rows = []

    def compare(self, commands):
        """commands: name -> function that runs it and gives a number. Gives name -> list of numbers, a round each."""
        found = {name: [] for name in commands}
        for number in range(-1, self.rounds):
            order = list(commands.items())
            random.shuffle(order)
            for name, command in order:
                value = command()
                if number >= 0:
                    found[name].append(value)
        return found

    def row(self, what, values, of, to, target, unit="ms", scale=1e3, at_least=False):
        ratios = [a / b for a, b in zip(values[of], values[to])]
        ratio = statistics.median(ratios)
        ratio, spread = (1 / ratio, [1 / r for r in ratios]) if at_least else (ratio, ratios)
        met = ratio >= target if at_least else ratio <= target
        self.add(what, f"{statistics.median(values[of]) * scale:.0f} {unit} / {statistics.median(values[to]) * scale:.0f} {unit}",
                 ratio, f"{min(spread):.2f}-{max(spread):.2f}", f"{'>=' if at_least else '<='} {target:g}", met)

    def value(self, what, value, text, target, unit, at_least=False):
        self.add(what, text, value, "", f"{'>=' if at_least else '<='} {target:g} {unit}", value >= target if at_least else value <= target)

    def add(self, what, figures, ratio, spread, target, met):
        self.rows.append((what, figures, round(ratio, 3), spread, target, "yes" if met else "NO"))
        print(f"| {what} | {figures} | {ratio:.2f} | {spread} | {target} | {'yes' if met else '**no**'} |", flush=True)

    def left_out(self, what, why):
        print(f"| {what} | left out: needs {why} | | | | |", flush=True)

class Servers:
    def __init__(self, directory):
        self.directory = directory
        self.running = []
        self._peer = self._dovecot = None

    def peer(self):
        if self._peer is None:
            classes = self.directory / "peer"
            Run([f"{java_home()}/bin/javac", "-d", str(classes), str(HERE / "Peer.java")])
            self.drive = [f"{java_home()}/bin/java", "-cp", str(classes), "Peer"]
            process = subprocess.Popen(self.drive, stdout=subprocess.PIPE, text=True, preexec_fn=os.setsid)
            self.running.append(process)
            self._peer = int(process.stdout.readline())
            self.peer_process = process
        return self._peer

    def dovecot(self):
        """Its ports, plain and TLS; on the first core only, as its clients are."""
        if self._dovecot is None:
            if not Path("/usr/sbin/dovecot").exists() or not Path("/usr/lib/dovecot/pop3").exists():
                raise Missing("Dovecot")
            home = Path(tempfile.mkdtemp(prefix="pb", dir="/tmp"))
            self.dovecot_home = home
            home.chmod(0o755)
            root = os.getuid() == 0
            user = "mail" if root else str(os.getuid())
            for name in ("test", "big"):
                maildir = home / "mail" / name / "Maildir"
                for part in ("cur", "new", "tmp"):
                    (maildir / part).mkdir(parents=True)
            for i in range(10):
                (home / f"mail/test/Maildir/cur/170000000{i}.M{i}.b:2,S").write_text(f"Subject: {i}\n\n" + f"Hello {i}\n" * 20)
            (home / "mail/big/Maildir/cur/1700000000.M0.b:2,S").write_text("Subject: big\n\n" + ("x" * 70 + "\n") * (50 * 1024 * 1024 // 72))
            if root:
                Run(["chown", "-R", "mail:mail", str(home / "mail")])
            (home / "users").write_text("test:{PLAIN}test\nbig:{PLAIN}test\n")
            Run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(home / "key.pem"), "-out", str(home / "cert.pem"),
                 "-days", "30", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"])
            plain, tls = free_port(), free_port()
            own = "" if root else f"default_internal_user = {os.getlogin()}\ndefault_login_user = {os.getlogin()}\nservice pop3-login {{\n chroot =\n}}\nservice anvil {{\n chroot =\n}}\n"
            (home / "dovecot.conf").write_text(f"""
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
protocols = pop3
listen = 127.0.0.1
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
mail_location = maildir:{home}/mail/%n/Maildir
mail_max_userip_connections = 0
first_valid_uid = 1
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = static
  args = uid={user} gid={user if root else os.getgid()} home={home}/mail/%n
}}
service pop3-login {{
  inet_listener pop3 {{
    port = {plain}
  }}
  inet_listener pop3s {{
    port = {tls}
    ssl = yes
  }}
  service_count = 0
  process_min_avail = 1
}}
service pop3 {{
  service_count = 0
  process_min_avail = 2
}}
service auth {{
  client_limit = 2000
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
""" + own)
            process = subprocess.Popen([*PINNED, "/usr/sbin/dovecot", "-F", "-c", str(home / "dovecot.conf")])
            self.running.append(process)
            for _ in range(200):
                try:
                    with socket.create_connection(("127.0.0.1", plain), 1) as probe:
                        if probe.recv(3) == b"+OK":
                            break
                except OSError:
                    pass
                time.sleep(0.05)
            else:
                sys.exit("Dovecot does not answer; see " + str(home / "log"))
            self._dovecot = (plain, tls)
        return self._dovecot

    def stop(self):
        for process in self.running:
            process.terminate()
            process.wait(20)
        if self._dovecot:
            shutil.rmtree(self.dovecot_home, ignore_errors=True)

def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]

def parley(directory, script, port, *options, prefix=(), environment=None, check=True):
    return Run([*prefix, PARLEY, "run", str(script), "--server", f"127.0.0.1:{port}", "--report-junit", str(directory / "report.xml"), "--quiet",
                *options], environment, check)

def test_seconds(directory, number):
    """How long a test of the last report took."""
    return float(xml.parse(directory / "report.xml").getroot().findall(".//testcase")[number].get("time"))

def start(table, servers, directory):
    plain, _ = servers.dovecot()
    scripts = {"plain": "", "built-in": '    capture count, total from text /^(\\d+) (\\d+)/ as int\n    check count >= 0\n    send "LIST ${count}"\n    expect +OK { text ~ /^\\d+/ }\n',
               "groovy": "    check reply.text.tokenize()[0].toInteger() + 1 > 0\n"}
    for name, step in scripts.items():
        (directory / f"{name}.parley").write_text(ONE % step)
    hello = directory / "Hello.java"
    hello.write_text('class Hello { public static void main(String[] a) { System.out.println("hello"); } }')
    Run([f"{java_home()}/bin/javac", "-d", str(directory), str(hello)])
    jvm = [f"{java_home()}/bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-cp", str(directory), "Hello"]
    one = directory / "one.py"
    one.write_text(POPLIB_ONE)
    commands = {"poplib": lambda: Run([sys.executable, str(one), str(plain), "1"]).wall, "hello": lambda: Run(jvm).wall,
                "help": lambda: Run([PARLEY, "--help"]).wall, "version": lambda: Run([PARLEY, "--version"]).wall}
    for name in scripts:
        commands[name] = lambda name=name: parley(directory, directory / f"{name}.parley", plain).wall
    found = table.compare(commands)
    table.row("one trivial script, whole process / poplib", found, "plain", "poplib", 3.0)
    table.row("one script with captures and built-in expressions / poplib", found, "built-in", "poplib", 3.3)
    table.row("one script with a Groovy expression / the trivial one", found, "groovy", "plain", 4.0)
    table.row("`parley --help` / a JVM that says hello", found, "help", "hello", 3.0)
    table.row("`parley --version` / a JVM that says hello", found, "version", "hello", 3.0)

def wire(table, servers, directory, count):
    plain, _ = servers.dovecot()
    servers.peer()
    warm = count // 4
    loop = directory / "loop.py"
    loop.write_text(POPLIB_LOOP)
    for command in ("NOOP", "STAT"):
        script = directory / f"{command}.parley"
        script.write_text(f'before {{ connect; expect +OK; send "USER test"; expect +OK; send "PASS test"; expect +OK }}\n'
                          f'test "warm" {{ repeat {warm} {{ send "{command}"; expect +OK }} }}\n'
                          f'test "measured" {{ repeat {count} {{ send "{command}"; expect +OK }} }}\n')
        def run(script=script):
            parley(directory, script, plain, "--timeout", "10m", prefix=PINNED)
            return test_seconds(directory, 1)
        arguments = [str(plain), command, str(warm), str(count)]
        commands = {"parley": run, "bare": lambda: Run([*PINNED, *servers.drive, "drive", *arguments]).seconds(),
                    "poplib": lambda: Run([*PINNED, sys.executable, str(loop), *arguments]).seconds()}
        telnet = shutil.which("expect") and (shutil.which("socat") or shutil.which("telnet"))
        if telnet and command == "NOOP":
            tcl = directory / "loop.exp"
            few = max(count // 20, 100)
            tcl.write_text(EXPECT_LOOP.replace("PORT", str(plain)).replace("COMMAND", command).replace("WARM", "50").replace("COUNT", str(few)))
            commands["expect"] = lambda: Run([*PINNED, "expect", str(tcl)]).seconds() * count / few
        found = table.compare(commands)
        table.row(f"{command} loop, speed / a bare Java socket", found, "parley", "bare", 0.85, at_least=True)
        table.row(f"{command} loop, speed / poplib", found, "parley", "poplib", 0.95, at_least=True)
        if "expect" in commands:
            table.row(f"{command} loop, speed / Expect on a pty", found, "parley", "expect", 8, at_least=True)
        elif command == "NOOP":
            table.left_out("NOOP loop / Expect on a pty", "expect, and socat or telnet")
    embedded = directory / "embedded.parley"
    few = max(count // 20, 200)
    embedded.write_text("before { connect; expect +OK; login alice }\n" + "".join(
        f'test "{c}" {{ repeat {few} {{ send "{c}"; expect +OK }} }}\n' for c in ("CAPA", "LIST", "UIDL")))
    Run([PARLEY, "run", str(embedded), "--report-junit", str(directory / "report.xml"), "--quiet"])
    for i, command in enumerate(("CAPA", "LIST", "UIDL")):
        rate = few / test_seconds(directory, i)
        table.value(f"{command} against the embedded server, a second", rate, f"{rate:.0f}/s", 1000, "/s", at_least=True)

def bulk(table, servers, directory):
    plain, tls = servers.dovecot()
    if not shutil.which("curl"):
        raise Missing("curl")
    login = 'expect +OK; send "USER big"; expect +OK; send "PASS test"; expect +OK'
    c2 = {"PARLEY_JAVA_OPTS": "-XX:TieredStopAtLevel=4"}
    for name, mode, scheme, target in (("plain", "connect", f"pop3://127.0.0.1:{plain}", 0.85),
                                       ("TLS", "connect tls { verify off }", f"pop3s://127.0.0.1:{tls}", 0.75)):
        script = directory / f"retr-{name}.parley"
        retr = 'send "RETR 1"; expect +OK within 60s { octets > 50MB }'
        script.write_text(f'test "warm" {{ {mode}; {login}; repeat 6 {{ {retr.replace("50MB", "40MB")} }} }}\n'
                          f'test "measured" {{ {mode}; {login}; repeat 4 {{ {retr.replace("50MB", "40MB")} }} }}\n')
        def run(script=script):
            parley(directory, script, plain, "--tls-address", f"127.0.0.1:{tls}", environment=c2)
            return test_seconds(directory, 1) / 4
        curl = ["curl", "-sk", "-u", "big:test", "-o", "/dev/null", "-w", "%{time_total}\\n", f"{scheme}/1"]
        found = table.compare({"parley": run, "curl": lambda: Run(curl).seconds()})
        table.row(f"RETR of 50 MB, {name}, speed / curl", found, "parley", "curl", target, at_least=True)
    size = 50
    peer = servers.peer()
    kept = directory / "kept.parley"
    text = 'test "t" { connect; expect +OK; send "RETR %d"; expect +OK within 10m { %s } }\n'
    kept.write_text(text % (size, 'message ends with "x"; octets > 1; body is empty').replace('message ends with "x"', 'not message is empty').replace("; body is empty", ""))
    for megabytes in range(60, 400, 10):
        if parley(directory, kept, peer, environment={"PARLEY_JAVA_OPTS": f"-Xmx{megabytes}m"}, check=False).code == 0:
            break
    table.value("heap that a kept message of 50 MB needs / its size", megabytes / size, f"{megabytes} MB", 2.5, "")
    for name, megabytes in (("50 MB", 50), ("2 GB", 2048)):
        script = directory / "large.parley"
        script.write_text(text % (megabytes, f"octets == {megabytes * 1024 * 1024}"))
        run = parley(directory, script, peer, "--max-body", "3GB", "--timeout", "10m", environment={"PARLEY_JAVA_OPTS": "-Xmx64m"}, check=False)
        table.value(f"a message of {name} by its size in a heap of 64 MB", 0 if run.code == 0 else 1, f"{run.wall:.1f} s, {run.rss >> 20} MB RSS", 0, "failures")

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
        found = table.compare({"parley": run, "poplib": lambda: Run([sys.executable, str(client), str(plain), str(listed)]).wall})
        table.row(what + " in a heap of 64 MB, whole process, speed / poplib", found, "parley", "poplib", 1.0, unit="s", scale=1, at_least=True)
        count = len(some) * 2 if len(some) > 1 else messages
        rate = count / statistics.median(found["parley"])
        table.value(what + ", messages a second", rate, f"{rate:.0f}/s", 1000, "/s", at_least=True)

def many(table, servers, directory, count):
    peer = servers.peer()
    folder = directory / "many"
    folder.mkdir()
    for i in range(count):
        (folder / f"s{i:05}.parley").write_text((ONE % "").replace('"one"', f'"one {i}"'))
    loop = directory / "many.py"
    loop.write_text(POPLIB_ONE)
    python = [sys.executable, str(loop), str(peer), str(count)]
    found = table.compare({"parley": lambda: parley(directory, folder, peer, prefix=PINNED).cpu, "poplib": lambda: Run([*PINNED, *python]).cpu})
    table.row(f"{count} scripts, one process, one core: CPU / poplib loop", found, "parley", "poplib", 4.0)
    found = table.compare({"parley": lambda: parley(directory, folder, peer, "--jobs", "8").wall, "poplib": lambda: Run(python).wall})
    table.row(f"{count} scripts, eight jobs, wall / poplib loop", found, "parley", "poplib", 0.7)
    costs = []
    for several in (count, count * 10):
        checked = directory / f"checked{several}"
        checked.mkdir()
        for i in range(several):
            (checked / f"s{i:05}.parley").write_text((ONE % "").replace('"one"', f'"one {i}"'))
        costs.append(statistics.median(Run([PARLEY, "check", str(checked)]).cpu for _ in range(3)) / several * 1000)
    table.value(f"`parley check` of {count * 10} scripts, CPU a thousand", costs[1], f"{costs[1]:.2f} s (of {count}: {costs[0]:.2f} s)", 2, "s")

def sessions(table, servers, directory, count):
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit[1], limit[1]))
    if limit[1] < count + 500:
        raise Missing(f"{count + 500} open files (ulimit -n)")
    peer = servers.peer()
    def script(branches):
        path = directory / f"held{branches}.parley"
        path.write_text('test "held" {\n    timeout 5m\n    parallel {\n' + '        { connect; expect +OK within 60s; send "STAT"; expect +OK within 60s; barrier "all" }\n' * branches + "    }\n}\n")
        return path
    few, all_of_them = script(10), script(count)
    rss, ratios, walls = [], [], []
    for _ in range(3):
        small = parley(directory, few, peer, environment={"PARLEY_JAVA_OPTS": "-Xmx1g"})
        large = parley(directory, all_of_them, peer, environment={"PARLEY_JAVA_OPTS": "-Xmx1g"})
        opened = test_seconds(directory, 0)
        bare = Run([*servers.drive, "hold", str(peer), str(count)]).seconds()
        rss.append((large.rss - small.rss) / count / 1024)
        ratios.append(opened / bare)
        walls.append(opened)
    table.value(f"{count} sessions held at once, memory a session", statistics.median(rss), f"{statistics.median(rss):.1f} KB", 32, "KB")
    table.value("opening and holding them / the bare program", statistics.median(ratios), f"{statistics.median(walls):.2f} s", 1.5, "")

def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--only", default="start,wire,bulk,inventory,many,sessions")
    options.add_argument("--quick", action="store_true", help="small counts, to see whether all of it works")
    options.add_argument("--figures", type=Path, help="a CSV file to which the figures are added")
    options.add_argument("--release", default="unreleased")
    given = options.parse_args()
    small = given.quick
    table = Table(2 if small else given.rounds)
    # Builds, and makes the cache: neither is a part of any row.
    Run([PARLEY, "--version"], timeout=3600)
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}, "
          f"{Path(java_home()).name}; rounds {table.rounds}, interleaved\n")
    print("| what | measured / compared with | ratio or value | least-most | target | met |\n|---|---|--:|--:|--:|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="parley-bench") as name:
        directory = Path(name)
        servers = Servers(directory)
        try:
            for part, run in (("start", lambda: start(table, servers, directory)), ("wire", lambda: wire(table, servers, directory, 2000 if small else 20000)),
                              ("bulk", lambda: bulk(table, servers, directory)), ("inventory", lambda: inventory(table, servers, directory, *((500, 50) if small else (20000, 2000)))),
                              ("many", lambda: many(table, servers, directory, 50 if small else 1000)),
                              ("sessions", lambda: sessions(table, servers, directory, 200 if small else 10000))):
                if part in given.only.split(","):
                    try:
                        run()
                    except Missing as missing:
                        table.left_out(part, str(missing))
        finally:
            servers.stop()
    print(f"\nload at the end {os.getloadavg()[0]:.1f}")
    if given.figures:
        given.figures.parent.mkdir(exist_ok=True)
        new = not given.figures.exists()
        with given.figures.open("a", newline="") as out:
            rows = csv.writer(out, lineterminator="\n")
            if new:
                rows.writerow(["release", "date", "what", "figures", "value", "spread", "target", "met"])
            for row in table.rows:
                rows.writerow([given.release, datetime.date.today().isoformat(), *row])

if __name__ == "__main__":
    main()
