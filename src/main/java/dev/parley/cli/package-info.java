/**
 * Options, exit codes, standard streams: the only home of picocli, of the environment and of the exit.
 *
 * <p>May use every room. Read {@link dev.parley.cli.Main}, {@link dev.parley.cli.RunCommand}.
 */
@NullMarked
package dev.parley.cli;

import org.jspecify.annotations.NullMarked;
