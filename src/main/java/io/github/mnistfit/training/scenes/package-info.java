/**
 * Drawn pictures of a handwritten digit on paper, and for each pixel what it shows: what the ink
 * network learns from and is measured on.
 *
 * <p>A scene is put together from {@linkplain io.github.mnistfit.training.scenes.Condition
 * conditions}; each can be drawn alone. Begin with {@link
 * io.github.mnistfit.training.scenes.SceneGenerator}: it has the digit written, then what lies
 * around it, the surface, the light and what the camera did, each by the class of that kind.
 * Lengths are pixels of the drawn picture, which has {@value
 * io.github.mnistfit.network.InkImage#SIDE} a side; x goes right, y down, and the middle of the
 * first pixel is at (0.5, 0.5).
 */
package io.github.mnistfit.training.scenes;
