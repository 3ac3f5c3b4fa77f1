/**
 * Which server is tested: its addresses and accounts, how mail gets into its maildrops, and the embedded one.
 *
 * <p>Depends on {@code wire}, {@code sasl} and {@code secret}; the only home of GreenMail and Angus Mail. Read
 * {@link dev.parley.server.ServerFacts}, {@link dev.parley.server.TestServer}, {@link dev.parley.server.Maildrops},
 * then {@link dev.parley.server.Visit}.
 */
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
