package dev.parley.expression;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What {@code env}, {@code file}, {@code random} and {@code now} reach for.
 *
 * @param directory what paths are relative to: the script's folder
 * @param environment the value of a variable of the environment, or null
 * @param decode the text that octets are in a script; {@code WireText} of the wire
 * @param encode the octets that a text of a script stands for; its inverse
 */
public record Surroundings(
        Path directory,
        UnaryOperator<@Nullable String> environment,
        RandomGenerator random,
        InstantSource clock,
        Function<byte[], String> decode,
        Function<String, byte[]> encode) {
    /** The same with another chance. */
    public Surroundings by(RandomGenerator other) {
        return new Surroundings(directory, environment, other, clock, decode, encode);
    }

    /** The same elsewhere. */
    public Surroundings in(Path newDirectory) {
        return new Surroundings(newDirectory, environment, random, clock, decode, encode);
    }
}
