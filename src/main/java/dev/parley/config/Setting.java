package dev.parley.config;

import dev.parley.source.Span;

/** The value of an option, as the command line would have it, and where a file says so. */
public record Setting(Span span, String value) {}
