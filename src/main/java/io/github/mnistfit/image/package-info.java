/**
 * Bytes to an upright picture.
 *
 * <p>Begin with {@link io.github.mnistfit.image.PictureReader}: it reads a file's bytes, has {@link
 * io.github.mnistfit.image.format} tell what they are and how large, holds that against a {@link
 * io.github.mnistfit.image.PixelLimit}, and decodes them as a {@link
 * io.github.mnistfit.image.Decoding} asks to a {@link io.github.mnistfit.image.Picture}.
 */
package io.github.mnistfit.image;
