package dev.parley.config;

import dev.parley.source.Diagnostic;
import dev.parley.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passwords that stand in a file which everybody on the machine can read. */
final class Exposure {
    private Exposure() {}

    /** A warning for each; none for a server on this machine, whose accounts are likely made for tests. */
    static List<Diagnostic> of(Path file, Profile profile) {
        if (isHere(profile.plain()) && isHere(profile.tls()) || !readableByAll(file)) {
            return List.of();
        }
        return profile.users().values().stream()
                .filter(user -> user.password() instanceof SecretSource.Literal)
                .map(user -> Diagnostic.warning(
                                user.password().span(),
                                "The password of `" + user.label()
                                        + "` stands in a file that every user of this machine can read.")
                        .withHint("take it from a variable with `{ env = \"...\" }`, or `chmod o-r " + file + "`"))
                .toList();
    }

    private static boolean isHere(@Nullable Endpoint endpoint) {
        return endpoint == null
                || endpoint.host().equalsIgnoreCase("localhost")
                || endpoint.host().startsWith("127.")
                || endpoint.host().equals("::1");
    }

    private static boolean readableByAll(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
