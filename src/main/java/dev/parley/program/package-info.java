/**
 * Loads a script: parses, resolves includes and names, checks, compiles expressions, expands data-driven tests.
 *
 * <p>Depends on {@code source}, {@code syntax}, {@code parse}, {@code expression}, {@code requirement}, and on {@code
 * sasl} for the names of mechanisms; the only room that reads scripts. Read {@link dev.parley.program.ProgramLoader},
 * then {@link dev.parley.program.Program}.
 */
@NullMarked
package dev.parley.program;

import org.jspecify.annotations.NullMarked;
