package io.github.mnistfit.cli.option;

/** The formats, as users write them. */
public enum AnswerFormat {
  text,
  csv,
  jsonl
}
