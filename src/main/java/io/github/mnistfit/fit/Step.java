package io.github.mnistfit.fit;

import org.opencv.core.Mat;

/** One step of a fit: a picture in, a picture out. Steps are immutable and may be shared. */
public interface Step {
  /** The step's name, a word or two of image processing. */
  String name();

  /**
   * Does the step.
   *
   * @param picture not changed and not released
   * @return a new picture; an empty one if nothing is in it that could be a digit
   */
  Mat apply(Mat picture);
}
