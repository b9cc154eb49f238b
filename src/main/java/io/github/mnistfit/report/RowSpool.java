package io.github.mnistfit.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Rows that wait on disk for their order to be known, so that the memory of a report of many
 * pictures is a few numbers a picture. The file lies beside the report, which needs as much space.
 */
final class RowSpool implements Closeable {
  private final FileChannel file;
  private final List<Entry> entries = new ArrayList<>();
  private long end;

  private record Entry(double order, long offset, int length) {}

  RowSpool(Path folder) throws IOException {
    Path path = folder.resolve(".mnistfit-" + UUID.randomUUID() + ".part");
    // An interrupted process closes no files.
    path.toFile().deleteOnExit();
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  void add(double order, String row) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(row);
    entries.add(new Entry(order, end, bytes.remaining()));
    while (bytes.hasRemaining()) {
      end += file.write(bytes, end);
    }
  }

  /** Writes all rows, those of the lowest order first, equal ones in the order of adding. */
  void writeSorted(OutputStream out) throws IOException {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingDouble(Entry::order));
    for (Entry entry : sorted) {
      ByteBuffer bytes = ByteBuffer.allocate(entry.length());
      while (bytes.hasRemaining()) {
        if (file.read(bytes, entry.offset() + bytes.position()) < 0) {
          throw new IOException("the temporary file beside the report was cut short");
        }
      }
      out.write(bytes.array());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
