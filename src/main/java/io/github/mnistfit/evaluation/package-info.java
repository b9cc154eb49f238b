/** Accuracy, intervals, confusion, calibration error. */
package io.github.mnistfit.evaluation;
