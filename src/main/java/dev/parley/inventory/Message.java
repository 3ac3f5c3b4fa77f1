package dev.parley.inventory;

import org.jspecify.annotations.Nullable;

/**
 * One message of a maildrop, as a POP3 client sees it.
 *
 * @param number its message number, counted from one
 * @param uidl its unique id (RFC 1939 §7, UIDL); null when the server has none
 * @param size in octets, as LIST says
 * @param content what RETR gave; null when messages were not retrieved
 */
public record Message(
        int number,
        @Nullable String uidl,
        long size,
        @Nullable Content content) {
    /**
     * What RETR gave.
     *
     * @param octets its length, dot-unstuffed, line ends included
     * @param digest SHA-256 of the whole, in hexadecimal
     * @param headers SHA-256 of what stands before the empty line
     * @param body SHA-256 of what stands after it
     */
    public record Content(long octets, String digest, String headers, String body) {}
}
