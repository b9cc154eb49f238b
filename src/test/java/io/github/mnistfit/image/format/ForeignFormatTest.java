package io.github.mnistfit.image.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0000001c 66747970 68656963|a HEIC picture",
        "0000001c 66747970 6d696631|a HEIC picture",
        "00000020 66747970 61766966|an AVIF picture",
        "00000020 66747970 6d696631 00000000 6d696631 61766966 6d696166 4d413142|an AVIF picture",
        "0000001c 66747970 6d696631 00000000 6d696631 68656963 6d696166 61766966|a HEIC picture",
        "0000000c 4a584c20 0d0a870a|a JPEG XL picture",
        "ff0a fa7f|a JPEG XL picture",
        "0000000c 6a502020 0d0a870a|a JPEG 2000 picture",
        "ff4fff51 0029|a JPEG 2000 picture",
        "49492b00 08000000|a BigTIFF picture",
        "4d4d002b 00080000|a BigTIFF picture",
        "00000100 01002020|an ICO picture",
        "762f3101 02000000|an OpenEXR picture",
        "233f52414449414e43450a|a Radiance picture",
        "716f6966 0000001c|a QOI picture",
        "46554a4946494c4d4343442d524157 20|a Fujifilm raw picture",
        "00000200 01002020|an ICO picture",
        "255044462d312e37|a PDF document",
        "0d0a0d0a 255044462d312e37|a PDF document"
      })
  void isToldByItsFirstBytes(String hex, String noun) {
    byte[] bytes = bytes(hex);
    assertThat(ForeignFormat.of(bytes))
        .get()
        .extracting(ForeignFormat::reason)
        .asString()
        .startsWith("is " + noun + ", which mnistfit doesn't read: ");
  }

  @ParameterizedTest
  @CsvSource({
    "'<?xml version=\"1.0\"?><!-- x --><svg xmlns=\"\">', SVG",
    "'<!DOCTYPE html><title>Log in', HTML",
    "'<?xml version=\"1.0\"?><!DOCTYPE html><html><svg>', HTML",
    "'<?xml version=\"1.0\"?><svg><foreignObject><html>', SVG",
    "'version https://git-lfs.github.com/spec/v1', GIT_LFS",
    "'data:image/png;base64,iVBORw0', DATA_URL"
  })
  void textIsToldToo(String text, ForeignFormat format) {
    assertThat(ForeignFormat.of(text.getBytes(StandardCharsets.UTF_8))).contains(format);
  }

  @ParameterizedTest
  @CsvSource({
    "89504e470d0a1a0a",
    "ffd8ffe0",
    "49492a00",
    "0000020000000000 00000000",
    "0000001c66747970 6d703432",
    "''"
  })
  void nothingElseIs(String hex) {
    assertThat(ForeignFormat.of(bytes(hex))).isEmpty();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
