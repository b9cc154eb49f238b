package io.github.mnistfit.mnist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Four files in the form of MNIST's and under their names, but small and of noise.
 *
 * @param training what the first two hold
 * @param test what the other two hold
 */
record FakeMnist(List<LabelledImage> training, List<LabelledImage> test) {
  static FakeMnist of(long seed) {
    var random = new Random(seed);
    return new FakeMnist(images(5, random), images(3, random));
  }

  private static List<LabelledImage> images(int n, Random random) {
    return IntStream.range(0, n)
        .mapToObj(
            i -> {
              var pixels = new byte[MnistImage.PIXELS];
              random.nextBytes(pixels);
              return new LabelledImage(MnistImage.of(pixels), random.nextInt(10));
            })
        .toList();
  }

  MnistFileSet set() throws Exception {
    return new MnistFileSet(
        file("train-images-idx3-ubyte"),
        file("train-labels-idx1-ubyte"),
        file("t10k-images-idx3-ubyte"),
        file("t10k-labels-idx1-ubyte"));
  }

  private MnistFile file(String name) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(name));
    return new MnistFile(name, bytes(name).length, HexFormat.of().formatHex(digest));
  }

  /** The unpacked bytes of one of the files. */
  byte[] bytes(String name) throws IOException {
    List<LabelledImage> half = name.startsWith("train") ? training : test;
    var bytes = new ByteArrayOutputStream();
    if (name.contains("images")) {
      IdxFile.writeImages(bytes, half.stream().map(LabelledImage::image).toList());
    } else {
      bytes.writeBytes(ByteBuffer.allocate(8).putInt(0x0801).putInt(half.size()).array());
      half.forEach(image -> bytes.write(image.label()));
    }
    return bytes.toByteArray();
  }

  /** Writes all four into a folder. */
  void writeTo(Path folder, boolean gzipped) throws Exception {
    Files.createDirectories(folder);
    for (MnistFile file : set().files()) {
      byte[] bytes = bytes(file.name());
      Files.write(
          folder.resolve(file.name() + (gzipped ? ".gz" : "")), gzipped ? gzipped(bytes) : bytes);
    }
  }

  static byte[] gzipped(byte[] bytes) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
