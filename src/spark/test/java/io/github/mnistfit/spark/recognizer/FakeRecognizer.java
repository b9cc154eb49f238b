package io.github.mnistfit.spark.recognizer;

import io.github.mnistfit.spark.process.RecognizerProtocol;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Speaks the protocol and does what a picture says: {@code crash}; {@code boast} of a longer answer
 * than there is memory for; {@code kill}, once, for which a file is left behind; all others it
 * repeats. Argument: {@code ready}, {@code refuse} or {@code end}, and the file.
 */
final class FakeRecognizer {
  private FakeRecognizer() {}

  public static void main(String[] arguments) throws Exception {
    var in = new DataInputStream(new BufferedInputStream(System.in));
    var out = new DataOutputStream(System.out);
    if (arguments[0].equals("end")) {
      System.exit(7);
    }
    if (arguments[0].equals("refuse")) {
      out.write(RecognizerProtocol.FAILED);
      out.writeUTF("no model");
      out.flush();
      return;
    }
    out.write(RecognizerProtocol.READY);
    out.flush();
    try {
      while (true) {
        answer(in, out, Path.of(arguments[1]));
      }
    } catch (EOFException end) {
      // Nobody has another picture.
    }
  }

  private static void answer(DataInputStream in, DataOutputStream out, Path killed)
      throws IOException, InterruptedException {
    in.readUnsignedByte();
    long id = in.readLong();
    String picture = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    if (picture.equals("crash")) {
      Runtime.getRuntime().halt(134);
    }
    if (picture.equals("boast")) {
      out.write(RecognizerProtocol.READ);
      out.writeLong(id);
      out.writeInt(Integer.MAX_VALUE);
      out.flush();
      return;
    }
    if (picture.equals("kill") && Files.notExists(killed)) {
      Files.createFile(killed);
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      Thread.sleep(10_000);
    }
    long process = ProcessHandle.current().pid();
    byte[] json =
        "{\"said\":\"%s\",\"process\":%d}"
            .formatted(picture, process)
            .getBytes(StandardCharsets.UTF_8);
    out.write(RecognizerProtocol.READ);
    out.writeLong(id);
    out.writeInt(json.length);
    out.write(json);
    out.flush();
  }
}
