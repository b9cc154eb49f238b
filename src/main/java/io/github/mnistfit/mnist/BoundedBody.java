package io.github.mnistfit.mnist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/**
 * Takes the body of one HTTP response, up to a limit. It fails as soon as the response is another
 * than 200 or too long, without waiting for the rest.
 */
final class BoundedBody implements BodyHandler<byte[]>, BodySubscriber<byte[]> {
  private final int limit;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Subscription subscription;
  private int status;
  private volatile long received;
  private volatile long total = -1;

  BoundedBody(int limit) {
    this.limit = limit;
  }

  /** Bytes so far; any thread may ask. */
  long received() {
    return received;
  }

  /** Bytes of the whole body, −1 if they aren't known; any thread may ask. */
  long total() {
    return total;
  }

  @Override
  public BodySubscriber<byte[]> apply(ResponseInfo response) {
    status = response.statusCode();
    total = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    return this;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    if (status != HttpURLConnection.HTTP_OK) {
      fail("it answers with HTTP status " + status);
    } else {
      subscription.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (buffer.remaining() > limit - bytes.size()) {
        fail("it sends more than " + limit + " bytes");
        return;
      }
      var part = new byte[buffer.remaining()];
      buffer.get(part);
      bytes.writeBytes(part);
    }
    received = bytes.size();
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(bytes.toByteArray());
  }

  private void fail(String reason) {
    subscription.cancel();
    body.completeExceptionally(new IOException(reason));
  }
}
