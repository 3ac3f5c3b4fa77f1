/**
 * A whole POP3 server for tests, right by its RFCs, whose violations and legitimate habits are switched on one by one:
 * what the conformance suite must find, and what it must let pass. Written from the RFCs and the catalogue of
 * requirements, never from the suite.
 *
 * <p>Depends on {@code server} for accounts, certificates and the interface tests run against. Read
 * {@link dev.parley.peer.full.Fault} and {@link dev.parley.peer.full.Variant}, then
 * {@link dev.parley.peer.full.FullPop3Server}, {@link dev.parley.peer.full.Session} and its commands;
 * {@link dev.parley.peer.full.FullTestServer} hands it to the engine.
 */
@NullMarked
package dev.parley.peer.full;

import org.jspecify.annotations.NullMarked;
