package io.github.mnistfit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page to draw on: one file, with its style and its script in it. */
final class Page {
  private final byte[] html;
  private final String policy;

  private Page(byte[] html, String policy) {
    this.html = html;
    this.policy = policy;
  }

  /**
   * Puts the page together.
   *
   * @param version of mnistfit
   */
  static Page of(String version) {
    String style = resource("page.css");
    String script = resource("page.js");
    String html =
        resource("page.html")
            .replace("{{style}}", style)
            .replace("{{script}}", script)
            .replace("{{version}}", version);
    // Nothing runs on it but what is in it, and it talks to nobody but this server.
    String policy =
        "default-src 'none'; style-src '%s'; script-src '%s'; img-src data: blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
            .formatted(hash(style), hash(script));
    return new Page(html.getBytes(StandardCharsets.UTF_8), policy);
  }

  /** A text of this package's resources. */
  static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  byte[] html() {
    return html;
  }

  /** Its Content-Security-Policy. */
  String policy() {
    return policy;
  }
}
