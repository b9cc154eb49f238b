/**
 * Training and fine-tuning. Begin with {@link io.github.mnistfit.training.TrainingSession}: it is
 * given settings (those of a {@link io.github.mnistfit.training.Recipe}) and {@link
 * io.github.mnistfit.training.TrainingData}, has the {@link io.github.mnistfit.training.Trainer} go
 * through the data, keeps checkpoints, and writes the model. In the trainer, {@code Batches} are
 * augmented and prefetched, two {@code Replica}s compute gradients, {@code MomentumSgd} takes the
 * step, and {@code Calibration} ends the run.
 *
 * <p>Networks that find ink are trained in the same way by an {@link
 * io.github.mnistfit.training.InkTrainingSession}, on {@link io.github.mnistfit.training.scenes}
 * that are drawn as they are needed. Both loops are in this one package since they share
 * checkpoints and states, which nobody else is to know.
 */
package io.github.mnistfit.training;
