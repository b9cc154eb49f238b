package io.github.mnistfit.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.github.mnistfit.io.AtomicFile;
import io.github.mnistfit.io.Sha256;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A page to work with: every picture with its original, its 28×28, the ten probabilities and the
 * answer, the least sure first; filters; each picture in large, with every step of its fit; and a
 * way to say what a picture shows and to take a list of labels home. It is one file that needs no
 * network. Rows wait on disk until {@link #write}, so that ten thousand take little memory.
 *
 * <p>What comes from outside, such as a file's name, is escaped by the template; the page's content
 * security policy lets no script run but its own.
 */
public final class HtmlReport implements Closeable {
  private static final String ROWS = "<!-- rows -->";

  /** So many pictures have their steps, whatever they are: about 20 kB each. */
  private static final int WITH_STEPS = 1000;

  /** Of more, those that the network is this sure of go without. */
  private static final double SURE = 0.995;

  private final Path file;
  private final RowSpool spool;
  private final Template rowTemplate = template("row.mustache");
  private final TreeMap<String, Integer> told = new TreeMap<>();
  private int size;
  private int wrong;
  private int withFile;

  /**
   * Begins a report.
   *
   * @param file where it is to be; nothing is changed there before {@link #write}
   * @throws IOException if nothing can be written in its folder
   */
  public HtmlReport(Path file) throws IOException {
    this.file = file;
    this.spool = new RowSpool(file.toAbsolutePath().getParent());
  }

  /** How many of the pictures have a digit so far. */
  public int told() {
    return size
        - told.getOrDefault(ReportRow.NO_DIGIT, 0)
        - told.getOrDefault(ReportRow.UNREADABLE, 0);
  }

  /** How many pictures there are so far. */
  public int size() {
    return size;
  }

  /** One of the page's filters: the answer, and how many pictures have it. */
  record Filter(String value, int n) {}

  /** The page without its rows, as the template {@code page.mustache} shows it. */
  record Page(
      Text text,
      int size,
      int wrong,
      boolean hasFiles,
      boolean hasLabels,
      boolean hasUnsure,
      List<Filter> filters,
      List<FiguresView> figures,
      String style,
      String script,
      String scriptHash) {
    /** Whether there are pictures, but none that a list of labels can name. */
    boolean hasNoFile() {
      return size > 0 && !hasFiles;
    }
  }

  /**
   * What the page says.
   *
   * @param title the page's title
   * @param headline what came of it, in a few words
   * @param about what was done, in a sentence
   */
  public record Text(String title, String headline, String about) {}

  /**
   * Adds a picture.
   *
   * @throws IOException if the disk is full
   */
  public void add(ReportRow row) throws IOException {
    boolean hasSteps = size < WITH_STEPS || row.isWrong() || row.confidence() < SURE;
    ReportRow shown = hasSteps ? row : row.withoutSteps();
    // There is nothing to see of what couldn't be read: it comes last.
    boolean isUnreadable = row.told().digit().equals(ReportRow.UNREADABLE);
    double order = isUnreadable ? Double.POSITIVE_INFINITY : row.confidence();
    spool.add(order, rowTemplate.execute(new RowView(shown)));
    told.merge(row.told().digit(), 1, Integer::sum);
    withFile += row.path().isEmpty() ? 0 : 1;
    size++;
    wrong += row.isWrong() ? 1 : 0;
  }

  /**
   * Writes the page, replacing the file if it is there.
   *
   * @param figures what is known if the pictures have labels
   * @throws IOException if it can't be written; what was there before stays as it was
   */
  public void write(Text text, Optional<ReportFigures> figures) throws IOException {
    String script = resource("report.js");
    List<Filter> filters =
        told.entrySet().stream().map(e -> new Filter(e.getKey(), e.getValue())).toList();
    var page =
        new Page(
            text,
            size,
            wrong,
            withFile > 0,
            figures.isPresent(),
            told.containsKey(ReportRow.NO_DIGIT),
            filters,
            figures.map(FiguresView::new).stream().toList(),
            resource("report.css"),
            script,
            sha256(script));
    String html = template("page.mustache").execute(page);
    int rows = html.lastIndexOf(ROWS);
    AtomicFile.write(
        file,
        true,
        out -> {
          print(html.substring(0, rows), out);
          spool.writeSorted(out);
          print(html.substring(rows + ROWS.length()), out);
        });
  }

  /** Lets go of the rows; a report that isn't written by then is not to be. */
  @Override
  public void close() throws IOException {
    spool.close();
  }

  private static void print(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Template template(String name) {
    return Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(resource(name));
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar is damaged", e);
    }
  }

  private static String sha256(String text) {
    byte[] hash = Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(hash);
  }
}
