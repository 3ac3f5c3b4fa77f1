/**
 * The login mechanisms as challenge and response, without a socket; the only home of the SCRAM library.
 *
 * <p>Depends on nothing. Read {@link dev.parley.sasl.Mechanism}, {@link dev.parley.sasl.Exchange}, {@link
 * dev.parley.sasl.Scram}.
 */
@NullMarked
package dev.parley.sasl;

import org.jspecify.annotations.NullMarked;
