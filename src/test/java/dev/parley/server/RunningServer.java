package dev.parley.server;

import dev.parley.peer.LineClient;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One embedded server for the tests of a class, its maildrops prepared for each, and clients of it. */
final class RunningServer implements BeforeEachCallback, AfterAllCallback {
    private final EmbeddedServer server = new EmbeddedServer(InstantSource.system());

    @Override
    public void beforeEach(ExtensionContext context) {
        prepare(Set.of("alice", "bob"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
    }

    ServerFacts facts() {
        return server.facts();
    }

    void prepare(Set<String> names) {
        server.prepare(names);
    }

    LineClient connect() throws IOException {
        return LineClient.plain(Objects.requireNonNull(server.facts().plain())).greet();
    }

    LineClient login(String name) throws IOException {
        return connect().logIn(account(name));
    }

    LineClient connectTls() throws Exception {
        return LineClient.tls(Objects.requireNonNull(server.facts().tls()), authority())
                .greet();
    }

    X509Certificate authority() {
        return server.facts().settings().authorities().getFirst();
    }

    Account account(String name) {
        return Objects.requireNonNull(server.facts().accounts().get(name));
    }
}
