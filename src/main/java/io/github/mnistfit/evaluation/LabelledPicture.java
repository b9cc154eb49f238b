package io.github.mnistfit.evaluation;

import java.nio.file.Path;

/**
 * A picture and the digit that it shows.
 *
 * @param path as it is listed
 * @param file the same, relative to where the list lies
 * @param label the digit, 0 to 9
 * @param group the group that it belongs to
 */
public record LabelledPicture(String path, Path file, int label, String group) {}
