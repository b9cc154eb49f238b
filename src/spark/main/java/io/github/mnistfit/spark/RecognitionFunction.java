package io.github.mnistfit.spark;

import io.github.mnistfit.spark.output.AnswerRows;
import io.github.mnistfit.spark.recognizer.AnswerIterator;
import io.github.mnistfit.spark.recognizer.Question;
import io.github.mnistfit.spark.recognizer.RecognizerException;
import io.github.mnistfit.spark.recognizer.RecognizerSettings;
import io.github.mnistfit.spark.recognizer.Recognizers;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;

/** A function of SQL: makes its expression of its argument's. */
final class RecognitionFunction extends AbstractFunction1<Seq<Expression>, Expression> {
  private final String name;
  private final Question question;
  private final StructType type;

  RecognitionFunction(String name, Question question, StructType type) {
    this.name = name;
    this.question = question;
    this.type = type;
  }

  String name() {
    return name;
  }

  @Override
  public Expression apply(Seq<Expression> arguments) {
    if (arguments.size() != 1) {
      throw new IllegalArgumentException(
          "%s takes one argument, a picture file's bytes, not %d"
              .formatted(name, arguments.size()));
    }
    DataType given = arguments.head().dataType();
    if (!given.equals(DataTypes.BinaryType) && !given.equals(DataTypes.NullType)) {
      throw new IllegalArgumentException(
          "%s takes a picture file's bytes (BINARY), not %s".formatted(name, given.sql()));
    }
    return new ScalaUDF(
        // The session's settings, here on the driver: an executor knows only the job's.
        new Answering(question, RecognizerSettings.of(SparkSession.active().conf())),
        type,
        arguments,
        CollectionConverters.asScala(List.<Option<ExpressionEncoder<?>>>of()).toSeq(),
        Option.empty(),
        Option.apply(name),
        true,
        true);
  }

  /** What the expression does for a row. */
  private static final class Answering extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1;
    private final Question question;
    private final RecognizerSettings settings;

    Answering(Question question, RecognizerSettings settings) {
      this.question = question;
      this.settings = settings;
    }

    @Override
    public Object apply(Object content) {
      if (content == null) {
        return null;
      }
      try {
        return AnswerRows.value(
            question, AnswerIterator.answer(Recognizers.get(settings), question, (byte[]) content));
      } catch (RecognizerException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
  }
}
