package dev.parley.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An inventory on disk: JSON, a line each. The first line says what the file is, each further one is a {@link Maildrop}
 * with its account, messages and problem as members. A line is written when its maildrop has been read, so that a cut
 * run loses what was under way and no more.
 */
public final class InventoryFile {
    private static final String FORMAT = "parley-inventory";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            // What a server sent must not reach a terminal that shows the file.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final Path path;
    private final Header header;
    private final Map<String, Place> places;
    private final long end;

    /**
     * The first line.
     *
     * @param server the server's name
     * @param taken when, by ISO 8601
     */
    public record Header(String format, int version, String server, String taken) {
        public Header(String server, String taken) {
            this(FORMAT, VERSION, server, taken);
        }
    }

    private record Place(long offset, int length, boolean read) {}

    private InventoryFile(Path path, Header header, Map<String, Place> places, long end) {
        this.path = path;
        this.header = header;
        this.places = places;
        this.end = end;
    }

    /** Whether the file begins as an inventory does. */
    public static boolean is(Path path) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            byte[] first = line(in);
            return first != null && header(first) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Finds the maildrops in a file without keeping them; a last line that was not finished counts as none, and of two
     * lines for one account the later one counts.
     *
     * @throws IOException with a sentence for the user when it is no inventory
     */
    public static InventoryFile open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException("There is no file `" + path + "`.");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            byte[] first = line(in);
            Header header = first == null ? null : header(first);
            if (first == null || header == null) {
                throw new IOException("The file `" + path + "` is no inventory of Parley's.");
            }
            if (header.version() > VERSION) {
                throw new IOException("The inventory `" + path + "` has format version " + header.version()
                        + "; this Parley reads up to " + VERSION + ".");
            }
            Map<String, Place> places = new LinkedHashMap<>();
            long offset = first.length + 1L;
            for (byte[] line = line(in); line != null; line = line(in)) {
                Maildrop maildrop = maildrop(line, path);
                places.put(maildrop.account(), new Place(offset, line.length, maildrop.problem() == null));
                offset += line.length + 1L;
            }
            return new InventoryFile(path, header, places, offset);
        }
    }

    public Header header() {
        return header;
    }

    /** In the order of the file. */
    public Set<String> accounts() {
        return places.keySet();
    }

    /** Whether this account's maildrop is there and was read. */
    public boolean holds(String account) {
        Place place = places.get(account);
        return place != null && place.read();
    }

    /** The maildrop of an account, read from the disk; null when there is none. */
    public @Nullable Maildrop maildrop(String account) throws IOException {
        Place place = places.get(account);
        if (place == null) {
            return null;
        }
        byte[] line = new byte[place.length()];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(place.offset());
            file.readFully(line);
        }
        return maildrop(line, path);
    }

    /** Writes maildrops as they are read; used by one thread. */
    public static final class Writer implements AutoCloseable {
        private final BufferedWriter out;

        private Writer(BufferedWriter out) {
            this.out = out;
        }

        /** Begins a new file in place of what was there. */
        public static Writer create(Path path, Header header) throws IOException {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Writer writer = new Writer(Files.newBufferedWriter(path));
            writer.line(header);
            return writer;
        }

        /** Goes on behind what a file holds. */
        public static Writer resume(InventoryFile file) throws IOException {
            try (RandomAccessFile raw = new RandomAccessFile(file.path.toFile(), "rw")) {
                raw.setLength(file.end);
            }
            return new Writer(Files.newBufferedWriter(file.path, StandardOpenOption.APPEND));
        }

        public void write(Maildrop maildrop) throws IOException {
            line(maildrop);
        }

        private void line(Object value) throws IOException {
            out.write(JSON.writeValueAsString(value));
            out.write('\n');
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static @Nullable Header header(byte[] line) {
        try {
            Header header = JSON.readValue(line, Header.class);
            return header != null && FORMAT.equals(header.format()) ? header : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Maildrop maildrop(byte[] line, Path path) throws IOException {
        try {
            return JSON.readValue(line, Maildrop.class);
        } catch (JacksonException e) {
            throw new IOException("The inventory `" + path + "` has a line that is no maildrop.", e);
        }
    }

    /** A line without its end; null at the end of the file, also when the last one has no end. */
    private static byte @Nullable [] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return line.toByteArray();
            }
            line.write(octet);
        }
        return null;
    }
}
