package dev.parley.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Where a password is read from; it never stands on the command line, where everybody sees it. */
sealed interface PasswordSource {
    /** The option that says so. */
    String option();

    /** A variable of the environment. */
    record Variable(String name) implements PasswordSource {
        static final String OPTION = "--password-env";

        @Override
        public String option() {
            return OPTION + " " + ShellWord.of(name);
        }
    }

    /** The first line of a file. */
    record FirstLine(Path file) implements PasswordSource {
        static final String OPTION = "--password-file";

        @Override
        public String option() {
            return OPTION + " " + ShellWord.of(file.toString());
        }
    }

    /** @throws UsageException when there is none */
    default String read(Streams streams) {
        return switch (this) {
            case Variable(String name) -> {
                String password = streams.environment().apply(name);
                if (password == null) {
                    throw new UsageException(
                            ExitCode.SCRIPT, "The environment has no variable `" + name + "` (--password-env).");
                }
                yield password;
            }
            case FirstLine(Path file) -> {
                try {
                    yield Files.readString(file).lines().findFirst().orElse("");
                } catch (IOException e) {
                    throw new UsageException(
                            ExitCode.SCRIPT, "The file `" + file + "` cannot be read (--password-file).");
                }
            }
        };
    }

    /** Collects both options in the order in which they stand, because the n-th password is that of the n-th user. */
    final class Collector implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
            if (arguments.isEmpty()) {
                throw new MissingParameterException(command.commandLine(), option, "");
            }
            ServerOptions options =
                    Configuring.mixin(command, ServerOptions.class).orElseThrow();
            boolean variable = Arrays.asList(((OptionSpec) option).names()).contains(Variable.OPTION);
            for (String value : arguments.pop().split(",")) {
                options.add(variable ? new Variable(value) : new FirstLine(Path.of(value)));
            }
        }
    }
}
