/**
 * The page to draw on, and the same over HTTP.
 *
 * <p>Begin with {@link io.github.mnistfit.server.PictureServer}. A request comes through {@code
 * SameSite}, which refuses what another site's page sends; {@code Routes} sends it on to the page
 * or to {@code PictureHandler}, which reads the body within {@link
 * io.github.mnistfit.server.ServerLimits}, takes a place in the queue, and has each picture
 * answered by {@link io.github.mnistfit.server.Recognition}: decoded and fitted in worker
 * processes, read by the network in batches across requests. Jetty stays in this room.
 */
package io.github.mnistfit.server;
