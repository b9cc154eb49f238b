package io.github.mnistfit;

import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.io.PrivateFolder;
import io.github.mnistfit.io.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The models that are shipped for use, as the artifact {@code mnistfit} with the classifier {@code
 * models} has them. A model is opened by its path, so they are unpacked to the cache, once.
 */
final class ShippedModels {
  /** Where they lie in the artifact. */
  private static final String FOLDER = "/io/github/mnistfit/models/";

  private static final String MODEL = "default.zip";

  private ShippedModels() {}

  /**
   * The path of the model that reads digits. Those that find ink lie beside it.
   *
   * @throws IOException if they aren't on the class path or can't be unpacked; the message is for
   *     the user
   */
  static Path unpacked() throws IOException {
    Map<String, byte[]> models = new LinkedHashMap<>();
    MessageDigest digest = Sha256.digest();
    for (String name : List.of(DigitRecognizer.INK_MODEL, NumberReader.INK_MODEL, MODEL)) {
      byte[] bytes = resource(name);
      digest.update(bytes);
      models.put(name, bytes);
    }
    // By their content: another version has a folder of its own.
    String checksum = HexFormat.of().formatHex(digest.digest());
    Path folder = PrivateFolder.inCache(System.getenv(), "models/" + checksum);
    for (Map.Entry<String, byte[]> model : models.entrySet()) {
      unpack(model.getValue(), folder.resolve(model.getKey()));
    }
    return folder.resolve(MODEL);
  }

  private static void unpack(byte[] bytes, Path to) throws IOException {
    if (!Files.isRegularFile(to) || !Arrays.equals(Files.readAllBytes(to), bytes)) {
      AtomicFile.write(to, true, out -> out.write(bytes));
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ShippedModels.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException(
            "there is no model on the class path: add mnistfit's artifact with the classifier"
                + " models, or open a model file");
      }
      return in.readAllBytes();
    }
  }
}
