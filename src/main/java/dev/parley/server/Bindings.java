package dev.parley.server;

import dev.parley.sasl.ChannelBinding;
import dev.parley.wire.Session;
import dev.parley.wire.TlsFacts;
import org.jspecify.annotations.Nullable;

/** Binds a login to the TLS channel of its session. */
public final class Bindings {
    private Bindings() {}

    /** By the exporter under TLS 1.3 (RFC 9266 §3), before it by the certificate; null where there is neither. */
    public static @Nullable ChannelBinding of(Session session) {
        TlsFacts tls = session.tls();
        if (tls == null) {
            return null;
        }
        if (!tls.exporter().isEmpty()) {
            return ChannelBinding.exporter(tls.exporter().toArray());
        }
        return tls.chain().isEmpty()
                ? null
                : ChannelBinding.serverEndPoint(tls.chain().getFirst()).orElse(null);
    }
}
