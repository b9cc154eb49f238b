package io.github.mnistfit.spark;

import io.github.mnistfit.spark.recognizer.AnswerIterator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * The rows of answers, one answer's after the other's; not serialised, and made on the executor.
 */
final class RowIterator implements Iterator<Row> {
  private final AnswerIterator answers;
  private final Function<AnswerIterator.Item, List<Row>> rows;
  private Iterator<Row> left = List.<Row>of().iterator();

  RowIterator(AnswerIterator answers, Function<AnswerIterator.Item, List<Row>> rows) {
    this.answers = answers;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    return left.hasNext() || answers.hasNext(); // an answer has a row at least
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (!left.hasNext()) {
      left = rows.apply(answers.next()).iterator();
    }
    return left.next();
  }
}
