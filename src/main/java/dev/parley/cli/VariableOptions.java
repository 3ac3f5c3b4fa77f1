package dev.parley.cli;

import dev.parley.config.Assignments;
import dev.parley.config.Variables;
import dev.parley.secret.Secret;
import dev.parley.secret.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The variables that scripts are given. */
final class VariableOptions {
    static final String VARIABLE = "--var";
    static final String SECRET = "--secret";
    static final String ENVIRONMENT = "--env-file";

    private List<String> variables = new ArrayList<>();

    private @Nullable Path file;

    private List<String> secrets = new ArrayList<>();

    private @Nullable Path environment;

    /** The options, of which the values are here. */
    CommandSpec options() {
        return new Options(this)
                .list(
                        () -> variables,
                        value -> variables = value,
                        OptionSpec.builder(VARIABLE)
                                .paramLabel("NAME=VALUE")
                                .description(
                                        "A variable that scripts see like a `let` of their own, and in its place; may"
                                                + " be repeated."))
                .value(
                        Path.class,
                        () -> file,
                        value -> file = value,
                        OptionSpec.builder("--vars-file")
                                .paramLabel("FILE")
                                .description("Variables, a line NAME=VALUE each."))
                .list(
                        () -> secrets,
                        value -> secrets = value,
                        OptionSpec.builder(SECRET)
                                .paramLabel("NAME=VALUE")
                                .description("A variable that is masked; everybody on the machine sees it here:"
                                        + " PARLEY_SECRET_NAME is safer."))
                .value(
                        Path.class,
                        () -> environment,
                        value -> environment = value,
                        OptionSpec.builder(ENVIRONMENT)
                                .paramLabel("FILE")
                                .description("Further variables of the environment, a line NAME=VALUE each."))
                .spec();
    }

    /**
     * All variables, those of the file and the environment too.
     *
     * @param readSecrets whether secrets of the file are read; if not, they are empty
     */
    Variables resolve(ServerOptions servers, Streams streams, boolean readSecrets) {
        try {
            Variables all = servers.variables(streams, readSecrets);
            if (file != null) {
                Assignments.read(file, "--vars-file")
                        .forEach((name, value) -> all.put(name, value, false, file.toString()));
            }
            variables.forEach(assignment -> put(all, VARIABLE, assignment, false));
            secrets.forEach(assignment -> put(all, SECRET, assignment, true));
            return all;
        } catch (Variables.WrongNameException e) {
            throw new UsageException(ExitCode.SCRIPT, String.valueOf(e.getMessage()));
        }
    }

    private static void put(Variables all, String option, String assignment, boolean secret) {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            // Not repeated: it may be a secret.
            throw new UsageException(ExitCode.USAGE, "`" + option + "` is NAME=VALUE, and there is no `=`.");
        }
        all.put(assignment.substring(0, equals), assignment.substring(equals + 1), secret, option);
    }

    /** Keeps the secrets among them from being shown. */
    void keep(Variables all, Secrets kept, Streams streams) {
        for (Variables.Given variable : all.all()) {
            if (!variable.secret()) {
                continue;
            }
            Secret secret = Secret.of(variable.value());
            kept.add(secret);
            if (variable.origin().equals(SECRET)) {
                streams.err()
                        .println("parley: The secret `" + variable.name()
                                + "` stands on the command line, where every user of this machine can see it; set"
                                + " PARLEY_SECRET_"
                                + variable.name() + " instead.");
            }
            if (!Secrets.canBeMasked(secret)) {
                streams.err()
                        .println("parley: The secret `" + variable.name() + "` has fewer than " + Secrets.SHORTEST
                                + " characters, so it is not masked in what is shown.");
            }
        }
    }

    /** The options that give the same variables again; secrets are left out. */
    List<String> again(Variables all) {
        List<String> options = new ArrayList<>();
        all.all().stream()
                .filter(variable -> !variable.secret() && variable.origin().equals(VARIABLE))
                .forEach(variable ->
                        options.add(VARIABLE + " " + ShellWord.of(variable.name() + "=" + variable.value())));
        if (file != null) {
            options.add("--vars-file " + ShellWord.of(file.toString()));
        }
        if (environment != null) {
            options.add(ENVIRONMENT + " " + ShellWord.of(environment.toString()));
        }
        return options;
    }
}
