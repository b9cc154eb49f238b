package io.github.mnistfit.server;

import io.github.mnistfit.fitter.CountedSource;
import io.github.mnistfit.fitter.PictureSource;
import io.github.mnistfit.image.format.Frames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * A picture of a request.
 *
 * @param name the file's name as the client sent it, which can be anything; {@code -} if it has
 *     none
 * @param source of a picture file's bytes, or of anything else
 */
record SentPicture(String name, PictureSource source) {
  /** In characters; browsers and programs write two or three lines. */
  private static final int MOST_OF_PART_HEADER = 8192;

  /** What is called so on the command line has no name either. */
  private static final String UNNAMED = "-";

  private static SentPicture of(String name, byte[] bytes) {
    return new SentPicture(name, new CountedSource(PictureSource.of(bytes)));
  }

  /** A body that is a picture. */
  static SentPicture of(byte[] body) {
    if (body.length == 0) {
      throw PictureRequest.badRequest("The request has no body: send a picture's bytes.");
    }
    return of(UNNAMED, body);
  }

  /**
   * The pictures of a form; fields that aren't files are pictures, too.
   *
   * @param most how many there may be
   */
  static CompletableFuture<List<SentPicture>> ofForm(byte[] body, String boundary, int most) {
    var parser = new MultiPartFormData.Parser(boundary);
    parser.setMaxParts(most);
    parser.setPartHeadersMaxLength(MOST_OF_PART_HEADER); // 600 kB took six seconds
    parser.setMaxMemoryFileSize(-1); // never in a file: the body is in memory already
    parser.setMaxLength(-1);
    var parsed = new Promise.Completable<MultiPartFormData.Parts>();
    parser.parse(
        Content.Source.from(ByteBuffer.wrap(body)),
        Promise.from(Invocable.InvocationType.NON_BLOCKING, parsed));
    return parsed.handle(
        (parts, failure) -> {
          if (failure != null) {
            throw PictureRequest.badRequest(
                "The form can't be read: it has more than "
                    + most
                    + " pictures, a control character in a name, or isn't what"
                    + " multipart/form-data is.");
          }
          try (parts) {
            return pictures(parts);
          }
        });
  }

  private static List<SentPicture> pictures(MultiPartFormData.Parts parts) {
    List<SentPicture> pictures = new ArrayList<>();
    for (MultiPart.Part part : parts) {
      try {
        if (part.getFileName() == null && PictureRequest.isParameter(part.getName())) {
          throw PictureRequest.badRequest(
              "Parameters don't go into the form but behind the path: ?" + part.getName() + "=…");
        }
        String name = part.getFileName() != null ? part.getFileName() : part.getName();
        ByteBuffer bytes = Content.Source.asByteBuffer(part.getContentSource());
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        pictures.add(of(name == null ? UNNAMED : name, copy));
      } catch (IOException e) {
        throw new UncheckedIOException("memory doesn't fail", e);
      }
    }
    if (pictures.isEmpty()) {
      throw PictureRequest.badRequest("The form has no pictures.");
    }
    return pictures;
  }

  /** How many pages or frames its file has, once it was read; 1 before that. */
  int frames() {
    return CountedSource.frames(source);
  }

  /** A picture file's bytes. */
  byte[] bytes() {
    try {
      return source.bytes();
    } catch (IOException e) {
      throw new UncheckedIOException("memory doesn't fail", e);
    }
  }

  /**
   * Each page or frame of some files as a picture of its own, called as on the command line.
   *
   * @param most how many there may be
   * @throws HttpProblem if there are more
   */
  static List<SentPicture> pages(List<SentPicture> files, int most) {
    List<SentPicture> pages = new ArrayList<>();
    for (SentPicture file : files) {
      byte[] bytes = file.bytes();
      int count = file.frames();
      if (pages.size() + count > most) {
        throw PictureRequest.badRequest(
            "The files have more than "
                + most
                + " pages or frames together: send fewer at once, or"
                + " leave out pages=true.");
      }
      if (count == 1) {
        pages.add(file);
      } else {
        IntStream.rangeClosed(1, count)
            .mapToObj(n -> new SentPicture(file.name() + "#" + n, () -> Frames.frame(bytes, n - 1)))
            .forEach(pages::add);
      }
    }
    return pages;
  }
}
