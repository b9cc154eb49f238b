package io.github.mnistfit.spark.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.hadoop.conf.Configuration;

/**
 * The files in an archive, as a stream: one at a time is in memory. A file's path is the archive's,
 * {@code !/}, and its name there.
 */
final class ArchivePictures extends PictureStream {
  private static final int BUFFER = 1 << 16;

  /** The two bytes that gzip begins with. */
  private static final int GZIP = 0x1f8b;

  /** What is buffered takes three times its size for a moment, so less is allowed. */
  private static final int BUFFERED_PART = 2;

  private final String path;
  private final InputKind kind;
  private final SizeLimit limit;
  private ArchiveInputStream<?> archive;

  /** What the archive is read from. */
  private BoundedStream bounded;

  private boolean isEmpty = true;

  /**
   * Opens nothing yet.
   *
   * @param kind {@link InputKind#TAR} or {@link InputKind#ZIP}
   * @param limit larger files in it aren't read
   */
  ArchivePictures(String path, InputKind kind, Configuration conf, SizeLimit limit) {
    super(path, conf, "an archive", "a file: the archive");
    this.path = path;
    this.kind = kind;
    this.limit = limit;
  }

  @Override
  protected Closeable begin(InputStream in) throws IOException {
    bounded = new BoundedStream(in);
    archive =
        kind == InputKind.ZIP
            ? new ZipArchiveInputStream(bounded, "UTF-8", true, true)
            : new TarArchiveInputStream(plain(bounded), "UTF-8");
    return archive;
  }

  private static InputStream plain(InputStream in) throws IOException {
    in.mark(2);
    int first = in.read() << 8 | in.read();
    in.reset();
    return first == GZIP ? new GZIPInputStream(in, BUFFER) : in;
  }

  @Override
  protected void advance() throws IOException {
    ArchiveEntry entry = archive.getNextEntry();
    if (entry == null) {
      over();
      if (isEmpty) { // what isn't an archive at all looks like this, too
        found(Picture.unreadable(path, "has no files in it, or is no archive"));
      }
    } else if (isFile(entry) && !isHidden(entry.getName())) {
      isEmpty = false;
      found(picture(entry));
    } else if (isBuffered(entry)) {
      read(entry, 1); // here, where it is bounded, and not on the way to the next one
    }
  }

  private Picture picture(ArchiveEntry entry) throws IOException {
    String name = path + "!/" + entry.getName();
    if (!archive.canReadEntryData(entry)) {
      return Picture.unreadable(name, "is encrypted, or compressed in a way that isn't read");
    }
    long size = entry instanceof TarArchiveEntry tar ? tar.getRealSize() : entry.getSize();
    if (limit.excludes(size)) {
      return Picture.unreadable(name, limit.reason());
    }
    return size == ArchiveEntry.SIZE_UNKNOWN
        ? ofUnknownSize(name, entry)
        : ofSize(name, (int) size);
  }

  /** Takes memory for it once: a second copy of a large one may be too much for the heap. */
  private Picture ofSize(String name, int size) throws IOException {
    byte[] content = new byte[size];
    return archive.readNBytes(content, 0, size) == size && archive.read() < 0
        ? Picture.of(name, content)
        : Picture.unreadable(name, "has another length than its archive says");
  }

  /** Reads one byte more than is allowed at most; memory is taken as they come. */
  private Picture ofUnknownSize(String name, ArchiveEntry entry) throws IOException {
    byte[] content = read(entry, limit.bytes() + 1);
    return limit.excludes(content.length)
        ? Picture.unreadable(name, limit.reason())
        : Picture.of(name, content);
  }

  private byte[] read(ArchiveEntry entry, int most) throws IOException {
    if (isBuffered(entry)) {
      int allowed = limit.bytes() / BUFFERED_PART;
      bounded.allow(
          allowed,
          "%s is stored without its length before it, and is larger than %d MiB"
              .formatted(entry.getName(), allowed >> 20));
    }
    byte[] content = archive.readNBytes(most);
    bounded.allow(Long.MAX_VALUE, "");
    return content;
  }

  /**
   * Whether Commons Compress reads it whole before it gives its first byte: it is a zip's, isn't
   * compressed, and its length stands behind it, so its end has to be looked for.
   */
  private boolean isBuffered(ArchiveEntry entry) {
    return entry instanceof ZipArchiveEntry zip
        && zip.getMethod() == ZipArchiveEntry.STORED
        && zip.getGeneralPurposeBit().usesDataDescriptor()
        && archive.canReadEntryData(zip);
  }

  /** Links and devices are none. */
  private static boolean isFile(ArchiveEntry entry) {
    return entry instanceof TarArchiveEntry tar
        ? tar.isFile() && !tar.isLink()
        : !entry.isDirectory();
  }

  /** What file systems and archivers keep there for themselves. */
  private static boolean isHidden(String name) {
    return Stream.of(name.split("/"))
        .anyMatch(part -> part.equals("__MACOSX") || (part.startsWith(".") && !part.equals(".")));
  }
}
