/**
 * Drawn pictures of a handwritten digit on paper, and for each pixel what it shows: what the ink
 * network learns from and is measured on.
 *
 * <p>A scene is put together from {@linkplain io.github.mnistfit.training.scenes.Condition
 * conditions}; each can be drawn alone. Lengths are pixels of the drawn picture, which has {@value
 * io.github.mnistfit.network.InkImage#SIDE} a side; x goes right, y down, and the middle of the
 * first pixel is at (0.5, 0.5).
 */
package io.github.mnistfit.training.scenes;
