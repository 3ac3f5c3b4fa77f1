/**
 * The bundled conformance suite and what it finds: every row of the catalogue with its verdict, as data and as pages.
 *
 * <p>Depends on {@code report}, {@code program}, {@code requirement} and {@code source}. Read {@link
 * dev.parley.conformance.Suite}, {@link dev.parley.conformance.Coverage}, {@link dev.parley.conformance.Judging},
 * {@link dev.parley.conformance.Matrix}.
 */
@NullMarked
package dev.parley.conformance;

import org.jspecify.annotations.NullMarked;
