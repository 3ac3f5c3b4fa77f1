package dev.parley.browser;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Chromium without a window, one page of it, spoken to by the DevTools protocol. */
public final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path profile;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

    /** The program, if it is installed. */
    private static Optional<Path> program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it. Where there is none the calling tests are skipped, but never in CI. */
    public static Browser start() throws Exception {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            if (System.getenv("CI") != null) {
                fail("There is no Chromium (Debian: chromium).");
            }
            Assumptions.abort("There is no Chromium (Debian: chromium).");
        }
        return new Browser(program.orElseThrow());
    }

    private Browser(Path program) throws Exception {
        profile = Files.createTempDirectory("parley-browser");
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        JsonNode page = JSON.readTree(http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/json/new?about:blank"))
                                .PUT(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(page.get("webSocketDebuggerUrl").asString()), new Listener())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        send("Page.enable", "{}");
        send("Runtime.enable", "{}");
        send("Log.enable", "{}");
        send("Network.enable", "{}");
    }

    private int port() throws Exception {
        Path file = profile.resolve("DevToolsActivePort");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() >= 2) {
                return Integer.parseInt(lines.getFirst());
            }
            // Not only a pause: ends at once when the process does.
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        throw new IOException("Chromium does not answer:\n" + Files.readString(profile.resolve("log")));
    }

    /** Opens a page and waits until it is loaded. */
    public void open(Path page) throws Exception {
        loaded = new CompletableFuture<>();
        send("Page.navigate", JSON.writeValueAsString(Map.of("url", page.toUri().toString())));
        loaded.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    public void size(int width, int height) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
    }

    /** @param scheme {@code light} or {@code dark} */
    public void prefers(String scheme) throws Exception {
        send(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
    }

    /** The value of an expression of the page. */
    public JsonNode evaluate(String script) throws Exception {
        JsonNode answer = send(
                "Runtime.evaluate",
                JSON.writeValueAsString(Map.of("expression", script, "returnByValue", true, "awaitPromise", true)));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        JsonNode value = answer.get("result").get("value");
        return value == null ? JSON.nullNode() : value;
    }

    /** Of the first text of each selector against the ground behind it, by WCAG 2. */
    public List<Double> contrasts(String... selectors) throws Exception {
        return evaluate("""
            (() => {
              const part = c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
              const light = css => { const [r, g, b] = css.match(/\\d+/g).map(Number); return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b); };
              const clear = 'rgba(0, 0, 0, 0)';
              const ground = e => { const own = getComputedStyle(e).backgroundColor; return own !== clear || !e.parentElement ? own : ground(e.parentElement); };
              return %s.map(s => {
                const element = document.querySelector(s);
                const text = light(getComputedStyle(element).color);
                const behind = light(ground(element));
                return (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
              });
            })()
            """.formatted(JSON.writeValueAsString(selectors)))
                .valueStream()
                .map(JsonNode::asDouble)
                .toList();
    }

    public byte[] screenshot() throws Exception {
        return Base64.getDecoder()
                .decode(send("Page.captureScreenshot", "{}").get("data").asString());
    }

    /** Errors of the console, exceptions, and whatever the page tried to load beside itself. */
    public List<String> complaints() {
        synchronized (complaints) {
            return List.copyOf(complaints);
        }
    }

    private JsonNode send(String method, String parameters) throws Exception {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        socket.sendText("{\"id\":" + number + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket source, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                received(JSON.readTree(message.toString()));
                message.setLength(0);
            }
            source.request(1);
            return null;
        }
    }

    private void received(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    waiting.remove(message.get("id").asInt());
            if (message.has("error")) {
                answer.completeExceptionally(
                        new IOException(message.get("error").toString()));
            } else {
                answer.complete(message.get("result"));
            }
            return;
        }
        JsonNode event = message.get("params");
        switch (message.get("method").asString()) {
            case "Page.loadEventFired" -> loaded.complete(null);
            case "Runtime.exceptionThrown" -> complain(event);
            case "Runtime.consoleAPICalled" -> complain(event);
            case "Log.entryAdded" -> complain(event);
            case "Network.requestWillBeSent" -> {
                String url = event.get("request").get("url").asString();
                if (!url.startsWith("file:") && !url.startsWith("data:")) {
                    complain(event);
                }
            }
            default -> {}
        }
    }

    private void complain(JsonNode event) {
        synchronized (complaints) {
            complaints.add(event.toString());
        }
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        http.close();
        List<ProcessHandle> family = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // A process that is just ending may still write; what is left lies in the folder for temporary files.
        }
    }
}
