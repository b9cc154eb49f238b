package io.github.mnistfit.cli;

/** The formats, as users write them. */
enum AnswerFormat {
  text,
  csv,
  jsonl
}
