/**
 * What must never be shown: secrets as a type, and the forms in which they could turn up in a text.
 *
 * <p>Depends on {@code source} only. Read {@link dev.parley.secret.Secret}, {@link dev.parley.secret.Secrets}.
 */
@NullMarked
package dev.parley.secret;

import org.jspecify.annotations.NullMarked;
