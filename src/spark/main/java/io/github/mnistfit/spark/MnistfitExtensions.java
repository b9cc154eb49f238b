package io.github.mnistfit.spark;

import io.github.mnistfit.spark.output.AnswerRows;
import io.github.mnistfit.spark.recognizer.Question;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * The functions {@code digit(content)} and {@code digits(content)} for SQL, and for what calls
 * functions by their name in Scala, Java and Python:
 *
 * <pre>--conf spark.sql.extensions=io.github.mnistfit.spark.MnistfitExtensions</pre>
 *
 * <p>{@code digit} gives a structure of digit, confidence, probabilities and error; {@code digits}
 * one of lines, each with number, marked, confidence, digits and marks, and error. Both are null
 * where the content is.
 */
public final class MnistfitExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    register(
        extensions,
        new RecognitionFunction("digit", Question.DIGIT, AnswerRows.DIGIT),
        "_FUNC_(content) - Reads the handwritten digit in a picture file's bytes.");
    register(
        extensions,
        new RecognitionFunction("digits", Question.DIGITS, AnswerRows.DIGITS),
        "_FUNC_(content) - Reads the handwritten numbers in a picture file's bytes.");
    return BoxedUnit.UNIT;
  }

  private static void register(
      SparkSessionExtensions extensions, RecognitionFunction function, String usage) {
    Function1<Seq<Expression>, Expression> builder = function;
    extensions.injectFunction(
        new Tuple3<>(
            new FunctionIdentifier(function.name()),
            new ExpressionInfo(
                RecognitionFunction.class.getName(),
                null,
                function.name(),
                usage,
                "",
                "",
                "",
                "",
                "",
                "",
                "scala_udf"),
            builder));
  }
}
