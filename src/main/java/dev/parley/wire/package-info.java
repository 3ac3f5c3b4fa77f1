/**
 * POP3 over a blocking socket: octets, lines, replies, TLS, transcript and findings.
 *
 * <p>Depends on nothing; the only home of sockets and TLS. Read {@link dev.parley.wire.Session},
 * {@link dev.parley.wire.Received}, {@link dev.parley.wire.Reply}, {@link dev.parley.wire.Command}.
 */
@NullMarked
package dev.parley.wire;

import org.jspecify.annotations.NullMarked;
