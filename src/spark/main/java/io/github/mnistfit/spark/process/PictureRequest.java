package io.github.mnistfit.spark.process;

import io.github.mnistfit.fitter.PictureSource;

/**
 * A picture that an executor asks about.
 *
 * @param id the request's number
 * @param bytes a picture file's
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PictureRequest(long id, byte[] bytes) {
  PictureSource source() {
    return PictureSource.of(bytes);
  }
}
