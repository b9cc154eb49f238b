package io.github.mnistfit.training;

/**
 * Stochastic gradient descent: what it takes besides gradients.
 *
 * @param epochs passes over the training images, at least 1
 * @param batchSize images a step, at least 1
 * @param learningRate the largest step size, for gradients averaged over the batch, more than 0
 * @param schedule how the step size changes
 * @param momentum the share of the last step that the next one keeps, in [0, 1)
 * @param weightDecay the share of each weight that is added to its gradient, in [0, 1)
 */
public record Optimization(
    int epochs,
    int batchSize,
    double learningRate,
    LearningRateSchedule schedule,
    double momentum,
    double weightDecay) {}
