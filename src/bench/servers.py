"""The servers that are measured against: a Dovecot of its own, and the peer that says what it is told to."""
import os, shutil, socket, subprocess, sys, tempfile, time
from pathlib import Path

from processes import Missing, PINNED, Run, java_home

HERE = Path(__file__).resolve().parent

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
