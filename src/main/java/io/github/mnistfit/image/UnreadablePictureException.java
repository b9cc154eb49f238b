package io.github.mnistfit.image;

import java.io.IOException;

/** A file can't be read as a picture. The message is the reason, in a few lower-case words. */
public final class UnreadablePictureException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadablePictureException(String reason) {
    super(reason);
  }

  public UnreadablePictureException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
