package io.github.mnistfit.cli.output;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;

/**
 * Standard error for our own words alone. libpng, libjpeg and others write to file descriptor 2
 * what they think of a picture. The launcher hands over what that was as another descriptor too;
 * then 2 itself leads nowhere from here on.
 */
final class StandardError {
  private static final int USUAL = 2;

  private StandardError() {}

  /** What messages go to, as a file: the terminal, where it is one. */
  static File device() {
    return new File("/dev/fd/" + number());
  }

  private static int number() {
    return Integer.getInteger("mnistfit.err.descriptor", USUAL);
  }

  /** Where messages go. Without the launcher, that is where all go. */
  static OutputStream claimed() {
    int number = number();
    if (number == USUAL) {
      return new FileOutputStream(FileDescriptor.err);
    }
    try {
      Constructor<FileDescriptor> maker = FileDescriptor.class.getDeclaredConstructor(int.class);
      maker.setAccessible(true); // the launcher opens java.io for this
      var messages = new FileOutputStream(maker.newInstance(number));
      // The JDK closes no standard stream: it makes it lead to the null device.
      new FileOutputStream(FileDescriptor.err).close();
      return messages;
    } catch (ReflectiveOperationException | RuntimeException | IOException e) {
      return new FileOutputStream(
          FileDescriptor.err); // a JDK of another make: as without the launcher
    }
  }
}
