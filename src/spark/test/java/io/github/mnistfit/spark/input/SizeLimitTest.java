package io.github.mnistfit.spark.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** How large a picture may be, by the heap and the cores. */
final class SizeLimitTest {
  private static final long GIB = 1 << 30;

  @Test
  void isThatOfOneMachineWhereThereIsMemory() {
    assertThat(SizeLimit.of(4 * GIB, 4).reason()).isEqualTo("is larger than 256 MiB");
    assertThat(SizeLimit.of(400 * GIB, 1).bytes()).isEqualTo(SizeLimit.MOST);
  }

  @Test
  void isAPartOfTheHeapElse() {
    assertThat(SizeLimit.of(GIB, 1).bytes()).isEqualTo(128 << 20);
    assertThat(SizeLimit.of(GIB, 2).bytes()).isEqualTo(128 << 20);
    assertThat(SizeLimit.of(GIB, 4).excludes(64 << 20)).isFalse();
    assertThat(SizeLimit.of(GIB, 4).excludes((64 << 20) + 1)).isTrue();
    assertThat(SizeLimit.of(GIB, 4).reason())
        .isEqualTo(
            "is larger than 64 MiB, which is as much as the heap allows (spark.executor.memory)");
  }

  @Test
  void coresAreTheMastersOrTheExecutors() {
    assertThat(SizeLimit.cores(new SparkConf(false).setMaster("local[3]"))).isEqualTo(3);
    assertThat(SizeLimit.cores(new SparkConf(false).setMaster("local[3,2]"))).isEqualTo(3);
    assertThat(SizeLimit.cores(new SparkConf(false).setMaster("local-cluster[2, 5, 1024]")))
        .isEqualTo(5);
    assertThat(
            SizeLimit.cores(
                new SparkConf(false)
                    .setMaster("spark://host:7077")
                    .set("spark.executor.cores", "7")))
        .isEqualTo(7);
    assertThat(SizeLimit.cores(new SparkConf(false).setMaster("yarn"))).isEqualTo(1);
    assertThat(SizeLimit.cores(new SparkConf(false).setMaster("k8s://https://host:6443")))
        .isEqualTo(1);
    assertThat(
            SizeLimit.cores(
                new SparkConf(false).setMaster("yarn").set("spark.executor.cores", "4")))
        .isEqualTo(4);
  }
}
