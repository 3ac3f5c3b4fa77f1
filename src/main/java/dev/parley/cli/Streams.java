package dev.parley.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a command has of the outside.
 *
 * @param out results
 * @param err what went wrong, and progress
 * @param terminal whether {@code out} is a terminal
 */
record Streams(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        UnaryOperator<@Nullable String> environment) {}
