package io.github.mnistfit.mnist;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A mirror on the loopback interface, good or bad. */
final class MirrorServer implements AutoCloseable {
  /** How a mirror answers, and a part of the reason that its failure is reported with. */
  enum Behaviour {
    GZIPPED(""),
    PLAIN(""),
    REDIRECTING(""),
    WRONG_BYTES("its SHA-256 is"),
    TOO_FEW_BYTES("it can't be unpacked"),
    TOO_MANY_UNPACKED("it is longer than"),
    ENDLESS("it sends more than"),
    NOT_FOUND("HTTP status 404"),
    DROPPED("bytes"),
    DROPPED_AT_ONCE("HTTP/1.1 header parser received no bytes"),
    SILENT("it sent nothing for"),
    SILENT_AFTER_SOME_BYTES("it sent nothing for"),
    DRIPPING("it wasn't done after");

    final String reason;

    Behaviour(String reason) {
      this.reason = reason;
    }
  }

  private final Behaviour behaviour;
  private final FakeMnist files;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger requests = new AtomicInteger();

  MirrorServer(Behaviour behaviour, FakeMnist files) throws IOException {
    this.behaviour = behaviour;
    this.files = files;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mnist/");
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String name = path.substring(path.lastIndexOf('/') + 1).replace(".gz", "");
      byte[] plain = files.bytes(name);
      byte[] packed = FakeMnist.gzipped(plain);
      switch (behaviour) {
        case GZIPPED -> send(exchange, packed);
        case PLAIN -> send(exchange, plain);
        case REDIRECTING -> {
          if (path.startsWith("/elsewhere/")) {
            send(exchange, packed);
          } else {
            exchange.getResponseHeaders().add("Location", "/elsewhere/" + name + ".gz");
            exchange.sendResponseHeaders(302, -1);
          }
        }
        case WRONG_BYTES -> {
          byte[] wrong = plain.clone();
          wrong[wrong.length - 1] ^= 1;
          send(exchange, FakeMnist.gzipped(wrong));
        }
        case TOO_FEW_BYTES -> send(exchange, Arrays.copyOf(packed, packed.length - 10));
        case TOO_MANY_UNPACKED -> send(exchange, FakeMnist.gzipped(new byte[10_000_000]));
        case ENDLESS -> {
          exchange.sendResponseHeaders(200, 0);
          while (closing.getCount() > 0) {
            exchange.getResponseBody().write(new byte[10_000]);
          }
        }
        case NOT_FOUND -> exchange.sendResponseHeaders(404, -1);
        case DROPPED -> sendSome(exchange, packed);
        case DROPPED_AT_ONCE -> {}
        case SILENT -> pause(Long.MAX_VALUE);
        case SILENT_AFTER_SOME_BYTES -> {
          sendSome(exchange, packed);
          pause(Long.MAX_VALUE);
        }
        case DRIPPING -> {
          exchange.sendResponseHeaders(200, 0);
          while (!pause(50)) {
            exchange.getResponseBody().write(0);
            exchange.getResponseBody().flush();
          }
        }
      }
    }
  }

  private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void sendSome(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
  }

  /** Waits; returns whether the server is closing. */
  private boolean pause(long milliseconds) {
    try {
      return closing.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
