package io.github.mnistfit.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * A server that sends a tenth of a megabyte of nothing in two seconds, whatever it is asked for.
 */
final class SlowMirror implements AutoCloseable {
  private static final int PIECE = 4_000;
  private static final int PIECES = 30;
  private static final int MILLISECONDS = 70;

  private final HttpServer server;

  SlowMirror() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, (long) PIECE * PIECES);
          try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < PIECES; i++) {
              out.write(new byte[PIECE]);
              out.flush();
              Thread.sleep(MILLISECONDS);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mnist/");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
