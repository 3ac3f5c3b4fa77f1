package dev.parley.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The report is what CI systems read, whatever a server has sent. */
class JunitXmlTest {
    private static final String HOSTILE = hostile();

    /** All octets as a script's texts hold them, and what XML, terminals and readers stumble over. */
    private static String hostile() {
        StringBuilder all = new StringBuilder("]]> <![CDATA[ & < > \" ' \u202e \ufffe \ud800 \u0085 \u2028 😀 ");
        for (int octet = 0; octet < 256; octet++) {
            all.append((char) (octet < 0x80 ? octet : 0xDC00 + octet));
        }
        return all.toString();
    }

    private static RunRecord run() {
        SourceFile script = new SourceFile("a.parley", "test \"x\" { expect +OK }\n");
        Span span = new Span(script, 11, 21);
        List<TestRecord> tests = new ArrayList<>();
        for (TestRecord.Outcome outcome : TestRecord.Outcome.values()) {
            boolean bad = outcome == TestRecord.Outcome.FAILED || outcome == TestRecord.Outcome.ERRORED;
            ProblemRecord problem = new ProblemRecord(
                    outcome == TestRecord.Outcome.ERRORED
                            ? ProblemRecord.Kind.COULD_NOT_RUN
                            : ProblemRecord.Kind.FAILURE,
                    span,
                    HOSTILE,
                    HOSTILE,
                    HOSTILE,
                    HOSTILE,
                    List.of(HOSTILE),
                    HOSTILE,
                    List.of(span));
            tests.add(new TestRecord(
                    HOSTILE + outcome,
                    "a.parley",
                    7,
                    outcome,
                    bad ? List.of(problem, problem) : List.of(),
                    List.of(new RemarkRecord(RemarkRecord.Kind.NOTE, 8, HOSTILE)),
                    bad ? null : HOSTILE,
                    List.of(new SessionRecord(
                            "main",
                            "127.0.0.1:110",
                            "plaintext",
                            List.of(new SessionRecord.Line(
                                    Duration.ofMillis(1500), SessionRecord.Kind.RECEIVED, HOSTILE, false)))),
                    List.of(HOSTILE),
                    Duration.ofMillis(1_234_567),
                    List.of("slow", "tls"),
                    List.of("rfc1939.noop.ok"),
                    "parley run a.parley:7"));
        }
        return new RunRecord(
                "embedded", List.of(new FileRecord("a.parley", HOSTILE, tests)), Duration.ofHours(3), HOSTILE);
    }

    private static Document written() throws Exception {
        StringWriter text = new StringWriter();
        JunitXml.write(run(), false, text);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text.toString())));
    }

    private static Schema schema(String name) throws Exception {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(
                        new StreamSource(Path.of("src/test/resources/xsd", name).toFile()));
    }

    @Test
    void theWholeIsValidForJenkins() throws Exception {
        schema("jenkins-junit.xsd").newValidator().validate(new DOMSource(written()));
        assertThat(written().getDocumentElement().getTagName()).isEqualTo("testsuites");
    }

    @Test
    void eachSuiteIsValidForSurefire() throws Exception {
        NodeList suites = written().getElementsByTagName("testsuite");
        assertThat(suites.getLength()).isEqualTo(1);
        for (int i = 0; i < suites.getLength(); i++) {
            schema("surefire-test-report.xsd").newValidator().validate(new DOMSource(suites.item(i)));
        }
    }

    @Test
    void outcomesAreToldApart() throws Exception {
        Element suite = (Element) written().getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("6");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("2");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(suite.getElementsByTagName("error").getLength()).isEqualTo(1);
        assertThat(suite.getElementsByTagName("skipped").getLength()).isEqualTo(2);
    }

    @Test
    void placesTagsRequirementsAndTranscriptAreThere() throws Exception {
        Document document = written();
        NodeList properties = document.getElementsByTagName("property");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            all.add(property.getAttribute("name") + "=" + property.getAttribute("value"));
        }
        assertThat(all)
                .contains(
                        "file=a.parley",
                        "test.1.line=7",
                        "test.1.tags=slow tls",
                        "test.1.requirements=rfc1939.noop.ok");
        Element test = (Element) document.getElementsByTagName("testcase").item(0);
        assertThat(test.getAttribute("classname")).isEqualTo("a.parley");
        assertThat(test.getAttribute("group")).isEqualTo("slow,tls");
        assertThat(test.getElementsByTagName("system-out").item(0).getTextContent())
                .contains("session main, 127.0.0.1:110, plaintext", "1.500  S  ", "\\x00", "\\xff", "\\x1b");
    }
}
