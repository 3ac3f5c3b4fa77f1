/**
 * A real server for tests: Debian's Dovecot, on free ports of the loopback interface, in a directory of its own.
 *
 * <p>Depends on {@code server} for accounts and certificates. Read {@link dev.parley.dovecot.Dovecot}, then
 * {@link dev.parley.dovecot.NeedsDovecot}.
 */
@NullMarked
package dev.parley.dovecot;

import org.jspecify.annotations.NullMarked;
