/**
 * Answers as JSON objects, the same on the command line and over HTTP.
 *
 * <p>{@link io.github.mnistfit.json.AnswerJson} is what {@code predict} says of a picture, {@link
 * io.github.mnistfit.json.NumberJson} what {@code read} does. A script may rely on their fields:
 * new ones may come, none goes.
 */
package io.github.mnistfit.json;
