/**
 * Hard examples: drawn pictures are sent through all that comes before the network, and what it
 * would be asked about is labelled by what was drawn. Begin with {@link
 * io.github.mnistfit.mining.DrawnHypotheses}.
 */
package io.github.mnistfit.mining;
