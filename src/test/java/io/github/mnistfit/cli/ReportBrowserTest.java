package io.github.mnistfit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistfit.Programs;
import io.github.mnistfit.samples.Drawing;
import io.github.mnistfit.samples.PictureFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.Point;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/**
 * The page of {@code evaluate --report} in a real browser, with a real keyboard and a real
 * download; skipped where there is no chromium, or no chromedriver.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ReportBrowserTest {
  private static final String MODEL = "--model=models/article.zip";
  private static final Path TWO = Path.of("samples/centred.png").toAbsolutePath();
  private static final Path ZERO = Path.of("samples/blue-ink.jpg").toAbsolutePath();

  /** Held, or it would be forgotten with its level. It warns of browsers newer than itself. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  /** Of the blocks of a page that are compared, in pixels: text moves by less than that. */
  private static final int LOOK = 64;

  /** In grey levels. */
  private static final double CLOSE = 60;

  /** A PNG in Base64. */
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

  /** How long a download may take on a busy machine. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private Path page;
  private Path hostile;
  private ChromeDriver browser;

  @BeforeAll
  void open() throws IOException {
    Path chromium = Programs.require("chromium");
    Path driver = Programs.require("chromedriver");
    hostile = folder.resolve("<img src=x onerror=document.title='owned'>, \"quoted\".png");
    Files.copy(TWO, hostile);
    Path labels = folder.resolve("labels.csv");
    Files.writeString(
        labels,
        "path,label,group\n%s,2,a\n\"%s\",3,b\n%s,0,a\nmissing.png,4,a\n"
            .formatted(TWO, hostile.toString().replace("\"", "\"\""), ZERO));
    page = folder.resolve("page.html");
    CommandLineRun.of("evaluate", MODEL, labels.toString(), "--report=" + page);

    SELENIUM.setLevel(Level.SEVERE);
    var options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu");
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", folder.resolve("home").toString()));
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build(),
            options);
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @BeforeEach
  void reload() {
    browser.manage().window().setSize(new Dimension(1280, 900));
    browser.get(page.toUri().toString());
    browser.executeScript("localStorage.clear()");
    browser.navigate().refresh();
  }

  @Test
  void saysNothingOnTheConsoleAndRunsNoFileName() {
    assertThat(browser.getTitle()).isEqualTo("mnistfit: an evaluation");
    assertThat(browser.findElement(By.tagName("h1")).getText())
        .isEqualTo("2 of 4 right, 1 wrong, 1 unreadable");
    assertThat(shown()).hasSize(4);
    assertThat(browser.manage().logs().get("browser").getAll()).isEmpty();
  }

  /** Where nothing has the focus, a key about a picture shows which one; the next one acts. */
  @Test
  void theFirstKeyGoesToThePictures() {
    press("7");
    assertThat(browser.switchTo().activeElement().findElement(By.xpath("ancestor::li[1]")))
        .isEqualTo(browser.findElement(By.cssSelector(".picture")));
    assertThat(browser.findElement(By.tagName("body")).getText()).doesNotContain("1 set by you");
    press("7");
    assertThat(browser.findElement(By.tagName("body")).getText()).contains("1 set by you");
  }

  @Test
  void filtersByAnswer() {
    browser.findElement(By.cssSelector("[name=told][value='0']")).click();
    assertThat(shown()).singleElement().asString().endsWith("blue-ink.jpg");
    browser.findElement(By.cssSelector("[name=told][value='unreadable']")).click();
    assertThat(shown()).containsExactly("missing.png");
    press("a");
    assertThat(shown()).hasSize(4);
  }

  @Test
  void filtersWhatIsWrong() {
    press("w");
    assertThat(shown()).singleElement().asString().contains("onerror");
    press("w");
    assertThat(shown()).hasSize(4);
    browser.findElement(By.cssSelector(".confusion .pair")).click();
    assertThat(shown()).singleElement().asString().contains("onerror");
    browser.findElement(By.cssSelector("#filters [type=reset]")).click();
    assertThat(shown()).hasSize(4);
  }

  @Test
  void aFilterByKeyboardKeepsItsPlace() throws InterruptedException {
    focus(picture("blue-ink.jpg"));
    press("w");
    assertThat(shown()).hasSize(1);
    assertThat(focused()).contains("onerror");
    press("a");
    assertThat(shown()).hasSize(4);
    assertThat(focused()).contains("onerror");
    focus(browser.findElement(By.cssSelector(".picture")));
    String first = shown().get(0);
    press("/");
    press("no such name");
    browser.findElement(By.id("again")).click();
    awaitThat(() -> shown().size() == 4);
    assertThat(focused()).isEqualTo(first);
  }

  @Test
  void aKeyThatFiltersClearsTheOtherFilters() throws IOException {
    Path labels = folder.resolve("unsure.csv");
    Files.writeString(labels, "path,label\n%s,4\n%s,3\n".formatted(blank(), TWO));
    openEvaluation(labels);
    press("w");
    assertThat(shown()).singleElement().asString().endsWith("centred.png");
    press("?");
    assertThat(shown()).singleElement().asString().endsWith("blank.png");
    press("w");
    assertThat(shown()).singleElement().asString().endsWith("centred.png");
  }

  @Test
  void escapeLeavesTheNameBox() {
    press("/");
    press("blue");
    assertThat(shown()).hasSize(1);
    press(Keys.ESCAPE);
    press("a");
    assertThat(shown()).hasSize(4);
  }

  @Test
  void aPictureIsSeenInLargeWithItsStepsAndProbabilities() {
    picture("blue-ink.jpg").findElement(By.cssSelector(".open")).click();
    WebElement dialog = browser.findElement(By.id("large"));
    assertThat(dialog.isDisplayed()).isTrue();
    assertThat(browser.findElement(By.id("large-name")).getText()).endsWith("blue-ink.jpg");
    List<WebElement> probabilities = dialog.findElements(By.cssSelector("#large-probabilities tr"));
    assertThat(probabilities).hasSize(10);
    assertThat(probabilities.get(0).getText()).matches("0\\s(0\\.9\\d{3}|1\\.0000)");
    List<WebElement> steps = dialog.findElements(By.cssSelector("#large-steps li"));
    assertThat(steps.get(0).getText()).isEqualTo("picture");
    assertThat(steps.get(1).getText()).isEqualTo("locate");
    assertThat(steps.get(3).getText()).isEqualTo("polarity: no change");
    assertThat(steps.get(steps.size() - 1).getText()).isEqualTo("centre");
    assertThat(steps.stream().map(step -> step.findElement(By.tagName("img"))))
        .allMatch(img -> !"0".equals(img.getDomProperty("naturalWidth")));
    String first = browser.findElement(By.id("place")).getText();
    press(Keys.ARROW_RIGHT);
    assertThat(browser.findElement(By.id("place")).getText()).isNotEqualTo(first);
    press(Keys.ESCAPE);
    assertThat(dialog.isDisplayed()).isFalse();
  }

  @Test
  void theLargeViewEndsWithItsPictures() {
    press(Keys.TAB);
    focus(browser.findElement(By.cssSelector(".picture")));
    press(Keys.ENTER);
    press(Keys.ENTER); // goes nowhere
    WebElement place = browser.findElement(By.id("place"));
    assertThat(place.getText()).isEqualTo("1 of 4");
    assertThat(browser.findElement(By.id("before")).isEnabled()).isFalse();
    WebElement next = browser.findElement(By.id("next"));
    next.click();
    next.click();
    next.click();
    assertThat(place.getText()).isEqualTo("4 of 4");
    assertThat(next.isEnabled()).isFalse();
    press(Keys.ARROW_LEFT); // though the button that had the focus is disabled
    assertThat(place.getText()).isEqualTo("3 of 4");
  }

  @Test
  void oneReadingIsComparedWithNothing() {
    WebElement picture = picture("blue-ink.jpg");
    String one = "the fit: 0 (0.9000)," + PIXEL + ",1";
    show(picture, one);
    assertThat(browser.findElement(By.id("large-hypotheses")).isDisplayed()).isFalse();
    press(Keys.ESCAPE);
    show(picture, one + ";learned ink: 6 (0.8000)," + PIXEL + ",0");
    assertThat(browser.findElement(By.id("large-hypotheses")).isDisplayed()).isTrue();
  }

  /** Enlarges a picture as if these readings of it had been compared. */
  private void show(WebElement picture, String hypotheses) {
    browser.executeScript("arguments[0].dataset.hypotheses = arguments[1]", picture, hypotheses);
    picture.findElement(By.cssSelector(".open")).click();
  }

  /** From the page to the disk, and from there to evaluate, without a hand in between. */
  @Test
  void whatIsSetComesHomeAsAListOfLabels() throws Exception {
    focus(picture("onerror"));
    press("2");
    focus(picture("blue-ink.jpg"));
    press("x");
    focus(picture("centred.png"));
    press("7");
    press(Keys.BACK_SPACE);
    assertThat(picture("onerror").findElement(By.cssSelector(".mine")).getText())
        .isEqualTo("you: 2");
    browser.navigate().refresh();
    assertThat(picture("onerror").findElement(By.cssSelector(".mine")).getText())
        .isEqualTo("you: 2");
    assertThat(labelled()).isEqualTo("3 pictures, 2 set by you; left out: 1 without a digit");
    browser.findElement(By.id("download")).click();
    Path labels = folder.resolve("home/labels.csv");
    awaitFile(labels);

    CommandLineRun run = CommandLineRun.of("evaluate", MODEL, "--json", labels.toString());
    assertThat(run.out()).contains("\"n\":3,\"correct\":2,\"unsure\":0,\"unreadable\":1");
    assertThat(run.out()).contains("\"b\":{\"n\":1,\"correct\":1");
    Files.delete(labels);
    browser.findElement(By.id("mine")).click();
    browser.findElement(By.id("download")).click();
    awaitFile(labels);
    assertThat(Files.readAllLines(labels)).hasSize(2).element(1).asString().endsWith(",2,b");
  }

  @Test
  void aCorrectionLeavesThePictureInItsPlace() {
    WebElement wrong = picture("onerror");
    Point place = wrong.getLocation();
    focus(wrong);
    press("2");
    assertThat(wrong.findElement(By.cssSelector(".mine")).isDisplayed()).isTrue();
    assertThat(wrong.getLocation()).isEqualTo(place);
    assertThat(wrong.getCssValue("margin-top")).isEqualTo("0px");
  }

  /** A report is often made anew under its old name, of other pictures or of better photos. */
  @Test
  void whatIsSetStaysWithItsPicture() throws IOException {
    Path report = folder.resolve("again.html");
    Path first = Files.createDirectories(folder.resolve("first"));
    Path second = Files.createDirectories(folder.resolve("second"));
    Files.copy(TWO, first.resolve("1.png"));
    Files.copy(ZERO, first.resolve("2.png"));
    Files.copy(TWO, second.resolve("1.png"));
    openReport(report, first);
    focus(picture("1.png"));
    press("3");
    focus(picture("2.png"));
    press("4");
    assertThat(labelled()).isEqualTo("2 pictures, 2 set by you");

    openReport(report, second);
    assertThat(labelled()).isEqualTo("1 picture, 0 set by you");
    assertThat(browser.findElement(By.id("forget")).isDisplayed()).isFalse();

    Files.copy(ZERO, first.resolve("1.png"), StandardCopyOption.REPLACE_EXISTING);
    openReport(report, first);
    assertThat(labelled()).isEqualTo("2 pictures, 1 set by you");
    assertThat(marks()).containsExactlyInAnyOrder("", "you: 4");

    Files.copy(TWO, first.resolve("1.png"), StandardCopyOption.REPLACE_EXISTING);
    openReport(report, first);
    assertThat(marks()).containsExactlyInAnyOrder("you: 3", "you: 4");
  }

  @Test
  void allThatIsSetCanBeForgottenByKeyboard() {
    WebElement forget = browser.findElement(By.id("forget"));
    assertThat(forget.isDisplayed()).isFalse();
    focus(picture("onerror"));
    press("2");
    focus(picture("blue-ink.jpg"));
    press("x");
    browser.executeScript("arguments[0].focus()", browser.findElement(By.id("mine")));
    press(Keys.TAB);
    assertThat(browser.switchTo().activeElement()).isEqualTo(forget);
    assertThat(forget.getText()).isEqualTo("Discard my corrections");
    press(Keys.ENTER);
    assertThat(labelled()).isEqualTo("4 pictures, 0 set by you");
    assertThat(marks()).containsOnly("");
    assertThat(forget.getText()).isEqualTo("Undo discarding");
    press(Keys.ENTER);
    assertThat(labelled()).isEqualTo("3 pictures, 2 set by you; left out: 1 without a digit");
    assertThat(picture("onerror").findElement(By.cssSelector(".mine")).getText())
        .isEqualTo("you: 2");
    press(Keys.ENTER);
    browser.navigate().refresh();
    assertThat(labelled()).isEqualTo("4 pictures, 0 set by you");
    assertThat(browser.findElement(By.id("forget")).isDisplayed()).isFalse();
  }

  @Test
  void aPictureWithoutAFileOfItsOwnSaysThatItCantBeLabelled() throws IOException {
    Path report = folder.resolve("stdin.html");
    CommandLineRun.withInput(
        Files.readAllBytes(ZERO), "predict", MODEL, "--report=" + report, "-", TWO + "");
    browser.get(report.toUri().toString());
    WebElement page = picture("-");
    focus(page);
    press("3");
    String refusal = "It can't be labelled: labels.csv names files";
    assertThat(page.getText()).contains(refusal);
    assertThat(labelled()).isEqualTo("1 picture, 0 set by you; left out: 1 without a file");
    focus(picture("centred.png"));
    assertThat(page.getText()).doesNotContain(refusal);
    page.findElement(By.cssSelector(".open")).click();
    assertThat(browser.findElement(By.id("large")).getText()).containsOnlyOnce(refusal);
    press("4");
    press(Keys.ESCAPE);
    assertThat(page.getText()).containsOnlyOnce(refusal);
    press(Keys.ENTER);
    assertThat(browser.findElement(By.id("large")).getText()).containsOnlyOnce(refusal);
    assertThat(browser.findElement(By.id("set")).isDisplayed()).isFalse();
  }

  /** The list that is downloaded names them so that it can be measured. */
  @Test
  void pagesCanBeLabelled() throws IOException {
    Path pages = folder.resolve("pages.tif");
    PictureArgumentsTest.writePages(pages, TWO.toString(), ZERO.toString());
    Path report = folder.resolve("pages.html");
    CommandLineRun.of("predict", MODEL, "--pages", "--report=" + report, pages + "");
    browser.get(report.toUri().toString());
    focus(picture("pages.tif#2"));
    press("0");
    assertThat(labelled()).isEqualTo("2 pictures, 1 set by you");
    assertThat(picture("pages.tif#2").getDomAttribute("data-path")).isEqualTo(pages + "#2");
  }

  @Test
  void aCellOfQuestionMarksShowsThePicturesThatItCounts() throws IOException {
    Path labels = folder.resolve("blank.csv");
    Files.writeString(labels, "path,label\n%s,4\nmissing.png,4\n".formatted(blank()));
    openEvaluation(labels);
    WebElement cell = browser.findElement(By.cssSelector(".confusion .pair[data-read='?']"));
    assertThat(cell.getText()).isEqualTo("1");
    cell.click();
    assertThat(shown()).singleElement().asString().endsWith("blank.png");
  }

  /** The picture in the README. It is renewed by hand, from target/report.png. */
  @Test
  void looksAsTheReadmeShowsIt() throws IOException {
    Path samples = folder.resolve("samples.html");
    CommandLineRun.of("predict", "--model=models/default.zip", "--report=" + samples, "samples");
    openOn(1280, 760, /* isMobile= */ false, samples);
    byte[] png = browser.getScreenshotAs(OutputType.BYTES);
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    Files.write(Files.createDirectories(Path.of("target")).resolve("report.png"), png);
    BufferedImage shown = ImageIO.read(new ByteArrayInputStream(png));
    BufferedImage committed = ImageIO.read(Path.of("docs/report.png").toFile());
    assertThat(Sheets.difference(committed, shown, LOOK))
        .as("docs/report.png and what it looks like today, target/report.png")
        .isLessThan(CLOSE);
  }

  @Test
  void manyPicturesComeWhenTheirEndIsNear() throws Exception {
    Path many = folder.resolve("many.html");
    List<String> arguments = new ArrayList<>(List.of("predict", MODEL, "--report=" + many));
    arguments.addAll(Collections.nCopies(200, TWO.toString()));
    CommandLineRun.of(arguments.toArray(String[]::new));
    browser.get(many.toUri().toString());
    assertThat(shown().size()).isBetween(60, 199).matches(n -> n % 60 == 0);
    assertThat(browser.findElement(By.id("count")).getText()).isEqualTo("200");
    assertThat(labelled()).startsWith("200 pictures");
    focus(browser.findElement(By.cssSelector(".picture")));
    for (int i = 0; i < 100; i++) {
      press(Keys.ARROW_DOWN);
    }
    awaitThat(() -> shown().size() == 200);
    assertThat(browser.findElement(By.id("more")).isDisplayed()).isFalse();
    press("/");
    press("no such name");
    assertThat(shown()).isEmpty();
    press(Keys.ESCAPE);
    press("a");
    awaitThat(() -> !shown().isEmpty());
  }

  @Test
  void fitsAPhone() {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(390L);
    picture("blue-ink.jpg").findElement(By.cssSelector(".open")).click();
    assertThat(browser.executeScript("return document.getElementById('large').scrollWidth <= 390"))
        .isEqualTo(true);
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  @Test
  void aPercentageStaysOnOneLineOnAPhone() throws IOException {
    Path labels = folder.resolve("right.csv");
    Files.writeString(labels, "path,label,group\n%s,2,a group of pictures\n".formatted(TWO));
    Path report = folder.resolve("right.html");
    CommandLineRun.of("evaluate", MODEL, labels.toString(), "--report=" + report);
    openOn(390, 844, /* isMobile= */ true, report);
    WebElement accuracy = browser.findElement(By.cssSelector(".accuracy td:nth-last-child(2)"));
    assertThat(accuracy.getText()).isEqualTo("100.00 %");
    assertThat(
            browser.executeScript(
                "const text = document.createRange(); text.selectNodeContents(arguments[0]);"
                    + "return text.getClientRects().length",
                accuracy))
        .isEqualTo(1L);
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  @Test
  void theAccuraciesFitANarrowPhoneInWholeWords() throws IOException {
    Path labels = folder.resolve("groups.csv");
    Files.writeString(
        labels,
        "path,label,group\n%s,2,narrow strokes\n%s,0,handwritten\nmissing.png,4,photo\n"
            .formatted(TWO, ZERO));
    Path report = folder.resolve("groups.html");
    CommandLineRun.of("evaluate", MODEL, labels.toString(), "--report=" + report);
    openOn(360, 740, /* isMobile= */ true, report);
    assertThat(
            browser.executeScript(
                "return [...document.querySelectorAll('.figures > div')]"
                    + ".filter(part => part.scrollWidth > part.clientWidth).length"))
        .isEqualTo(0L);
    assertThat(
            browser.executeScript(
                "return [...document.querySelectorAll('.accuracy tbody th')].map(head => {"
                    + "const text = document.createRange(); text.selectNodeContents(head);"
                    + "return text.getClientRects().length })"))
        .isEqualTo(List.of(1L, 2L, 1L, 1L, 1L));
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  @Test
  void nothingIsClippedOrTouches() {
    WebElement unreadable = picture("missing.png");
    WebElement answer = unreadable.findElement(By.cssSelector(".answer"));
    assertThat(answer.getRect().x - unreadable.getRect().x).as("an indent").isLessThan(16);
    press(Keys.TAB);
    focus(unreadable);
    assertThat(unreadable.getCssValue("outline-style")).isEqualTo("solid");
    assertThat(unreadable.getCssValue("outline-offset")).isEqualTo("-3px");
    List<WebElement> texts = browser.findElements(By.cssSelector(".reliability text"));
    WebElement half =
        texts.stream().filter(text -> text.getText().equals("0.5")).skip(1).findFirst().get();
    Rectangle name = texts.get(texts.size() - 1).getRect();
    assertThat(name.x + name.width).isLessThan(half.getRect().x);
  }

  @Test
  void followsTheSystemIntoTheDark() {
    String light = background();
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    assertThat(background()).isNotEqualTo(light);
    browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }

  private static Path blank() throws IOException {
    byte[] png = PictureFile.png(Drawing.onPaper(60, 60, 0xffffff, 1).image());
    return Files.write(folder.resolve("blank.png"), png);
  }

  private void openEvaluation(Path labels) {
    Path report = folder.resolve(labels.getFileName() + ".html");
    CommandLineRun.of("evaluate", MODEL, labels.toString(), "--report=" + report);
    browser.get(report.toUri().toString());
  }

  private void openReport(Path report, Path pictures) {
    CommandLineRun.of("predict", MODEL, "--report=" + report, pictures.toString());
    browser.get(report.toUri().toString());
  }

  private String labelled() {
    return browser.findElement(By.id("labelled")).getText();
  }

  /** What the pictures say that was set for them. */
  private List<String> marks() {
    return browser.findElements(By.cssSelector("#pictures .mine")).stream()
        .map(WebElement::getText)
        .toList();
  }

  private String background() {
    return browser.findElement(By.tagName("body")).getCssValue("background-color");
  }

  private void press(CharSequence... keys) {
    new Actions(browser).sendKeys(keys).perform();
  }

  /** The name of the picture that has the focus; empty if none has. */
  private String focused() {
    return (String)
        browser.executeScript(
            "return document.activeElement.closest('.picture')?.querySelector('.name').textContent"
                + " ?? ''");
  }

  private void focus(WebElement picture) {
    browser.executeScript("arguments[0].focus()", picture.findElement(By.cssSelector(".open")));
  }

  private static void awaitFile(Path file) throws InterruptedException {
    awaitThat(() -> Files.exists(file));
  }

  private static void awaitThat(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private WebElement picture(String name) {
    return browser.findElements(By.cssSelector(".picture")).stream()
        .filter(one -> one.findElement(By.cssSelector(".name")).getText().contains(name))
        .findFirst()
        .orElseThrow();
  }

  /** The names of the pictures that aren't filtered out. */
  /** Opens a page on a screen of this size; the caller clears that. */
  private void openOn(int width, int height, boolean isMobile, Path page) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", isMobile));
    browser.get(page.toUri().toString());
  }

  private List<String> shown() {
    return browser.findElements(By.cssSelector("#pictures .picture .name")).stream()
        .map(WebElement::getText)
        .toList();
  }
}
