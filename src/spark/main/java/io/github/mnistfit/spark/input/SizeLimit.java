package io.github.mnistfit.spark.input;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;

/**
 * The largest picture file that is read here. Each of an executor's tasks holds one in the
 * executor's heap, and one more may be on its way to the recogniser.
 *
 * @param bytes at most {@link #MOST}
 */
public record SizeLimit(int bytes) {
  /** As on one machine: larger files are no picture of a digit. */
  static final int MOST = 1 << 28;

  /**
   * A task's picture may have one part in so many of its share of the heap. A task may hold two,
   * one being read and one on its way, so all tasks together hold half of it. Chosen, not measured.
   */
  private static final int PART = 4;

  /** A master that says itself how many cores an executor has. */
  private static final Pattern LOCAL =
      Pattern.compile("local\\[(\\d+)[\\],].*|local-cluster\\[\\d+ *, *(\\d+) *,.*");

  /** That of this JVM, an executor's or the driver's. */
  public static SizeLimit here() {
    return of(Runtime.getRuntime().maxMemory(), cores(SparkEnv.get().conf()));
  }

  /**
   * That of an executor.
   *
   * @param heap in bytes
   * @param tasks that run at once
   */
  static SizeLimit of(long heap, int tasks) {
    // As if there were two at least, since one task holds a picture and sends the one before it.
    return new SizeLimit((int) Math.min(MOST, heap / ((long) PART * Math.max(2, tasks))));
  }

  /** How many cores an executor has, and so how many tasks it runs at once. */
  public static int cores(SparkConf conf) {
    String master = conf.get("spark.master", "");
    Matcher local = LOCAL.matcher(master);
    if (local.matches()) {
      return Integer.parseInt(local.group(local.group(1) == null ? 2 : 1));
    }
    // As Spark has it: these give an executor one core, and others all of the machine's.
    boolean isOne = master.startsWith("yarn") || master.startsWith("k8s");
    return conf.getInt(
        "spark.executor.cores", isOne ? 1 : Runtime.getRuntime().availableProcessors());
  }

  /** Whether a file of so many bytes isn't read. */
  public boolean excludes(long size) {
    return size > bytes;
  }

  /** Why it isn't, in a few lower-case words. */
  public String reason() {
    String reason = "is larger than " + (bytes >> 20) + " MiB";
    return bytes == MOST
        ? reason
        : reason + ", which is as much as the heap allows (spark.executor.memory)";
  }
}
