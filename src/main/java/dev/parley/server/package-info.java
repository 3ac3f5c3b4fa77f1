/**
 * Which server is tested: its addresses and accounts, and the embedded one.
 *
 * <p>Depends on {@code wire}; the only home of GreenMail. Read {@link dev.parley.server.ServerFacts}, then
 * {@link dev.parley.server.TestServer}.
 */
@NullMarked
package dev.parley.server;

import org.jspecify.annotations.NullMarked;
