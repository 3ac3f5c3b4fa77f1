package dev.parley.interpreter;

import dev.parley.sasl.ChannelBinding;
import dev.parley.secret.Secrets;
import dev.parley.server.Account;
import dev.parley.server.MailSettings;
import dev.parley.server.ServerFacts;
import dev.parley.wire.Body;
import dev.parley.wire.Endpoint;
import dev.parley.wire.Reply;
import dev.parley.wire.TlsFacts;
import dev.parley.wire.WireText;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What expressions see of replies, TLS, servers, sessions and accounts. */
final class Views {
    private Views() {}

    static Facts reply(String title, Reply reply) {
        return Facts.of(title, reply)
                .with("status", () -> reply.status().indicator())
                .with("code", () -> reply.code() == null ? "" : reply.code())
                .with("text", reply::text)
                .with("line", reply::statusLine)
                .with(
                        "lines",
                        () -> reply.body() == null ? List.of() : reply.body().lines())
                .with("octets", () -> (long) content(reply).length())
                .with("message", () -> content(reply).text())
                .with("body", () -> Mime.body(content(reply)).text())
                .with("raw", () -> reply.raw().text())
                .with("elapsed", reply::elapsed)
                .build();
    }

    private static dev.parley.wire.Octets content(Reply reply) {
        Body body = reply.body();
        return body == null ? dev.parley.wire.Octets.EMPTY : body.content();
    }

    static Facts tls(TlsFacts facts) {
        return Facts.of("tls")
                .with("version", facts::version)
                .with("cipher", facts::cipher)
                .with("exporter", () -> facts.exporter().text())
                .with("endpoint", () -> endpoint(facts))
                .build();
    }

    /** The other thing that binds a login to the channel (RFC 5929 §4); empty where there is none. */
    private static String endpoint(TlsFacts facts) {
        return facts.chain().stream()
                .limit(1)
                .flatMap(certificate -> ChannelBinding.serverEndPoint(certificate).stream())
                .map(binding -> WireText.decode(binding.data()))
                .findFirst()
                .orElse("");
    }

    static Facts certificate(X509Certificate certificate, Instant now) {
        return Facts.of("certificate")
                .with("subject", () -> certificate.getSubjectX500Principal().getName())
                .with("issuer", () -> certificate.getIssuerX500Principal().getName())
                .with("names", () -> names(certificate))
                .with("notBefore", () -> certificate.getNotBefore().toInstant())
                .with("notAfter", () -> certificate.getNotAfter().toInstant())
                .with(
                        "daysLeft",
                        () -> Duration.between(now, certificate.getNotAfter().toInstant())
                                .toDays())
                .with("algorithm", () -> certificate.getPublicKey().getAlgorithm())
                .with("bits", () -> bits(certificate.getPublicKey()))
                .with("signature", certificate::getSigAlgName)
                .with("serial", () -> certificate.getSerialNumber().toString(16))
                .build();
    }

    /** The length of a key by which its strength is told: the modulus of RSA, the prime of the others; 0 if unknown. */
    private static long bits(PublicKey key) {
        return switch (key) {
            case RSAKey rsa -> rsa.getModulus().bitLength();
            case ECKey ec -> ec.getParams().getCurve().getField().getFieldSize();
            case DSAKey dsa -> dsa.getParams().getP().bitLength();
            default -> 0;
        };
    }

    /** The names and addresses of subjectAltName (RFC 5280 §4.2.1.6). */
    private static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            if (certificate.getSubjectAlternativeNames() != null) {
                certificate.getSubjectAlternativeNames().forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return names;
    }

    static Facts server(ServerFacts server) {
        Endpoint first = server.plain() != null ? server.plain() : server.tls();
        return Facts.of("server")
                .with("name", server::name)
                .with("software", () -> server.software() == null ? "" : server.software())
                .with("host", () -> first == null ? "" : first.host())
                .with("port", () -> port(server.plain()))
                .with("tlsPort", () -> port(server.tls()))
                .with("mode", () -> server.mode().name().toLowerCase(Locale.ROOT))
                .with("delivery", () -> delivery(server.mail().delivery()))
                .build();
    }

    /** Empty when nothing can be delivered. */
    private static String delivery(MailSettings.@Nullable Route route) {
        return switch (route) {
            case null -> "";
            case MailSettings.Route.InProcess() -> "in process";
            case MailSettings.Route.Lmtp _ -> "lmtp";
            case MailSettings.Route.Smtp _ -> "smtp";
            case MailSettings.Route.Imap _ -> "imap";
            case MailSettings.Route.Maildir _ -> "maildir";
            case MailSettings.Route.Command _ -> "command";
        };
    }

    private static long port(@Nullable Endpoint endpoint) {
        return endpoint == null ? 0 : endpoint.port();
    }

    /** Its password is a text to an expression; that it was read is noted. */
    static Facts account(Account account, Secrets secrets) {
        return Facts.of(account.label(), account)
                .with("name", account::name)
                .with("password", () -> secrets.read(account.password()))
                .build();
    }
}
