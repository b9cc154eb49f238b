/**
 * Training and fine-tuning. Begin with {@link io.github.mnistfit.training.TrainingSession}: it is
 * given settings (those of a {@link io.github.mnistfit.training.Recipe}) and {@link
 * io.github.mnistfit.training.TrainingData}, has the {@link io.github.mnistfit.training.Trainer} go
 * through the data, keeps checkpoints, and writes the model. In the trainer, {@code Batches} are
 * augmented and prefetched, two {@code Replica}s compute gradients, {@code MomentumSgd} takes the
 * step, and {@code Calibration} ends the run.
 */
package io.github.mnistfit.training;
