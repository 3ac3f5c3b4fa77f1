package dev.parley.interpreter;

import dev.parley.syntax.Statement;
import dev.parley.syntax.Value;
import dev.parley.wire.Deadline;
import dev.parley.wire.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of {@code connect}, {@code starttls} and {@code handshake}; null or empty for the server's own. */
record TlsOptions(
        @Nullable Boolean verify,
        @Nullable Path ca,
        @Nullable String serverName,
        List<String> versions,
        List<String> ciphers,
        @Nullable Path certificate,
        @Nullable Duration timeout) {

    static TlsOptions read(List<Statement.Option> options, Branch branch) {
        Boolean verify = null;
        Path ca = null;
        String serverName = null;
        List<String> versions = List.of();
        List<String> ciphers = List.of();
        Path certificate = null;
        Duration timeout = null;
        for (Statement.Option option : options) {
            switch (option.kind()) {
                case VERIFY -> verify = onOff(option);
                case CA -> ca = path(option.value(), branch);
                case SERVERNAME -> serverName = branch.text(option.value());
                case VERSIONS -> versions = texts(option.value(), branch);
                case CIPHERS -> ciphers = texts(option.value(), branch);
                case CERTIFICATE -> certificate = path(option.value(), branch);
                case TIMEOUT -> timeout = branch.duration(option.value());
            }
        }
        return new TlsOptions(verify, ca, serverName, versions, ciphers, certificate, timeout);
    }

    Deadline deadline(Branch branch) {
        return branch.deadline(null, timeout == null ? branch.state().settings().stepTimeout() : timeout);
    }

    /** The server's settings with what is said here instead. */
    TlsSettings settings(TlsSettings base) {
        return new TlsSettings(
                verify == null ? base.verify() : verify,
                ca == null ? base.ca() : ca,
                ca == null ? base.authorities() : List.of(),
                serverName == null ? base.serverName() : serverName,
                versions.isEmpty() ? base.versions() : versions,
                ciphers.isEmpty() ? base.ciphers() : ciphers,
                certificate == null ? base.certificate() : certificate);
    }

    private static boolean onOff(Statement.Option option) {
        if (option.value() instanceof Value.Path path && path.names().size() == 1) {
            switch (path.names().getFirst().text()) {
                case "on" -> {
                    return true;
                }
                case "off" -> {
                    return false;
                }
                default -> {}
            }
        }
        throw Stop.script(option.value().span(), "`verify` is `on` or `off`.");
    }

    private static Path path(Value value, Branch branch) {
        Path path = branch.directoryOf(value.span().file()).resolve(branch.text(value));
        if (!Files.isRegularFile(path)) {
            throw Stop.script(value.span(), "There is no file `" + path + "`.");
        }
        return path;
    }

    private static List<String> texts(Value value, Branch branch) {
        Object read = branch.read(value);
        if (read instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            list.forEach(element -> texts.add(String.valueOf(element)));
            return texts;
        }
        return List.of(branch.text(value));
    }
}
