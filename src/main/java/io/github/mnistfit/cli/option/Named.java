package io.github.mnistfit.cli.option;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A name that isn't empty: an empty one is a slip, a script's variable that is unset, and would be
 * taken for this folder or this machine.
 */
final class Named implements ITypeConverter<String> {
  @Override
  public String convert(String name) {
    if (name.isEmpty()) {
      throw new TypeConversionException("no name");
    }
    return name;
  }
}
