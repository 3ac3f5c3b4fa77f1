package dev.parley.report;

import dev.parley.source.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Findings that are no tests of a script as JUnit XML, so that a CI counts and shows them. */
public final class JunitCases {
    private JunitCases() {}

    /**
     * One finding.
     *
     * @param failure a sentence when it counts against the run; null when it does not
     * @param text all that is known, several lines
     */
    public record Case(String name, String group, @Nullable String failure, String text) {}

    /** @throws UncheckedIOException when the target cannot be written */
    public static void write(String suite, List<Case> cases, Writer target) {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(target);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", Visible.line(suite));
            xml.writeAttribute("time", "0");
            xml.writeAttribute("tests", Integer.toString(cases.size()));
            long failures =
                    cases.stream().filter(entry -> entry.failure() != null).count();
            xml.writeAttribute("failures", Long.toString(failures));
            xml.writeAttribute("errors", "0");
            xml.writeAttribute("skipped", "0");
            for (Case entry : cases) {
                write(xml, entry);
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static void write(XMLStreamWriter xml, Case entry) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", Visible.line(entry.name()));
        xml.writeAttribute("classname", Visible.line(entry.group()));
        xml.writeAttribute("time", "0");
        if (entry.failure() != null) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", Visible.line(entry.failure()));
            xml.writeAttribute("type", entry.group());
            xml.writeCharacters(Visible.block(entry.text()));
            xml.writeEndElement();
        } else if (!entry.text().isEmpty()) {
            xml.writeStartElement("system-out");
            xml.writeCharacters(Visible.block(entry.text()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
