package dev.parley.config;

import dev.parley.source.Diagnostic;
import dev.parley.source.Span;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where a secret of the file comes from. It is read only when its profile is used. */
public sealed interface SecretSource {
    /** Where the file says so. */
    Span span();

    /** It stands in the file. */
    record Literal(Span span, String value) implements SecretSource {
        /** Without the value. */
        @Override
        public String toString() {
            return "Literal";
        }
    }

    /** A variable of the environment. */
    record Variable(Span span, String name) implements SecretSource {}

    /** The first line of a file. @param path resolved */
    record FirstLine(Span span, Path path) implements SecretSource {}

    /**
     * Reads it.
     *
     * @throws ConfigException with its place when it is not there
     */
    default String read(UnaryOperator<@Nullable String> environment) {
        return switch (this) {
            case Literal literal -> literal.value();
            case Variable variable -> {
                String value = environment.apply(variable.name());
                if (value == null) {
                    throw new ConfigException(List.of(Diagnostic.error(
                                    variable.span(), "The environment has no variable `" + variable.name() + "`.")
                            .withHint("set it before the run, as in `export " + variable.name() + "=...`")));
                }
                yield value;
            }
            case FirstLine file -> {
                try {
                    yield Files.readString(file.path()).lines().findFirst().orElse("");
                } catch (IOException e) {
                    throw new ConfigException(
                            List.of(Diagnostic.error(file.span(), "The file `" + file.path() + "` " + reason(e))));
                }
            }
        };
    }

    /** Where it comes from, for people; never the value. */
    default String described() {
        return switch (this) {
            case Literal _ -> "********";
            case Variable variable -> "******** (the variable " + variable.name() + ")";
            case FirstLine file -> "******** (the file " + file.path() + ")";
        };
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "does not exist.";
            case AccessDeniedException _ -> "may not be read by this user.";
            default -> "cannot be read as text.";
        };
    }
}
