package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code evaluate --report} in a real browser; skipped where there is none. */
class ReportBrowserTest {
  private static final String MODEL = "--model=models/article.zip";

  @TempDir private Path folder;
  private Path page;

  @BeforeEach
  void makePage() throws IOException {
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
    page = folder.resolve("page.html");
    CommandLineRun.of("evaluate", MODEL, labels.toString(), "--report=" + page);
  }

  @Test
  void saysNothingOnTheConsoleAndRunsNoFileName() throws Exception {
    Shown shown = browse(page);
    assertThat(shown.console()).isEmpty();
    assertThat(shown.document().title()).isEqualTo("mnistfit: an evaluation");
    assertThat(shown.document().select("#pictures > li:not([hidden])")).hasSize(4);
  }

  @Test
  void filtersByDigit() throws Exception {
    assertThat(left("document.querySelector('[name=told][value=\"0\"]').click()"))
        .singleElement()
        .asString()
        .endsWith("blue-ink.jpg");
  }

  @Test
  void filtersWhatHasNoDigit() throws Exception {
    assertThat(left("document.querySelector('[name=told][value=\"?\"]').click()"))
        .containsExactly("missing.png");
  }

  @Test
  void filtersWhatIsWrong() throws Exception {
    assertThat(left("document.querySelector('[name=wrong]').click()"))
        .hasSize(2)
        .anyMatch(name -> name.contains("onerror"))
        .contains("missing.png");
  }

  @Test
  void filtersByTheKeyboardAndTakesItBack() throws Exception {
    String keys =
        "for (const key of '%s') document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}))";
    assertThat(left(keys.formatted("0"))).hasSize(1);
    assertThat(left(keys.formatted("0a"))).hasSize(4);
    assertThat(left(keys.formatted("w"))).hasSize(2);
  }

  @Test
  void showsTheErrorsOfACellOfTheMatrix() throws Exception {
    assertThat(left("document.querySelector('.confusion .pair').click()"))
        .singleElement()
        .asString()
        .contains("onerror");
  }

  /** The names that are still shown after a script has run. */
  private List<String> left(String script) throws Exception {
    // The page's own policy lets no other script in.
    Document document = Jsoup.parse(page.toFile(), "UTF-8");
    document.select("meta[http-equiv]").remove();
    document.body().append("<script>" + script + "</script>");
    Path changed = folder.resolve("changed.html");
    Files.writeString(changed, document.outerHtml());
    Shown shown = browse(changed);
    assertThat(shown.console()).isEmpty();
    return shown.document().select("#pictures > li:not([hidden]) .name").eachText();
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
