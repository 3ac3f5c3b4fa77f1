package dev.parley.dovecot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One user's mail on disk. */
final class Maildir {
    private static final int TRIES = 20;

    private final Path home;
    private final Owner owner;

    Maildir(Path home, Owner owner) {
        this.home = home;
        this.owner = owner;
    }

    /** Replaces everything there with these messages, in this order; ids start anew. No session may be open. */
    void hold(List<String> messages) throws IOException {
        hold(messages, false);
    }

    /** Likewise. */
    void holdNamedBySize(List<String> messages) throws IOException {
        hold(messages, true);
    }

    private void hold(List<String> messages, boolean sizes) throws IOException {
        deleteTree(home);
        Path maildir = home.resolve("Maildir");
        for (Path directory : List.of(home, maildir, folder("tmp"), folder("cur"), folder("new"))) {
            Files.createDirectory(directory);
            own(directory);
        }
        int number = 1;
        for (String message : messages) {
            // Dovecot numbers new messages by the time that begins their names.
            Path written = folder("tmp")
                    .resolve(number + ".M" + number + "P1.localhost" + (sizes ? ",S=" + message.length() : ""));
            Files.writeString(written, message, StandardCharsets.ISO_8859_1);
            own(written);
            Files.move(written, folder("new").resolve(written.getFileName()));
            number++;
        }
    }

    /** Replaces everything there with a file in the form mbox (RFC 4155); its lines end in LF. */
    void holdInOneFile(List<String> messages) throws IOException {
        deleteTree(home);
        Files.createDirectory(home);
        own(home);
        StringBuilder text = new StringBuilder();
        for (String message : messages) {
            text.append("From sender@example.org Thu Jan  1 12:00:00 2026\n")
                    .append(message.replace("\r\n", "\n"))
                    .append('\n');
        }
        Path inbox = Files.writeString(home.resolve("inbox"), text, StandardCharsets.ISO_8859_1);
        own(inbox);
    }

    private Path folder(String name) {
        return home.resolve("Maildir").resolve(name);
    }

    private void own(Path path) throws IOException {
        if (owner.isRoot()) {
            UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
            PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
            view.setOwner(names.lookupPrincipalByName(owner.mailUser()));
            view.setGroup(names.lookupPrincipalByGroupName(owner.mailGroup()));
        }
    }

    /** Deletes a directory, also while a process still writes its last files there. */
    static void deleteTree(Path root) throws IOException {
        for (int attempt = 1; Files.exists(root); attempt++) {
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (FileSystemException | UncheckedIOException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }
}
