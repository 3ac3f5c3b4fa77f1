package dev.parley.report;

import dev.parley.source.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The run as JUnit XML: a testsuite a file, a testcase a test.
 *
 * <p>Each testsuite is valid by Surefire's schema and the whole by that of Jenkins. Neither lets a testcase carry a
 * file, a line or properties: the file is its class name, and the rest are properties of its suite, by the number of
 * the test, as {@code test.2.line}. Tags are its group.
 */
public final class JunitXml {
    private final XMLStreamWriter xml;

    private final boolean whole;

    private JunitXml(XMLStreamWriter xml, boolean whole) {
        this.xml = xml;
        this.whole = whole;
    }

    /**
     * @param whole whether long values are shown to their end
     * @throws UncheckedIOException when the target cannot be written
     */
    public static void write(RunRecord run, boolean whole, Writer target) {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(target);
            new JunitXml(xml, whole).run(run);
            xml.flush();
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private void run(RunRecord run) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        newLine();
        xml.writeStartElement("testsuites");
        attribute("name", "parley");
        attribute("time", time(run.duration()));
        counts(run.tests(), false);
        for (FileRecord file : run.files()) {
            suite(run, file);
        }
        newLine();
        xml.writeEndElement();
        newLine();
        xml.writeEndDocument();
    }

    private void suite(RunRecord run, FileRecord file) throws XMLStreamException {
        newLine();
        xml.writeStartElement("testsuite");
        attribute("name", file.suite());
        Duration sum = file.tests().stream().map(TestRecord::duration).reduce(Duration.ZERO, Duration::plus);
        attribute("time", time(sum));
        counts(file.tests(), true);
        newLine();
        xml.writeStartElement("properties");
        property("file", file.file());
        property("server", run.server());
        if (run.cutShort() != null) {
            property("cut short", run.cutShort());
        }
        for (int i = 0; i < file.tests().size(); i++) {
            TestRecord test = file.tests().get(i);
            String prefix = "test." + (i + 1) + ".";
            property(prefix + "line", Integer.toString(test.line()));
            if (!test.tags().isEmpty()) {
                property(prefix + "tags", String.join(" ", test.tags()));
            }
            if (!test.requirements().isEmpty()) {
                property(prefix + "requirements", String.join(" ", test.requirements()));
            }
        }
        newLine();
        xml.writeEndElement();
        for (TestRecord test : file.tests()) {
            testCase(test);
        }
        newLine();
        xml.writeEndElement();
    }

    private void counts(List<TestRecord> tests, boolean withSkipped) throws XMLStreamException {
        attribute("tests", Integer.toString(tests.size()));
        attribute("failures", count(tests, TestRecord.Outcome.FAILED));
        attribute("errors", count(tests, TestRecord.Outcome.ERRORED));
        if (withSkipped) {
            long skipped = tests.stream().filter(JunitXml::isSkipped).count();
            attribute("skipped", Long.toString(skipped));
        }
    }

    private static boolean isSkipped(TestRecord test) {
        return test.outcome() == TestRecord.Outcome.SKIPPED || test.outcome() == TestRecord.Outcome.KNOWN_ISSUE;
    }

    private static String count(List<TestRecord> tests, TestRecord.Outcome outcome) {
        return Long.toString(
                tests.stream().filter(test -> test.outcome() == outcome).count());
    }

    private void testCase(TestRecord test) throws XMLStreamException {
        newLine();
        xml.writeStartElement("testcase");
        attribute("name", test.name());
        attribute("classname", test.file());
        if (!test.tags().isEmpty()) {
            attribute("group", String.join(",", test.tags()));
        }
        attribute("time", time(test.duration()));
        switch (test.outcome()) {
            case FAILED -> problem("failure", test);
            case ERRORED -> problem("error", test);
            case SKIPPED -> skipped(test.reason() == null ? "skipped" : test.reason());
            case KNOWN_ISSUE -> skipped("known issue: " + test.reason());
            case PASSED, KNOWN_ISSUE_GONE -> {}
        }
        String output = output(test);
        if (!output.isEmpty()) {
            newLine();
            xml.writeStartElement("system-out");
            text(output);
            xml.writeEndElement();
        }
        newLine();
        xml.writeEndElement();
    }

    private void problem(String element, TestRecord test) throws XMLStreamException {
        newLine();
        xml.writeStartElement(element);
        attribute(
                "message",
                test.problems().isEmpty() ? "" : test.problems().getFirst().message());
        attribute(
                "type",
                test.problems().isEmpty()
                        ? "unknown"
                        : test.problems().getFirst().kind().name().toLowerCase(Locale.ROOT));
        text(FailureText.problems(test, whole));
        xml.writeEndElement();
    }

    private void skipped(String reason) throws XMLStreamException {
        newLine();
        xml.writeEmptyElement("skipped");
        attribute("message", reason);
    }

    private static String output(TestRecord test) {
        StringBuilder out = new StringBuilder();
        for (RemarkRecord remark : test.remarks()) {
            out.append(remark.kind().name().toLowerCase(Locale.ROOT))
                    .append(", line ")
                    .append(remark.line())
                    .append(": ")
                    .append(Visible.line(remark.text()))
                    .append('\n');
        }
        test.findings()
                .forEach(finding ->
                        out.append("finding: ").append(Visible.line(finding)).append('\n'));
        out.append(FailureText.transcripts(test.sessions(), FailureText.Extent.FULL));
        return out.toString();
    }

    private void property(String name, String value) throws XMLStreamException {
        newLine();
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    /** Escaped as for a terminal, which leaves nothing that XML 1.0 forbids. */
    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Visible.line(value));
    }

    /** Likewise, several lines. */
    private void text(String text) throws XMLStreamException {
        xml.writeCharacters(Visible.block(text));
    }

    private void newLine() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    private static String time(Duration time) {
        return Seconds.of(time, 3);
    }
}
