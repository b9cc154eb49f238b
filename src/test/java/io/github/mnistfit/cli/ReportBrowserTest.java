package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page of {@code evaluate --report} in a real browser; skipped where there is none. The browser
 * starts twice: for the page as it is, and for one that is used in all ways, one after the other.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ReportBrowserTest {
  private static final String MODEL = "--model=models/article.zip";

  /** Uses the page, and notes after each use the names of the pictures that are still shown. */
  private static final String USE =
      """
      const uses = {
        zero: () => document.querySelector('[name=told][value="0"]').click(),
        none: () => document.querySelector('[name=told][value="?"]').click(),
        wrong: () => document.querySelector('[name=wrong]').click(),
        cell: () => document.querySelector('.confusion .pair').click(),
        'key 0': () => press('0'),
        'keys 0a': () => press('0a'),
        'key w': () => press('w'),
      };
      const press = (keys) => {
        for (const key of keys) {
          document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        }
      };
      const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
      const left = {};
      const useAll = async () => {
        for (const [name, use] of Object.entries(uses)) {
          document.getElementById('filters').reset();
          await settled();
          use();
          await settled();
          left[name] = [...document.querySelectorAll('#pictures > li:not([hidden]) .name')]
              .map((one) => one.textContent);
        }
        const note = document.createElement('pre');
        note.id = 'left';
        note.textContent = JSON.stringify(left);
        document.body.append(note);
      };
      useAll();
      """;

  @TempDir private static Path folder;
  private Shown untouched;
  private Shown used;
  private Map<String, List<String>> left;

  @BeforeAll
  void browse() throws Exception {
    String browsers = System.getenv("PATH");
    assumeTrue(
        Stream.of(browsers.split(":")).anyMatch(p -> Files.isExecutable(Path.of(p, "chromium"))),
        "there is no chromium on the PATH");
    Path two = Path.of("samples/centred.png").toAbsolutePath();
    Path hostile = folder.resolve("<img src=x onerror=document.title='owned'>.png");
    Files.copy(two, hostile);
    Path labels = folder.resolve("labels.csv");
    Files.writeString(
        labels,
        "path,label\n%s,2\n%s,3\n%s,0\nmissing.png,4\n"
            .formatted(two, hostile, Path.of("samples/blue-ink.jpg").toAbsolutePath()));
    Path page = folder.resolve("page.html");
    CommandLineRun.of("evaluate", MODEL, labels.toString(), "--report=" + page);
    untouched = browse(page);

    // The page's own policy lets no other script in.
    Document document = Jsoup.parse(page.toFile(), "UTF-8");
    document.select("meta[http-equiv]").remove();
    document.body().append("<script>" + USE + "</script>");
    used = browse(Files.writeString(folder.resolve("used.html"), document.outerHtml()));
    left =
        new ObjectMapper()
            .readValue(
                used.document().select("#left").text(),
                new TypeReference<Map<String, List<String>>>() {});
  }

  @Test
  void saysNothingOnTheConsoleAndRunsNoFileName() {
    assertThat(untouched.console()).isEmpty();
    assertThat(untouched.document().title()).isEqualTo("mnistfit: an evaluation");
    assertThat(untouched.document().select("#pictures > li:not([hidden])")).hasSize(4);
  }

  @Test
  void saysNothingOnTheConsoleWhenItIsUsed() {
    assertThat(used.console()).isEmpty();
  }

  @Test
  void filtersByDigit() {
    assertThat(left.get("zero")).singleElement().asString().endsWith("blue-ink.jpg");
  }

  @Test
  void filtersWhatHasNoDigit() {
    assertThat(left.get("none")).containsExactly("missing.png");
  }

  @Test
  void filtersWhatIsWrong() {
    assertThat(left.get("wrong"))
        .hasSize(2)
        .anyMatch(name -> name.contains("onerror"))
        .contains("missing.png");
  }

  @Test
  void filtersByTheKeyboardAndTakesItBack() {
    assertThat(left.get("key 0")).hasSize(1);
    assertThat(left.get("keys 0a")).hasSize(4);
    assertThat(left.get("key w")).hasSize(2);
  }

  @Test
  void showsTheErrorsOfACellOfTheMatrix() {
    assertThat(left.get("cell")).singleElement().asString().contains("onerror");
  }

  /**
   * A page after its scripts have run.
   *
   * @param console the lines on the browser's console
   */
  private record Shown(Document document, List<String> console) {}

  private Shown browse(Path file) throws Exception {
    Path err = folder.resolve("browser.log");
    Process browser =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=5000",
                "--dump-dom",
                file.toUri().toString())
            .redirectError(err.toFile())
            .start();
    String dom = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(browser.waitFor()).isZero();
    List<String> console =
        Files.readAllLines(err).stream().filter(line -> line.contains("CONSOLE")).toList();
    return new Shown(Jsoup.parse(dom), console);
  }
}
