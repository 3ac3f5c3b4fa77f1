package dev.parley.server;

import dev.parley.wire.Endpoint;
import dev.parley.wire.Octets;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Delivery by SMTP (RFC 5321) or LMTP (RFC 2033), to the login name of the account, from the null sender: nobody is to
 * be told when it fails later.
 *
 * @param lmtp whether LMTP is spoken: LHLO, and a server that answers for the maildrop and not for a queue
 */
record Transfer(Endpoint address, boolean lmtp, Duration patience) implements Carrier {
    private static final int OK = 250;
    private static final int BAD_SEQUENCE = 503;

    @Override
    public boolean isDirect() {
        return lmtp;
    }

    @Override
    public List<Octets> carry(Account account, List<Octets> messages) throws MailFailure {
        List<Octets> carried = new ArrayList<>();
        for (Octets message : messages) {
            carried.add(LineEnds.asCrlf(message, way()));
        }
        String recipient = account.name();
        if (recipient.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>')) {
            throw new MailFailure(way() + " cannot address the account `" + account.label() + "`.", recipient, null);
        }
        Raw transport = new Raw();
        try {
            transport.connect(address.host(), address.port(), null, null);
            for (int i = 0; i < carried.size(); i++) {
                transport.transfer(recipient, carried.get(i), i + 1, carried.size());
            }
        } catch (MessagingException | IOException e) {
            throw failure(transport, account, e);
        } finally {
            transport.drop();
        }
        return carried;
    }

    private String way() {
        return lmtp ? "LMTP" : "SMTP";
    }

    private MailFailure failure(Raw transport, Account account, Exception e) {
        String where = way() + " at " + address;
        String said = transport.getLastServerResponse();
        if (!transport.isGreeted()) {
            return new MailFailure(
                    where + " cannot be used for delivery.",
                    said == null || said.isBlank() ? Causes.said(e) : said.strip(),
                    "see `" + way().toLowerCase(Locale.ROOT) + "` in the profile of the server");
        }
        return new MailFailure(
                where + " did not take " + transport.doing + " for the account `" + account.label() + "`.",
                said == null || e instanceof IOException ? Causes.said(e) : said.strip(),
                null);
    }

    private Properties properties() {
        String millis = Long.toString(patience.toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.localhost", "localhost");
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }

    /** The library's client, given octets in place of a message, which it would write anew. */
    private final class Raw extends SMTPTransport {
        private String doing = "the greeting";

        Raw() {
            super(Session.getInstance(properties()), new URLName("smtp", null, -1, null, null, null));
        }

        boolean isGreeted() {
            return isConnected() || !doing.equals("the greeting");
        }

        @Override
        protected void sendCommand(String command) throws MessagingException {
            super.sendCommand(lmtp ? command.replaceFirst("^EHLO", "LHLO") : command);
        }

        /** Under the library's lock, which its methods for subclasses want to be held. */
        synchronized void transfer(String recipient, Octets message, int number, int count)
                throws MessagingException, IOException {
            doing = count == 1 ? "the message" : "message " + number + " of " + count;
            issueCommand("MAIL FROM:<>", OK);
            int answer = simpleCommand("RCPT TO:<" + recipient + ">");
            if (answer == BAD_SEQUENCE) {
                // A server that takes the null sender for none (RFC 5321 §4.5.5 wants it taken): GreenMail does.
                issueCommand("RSET", OK);
                issueCommand("MAIL FROM:<" + recipient + ">", OK);
                answer = simpleCommand("RCPT TO:<" + recipient + ">");
            }
            if (answer / 10 != OK / 10) {
                throw new MessagingException("the recipient was refused");
            }
            OutputStream data = data();
            message.writeTo(data);
            finishData();
        }

        /** Ends the session, whatever state it is in. */
        void drop() {
            try {
                close();
            } catch (MessagingException e) {
                // It is over either way.
            }
        }
    }
}
