package io.github.mnistfit.fitter;

/** What a fitter can make beside its result, to be looked at; each costs time. */
public enum Extra {
  /** A small JPEG of the picture. */
  THUMBNAIL,
  /** A small grey copy of the picture, in which an ink network can look for a digit. */
  WORKING_COPY,
  /** A grey copy of a segmented picture, in which an ink network can look for digits. */
  PAGE_COPY,
  /** What each step of the fit made; of a segmented picture, the picture itself in grey. */
  STEPS
}
