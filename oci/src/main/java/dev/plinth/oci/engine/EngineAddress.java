package dev.plinth.oci.engine;

import java.net.SocketAddress;

/**
 * Where an engine may listen.
 *
 * @param label what people call it: a socket's path, or {@code tcp://127.0.0.1:2375}
 * @param address where to connect
 * @param host what the {@code Host} field says
 */
record EngineAddress(String label, SocketAddress address, String host) {}
