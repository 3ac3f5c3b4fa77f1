package dev.parley.cli;

import dev.parley.source.SourceFile;
import java.util.regex.Pattern;

/** An argument as it must be written in a shell. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,-]+");

    private ShellWord() {}

    /** A script as a command is told of it, by the name that reports have for it. */
    static String script(String name) {
        return name.equals(SourceFile.STANDARD_INPUT) ? "-" : of(name);
    }

    static String of(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
