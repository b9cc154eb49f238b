package io.github.mnistfit.image.format;

import io.github.mnistfit.image.format.PngChunks.Chunk;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** What libpng takes a PNG file's gamma from when it turns colours into grey. */
final class PngGamma {
  /**
   * CRC-32 sums of the ICC profiles that libpng 1.6 takes for sRGB; it ignores the gamma of all
   * others. Source: {@code png_sRGB_checks} in libpng's png.c. It complains about the last three.
   */
  private static final Set<Integer> SRGB_PROFILES =
      Set.of(0x3b8772b9, 0x427ebb21, 0x306fd8ae, 0xbbef7812, 0x5d5129ce, 0x182ea552, 0xf29e526d);

  /** The longest of them. */
  private static final int LONGEST_PROFILE = 60_988;

  /** Where a profile's rendering intent is, four bytes. */
  private static final int INTENT = 64;

  private PngGamma() {}

  /**
   * The one chunk that makes libpng apply the same gamma as the file's own; empty if it has none.
   */
  static Optional<Chunk> chunk(PngChunks png) {
    return png.first("sRGB")
        .or(() -> png.first("iCCP").flatMap(PngGamma::asSrgb))
        .or(() -> png.first("gAMA"));
  }

  private static Optional<Chunk> asSrgb(Chunk iccp) {
    ByteBuffer profile = profile(iccp.data());
    if (profile.remaining() <= INTENT + 4) {
      return Optional.empty();
    }
    int length = profile.getInt(0);
    if (length < 0 || length > profile.remaining()) {
      return Optional.empty();
    }
    var crc = new CRC32();
    crc.update(profile.slice(0, length));
    return SRGB_PROFILES.contains((int) crc.getValue())
        ? Optional.of(Chunk.of("sRGB", new byte[] {(byte) profile.getInt(INTENT)}))
        : Optional.empty();
  }

  /** Behind a name that ends in zero and a byte for the method, deflated. */
  private static ByteBuffer profile(ByteBuffer iccp) {
    while (iccp.hasRemaining() && iccp.get() != 0) {}
    if (!iccp.hasRemaining()) {
      return ByteBuffer.allocate(0);
    }
    var inflater = new Inflater();
    try {
      inflater.setInput(iccp.slice(iccp.position() + 1, iccp.remaining() - 1));
      byte[] profile = new byte[LONGEST_PROFILE];
      return ByteBuffer.wrap(profile, 0, inflater.inflate(profile));
    } catch (DataFormatException e) {
      return ByteBuffer.allocate(0);
    } finally {
      inflater.end();
    }
  }
}
