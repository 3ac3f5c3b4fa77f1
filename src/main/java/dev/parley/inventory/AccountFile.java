package dev.parley.inventory;

import dev.parley.server.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Accounts from a file of comma-separated values, whose first line is {@code name,password}. */
public final class AccountFile {
    private static final String NAME = "name";
    private static final String PASSWORD = "password";

    private AccountFile() {}

    /** @throws IOException with a sentence for the user, without a password */
    public static List<Account> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no file `" + file + "`.");
        }
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<Account> accounts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (CSVParser parser = CSVParser.parse(Files.newBufferedReader(file), format)) {
            if (!parser.getHeaderNames().containsAll(List.of(NAME, PASSWORD))) {
                throw new IOException("The first line of `" + file + "` names the columns: `name,password`.");
            }
            for (CSVRecord row : parser) {
                accounts.add(account(file, row, names));
            }
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new IOException("The file `" + file + "` is not a table of comma-separated values in UTF-8.", e);
        }
        if (accounts.isEmpty()) {
            throw new IOException("The file `" + file + "` names no account.");
        }
        return accounts;
    }

    private static Account account(Path file, CSVRecord row, Set<String> names) throws IOException {
        String where = "Row " + row.getRecordNumber() + " of `" + file + "` ";
        if (!row.isConsistent()) {
            throw new IOException(where + "has " + row.size()
                    + " columns where the first line has another number; a value with a comma stands in quotes.");
        }
        String name = row.get(NAME);
        String password = row.get(PASSWORD);
        if (name.isBlank()) {
            throw new IOException(where + "has no name.");
        }
        if ((name + password).chars().anyMatch(c -> c == '\r' || c == '\n')) {
            throw new IOException(where + "holds a line end, which USER and PASS cannot carry.");
        }
        if (!names.add(name)) {
            throw new IOException(where + "names `" + name + "` a second time.");
        }
        return new Account(name, name, password);
    }
}
