package dev.parley.server;

import dev.parley.wire.Octets;
import java.util.List;

/** The maildrops of a server that runs somewhere, by the ways its profile names. */
final class RemoteMaildrops implements Maildrops {
    @Override
    public List<Octets> fill(Account account, List<Octets> messages) throws MailFailure {
        throw unknown();
    }

    @Override
    public Octets deliver(Account account, Octets message) throws MailFailure {
        throw unknown();
    }

    @Override
    public void restore(Account account) throws MailFailure {
        throw unknown();
    }

    private static MailFailure unknown() {
        return new MailFailure("This way of delivery is not built yet.", null, null);
    }
}
