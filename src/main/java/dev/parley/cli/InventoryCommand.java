package dev.parley.cli;

import dev.parley.inventory.AccountFile;
import dev.parley.inventory.InventoryFile;
import dev.parley.inventory.Maildrop;
import dev.parley.inventory.MaildropReader;
import dev.parley.inventory.Taking;
import dev.parley.server.Account;
import dev.parley.server.TestServer;
import dev.parley.source.Visible;
import dev.parley.wire.Limits;
import dev.parley.wire.SessionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code parley inventory}. */
@Command(name = "inventory", description = InventoryCommand.DESCRIPTION)
final class InventoryCommand implements Callable<Integer> {
    static final String DESCRIPTION =
            "Records what maildrops hold: ids, sizes and digests of every message. Changes nothing.";

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Streams streams;

    private final ServerOptions servers = new ServerOptions();

    @Mixin(name = ServerOptions.MIXIN)
    private final CommandSpec serversOptions = servers.options();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where the inventory is written, a line an account.")
    private Path output = Path.of("");

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description =
                    "Comma-separated values with the columns name and password; instead of the server's accounts.")
    private @Nullable Path accounts;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            defaultValue = "4",
            description = "How many maildrops are read at once.")
    private int jobs = 4;

    @Option(names = "--resume", description = "Go on with the file: only accounts that it lacks are read.")
    private boolean resume;

    @Option(names = "--no-retrieve", description = "Ids and sizes only; no message is retrieved.")
    private boolean noRetrieve;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "2m",
            converter = MeasureConverters.Time.class,
            description = "For each answer of the server.")
    private Duration timeout = Duration.ofMinutes(2);

    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            defaultValue = "256MB",
            converter = MeasureConverters.Size.class,
            description = "The largest message that is read.")
    private long maxBody = Limits.CUSTOMARY.body();

    InventoryCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        if (jobs < 1) {
            throw new UsageException(ExitCode.USAGE, "At least one maildrop is read at a time: `--jobs 1`.");
        }
        try (TestServer server = servers.server(streams)) {
            return take(server).code();
        } catch (IOException e) {
            throw new UsageException(ExitCode.SCRIPT, String.valueOf(e.getMessage()));
        }
    }

    private ExitCode take(TestServer server) throws IOException {
        List<Account> wanted = accounts == null ? List.copyOf(server.accounts().values()) : AccountFile.read(accounts);
        if (wanted.isEmpty()) {
            throw new UsageException(
                    ExitCode.USAGE,
                    "No account is known: name one with `--user` and `--password-env`, or `--accounts`.");
        }
        wanted.forEach(account -> RunCommand.warnOfShort(streams, account));
        InventoryFile earlier = resume && Files.exists(output) ? InventoryFile.open(output) : null;
        List<Account> todo = new ArrayList<>(wanted);
        if (earlier != null) {
            todo.removeIf(account -> earlier.holds(account.label()));
        }
        SessionSettings sessions = new SessionSettings(new Limits(Limits.CUSTOMARY.line(), maxBody), System::nanoTime);
        InventoryProgress progress =
                new InventoryProgress(streams.err(), streams.terminal(), todo.size(), System::nanoTime);
        MaildropReader reader = new MaildropReader(
                server.facts(),
                new MaildropReader.Settings(sessions, timeout, PAUSE, !noRetrieve),
                (account, read, all) -> progress.reading(account.label(), read, all));
        boolean interrupted;
        try (InventoryFile.Writer writer = earlier != null
                ? InventoryFile.Writer.resume(earlier)
                : InventoryFile.Writer.create(
                        output,
                        new InventoryFile.Header(
                                server.name(),
                                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()))) {
            interrupted = !read(new Taking(reader, todo.iterator(), maildrop -> write(writer, progress, maildrop)));
        } catch (UncheckedIOException e) {
            throw new IOException(
                    "The inventory cannot be written: "
                            + Objects.requireNonNull(e.getCause()).getMessage() + ".",
                    e);
        }
        progress.clear();
        streams.out().println(progress.summary());
        if (interrupted) {
            streams.err().println("parley: Interrupted; go on with `--resume`.");
            return ExitCode.INTERRUPTED;
        }
        return progress.unread() > 0 ? ExitCode.COULD_NOT_RUN : ExitCode.OK;
    }

    /** Whether it went to its end. */
    private boolean read(Taking taking) {
        try (Interruption interruption = Interruption.watch(taking::stop)) {
            taking.run(jobs);
            return !interruption.happened();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void write(InventoryFile.Writer writer, InventoryProgress progress, Maildrop maildrop) {
        try {
            writer.write(maildrop);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        progress.read(maildrop);
        if (maildrop.problem() != null) {
            progress.clear();
            streams.err()
                    .println("parley: " + Visible.line(maildrop.account()) + ": " + Visible.line(maildrop.problem()));
        }
        progress.show();
    }
}
