package dev.parley.dovecot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the configuration file of one Dovecot 2.3. */
final class Settings {
    private Settings() {}

    /** The ports it listens on. */
    record Ports(int plain, int tls, int lmtp, int imap) {}

    /**
     * @param directory where everything of this server lives
     * @param owner the user and group the directory belongs to; when that is root, the processes change to users of
     *     the package and mail belongs to {@code mail}
     */
    static String of(Path directory, Ports ports, Owner owner, DovecotOptions options) {
        List<String> parts = new ArrayList<>();
        parts.add(general(directory, owner, options));
        parts.add(services(ports));
        if (!owner.isRoot()) {
            parts.add(ordinaryUser(owner));
        }
        parts.addAll(options.lines());
        return String.join("\n", parts) + "\n";
    }

    private static String general(Path directory, Owner owner, DovecotOptions options) {
        return """
            base_dir = %1$s/run
            state_dir = %1$s/run
            log_path = %1$s/dovecot.log
            protocols = pop3 lmtp imap
            listen = %2$s
            hostname = localhost
            postmaster_address = postmaster@localhost
            ssl = yes
            ssl_cert = <%1$s/certificate.pem
            ssl_key = <%1$s/key.pem
            ssl_min_protocol = TLSv1.2
            disable_plaintext_auth = %3$s
            auth_mechanisms = plain login
            auth_failure_delay = 0
            mail_location = maildir:%1$s/mail/%%n/Maildir
            mail_fsync = never
            mail_max_userip_connections = 0
            first_valid_uid = 1
            passdb {
              driver = passwd-file
              args = %1$s/users
            }
            userdb {
              driver = static
              args = uid=%4$s gid=%5$s home=%1$s/mail/%%n
            }
            protocol lmtp {
              auth_username_format = %%Ln
            }\
            """.formatted(
                        directory,
                        options.host(),
                        options.plaintextLogin() ? "no" : "yes",
                        owner.mailUser(),
                        owner.mailGroup());
    }

    /**
     * Processes that stay are ready sooner. But one for many logins would end the sessions of all others with TLS when it
     * ends, as that of 2.3 does now and then on a line that is too long: so one for each, which is the customary setting.
     * The listener of penalties is what slows a client after wrong passwords.
     */
    private static String services(Ports ports) {
        return """
            service pop3-login {
              inet_listener pop3 {
                port = %d
              }
              inet_listener pop3s {
                port = %d
                ssl = yes
              }
              service_count = 1
              process_min_avail = 4
            }
            service pop3 {
              service_count = 0
              process_min_avail = 2
            }
            service lmtp {
              inet_listener lmtp {
                port = %d
              }
            }
            service imap-login {
              inet_listener imap {
                port = %d
              }
              inet_listener imaps {
                port = 0
              }
            }
            service auth {
              client_limit = 2000
            }
            service anvil {
              unix_listener anvil-auth-penalty {
                mode = 0
              }
            }\
            """.formatted(ports.plain(), ports.tls(), ports.lmtp(), ports.imap());
    }

    private static String ordinaryUser(Owner owner) {
        return """
            default_internal_user = %1$s
            default_internal_group = %2$s
            default_login_user = %1$s
            service pop3-login {
              chroot =
            }
            service imap-login {
              chroot =
            }
            service anvil {
              chroot =
            }\
            """.formatted(owner.user(), owner.group());
    }
}
