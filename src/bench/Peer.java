import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A POP3 peer for measurements, a virtual thread a connection: any login, two messages, and {@code RETR n} brings n
 * megabytes. Prints its port. With {@code drive PORT COMMAND WARM COUNT} it is the other side: a loop on a bare socket
 * that prints the seconds COUNT commands took; with {@code hold PORT COUNT} it opens so many sessions at once.
 */
class Peer {
    public static void main(String[] arguments) throws Exception {
        switch (arguments.length == 0 ? "serve" : arguments[0]) {
            case "drive" ->
                drive(
                        Integer.parseInt(arguments[1]),
                        arguments[2],
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]));
            case "hold" -> hold(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            default -> serve();
        }
    }

    private static void serve() throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20_000);
            System.out.println(server.getLocalPort());
            System.out.flush();
            while (true) {
                Socket client = server.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> converse(client));
            }
        }
    }

    private static void converse(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream(), 128);
            OutputStream out = client.getOutputStream();
            say(out, "+OK ready");
            for (String line = line(in); line != null; line = line(in)) {
                if (line.startsWith("RETR ")) {
                    retr(out, Integer.parseInt(line.substring(5)));
                } else if (line.equals("STAT")) {
                    say(out, "+OK 2 240");
                } else if (line.equals("LIST")) {
                    say(out, "+OK\r\n1 120\r\n2 120\r\n.");
                } else {
                    say(out, "+OK");
                    if (line.equals("QUIT")) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    /** 64 octets a line, 16,384 lines a megabyte. */
    private static void retr(OutputStream out, int megabytes) throws IOException {
        byte[] block = ("x".repeat(62) + "\r\n").repeat(1024).getBytes(StandardCharsets.US_ASCII);
        say(out, "+OK");
        for (long i = 0; i < 16L * megabytes; i++) {
            out.write(block);
        }
        say(out, ".");
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString().strip();
            }
            line.append((char) c);
        }
        return null;
    }

    private static void drive(int port, String command, int warm, int count) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[4096];
            reply(in, buffer);
            for (String login : new String[] {"USER test", "PASS test"}) {
                say(out, login);
                reply(in, buffer);
            }
            byte[] octets = (command + "\r\n").getBytes(StandardCharsets.US_ASCII);
            long begun = 0;
            for (int i = -warm; i < count; i++) {
                if (i == 0) {
                    begun = System.nanoTime();
                }
                out.write(octets);
                reply(in, buffer);
            }
            System.out.println((System.nanoTime() - begun) / 1e9);
        }
    }

    private static void reply(InputStream in, byte[] buffer) throws IOException {
        int length = 0;
        do {
            int count = in.read(buffer, length, buffer.length - length);
            if (count < 0) {
                throw new IOException("ended");
            }
            length += count;
        } while (buffer[length - 1] != '\n');
        if (buffer[0] != '+') {
            throw new IOException("refused");
        }
    }

    private static void hold(int port, int count) throws Exception {
        Thread[] threads = new Thread[count];
        java.util.concurrent.CountDownLatch open = new java.util.concurrent.CountDownLatch(count);
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            threads[i] = Thread.ofVirtual().start(() -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    byte[] buffer = new byte[512];
                    reply(socket.getInputStream(), buffer);
                    say(socket.getOutputStream(), "STAT");
                    reply(socket.getInputStream(), buffer);
                    open.countDown();
                    open.await();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println((System.nanoTime() - begun) / 1e9);
    }
}
