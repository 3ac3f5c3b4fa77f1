package dev.parley.config;

import dev.parley.source.Span;

/**
 * A variable of scripts that the file sets.
 *
 * @param span its key
 * @param secret whether its value is masked
 * @param value where the value comes from; one that is no secret stands in the file
 */
public record GivenVariable(Span span, String name, boolean secret, SecretSource value) {}
