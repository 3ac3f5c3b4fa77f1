package dev.parley.server;

import dev.parley.sasl.ChannelBinding;
import dev.parley.sasl.Credentials;
import dev.parley.sasl.Exchange;
import dev.parley.sasl.Mechanism;
import dev.parley.sasl.UnsuitableCredentials;
import dev.parley.wire.Body;
import dev.parley.wire.Reply;
import dev.parley.wire.Session;
import dev.parley.wire.WireText;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The login of a visit by SASL, where USER and PASS will not do: by the strongest mechanism that the server lists. */
final class SaslLogin {
    private final Visit visit;
    private final Session session;
    private final Account account;
    private final boolean user;
    private final Set<Mechanism> mechanisms;
    private final @Nullable ChannelBinding binding;

    private SaslLogin(Visit visit, Session session, Account account, boolean user, Set<Mechanism> mechanisms) {
        this.visit = visit;
        this.session = session;
        this.account = account;
        this.user = user;
        this.mechanisms = mechanisms;
        this.binding = Bindings.of(session);
    }

    /** Asks for the capabilities. */
    static SaslLogin asListed(Visit visit, Session session, Account account) throws Visit.Refused {
        Reply listed = visit.tried("CAPA");
        Body body = listed.body();
        boolean user = listed.status() != Reply.Status.OK;
        Set<Mechanism> mechanisms = EnumSet.noneOf(Mechanism.class);
        for (String line : user || body == null ? List.<String>of() : body.lines()) {
            List<String> words = List.of(line.strip().toUpperCase(Locale.ROOT).split(" +"));
            switch (words.getFirst()) {
                case "USER" -> user = true;
                case "SASL" ->
                    words.stream()
                            .skip(1)
                            .flatMap(name -> Mechanism.named(name).stream())
                            .filter(mechanism -> mechanism.isSasl() && !mechanism.wantsToken())
                            .forEach(mechanisms::add);
                default -> {}
            }
        }
        return new SaslLogin(visit, session, account, user, mechanisms);
    }

    /** Whether the server lists mechanisms and not USER. */
    boolean isTheOnlyWay() {
        return !user && strongest().isPresent();
    }

    /** Whether it may go well where PASS was refused: some servers list USER also when they take no password in the open. */
    boolean isAnotherWay() {
        return user && !mechanisms.contains(Mechanism.PLAIN) && strongest().isPresent();
    }

    private Optional<Mechanism> strongest() {
        return mechanisms.stream()
                .filter(mechanism -> !mechanism.bindsChannel() || binding != null)
                .findFirst();
    }

    /** The reply that ends the login. */
    Reply run() throws Visit.Refused {
        Mechanism mechanism = strongest().orElseThrow();
        Exchange exchange;
        try {
            exchange = Exchange.of(
                    mechanism,
                    new Credentials(
                            WireText.encode(account.name()),
                            WireText.encode(account.password().reveal())),
                    new Exchange.Peer(
                            session.endpoint().host(), session.endpoint().port(), binding));
        } catch (UnsuitableCredentials e) {
            throw new Visit.Refused(String.valueOf(e.getMessage()), false);
        }
        byte[] due = mechanism.clientBegins() ? exchange.first() : null;
        Reply reply = visit.tried("AUTH " + mechanism.title());
        while (reply.status() == Reply.Status.CONTINUATION) {
            byte[] response = due == null ? response(exchange, reply) : due;
            due = null;
            reply = visit.tried(Base64.getEncoder().encodeToString(response), "the SASL response");
        }
        String missing = exchange.missing();
        if (reply.status() == Reply.Status.OK && missing != null) {
            throw new Visit.Refused(missing, false);
        }
        return reply;
    }

    private static byte[] response(Exchange exchange, Reply challenge) throws Visit.Refused {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(challenge.text());
        } catch (IllegalArgumentException noBase64) {
            throw new Visit.Refused("The server's challenge is not base64.", false);
        }
        return switch (exchange.answer(octets)) {
            case Exchange.Answer.Response(byte[] response) -> response;
            case Exchange.Answer.Refusal refusal -> throw new Visit.Refused(refusal.problem(), false);
        };
    }
}
