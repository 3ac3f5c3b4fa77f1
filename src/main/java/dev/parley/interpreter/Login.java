package dev.parley.interpreter;

import dev.parley.sasl.Apop;
import dev.parley.sasl.ChannelBinding;
import dev.parley.sasl.Credentials;
import dev.parley.sasl.Exchange;
import dev.parley.sasl.Mechanism;
import dev.parley.sasl.UnsuitableCredentials;
import dev.parley.server.Bindings;
import dev.parley.source.Spelling;
import dev.parley.syntax.Statement;
import dev.parley.wire.Endpoint;
import dev.parley.wire.Received;
import dev.parley.wire.Reply;
import dev.parley.wire.WireText;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One {@code login}. */
final class Login {
    /** What a command line may have at most, its end included (RFC 2449 §4). */
    private static final int LONGEST_COMMAND = 255;

    private final Branch branch;
    private final Steps steps;
    private final ExpectSteps expects;
    private final Statement.Login statement;
    private final LiveSession session;
    private final LoginDialogue dialogue;
    private final MechanismChoice choice;
    private final String name;
    private final String password;

    /** @param password what the account or the statement says */
    Login(
            Branch branch,
            Steps steps,
            ExpectSteps expects,
            LoginDialogue dialogue,
            Statement.Login statement,
            LiveSession session,
            String name,
            String password) {
        this.branch = branch;
        this.steps = steps;
        this.expects = expects;
        this.dialogue = dialogue;
        this.statement = statement;
        this.session = session;
        this.choice = new MechanismChoice(branch, session);
        this.name = name;
        this.password = password;
    }

    void run() {
        Mechanism mechanism = statement.mechanism() == null ? choice.strongest() : named(statement.mechanism());
        ChannelBinding binding = Bindings.of(session.wire());
        if (mechanism.bindsChannel() && binding == null) {
            throw unbound(mechanism);
        }
        if (statement.mechanism() != null && !isOffered(mechanism)) {
            return;
        }
        switch (mechanism) {
            case USER -> user();
            case APOP -> apop();
            case SCRAM_SHA_256_PLUS,
                    SCRAM_SHA_1_PLUS,
                    SCRAM_SHA_256,
                    SCRAM_SHA_1,
                    CRAM_MD5,
                    PLAIN,
                    LOGIN,
                    OAUTHBEARER,
                    XOAUTH2 -> sasl(mechanism, binding);
        }
    }

    private Mechanism named(Statement.Mechanism written) {
        String title = branch.text(written.name());
        Mechanism mechanism = Mechanism.named(title)
                .orElseThrow(() -> wrong(
                        written.name().span(),
                        "There is no mechanism `" + title + "`.",
                        Spelling.didYouMean(title.toUpperCase(Locale.ROOT), Mechanism.NAMES)
                                .orElse("there are " + String.join(", ", Mechanism.NAMES))));
        if (written.initialResponse() == Statement.InitialResponse.WITH && !mechanism.takesInitialResponse()) {
            throw wrong(written.span(), title + " has no initial response.", null);
        }
        return mechanism;
    }

    private Stop.Failed unbound(Mechanism mechanism) {
        boolean tls = session.wire().tls() != null;
        return wrong(
                dialogue.keyword(),
                tls
                        ? mechanism.title()
                                + " cannot be bound to this TLS channel: its certificate has no hash for it."
                        : mechanism.title() + " binds the login to TLS, and the session is in plaintext.",
                tls ? "connect with TLS 1.3" : "write `starttls` before it, or `connect tls`");
    }

    private Stop.Failed wrong(dev.parley.source.Span span, String message, @Nullable String hint) {
        return new Stop.Failed(
                ProblemBuilder.script(span, message)
                        .hint(hint)
                        .calls(branch.calls())
                        .build(),
                false);
    }

    /**
     * Whether the server lists what the script wants, so that no password goes to one that does not. A script that says
     * what it expects is not kept from seeing it.
     */
    private boolean isOffered(Mechanism mechanism) {
        if (mechanism == Mechanism.APOP && choice.stamp() == null) {
            notOffered("The server does not offer APOP: its greeting has no timestamp.", null);
            return false;
        }
        if (!mechanism.isSasl() || !statement.expecting().isEmpty()) {
            return true;
        }
        MechanismChoice.Offer offer = choice.offer();
        if (offer == null || offer.known().contains(mechanism)) {
            return true;
        }
        notOffered("The server does not offer " + mechanism.title() + ".", offer);
        return false;
    }

    private void notOffered(String message, MechanismChoice.@Nullable Offer offer) {
        if (statement.otherwise() != null) {
            steps.run(statement.otherwise());
            return;
        }
        ProblemBuilder problem = ProblemBuilder.failure(dialogue.keyword(), message)
                .note("No password was sent.")
                .calls(branch.calls());
        if (offer != null) {
            problem.note("It offers " + offer.shown() + " here.").hint("`expecting +OK` tries it all the same");
        }
        throw new Stop.Failed(problem.build(), true);
    }

    private void user() {
        Reply user = dialogue.ask("USER " + name);
        Reply last = user != null && user.status() == Reply.Status.OK ? dialogue.ask("PASS " + password) : user;
        ended(last, Mechanism.USER, null);
    }

    private void apop() {
        String stamp = String.valueOf(choice.stamp());
        String digest = Apop.digest(WireText.encode(stamp), credentials());
        ended(dialogue.ask("APOP " + name + " " + digest), Mechanism.APOP, null);
    }

    private void sasl(Mechanism mechanism, @Nullable ChannelBinding binding) {
        Endpoint endpoint = session.wire().endpoint();
        Exchange exchange;
        try {
            exchange =
                    Exchange.of(mechanism, credentials(), new Exchange.Peer(endpoint.host(), endpoint.port(), binding));
        } catch (UnsuitableCredentials e) {
            throw wrong(statement.account().span(), String.valueOf(e.getMessage()), null);
        }
        String auth = "AUTH " + mechanism.title();
        byte[] first = mechanism.clientBegins() || isForced() ? exchange.first() : null;
        String withFirst = first == null ? "" : auth + " " + initial(first);
        boolean inLine = first != null && goesInLine(withFirst);
        Reply reply = dialogue.ask(inLine ? withFirst : auth);
        byte[] due = inLine ? null : first;
        while (reply != null && reply.status() == Reply.Status.CONTINUATION) {
            if (due != null) {
                reply = dialogue.ask(base64(due));
                due = null;
            } else {
                reply = answered(exchange, reply);
            }
        }
        if (reply != null && reply.status() == Reply.Status.OK && exchange.missing() != null) {
            throw broken(String.valueOf(exchange.missing()), reply, null);
        }
        ended(reply, mechanism, exchange);
    }

    private boolean isForced() {
        return statement.mechanism() != null
                && statement.mechanism().initialResponse() == Statement.InitialResponse.WITH;
    }

    private boolean goesInLine(String command) {
        return switch (statement.mechanism() == null
                ? Statement.InitialResponse.WHERE_IT_FITS
                : statement.mechanism().initialResponse()) {
            case WHERE_IT_FITS -> command.length() + 2 <= LONGEST_COMMAND;
            case WITH -> true;
            case WITHOUT -> false;
        };
    }

    /** RFC 5034 §4: an initial response that says nothing is an equals sign. */
    private static String initial(byte[] octets) {
        return octets.length == 0 ? "=" : base64(octets);
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private @Nullable Reply answered(Exchange exchange, Reply challenge) {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(challenge.text());
        } catch (IllegalArgumentException noBase64) {
            dialogue.cancel();
            throw broken(
                    "The server's challenge is not base64.",
                    challenge,
                    "RFC 5034 §4: a challenge is a plus sign, a space and base64.");
        }
        return switch (exchange.answer(octets)) {
            case Exchange.Answer.Response(byte[] response) -> dialogue.ask(base64(response));
            case Exchange.Answer.Refusal(String problem, String meaning) -> {
                dialogue.cancel();
                throw broken(problem, challenge, meaning);
            }
        };
    }

    /** The exchange itself went wrong: whatever the script expects, this is no login. */
    private Stop.Failed broken(String message, Reply reply, @Nullable String meaning) {
        boolean challenge = reply.status() == Reply.Status.CONTINUATION;
        return new Stop.Failed(
                ProblemBuilder.failure(dialogue.keyword(), message)
                        .actual(challenge ? null : Shown.quoted(reply.statusLine()))
                        .note(meaning)
                        .calls(branch.calls())
                        .build(),
                false);
    }

    /** The reply that ends the login is what the alternatives speak of. */
    private void ended(@Nullable Reply last, Mechanism mechanism, @Nullable Exchange exchange) {
        if (last == null) {
            return;
        }
        if (!statement.expecting().isEmpty()) {
            expects.answered(dialogue.keyword(), statement.expecting(), last, session);
        } else if (last.status() != Reply.Status.OK) {
            refused(last, mechanism, exchange);
        }
    }

    private void refused(Reply reply, Mechanism mechanism, @Nullable Exchange exchange) {
        if (statement.otherwise() != null) {
            steps.run(statement.otherwise());
            return;
        }
        String command = mechanism.isSasl()
                ? "AUTH " + mechanism.title()
                : reply.command() == null ? mechanism.title() : reply.command().keyword();
        ProblemBuilder problem = ProblemBuilder.failure(
                        dialogue.keyword(), "The server refused the login at " + command + ".")
                .expected("+OK")
                .actual(Shown.quoted(reply.statusLine()))
                .note(exchange == null ? null : exchange.reason())
                .note(ResponseCodes.meaning(reply.code()))
                .calls(branch.calls());
        if (statement.mechanism() == null && mechanism != Mechanism.USER) {
            problem.note(mechanism.title() + " was taken as the strongest that the server offers.")
                    .hint("name another with `using`, as in `using USER`");
        }
        throw new Stop.Failed(problem.build(), true)
                .at(new Sight.OfSession(branch, session, new Received.Answered(reply)));
    }

    private Credentials credentials() {
        return new Credentials(WireText.encode(name), WireText.encode(password));
    }
}
