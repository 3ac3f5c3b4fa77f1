package dev.parley.program;

import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the text of a script, which is UTF-8. */
final class SourceReader {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * A script's text.
     *
     * @param problem why it cannot be used, or null
     */
    record Read(SourceFile file, @Nullable Diagnostic problem) {}

    private SourceReader() {}

    /** @throws NoSuchFileException when there is none
     * @throws IOException when it cannot be read */
    static Read read(Path path, String name) throws IOException {
        byte[] octets = Files.readAllBytes(path);
        CharBuffer text = CharBuffer.allocate(octets.length);
        ByteBuffer in = ByteBuffer.wrap(octets);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, text, true);
        if (!result.isError()) {
            return new Read(of(name, text.flip().toString()), null);
        }
        String before = text.flip().toString();
        SourceFile file = of(name, before + new String(octets, in.position(), in.remaining(), StandardCharsets.UTF_8));
        int at = before.startsWith(BYTE_ORDER_MARK) ? before.length() - 1 : before.length();
        String octet = String.format(Locale.ROOT, "0x%02X", octets[in.position()]);
        return new Read(
                file,
                Diagnostic.error(new Span(file, at, at + 1), "The octet " + octet + " is not UTF-8.")
                        .withHint("save the file as UTF-8; in a string, write an octet as `\\xHH`"));
    }

    static SourceFile of(String name, String text) {
        return new SourceFile(name, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }
}
