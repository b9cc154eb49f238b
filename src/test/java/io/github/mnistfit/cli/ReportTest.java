package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.samples.Drawing;
import io.github.mnistfit.samples.PictureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of {@code predict --report} and {@code evaluate --report}, as a parser reads them. */
class ReportTest {
  private static final String MODEL = "--model=models/article.zip";
  private static final Path TWO = Path.of("samples/centred.png");

  @TempDir private Path folder;

  @Test
  void showsEveryPictureTheLeastSureFirst() throws IOException {
    Path blank = folder.resolve("blank.png");
    Files.write(blank, PictureFile.png(Drawing.onPaper(60, 60, 0xffffff, 1).image()));
    Document page = predict(TWO.toString(), "samples/tilted.jpg", blank.toString(), "missing.png");
    List<String> names = page.select("#pictures .name").eachText();
    assertThat(names)
        .containsExactly(blank.toString(), "samples/tilted.jpg", TWO.toString(), "missing.png");
    assertThat(page.select("#pictures li").eachAttr("data-told"))
        .endsWith("2", "unreadable")
        .startsWith("?");
    Element two = page.select("#pictures li").get(2);
    assertThat(two.select("img.original").attr("src")).startsWith("data:image/jpeg;base64,");
    assertThat(two.select("img.fitted").attr("src")).startsWith("data:image/png;base64,");
    assertThat(two.attr("data-path")).isEqualTo(TWO.toAbsolutePath().toString());
    assertThat(two.attr("data-p").split(" ")).hasSize(10);
    assertThat(two.select(".sureness").text()).startsWith("2: ");
    assertThat(two.select(".bars path.best").attr("d")).startsWith("M21 ");
    // Of 28×28 pixels each is seen, and a JPEG's would be speckled.
    assertThat(two.attr("data-steps")).startsWith("picture,jpeg,").contains(";centre,png,");
    assertThat(page.select("h1").text())
        .isEqualTo("2 of 4 pictures read, 1 answered ?, 1 unreadable");
    assertThat(page.select("#filters legend").text()).isEqualTo("Answer");
    assertThat(page.select("#filters label:has([name=told])").eachText())
        .containsExactly("all 4", "1 1", "2 1", "? 1", "unreadable 1");
    assertThat(page.select("#filters label:has([name=name])").text()).isEqualTo("Name contains");
    assertThat(page.select("#filters button[type=reset]").text()).isEqualTo("Reset");
  }

  @Test
  void asksNothingOfANetwork() throws IOException {
    Document page = predict(TWO.toString());
    assertThat(page.select("script[src], link[rel=stylesheet], iframe, base")).isEmpty();
    assertThat(page.select("[src], [href]").eachAttr("src"))
        .allMatch(uri -> uri.startsWith("data:"));
    assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .startsWith("default-src 'none'");
  }

  @Test
  void aHostileNameStaysText() throws IOException {
    // Without a slash, so that it can be a file's name.
    Path hostile = folder.resolve("\"><img src=x onerror=alert(1)><script>alert(2)<!--.png");
    Files.copy(TWO, hostile);
    Document page = predict(hostile.toString());
    assertThat(page.select("#pictures .name").text()).isEqualTo(hostile.toString());
    assertThat(page.select("script")).hasSize(1);
    assertThat(page.select("[onerror]")).isEmpty();
  }

  @Test
  void anEvaluationShowsItsFiguresAndItsErrorsAlone() throws IOException {
    Path labels = folder.resolve("labels.csv");
    Path two = TWO.toAbsolutePath();
    Path mislabelled = Files.copy(two, folder.resolve("3.png"));
    Files.writeString(
        labels,
        "path,label,group\n%s,2,<b>\n%s,3,<b>\nmissing.png,4,c\n".formatted(two, mislabelled));
    Path all = folder.resolve("all.html");
    Path errors = folder.resolve("errors.html");
    CommandLineRun run =
        CommandLineRun.of(
            "evaluate", MODEL, labels.toString(), "--report=" + all, "--errors=" + errors);
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
    Document page = parsed(all);
    assertThat(page.select("#pictures li")).hasSize(3);
    assertThat(page.select("#pictures li.wrong")).hasSize(1);
    assertThat(page.select("#pictures li.unreadable .told").text()).isEqualTo("unreadable");
    assertThat(page.select("h1").text()).isEqualTo("1 of 3 right, 1 wrong, 1 unreadable");
    assertThat(page.select(".accuracy tbody th").eachText())
        .containsExactly("<b>", "c", "mean", "all");
    assertThat(page.select(".accuracy tbody tr").last().text()).startsWith("all 3 1 1 0 1 33.33 %");
    assertThat(page.select(".accuracy tbody tr:has(th:contains(mean))").text())
        .isEqualTo("mean 25.00 %");
    assertThat(page.select(".confusion button").eachAttr("aria-label"))
        .containsExactly("3 read as 2, 1");
    assertThat(page.select(".reliability .bar")).hasSize(1);
    assertThat(page.select(".reliability text").eachText()).contains("2");
    assertThat(parsed(errors).select("#pictures li")).hasSize(2);
  }

  @Test
  void withoutAPictureThereIsNoPage() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path page = folder.resolve("none.html");
    CommandLineRun run = CommandLineRun.of("predict", MODEL, "--report=" + page, "" + empty);
    assertThat(run.status()).isEqualTo(ExitStatus.SOME_UNANSWERED);
    assertThat(run.err()).isEqualTo("mnistfit: " + empty + ": no pictures (it is empty)\n");
    assertThat(page).doesNotExist();
    Path idx = folder.resolve("none.idx");
    run = CommandLineRun.of("fit", "--idx=" + idx, "" + empty);
    assertThat(run.err()).isEqualTo("mnistfit: " + empty + ": no pictures (it is empty)\n");
    assertThat(idx).doesNotExist();
  }

  @Test
  void aFolderIsNoPicture() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThat(predict(empty.toString(), TWO.toString()).select("h1").text())
        .isEqualTo("1 of 1 pictures read");
    Path list = Files.writeString(folder.resolve("list.txt"), empty + "\n" + TWO + "\n");
    assertThat(predict("--files-from=" + list).select("h1").text())
        .isEqualTo("1 of 1 pictures read");
    assertThat(predict("--pages", "--files-from=" + list).select("h1").text())
        .isEqualTo("1 of 1 pictures read");
  }

  @Test
  void saysWhyThereIsNothingToDownload() throws IOException {
    Path page = folder.resolve("stdin.html");
    CommandLineRun.withInput(Files.readAllBytes(TWO), "predict", MODEL, "--report=" + page, "-");
    Document stdin = parsed(page);
    assertThat(stdin.select(".quiet").eachText())
        .contains(
            "There is no labels.csv to download: it names files, and no picture here has a file of"
                + " its own.");
    assertThat(stdin.select(".take").hasAttr("hidden")).isTrue();
    assertThat(stdin.select(".keys").text()).contains("Enter enlarges; a shows all");
    Document file = predict(TWO.toString());
    assertThat(file.text()).doesNotContain("There is no labels.csv");
    assertThat(file.select(".take").hasAttr("hidden")).isFalse();
  }

  @Test
  void aPictureIsNotWrittenOver() throws IOException {
    Path pictures = Files.createDirectories(folder.resolve("2"));
    Path page = Files.copy(TWO, pictures.resolve("two.html"));
    Path list = Files.writeString(folder.resolve("list.txt"), page + "\n");
    Path labels = Files.writeString(folder.resolve("l.csv"), "path,label\n2/two.html,2\n");
    String report = "--report=" + page;
    for (CommandLineRun run :
        new CommandLineRun[] {
          CommandLineRun.of("predict", MODEL, report, pictures.toString()),
          CommandLineRun.of("predict", MODEL, report, "--files-from", list.toString()),
          CommandLineRun.of("evaluate", MODEL, report, labels.toString()),
          CommandLineRun.of("evaluate", MODEL, "--errors=" + page, folder.toString())
        }) {
      assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
      assertThat(run.err())
          .isEqualTo(
              "mnistfit: %s can't be written, since it is read from: name another file.\n"
                  .formatted(page));
      assertThat(page).hasSameBinaryContentAs(TWO);
    }
  }

  @Test
  void aPageThatCantBeWrittenIsToldBeforeTheWork() throws IOException {
    Path page = folder.resolve("none/report.html");
    CommandLineRun run = CommandLineRun.of("predict", MODEL, "--report=" + page, TWO.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.CANNOT_WORK);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains(page.toString(), "choose a file in a folder that is there");
  }

  /** Runs {@code predict}; nothing but the page is left in the folder. */
  private Document predict(String... pictures) throws IOException {
    Path pages = Files.createDirectories(folder.resolve("pages"));
    Path page = pages.resolve("report.html");
    String[] arguments = new String[pictures.length + 3];
    arguments[0] = "predict";
    arguments[1] = MODEL;
    arguments[2] = "--report=" + page;
    System.arraycopy(pictures, 0, arguments, 3, pictures.length);
    CommandLineRun.of(arguments);
    try (var files = Files.list(pages)) {
      assertThat(files).containsExactly(page);
    }
    return parsed(page);
  }

  private static Document parsed(Path page) throws IOException {
    return Jsoup.parse(page.toFile(), "UTF-8");
  }
}
