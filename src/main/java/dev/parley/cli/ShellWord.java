package dev.parley.cli;

import java.util.regex.Pattern;

/** An argument as it must be written in a shell. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+,-]+");

    private ShellWord() {}

    static String of(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
