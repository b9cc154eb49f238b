import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.util.Arrays;
import java.util.Locale;

/**
 * The time from a path's arrival to its answer in a process that is kept open: Latency MNISTFIT
 * PICTURE.
 */
final class Latency {
  private static final int WARM = 100;
  private static final int MEASURED = 300;

  private Latency() {}

  public static void main(String[] arguments) throws Exception {
    Process process =
        new ProcessBuilder(arguments[0], "predict", "--files-from", "-")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var paths = new BufferedWriter(new OutputStreamWriter(process.getOutputStream()));
    var answers = new BufferedReader(new InputStreamReader(process.getInputStream()));
    double[] milliseconds = new double[MEASURED];
    for (int i = -WARM; i < MEASURED; i++) {
      long start = System.nanoTime();
      paths.write(arguments[1] + "\n");
      paths.flush();
      if (answers.readLine() == null) {
        throw new IllegalStateException("no answer");
      }
      if (i >= 0) {
        milliseconds[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    paths.close();
    process.waitFor();
    Arrays.sort(milliseconds);
    System.out.printf(
        Locale.ROOT,
        "a path's answer in a process that is kept open: median %.1f ms, 99 %% within %.1f ms%n",
        milliseconds[MEASURED / 2],
        milliseconds[MEASURED * 99 / 100]);
  }
}
