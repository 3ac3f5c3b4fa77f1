package dev.parley.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A GreenMail as it comes, without what the embedded server puts in front of it: the one that Parley has, or the older
 * one that the build puts beside the class path, in a class loader of its own. Spoken to by reflection, for the two
 * have mail libraries of different names. Used by one thread.
 */
public final class GreenMailRelease implements AutoCloseable {
    private static final Path OLDER = Path.of("target", "older-greenmail", "greenmail-standalone.jar");
    private static final String HOST = "127.0.0.1";

    private final ClassLoader loader;
    private final String mail;
    private final @Nullable URLClassLoader own;
    private final Object greenMail;
    private final Object user;

    private GreenMailRelease(ClassLoader loader, String mail, @Nullable URLClassLoader own) throws Exception {
        this.loader = loader;
        this.mail = mail;
        this.own = own;
        Class<?> setup = type("com.icegreen.greenmail.util.ServerSetup");
        Object pop3 =
                setup.getConstructor(int.class, String.class, String.class).newInstance(0, HOST, "pop3");
        greenMail = type("com.icegreen.greenmail.util.GreenMail")
                .getConstructor(setup)
                .newInstance(pop3);
        inside(() -> greenMail.getClass().getMethod("start").invoke(greenMail));
        user = greenMail
                .getClass()
                .getMethod("setUser", String.class, String.class, String.class)
                .invoke(greenMail, "alice@localhost", "alice", "alice-secret");
    }

    /** The last release of the line 1.6. */
    public static GreenMailRelease older() throws Exception {
        if (!Files.exists(OLDER)) {
            throw new IOException("There is no " + OLDER + "; `mvn process-test-resources` puts it there.");
        }
        URLClassLoader own =
                new URLClassLoader(new URL[] {OLDER.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        return new GreenMailRelease(own, "javax.mail", own);
    }

    /** The release that Parley has. */
    public static GreenMailRelease current() throws Exception {
        return new GreenMailRelease(GreenMailRelease.class.getClassLoader(), "jakarta.mail", null);
    }

    /** Where a session starts in plaintext; there is no TLS. */
    public String address() throws Exception {
        Object pop3 = greenMail.getClass().getMethod("getPop3").invoke(greenMail);
        return HOST + ":" + pop3.getClass().getMethod("getPort").invoke(pop3);
    }

    /** Puts messages into the maildrop of alice, whose password is {@code alice-secret}. */
    public void deliver(String... messages) throws Exception {
        Class<?> type = type(mail + ".internet.MimeMessage");
        for (String message : messages) {
            InputStream octets = new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII));
            inside(() -> type("com.icegreen.greenmail.user.GreenMailUser")
                    .getMethod("deliver", type)
                    .invoke(
                            user,
                            type.getConstructor(type(mail + ".Session"), InputStream.class)
                                    .newInstance(null, octets)));
        }
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, loader);
    }

    /** The mail library looks for parts of itself through the thread. */
    private void inside(Callable<?> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws Exception {
        inside(() -> greenMail.getClass().getMethod("stop").invoke(greenMail));
        if (own != null) {
            own.close();
        }
    }
}
