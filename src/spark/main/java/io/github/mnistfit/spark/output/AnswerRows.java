package io.github.mnistfit.spark.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mnistfit.spark.recognizer.AnswerIterator;
import io.github.mnistfit.spark.recognizer.PictureAnswer;
import io.github.mnistfit.spark.recognizer.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Answers as rows: for {@link Question#DIGIT} one a picture, for the other one a number. */
public final class AnswerRows {
  private static final StructType BOXED_DIGIT =
      struct(
          field("digit", DataTypes.IntegerType),
          field("confidence", DataTypes.DoubleType),
          field("box", list(DataTypes.IntegerType)));

  private static final StructType BOXED_MARK =
      struct(field("mark", DataTypes.StringType), field("box", list(DataTypes.IntegerType)));

  private static final StructType NUMBER =
      struct(
          field("number", DataTypes.StringType),
          field("marked", DataTypes.StringType),
          field("confidence", DataTypes.DoubleType),
          field("digits", list(BOXED_DIGIT)),
          field("marks", list(BOXED_MARK)));

  /** What the function {@code digit} gives. */
  public static final StructType DIGIT =
      struct(
          field("digit", DataTypes.IntegerType),
          field("confidence", DataTypes.DoubleType),
          field("probabilities", list(DataTypes.DoubleType)),
          field("error", DataTypes.StringType));

  /** What the function {@code digits} gives. */
  public static final StructType DIGITS =
      struct(field("lines", list(NUMBER)), field("error", DataTypes.StringType));

  private AnswerRows() {}

  /** What {@link #DIGIT} or {@link #DIGITS} has of an answer. */
  public static Row value(Question question, PictureAnswer answer) {
    if (!(answer instanceof PictureAnswer.Read read)) {
      String reason = ((PictureAnswer.Unreadable) answer).reason();
      return question == Question.DIGIT
          ? RowFactory.create(null, null, null, reason)
          : RowFactory.create(new Object[0], reason);
    }
    JsonNode json = read.json();
    return question == Question.DIGIT
        ? RowFactory.create(
            integer(json.get("digit")),
            real(json.get("confidence")),
            json.get("probabilities").isNull()
                ? null
                : all(json.get("probabilities"), JsonNode::asDouble),
            text(json.get("error")))
        : RowFactory.create(all(json.get("lines"), AnswerRows::number), text(json.get("error")));
  }

  private static Row number(JsonNode line) {
    return RowFactory.create(
        line.get("number").asText(),
        line.get("marked").asText(),
        line.get("confidence").asDouble(),
        all(
            line.get("digits"),
            digit ->
                RowFactory.create(
                    integer(digit.get("digit")), digit.get("confidence").asDouble(), box(digit))),
        all(line.get("marks"), mark -> RowFactory.create(mark.get("mark").asText(), box(mark))));
  }

  private static Object[] box(JsonNode part) {
    return all(part.get("box"), JsonNode::asInt);
  }

  /**
   * The columns of a table of answers.
   *
   * @param format CSV has no lists: its columns are those of {@code mnistfit --format csv}
   */
  public static StructType columns(Question question, OutputFormat format) {
    List<StructField> fields = new ArrayList<>();
    fields.add(field("path", DataTypes.StringType));
    if (format == OutputFormat.csv) {
      csvColumns(question).forEach(name -> fields.add(field(name, DataTypes.StringType)));
    } else if (question == Question.DIGIT) {
      fields.addAll(List.of(DIGIT.fields()).subList(0, 3));
      fields.add(field("fit", DataTypes.StringType));
      fields.add(field("error", DataTypes.StringType));
    } else {
      fields.add(field("line", DataTypes.IntegerType));
      fields.addAll(List.of(NUMBER.fields()));
      fields.add(field("error", DataTypes.StringType));
    }
    return DataTypes.createStructType(fields);
  }

  private static List<String> csvColumns(Question question) {
    return question == Question.DIGIT
        ? List.of(
            "digit",
            "confidence",
            "p0",
            "p1",
            "p2",
            "p3",
            "p4",
            "p5",
            "p6",
            "p7",
            "p8",
            "p9",
            "fit",
            "error")
        : List.of("line", "number", "marked", "confidence", "boxes", "error");
  }

  /**
   * An answer's rows, at least one.
   *
   * @param fit the fit's name
   */
  public static List<Row> rows(
      Question question, OutputFormat format, String fit, AnswerIterator.Item item) {
    if (format == OutputFormat.csv) {
      return question == Question.DIGIT ? List.of(csvDigit(fit, item)) : csvNumbers(item);
    }
    Row value = value(question, item.answer());
    if (question == Question.DIGIT) {
      return List.of(
          RowFactory.create(
              item.path(), value.get(0), value.get(1), value.get(2), fit, value.get(3)));
    }
    Object[] lines = value.getAs(0);
    if (lines.length == 0) {
      return List.of(
          RowFactory.create(item.path(), null, null, null, null, null, null, value.get(1)));
    }
    List<Row> rows = new ArrayList<>();
    for (Object number : lines) {
      var line = (Row) number;
      rows.add(
          RowFactory.create(
              item.path(),
              rows.size() + 1,
              line.get(0),
              line.get(1),
              line.get(2),
              line.get(3),
              line.get(4),
              null));
    }
    return rows;
  }

  private static Row csvDigit(String fit, AnswerIterator.Item item) {
    String[] fields = new String[15];
    fields[0] = item.path();
    fields[13] = fit;
    if (item.answer() instanceof PictureAnswer.Read read) {
      JsonNode json = read.json();
      fields[1] = json.get("digit").isNull() ? "?" : json.get("digit").asText();
      if (!json.get("confidence").isNull()) {
        fields[2] = fourDecimals(json.get("confidence"));
        for (int digit = 0; digit < 10; digit++) {
          fields[3 + digit] = fourDecimals(json.get("probabilities").get(digit));
        }
      }
      fields[14] = text(json.get("error"));
    } else {
      fields[14] = ((PictureAnswer.Unreadable) item.answer()).reason();
    }
    return RowFactory.create((Object[]) fields);
  }

  private static List<Row> csvNumbers(AnswerIterator.Item item) {
    if (!(item.answer() instanceof PictureAnswer.Read read)) {
      String reason = ((PictureAnswer.Unreadable) item.answer()).reason();
      return List.of(RowFactory.create(item.path(), null, null, null, null, null, reason));
    }
    List<Row> rows = new ArrayList<>();
    for (JsonNode line : read.json().get("lines")) {
      rows.add(
          RowFactory.create(
              item.path(),
              Integer.toString(rows.size() + 1),
              line.get("number").asText(),
              line.get("marked").asText(),
              fourDecimals(line.get("confidence")),
              boxes(line),
              null));
    }
    return rows.isEmpty()
        ? List.of(
            RowFactory.create(
                item.path(), null, "?", "?", null, null, text(read.json().get("error"))))
        : rows;
  }

  /** The box of each sign of {@code marked}, as mnistfit's CSV has them. */
  private static String boxes(JsonNode line) {
    Iterator<JsonNode> digits = line.get("digits").elements();
    Iterator<JsonNode> marks = line.get("marks").elements();
    return line.get("marked")
        .asText()
        .chars()
        .mapToObj(sign -> sign == '?' || Character.isDigit(sign) ? digits : marks)
        .map(parts -> csvBox(parts.next()))
        .collect(Collectors.joining(";"));
  }

  private static String csvBox(JsonNode part) {
    return Arrays.stream(box(part)).map(Object::toString).collect(Collectors.joining(" "));
  }

  private static String fourDecimals(JsonNode number) {
    return new BigDecimal(number.asText()).setScale(4).toPlainString();
  }

  private static Integer integer(JsonNode number) {
    return number.isNull() ? null : number.asInt();
  }

  private static Double real(JsonNode number) {
    return number.isNull() ? null : number.asDouble();
  }

  private static String text(JsonNode text) {
    return text.isNull() ? null : text.asText();
  }

  /** An array, which is the one list that Spark takes everywhere. */
  private static Object[] all(JsonNode array, Function<JsonNode, ?> element) {
    List<Object> all = new ArrayList<>();
    array.forEach(node -> all.add(element.apply(node)));
    return all.toArray();
  }

  private static StructType struct(StructField... fields) {
    return DataTypes.createStructType(fields);
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }

  private static DataType list(DataType element) {
    return DataTypes.createArrayType(element, true);
  }
}
