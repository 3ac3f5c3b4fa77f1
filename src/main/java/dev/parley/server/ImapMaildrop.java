package dev.parley.server;

import dev.parley.wire.Endpoint;
import dev.parley.wire.HandshakeFailure;
import dev.parley.wire.Octets;
import dev.parley.wire.TlsSettings;
import dev.parley.wire.TlsSockets;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Literal;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * The INBOX of an account by IMAP (RFC 9051), with the account's own name and password; under TLS at port 993 and where
 * STARTTLS is offered.
 */
record ImapMaildrop(Endpoint address, TlsSettings tls, Duration patience) implements Carrier, Emptier {
    private static final int IMAPS = 993;
    private static final String INBOX = "INBOX";

    /** What is done with the INBOX. */
    private interface Work {
        void with(IMAPFolder inbox) throws MessagingException;
    }

    @Override
    public boolean isDirect() {
        return true;
    }

    @Override
    public List<Octets> carry(Account account, List<Octets> messages) throws MailFailure {
        int[] number = {0};
        work(account, "did not take a message for", inbox -> {
            for (Octets message : messages) {
                number[0]++;
                inbox.doCommand(protocol -> {
                    protocol.append(INBOX, new Flags(), null, new Exactly(message));
                    return null;
                });
            }
        });
        return messages;
    }

    @Override
    public void empty(Account account) throws MailFailure {
        work(account, "did not delete the messages of", inbox -> {
            inbox.open(Folder.READ_WRITE);
            int count = inbox.getMessageCount();
            if (count > 0) {
                inbox.setFlags(1, count, new Flags(Flags.Flag.DELETED), true);
            }
            inbox.close(true);
        });
    }

    private void work(Account account, String failed, Work work) throws MailFailure {
        String where = "IMAP at " + address;
        IMAPStore store = store();
        try (store) {
            try {
                store.connect(
                        address.host(),
                        address.port(),
                        account.name(),
                        account.password().reveal());
            } catch (MessagingException e) {
                throw new MailFailure(
                        where + " cannot be used for the account `" + account.label() + "`.",
                        Causes.said(e),
                        "see `imap` in the profile of the server");
            }
            work.with((IMAPFolder) store.getFolder(INBOX));
        } catch (MessagingException e) {
            throw new MailFailure(
                    where + " " + failed + " the account `" + account.label() + "`.", Causes.said(e), null);
        }
    }

    private IMAPStore store() throws MailFailure {
        String scheme = address.port() == IMAPS ? "imaps" : "imap";
        String prefix = "mail." + scheme + ".";
        String millis = Long.toString(patience.toMillis());
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", millis);
        properties.setProperty(prefix + "timeout", millis);
        properties.setProperty(prefix + "writetimeout", millis);
        properties.setProperty(prefix + "starttls.enable", "true");
        // The factory checks the name.
        properties.setProperty(prefix + "ssl.checkserveridentity", "false");
        try {
            properties.put(prefix + "ssl.socketFactory", TlsSockets.of(tls));
            return (IMAPStore) Session.getInstance(properties).getStore(scheme);
        } catch (HandshakeFailure e) {
            throw new MailFailure(String.valueOf(e.getMessage()), null, null);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The octets as they are: the library's own literal of a message would mend its line ends. */
    private record Exactly(Octets octets) implements Literal {
        @Override
        public int size() {
            return octets.length();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            octets.writeTo(out);
        }
    }
}
