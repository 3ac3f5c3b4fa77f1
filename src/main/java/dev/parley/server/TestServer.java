package dev.parley.server;

import java.util.Map;
import java.util.Set;

/** A server that tests run against. Safe for use by several threads. */
public interface TestServer extends AutoCloseable {
    /**
     * What is known of it; starts the embedded one if it does not run yet.
     *
     * @throws ServerUnavailableException when it cannot be started
     */
    ServerFacts facts();

    /** Puts the maildrops of these accounts into the state every test starts from, where that is in our hands. */
    void prepare(Set<String> accounts);

    /** How tests fill and empty its maildrops; starts the embedded server if it does not run yet. */
    Maildrops maildrops();

    /** What reports call it, as in its facts, without starting anything. */
    String name();

    /** Its accounts by the name scripts use, without starting anything. */
    Map<String, Account> accounts();

    /** The names of its accounts, without starting anything. */
    default Set<String> accountNames() {
        return accounts().keySet();
    }

    /** Stops what was started. */
    @Override
    void close();
}
