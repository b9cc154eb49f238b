package io.github.mnistfit.server;

import io.github.mnistfit.fitter.PictureSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
  /** What is called so on the command line has no name either. */
  private static final String UNNAMED = "-";

  /** A body that is a picture. */
  static SentPicture of(byte[] body) {
    if (body.length == 0) {
      throw PictureRequest.badRequest("The request has no body: send a picture's bytes.");
    }
    return new SentPicture(UNNAMED, PictureSource.of(body));
  }

  /**
   * The pictures of a form; fields that aren't files are pictures, too.
   *
   * @param most how many there may be
   */
  static CompletableFuture<List<SentPicture>> ofForm(byte[] body, String boundary, int most) {
    var parser = new MultiPartFormData.Parser(boundary);
    parser.setMaxParts(most);
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
                "The form can't be read: it is no multipart/form-data, or has more than "
                    + most
                    + " pictures.");
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
        String name = part.getFileName() != null ? part.getFileName() : part.getName();
        ByteBuffer bytes = Content.Source.asByteBuffer(part.getContentSource());
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        pictures.add(new SentPicture(name, PictureSource.of(copy)));
      } catch (IOException e) {
        throw new UncheckedIOException("memory doesn't fail", e);
      }
    }
    if (pictures.isEmpty()) {
      throw PictureRequest.badRequest("The form has no pictures.");
    }
    return pictures;
  }
}
