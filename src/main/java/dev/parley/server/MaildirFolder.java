package dev.parley.server;

import dev.parley.wire.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A folder with {@code new}, {@code cur} and {@code tmp} on this machine. A message is written in {@code tmp} and
 * renamed into {@code new}; what belongs to the folder's owner stays so.
 */
final class MaildirFolder implements Carrier, Emptier {
    private static final String USER = "{user}";

    private final String path;
    /** The time in the latest name, in microseconds; servers number messages by it. */
    private final AtomicLong latest = new AtomicLong();

    /** @param path with {@code {user}} for the login name */
    MaildirFolder(String path) {
        this.path = path;
    }

    @Override
    public boolean isDirect() {
        return true;
    }

    @Override
    public List<Octets> carry(Account account, List<Octets> messages) throws MailFailure {
        Path folder = folder(account);
        try {
            for (Octets message : messages) {
                put(folder, message);
            }
        } catch (IOException e) {
            throw new MailFailure("A message cannot be written into the maildir `" + folder + "`.", reason(e), null);
        }
        return messages;
    }

    private void put(Path folder, Octets message) throws IOException {
        Path written = Files.createTempFile(folder.resolve("tmp"), "parley", "");
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(written, PosixFileAttributeView.class);
            if (view != null) {
                giveToOwner(view, folder.resolve("new"));
            }
            Files.write(written, message.toArray());
            long now = Files.getLastModifiedTime(written).to(TimeUnit.MICROSECONDS);
            long time = latest.accumulateAndGet(now, (before, current) -> Math.max(before + 1, current));
            Path name = folder.resolve("new")
                    .resolve(String.format(
                            Locale.ROOT,
                            "%d.M%06dP%d_%s.parley",
                            time / 1_000_000,
                            time % 1_000_000,
                            ProcessHandle.current().pid(),
                            Integer.toHexString(System.identityHashCode(this))));
            Files.move(written, name);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** The server's user must be able to read and to move it. */
    private static void giveToOwner(PosixFileAttributeView file, Path directory) throws IOException {
        PosixFileAttributes wanted = Files.readAttributes(directory, PosixFileAttributes.class);
        PosixFileAttributes present = file.readAttributes();
        if (!present.group().equals(wanted.group())) {
            file.setGroup(wanted.group());
        }
        if (!present.owner().equals(wanted.owner())) {
            file.setOwner(wanted.owner());
        }
    }

    @Override
    public void empty(Account account) throws MailFailure {
        Path folder = folder(account);
        try {
            for (String part : List.of("new", "cur")) {
                delete(folder.resolve(part));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new MailFailure("The maildir `" + folder + "` cannot be emptied.", reason(e), null);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> messages = Files.list(directory)) {
            for (Path message : messages.toList()) {
                if (Files.isRegularFile(message, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(message);
                }
            }
        }
    }

    private Path folder(Account account) throws MailFailure {
        String name = account.name();
        if (path.contains(USER) && (name.contains("/") || name.contains("\0") || name.matches("\\.*"))) {
            throw new MailFailure(
                    "The login name of the account `" + account.label() + "` cannot stand in a path.", null, null);
        }
        Path folder = Path.of(path.replace(USER, name));
        for (String part : List.of("tmp", "new", "cur")) {
            if (!Files.isDirectory(folder.resolve(part))) {
                throw new MailFailure(
                        "There is no maildir `" + folder + "` for the account `" + account.label() + "`.",
                        "no directory `" + folder.resolve(part) + "`",
                        "see `maildir` in the profile of the server");
            }
        }
        return folder;
    }

    private static String reason(Exception e) {
        Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
        return switch (cause) {
            case NoSuchFileException missing -> "no file `" + missing.getFile() + "`";
            case FileSystemException failure
            when failure.getReason() != null -> failure.getReason() + " (`" + failure.getFile() + "`)";
            case null, default -> String.valueOf(e.getMessage());
        };
    }
}
