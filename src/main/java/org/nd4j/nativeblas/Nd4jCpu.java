package org.nd4j.nativeblas;

/**
 * Makes DL4J's oneDNN helpers load.
 *
 * <p>DL4J 1.0.0-M2.1 asks a class of this name, by reflection, whether ND4J uses oneDNN. In the
 * same release ND4J moved that class to {@code org.nd4j.linalg.cpu.nativecpu.bindings}, so DL4J
 * finds nothing, silently falls back to its built-in convolutions, and is about 35 times slower.
 * This class stands where DL4J looks and passes the question on to where the answer lives now.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** The part of ND4J's native environment that DL4J asks for. */
  public static final class Environment {
    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    /** Called by DL4J by reflection. */
    public static Environment getInstance() {
      return INSTANCE;
    }

    /** Whether this machine's ND4J has oneDNN and uses it. Called by DL4J by reflection. */
    public boolean isUseMKLDNN() {
      return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance().isUseONEDNN();
    }
  }
}
