package io.github.mnistfit.training;

import io.github.mnistfit.network.InkArchitecture;
import io.github.mnistfit.network.InkClass;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * The cross-entropy of each pixel, and beside it for each picture one less the Dice coefficient
 * (Milletari, Navab and Ahmadi, 2016) of its digit: without that, a thin digit's few pixels would
 * hardly count. Means over the batch's pictures. DL4J asks for the gradient first; the loss is kept
 * from there.
 */
final class InkLoss implements ILossFunction {
  private static final long serialVersionUID = 1;

  /** What the cross-entropy of a pixel weighs beside the Dice loss. */
  private static final double CROSS_ENTROPY = 2;

  /** Pixels that are added to both sides of the coefficient, for pictures without a digit. */
  private static final double SMOOTHING = 8;

  private static final int CLASSES = InkClass.values().length;
  private static final int INSIDE = InkArchitecture.CELL * InkArchitecture.CELL;

  /** Numbers of a picture's output. */
  private static final int PICTURE =
      InkArchitecture.PLACES * InkArchitecture.PLACES * InkArchitecture.CHANNELS;

  private double loss;

  /** The loss of the batch whose gradient was computed last: the mean of its pictures. */
  double loss() {
    return loss;
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray output, IActivation identity, INDArray mask) {
    float[] wanted = labels.dup('c').data().asFloat();
    float[] values = output.dup('c').data().asFloat();
    int pictures = values.length / PICTURE;
    loss = 0;
    for (int picture = 0; picture < pictures; picture++) {
      computeGradient(wanted, values, picture * PICTURE, pictures);
    }
    return Nd4j.create(values).reshape('c', output.shape());
  }

  /** Puts the gradient of one picture's logits into their place. */
  private void computeGradient(float[] wanted, float[] values, int from, int pictures) {
    double entropy = softmax(wanted, values, from);
    double both = SMOOTHING;
    double either = SMOOTHING;
    for (int place = from; place < from + PICTURE; place += InkArchitecture.CHANNELS) {
      for (int i = place; i < place + INSIDE; i++) { // the digit is the first class
        both += 2.0 * values[i] * wanted[i];
        either += values[i] + wanted[i];
      }
    }
    int pixels = PICTURE / CLASSES;
    loss += (CROSS_ENTROPY * entropy / pixels + 1 - both / either) / pictures;
    double ofEntropy = CROSS_ENTROPY / pixels / pictures;
    for (int place = from; place < from + PICTURE; place += InkArchitecture.CHANNELS) {
      for (int i = place; i < place + INSIDE; i++) {
        double digit = values[i];
        double ofDice = (both - 2 * wanted[i] * either) / (either * either) / pictures;
        for (int c = 0; c < CLASSES; c++) {
          int at = i + c * INSIDE;
          double p = values[at];
          double change = ofEntropy * (p - wanted[at]) + ofDice * p * ((c == 0 ? 1 : 0) - digit);
          values[at] = (float) change;
        }
      }
    }
  }

  /** Turns a picture's logits into probabilities; returns the sum of its pixels' cross-entropy. */
  private static double softmax(float[] wanted, float[] values, int from) {
    double entropy = 0;
    for (int place = from; place < from + PICTURE; place += InkArchitecture.CHANNELS) {
      for (int i = place; i < place + INSIDE; i++) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < CLASSES; c++) {
          largest = Math.max(largest, values[i + c * INSIDE]);
        }
        double sum = 0;
        double inner = 0;
        for (int c = 0; c < CLASSES; c++) {
          double logit = values[i + c * INSIDE] - largest;
          inner += wanted[i + c * INSIDE] * logit;
          double odds = Math.exp(logit);
          values[i + c * INSIDE] = (float) odds;
          sum += odds;
        }
        entropy += Math.log(sum) - inner;
        for (int c = 0; c < CLASSES; c++) {
          values[i + c * INSIDE] /= (float) sum;
        }
      }
    }
    return entropy;
  }

  @Override
  public double computeScore(
      INDArray labels, INDArray output, IActivation identity, INDArray mask, boolean average) {
    return loss;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray output, IActivation identity, INDArray mask) {
    return Nd4j.scalar(loss).reshape(1, 1);
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray output, IActivation identity, INDArray mask, boolean average) {
    INDArray gradient = computeGradient(labels, output, identity, mask);
    return Pair.of(loss, gradient);
  }

  @Override
  public String name() {
    return "cross-entropy and Dice";
  }
}
