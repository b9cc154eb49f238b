package io.github.mnistfit.fitter;

import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fit.Overview;
import io.github.mnistfit.fit.PageCopy;
import io.github.mnistfit.image.ColourMode;
import io.github.mnistfit.image.Picture;
import io.github.mnistfit.image.PictureReader;
import io.github.mnistfit.image.PixelLimit;
import io.github.mnistfit.image.Thumbnail;
import io.github.mnistfit.numbers.LineSegmenter;
import io.github.mnistfit.numbers.LineSegmenter.DigitTest;
import io.github.mnistfit.numbers.SegmentationGraph;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** Decodes and fits in this process, on the thread that asks. */
public final class LocalFitter implements Fitter {
  private final Fit fit;
  private final PixelLimit limit;
  private final Set<Extra> extras;

  /** Held by each picture in work: a process that ended meanwhile could crash in native code. */
  private final ReadWriteLock work = new ReentrantReadWriteLock();

  private boolean closed;

  /** Fits pictures of at most {@link PixelLimit#STANDARD} pixels and makes no extras. */
  public LocalFitter(Fit fit) {
    this(fit, Set.of());
  }

  /** Fits pictures of at most {@link PixelLimit#STANDARD} pixels and makes some extras. */
  public LocalFitter(Fit fit, Set<Extra> extras) {
    this(fit, PixelLimit.STANDARD, extras);
  }

  /**
   * Makes a fitter.
   *
   * @param limit pictures of more pixels are refused
   * @param extras what is made beside the results
   */
  public LocalFitter(Fit fit, PixelLimit limit, Set<Extra> extras) {
    this.fit = fit;
    this.limit = limit;
    this.extras = Set.copyOf(extras);
  }

  @Override
  public Fitted fit(PictureSource source) {
    return guarded(() -> fitted(source), unreadable -> unreadable);
  }

  private Fitted fitted(PictureSource source) throws IOException {
    try (Picture picture = PictureReader.read(source.bytes(), fit.decoding(), limit)) {
      Optional<Overview> overview =
          extras.contains(Extra.WORKING_COPY)
              ? Optional.of(new Overview(picture))
              : Optional.empty();
      Fit.Observer observer = overview.map(Fit.Observer.class::cast).orElse(Fit.Observer.NONE);
      Fit.Trace trace =
          extras.contains(Extra.STEPS)
              ? fit.trace(picture, observer)
              : new Fit.Trace(fit.apply(picture, observer), List.of());
      var made =
          new Extras(
              extras.contains(Extra.THUMBNAIL)
                  ? Optional.of(Thumbnail.jpeg(picture))
                  : Optional.empty(),
              overview.map(Overview::copy),
              overview.filter(Overview::mayShowSeveral).isPresent(),
              trace.steps());
      return trace.image().isPresent()
          ? new Fitted.Image(trace.image().get(), made)
          : new Fitted.Nothing("no ink found", made);
    }
  }

  @Override
  public Segmented segment(PictureSource source, DigitTest test) {
    return guarded(() -> segmented(source, test), unreadable -> unreadable);
  }

  private Segmented segmented(PictureSource source, DigitTest test) throws IOException {
    byte[] bytes = source.bytes();
    Optional<PageCopy> shown = Optional.empty();
    Optional<PageCopy> page = Optional.empty();
    List<SegmentationGraph> lines;
    try (Picture picture = PictureReader.read(bytes, LineSegmenter.COLOUR_MODE, limit)) {
      lines = LineSegmenter.lines(picture, test);
      if (extras.contains(Extra.PAGE_COPY)) {
        page = Optional.of(PageCopy.of(picture));
      }
    }
    if (extras.contains(Extra.STEPS)) {
      try (Picture picture = PictureReader.read(bytes, ColourMode.OPENCV_GREY, limit)) {
        shown = Optional.of(PageCopy.asItIs(picture));
      }
    }
    return new Segmented.Lines(lines, page, shown);
  }

  @Override
  public void close() {
    Lock all = work.writeLock();
    all.lock();
    try {
      closed = true;
    } finally {
      all.unlock();
    }
  }

  /** Work on a picture. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException;
  }

  /** Makes failures that nobody foresaw the picture's own: they cost no other its answer. */
  private <T> T guarded(Work<? extends T> task, Function<Fitted.Unreadable, ? extends T> as) {
    work.readLock().lock();
    try {
      return closed
          ? as.apply(new Fitted.Unreadable("the fitter is closed", /* isTransient= */ true))
          : task.run();
    } catch (IOException e) {
      return as.apply(Fitted.Unreadable.because(e));
    } catch (RuntimeException e) {
      return as.apply(new Fitted.Unreadable("can't be fitted to MNIST's form"));
    } catch (OutOfMemoryError e) {
      return as.apply(new Fitted.Unreadable("needs more memory than there is"));
    } finally {
      work.readLock().unlock();
    }
  }
}
