package dev.parley.config;

import dev.parley.source.Span;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a server is known to do otherwise than a row of the catalogue says, and for how long that is accepted.
 *
 * @param span where the file says so
 * @param server only of this server, by its name in reports; null for every one
 * @param until the last day it holds
 */
public record Waiver(Span span, String row, @Nullable String server, String reason, LocalDate until) {}
