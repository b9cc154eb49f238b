package io.github.mnistfit.spark.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Archives of files called {@code 0.png}, {@code 1.png} and so on. */
final class ArchiveFiles {
  private ArchiveFiles() {}

  static byte[] tar(byte[]... files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new TarArchiveOutputStream(bytes)) {
      for (int i = 0; i < files.length; i++) {
        var entry = new TarArchiveEntry(i + ".png");
        entry.setSize(files[i].length);
        out.putArchiveEntry(entry);
        out.write(files[i]);
        out.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  /** As Java's streams write it: a file's size stands behind it. */
  static byte[] zip(byte[]... files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < files.length; i++) {
        out.putNextEntry(new ZipEntry(i + ".png"));
        out.write(files[i]);
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
