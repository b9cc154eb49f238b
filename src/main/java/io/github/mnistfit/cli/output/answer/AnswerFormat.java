package io.github.mnistfit.cli.output.answer;

/** The formats, as users write them. */
public enum AnswerFormat {
  text,
  csv,
  jsonl
}
