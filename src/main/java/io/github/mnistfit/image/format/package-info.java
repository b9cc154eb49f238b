/**
 * The picture formats, one class each.
 *
 * <p>{@link PictureFormat} tells a file's format by its first bytes and parses it, once, to an
 * {@link EncodedPicture}: {@link Png}, {@link Jpeg}, {@link Bmp}, {@link Pnm}, {@link WebP}, {@link
 * Tiff} or {@link Gif}, which knows its {@link PictureHeader} (size, and the memory that decoding
 * takes) and whether it is whole. Nothing is decoded before the header was held against a limit;
 * then {@code decode} gives an upright picture of exactly the size that was announced. OpenCV
 * decodes five formats ({@code OpenCvDecoder}), the JDK two ({@code JdkDecoder}). What is known but
 * not read is named by {@link ForeignFormat}. Begin at {@link PictureFormat}; a new format is a
 * class and a line there.
 */
package io.github.mnistfit.image.format;
