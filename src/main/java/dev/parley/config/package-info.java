/**
 * How a run is configured: {@code parley.toml} with its profiles of servers, or what is wrong with it, at its line.
 *
 * <p>Depends on {@code source}, {@code wire}, {@code server} and {@code difference}; the only home of the TOML reader. Read
 * {@link dev.parley.config.ConfigFile}, {@link dev.parley.config.Profile}, then the readers.
 */
@NullMarked
package dev.parley.config;

import org.jspecify.annotations.NullMarked;
