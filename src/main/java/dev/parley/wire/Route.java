package dev.parley.wire;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.util.List;

/**
 * The way to a server: straight on, unless the virtual machine was given a proxy. That is found out once; a socket that
 * is not told asks for each connection, which takes a third of the work of connecting.
 */
final class Route {
    private static final boolean STRAIGHT = isStraight();

    private Route() {}

    /** A socket not yet connected. */
    static Socket socket() {
        return STRAIGHT ? new Socket(Proxy.NO_PROXY) : new Socket();
    }

    private static boolean isStraight() {
        ProxySelector selector = ProxySelector.getDefault();
        return selector == null
                || selector.select(URI.create("socket://server.invalid:110")).equals(List.of(Proxy.NO_PROXY));
    }
}
