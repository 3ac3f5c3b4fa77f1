/**
 * The catalogue of POP3 requirements: each row with its level and where it stands in the RFCs.
 *
 * <p>Depends on nothing. Read {@link dev.parley.requirement.Catalogue}.
 */
@NullMarked
package dev.parley.requirement;

import org.jspecify.annotations.NullMarked;
