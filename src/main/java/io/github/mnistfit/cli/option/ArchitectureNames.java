package io.github.mnistfit.cli.option;

import java.util.Iterator;
import java.util.List;

/**
 * The names of the architectures, said once more: to ask them themselves wakes DL4J up, which a
 * help or a completion has no time for. A test compares them.
 */
final class ArchitectureNames implements Iterable<String> {
  private static final List<String> NAMES = List.of("article", "wide");

  @Override
  public Iterator<String> iterator() {
    return NAMES.iterator();
  }
}
