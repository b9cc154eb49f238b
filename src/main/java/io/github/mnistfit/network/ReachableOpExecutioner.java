package io.github.mnistfit.network;

import java.lang.ref.Reference;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BroadcastOp;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.IndexAccumulation;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.RandomOp;
import org.nd4j.linalg.api.ops.ReduceOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.cpu.nativecpu.ops.NativeOpExecutioner;

/**
 * Keeps an operation and its arrays reachable until its native code has returned.
 *
 * <p>ND4J 1.0.0-M2.1 hands addresses of an operation's arrays to native code, and doesn't touch the
 * operation any more. If garbage is collected at that moment, arrays that nothing else refers to,
 * as those that name the dimensions, are freed while they are read. A training run of twelve
 * minutes crashed so; with a small young generation it takes a second.
 */
public final class ReachableOpExecutioner extends NativeOpExecutioner {
  /** For ND4J, which makes its executioner by reflection. */
  public ReachableOpExecutioner() {}

  @Override
  public INDArray exec(Op op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  @Override
  public INDArray exec(IndexAccumulation op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  @Override
  public INDArray exec(ReduceOp op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  @Override
  public INDArray exec(ScalarOp op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  @Override
  public INDArray exec(BroadcastOp op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  @Override
  public INDArray exec(RandomOp op, OpContext context, Random random) {
    try {
      return super.exec(op, context, random);
    } finally {
      Reference.reachabilityFence(op);
    }
  }

  @Override
  public INDArray[] exec(CustomOp op, OpContext context) {
    try {
      return super.exec(op, context);
    } finally {
      Reference.reachabilityFence(op);
      Reference.reachabilityFence(context);
    }
  }
}
