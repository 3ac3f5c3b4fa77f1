package dev.parley.cli;

import dev.parley.config.ConfigException;
import dev.parley.config.ConfigFile;
import dev.parley.config.Configured;
import dev.parley.config.GivenRule;
import dev.parley.config.Profile;
import dev.parley.config.SecretSource;
import dev.parley.config.Setting;
import dev.parley.config.Variables;
import dev.parley.difference.Rule;
import dev.parley.secret.Secret;
import dev.parley.server.MailSettings;
import dev.parley.source.Span;
import dev.parley.source.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code parley config show}: what a run with the same arguments would use, and where each value comes from. */
@Command(
        name = "show",
        description = "Prints what a run with the same arguments would use, and where each value comes from.")
final class ConfigShow implements Callable<Integer> {
    private static final String COMMAND_LINE = "command line";
    private static final String DEFAULT = "default";
    private static final Set<String> TOLD_APART =
            Set.of("server", "config", "tls", "tls-address", "ca", "user", "password-env", "password-file");

    private final Streams streams;
    private final List<Row> rows = new ArrayList<>();

    private final RunCommand run;

    @Mixin
    private final CommandSpec runOptions;

    @Spec
    private @Nullable CommandSpec spec;

    private record Row(String name, String value, String origin) {}

    ConfigShow(Streams streams) {
        this.streams = streams;
        this.run = new RunCommand(streams);
        this.runOptions = run.options();
    }

    @Override
    public Integer call() {
        Configuring configuring = (Configuring) command().commandLine().getDefaultValueProvider();
        Configured configured = configuring.configured();
        ConfigFile file = configured.file();
        streams.out()
                .println(
                        file == null
                                ? "No " + ConfigFile.NAME + " from "
                                        + configured.looked().toAbsolutePath().normalize() + " upward."
                                : "From " + file.path() + ", variables of the environment, and the command line.");
        Profile profile = configuring.profile();
        server(configured, profile);
        if (profile != null) {
            profile(profile);
        }
        accounts(profile);
        for (OptionSpec option : command().options()) {
            if (!option.usageHelp()
                    && !option.versionHelp()
                    && !TOLD_APART.contains(OptionNames.key(option))
                    && !OptionNames.isRepeatedByName(option)) {
                option(OptionNames.key(option), option, configuring);
            }
        }
        for (Variables.Given variable : run.variables(false).all()) {
            rows.add(new Row(
                    (variable.secret() ? "secret." : "var.") + variable.name(),
                    variable.secret() ? Secret.MASK : variable.value(),
                    variable.origin()));
        }
        if (file != null) {
            file.rules().forEach(this::rule);
        }
        print();
        return ExitCode.OK.code();
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }

    private void server(Configured configured, @Nullable Profile profile) {
        ConfigFile file = configured.file();
        String chosen = run.servers().chosen();
        String fallback = file == null || file.defaultServer() == null ? Profile.EMBEDDED : file.defaultServer();
        String origin = given("--server");
        rows.add(new Row(
                "server",
                chosen == null ? fallback : chosen,
                origin != null ? origin : fallback.equals(Profile.EMBEDDED) ? DEFAULT : String.valueOf(path(file))));
        for (String option : List.of("--tls", "--tls-address", "--ca")) {
            String key = option.substring(2);
            String overriding = given(option);
            if (overriding != null) {
                Object value = command().findOption(option).getValue();
                String text = String.valueOf(value);
                rows.add(new Row(key, option.equals("--tls") ? text.toLowerCase(Locale.ROOT) : text, overriding));
            }
        }
    }

    private static @Nullable String path(@Nullable ConfigFile file) {
        return file == null ? null : file.path().toString();
    }

    private void profile(Profile profile) {
        ofProfile(profile, "address", profile.plain());
        if (given("--tls-address") == null) {
            ofProfile(profile, "tls-address", profile.tls());
        }
        if (given("--tls") == null) {
            String mode = profile.mode().name().toLowerCase(Locale.ROOT);
            Span place = profile.places().get("tls");
            rows.add(new Row("tls", mode, place == null ? DEFAULT : origin(place)));
        }
        if (given("--ca") == null) {
            ofProfile(profile, "ca", profile.ca());
        }
        ofProfile(profile, "software", profile.software());
        MailSettings mail = profile.mail();
        profile.places().keySet().stream().sorted().forEach(key -> {
            Span place = Objects.requireNonNull(profile.places().get(key));
            if (key.startsWith("mail.") || key.startsWith("action.")) {
                String action = key.startsWith("action.") ? key.substring("action.".length()) : "";
                List<String> words = profile.actions().get(action);
                String text = place.text().replaceAll("^\"(.*)\"$", "$1");
                rows.add(new Row(key, words == null ? text : String.join(" ", words), origin(place)));
            }
        });
        if (!profile.places().containsKey("mail.mailbox")) {
            rows.add(new Row("mail.mailbox", mail.exclusive() ? "exclusive" : "shared", DEFAULT));
        }
    }

    /** Where the profile does not say so itself, it follows from what else it says. */
    private void ofProfile(Profile profile, String key, @Nullable Object value) {
        if (value != null) {
            Span place = profile.places().getOrDefault(key, profile.span());
            rows.add(new Row(key, value.toString(), origin(place)));
        }
    }

    private void accounts(@Nullable Profile profile) {
        Map<String, String> given = run.servers().accountsGiven();
        if (profile != null) {
            profile.users().values().stream()
                    .filter(user -> !given.containsKey(user.label()))
                    .forEach(user -> rows.add(new Row(
                            "user." + user.label(),
                            user.name() + ", password " + described(user.password()),
                            origin(user.span()))));
        }
        String users = given("--user");
        given.forEach((label, described) ->
                rows.add(new Row("user." + label, described, users == null ? COMMAND_LINE : users)));
    }

    private String described(SecretSource secret) {
        try {
            secret.read(streams.environment());
            return secret.described();
        } catch (ConfigException e) {
            return "missing " + secret.described().replace(Secret.MASK + " ", "");
        }
    }

    private void option(String key, OptionSpec option, Configuring configuring) {
        String origin = given(option.longestName());
        if (COMMAND_LINE.equals(origin)) {
            OptionSpec matched = result().matchedOption(option.longestName());
            rows.add(new Row(key, String.join(",", matched.originalStringValues()), COMMAND_LINE));
            return;
        }
        if (origin != null) {
            rows.add(new Row(key, String.valueOf(streams.variables().get(origin)), origin));
            return;
        }
        Setting setting = configuring.setting(option);
        if (setting != null) {
            rows.add(new Row(key, setting.value(), origin(setting.span())));
        } else if (option.type() == boolean.class) {
            rows.add(new Row(key, "false", DEFAULT));
        } else if (option.defaultValue() != null) {
            rows.add(new Row(key, option.defaultValue(), DEFAULT));
        }
    }

    /** Comparisons alone heed it, and still it is part of what holds here. */
    private void rule(GivenRule given) {
        Rule rule = given.rule();
        String what = Stream.of(rule.kind() == null ? null : rule.kind().word(), rule.where(), rule.text())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        rows.add(new Row("compare.rule", what + ": " + rule.severity().word(), origin(given.span())));
    }

    /** Where an option was given, or null. */
    private @Nullable String given(String option) {
        if (result().hasMatchedOption(option)) {
            return COMMAND_LINE;
        }
        OptionSpec known = command().findOption(option);
        String variable = OptionNames.variable(known);
        String value = streams.variables().get(variable);
        return value == null || value.isEmpty() ? null : variable;
    }

    private ParseResult result() {
        return command().commandLine().getParseResult();
    }

    private static String origin(Span place) {
        return place.file() + ":" + place.line();
    }

    private void print() {
        int names = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        int values = rows.stream()
                .mapToInt(row -> Visible.line(row.value()).length())
                .max()
                .orElse(0);
        for (Row row : rows) {
            streams.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-" + names + "s  %-" + Math.min(values, 60) + "s  %s",
                            row.name(),
                            Visible.line(row.value()),
                            row.origin()));
        }
    }
}
