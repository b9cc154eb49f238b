package io.github.mnistfit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mnistfit.Programs;
import io.github.mnistfit.cli.Sheets;
import io.github.mnistfit.evaluation.LabelFile;
import io.github.mnistfit.evaluation.LabelledPicture;
import io.github.mnistfit.evaluation.LabelledPictures;
import io.github.mnistfit.fit.Fit;
import io.github.mnistfit.fitter.LocalFitter;
import io.github.mnistfit.mnist.LabelledImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.Kind;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;

/**
 * The page in a real browser, drawn on with a mouse, with fingers and by keyboard; skipped where
 * there is no chromium, or no chromedriver.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PageBrowserTest {
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  /** How long an answer may take on a machine that is busy with other work. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Of the blocks of a picture of the page that are compared, in pixels. */
  private static final int LOOK = 64;

  /** In grey levels. */
  private static final double CLOSE = 60;

  /** Between two looks at the page, in nanoseconds. */
  private static final long PAUSE = 50_000_000;

  /** The middle of a 3's two arcs, and their radius, for a digit that is 2 high. */
  private static final double[][] THREE = {{0, -.5, .48, -150, 90}, {0, .5, .52, -90, 150}};

  @TempDir private static Path folder;
  private TestServer server;
  private ChromeDriver browser;

  @BeforeAll
  void open() throws IOException {
    Path chromium = Programs.require("chromium");
    Path driver = Programs.require("chromedriver");
    server = TestServer.start();
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
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void load() {
    browser.manage().window().setSize(new Dimension(1280, 1000));
    browser.get(server.address().toString());
  }

  @AfterEach
  void theConsoleIsFreeOfErrors() {
    assertThat(browser.manage().logs().get("browser").getAll()).isEmpty();
  }

  @Test
  void aThreeIsReadAndEveryStepShown() {
    draw(three(0, 0, 120));
    await("3");
    assertThat(each("#probabilities li", "textContent")).hasSize(10);
    assertThat(text("#probabilities .best")).startsWith("3");
    assertThat(each("#steps li", "textContent").get(0)).contains("picture");
    until(() -> !each("#steps img", "naturalWidth").contains("0"));
    List<String> widths = each("#steps img", "naturalWidth");
    assertThat(widths).hasSizeGreaterThan(8);
    assertThat(widths.get(widths.size() - 1)).isEqualTo("28");
    assertThat(text("#robust-answer")).isEqualTo("3");
    press("f");
    until(() -> each("#steps li", "textContent").stream().anyMatch(s -> s.contains("invert")));
    assertThat(each("#steps li", "textContent")).hasSize(7);
  }

  @Test
  void aTinyThreeInACornerIsRead() {
    browser.findElement(By.cssSelector("[name=pen][value='8']")).click();
    draw(three(-130, -130, 22));
    await("3");
  }

  @Test
  void aThreeInWhiteOnBlackIsRead() {
    browser.findElement(By.cssSelector("[name=ink][value=light]")).click();
    draw(three(0, 0, 120));
    await("3");
    assertThat(
            browser.executeScript(
                "return document.getElementById('paper').getContext('2d').getImageData(1,1,1,1).data[0]"))
        .isEqualTo(16L);
  }

  @Test
  void twoFingersDrawAtOnce() {
    List<int[]> points = three(0, 0, 120);
    int half = points.size() / 2;
    browser.perform(
        List.of(
            stroke(new PointerInput(Kind.TOUCH, "one"), points.subList(0, half)),
            stroke(new PointerInput(Kind.TOUCH, "two"), points.subList(half, points.size()))));
    await("3");
    browser.findElement(By.id("undo")).click(); // one of the two strokes
    assertThat(browser.findElement(By.id("undo")).isEnabled()).isTrue();
    browser.findElement(By.id("undo")).click();
    until(() -> text("#digit").equals("·"));
    assertThat(browser.findElement(By.id("undo")).isEnabled()).isFalse();
  }

  @Test
  void theKeyboardDraws() {
    browser.executeScript("document.getElementById('paper').focus()");
    press(Keys.ARROW_UP.toString().repeat(9) + " " + Keys.ARROW_DOWN.toString().repeat(18) + " ");
    await("1");
    until(() -> text("#said").contains("1, "));
    press("c");
    until(() -> text("#digit").equals("·"));
  }

  @Test
  void aPictureWithAHostileNameIsReadAndItsNameStaysText() throws IOException {
    Path hostile = folder.resolve("<img src=x onerror=document.title='owned'>.jpg");
    Files.copy(Path.of("samples/shadow.jpg"), hostile);
    browser.findElement(By.id("files")).sendKeys(hostile.toString());
    await("4");
    until(() -> text("#pictures strong").equals("4"));
    assertThat(text("#pictures .name")).isEqualTo(hostile.getFileName().toString());
    assertThat(browser.getTitle()).isEqualTo("mnistfit: draw a digit");
    assertThat(text("#compared")).contains("part here", "reads ?");
  }

  /** As from a folder's window, by the browser's own hand. */
  @Test
  void aPictureIsDropped() {
    drop(Path.of("samples/shadow.jpg").toAbsolutePath());
    await("4");
    assertThat(text("#pictures .name")).isEqualTo("shadow.jpg");
    until(() -> !each("#photo, #pictures img", "naturalWidth").contains("0"));
    assertThat(browser.findElement(By.id("drop")).isDisplayed()).isFalse();
    assertThat(browser.getCurrentUrl()).isEqualTo(server.address().toString());
  }

  /** By the keyboard, from the clipboard, where another program has put it. */
  @Test
  void aPictureIsPasted() throws IOException {
    browser.executeCdpCommand(
        "Browser.grantPermissions",
        Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    browser.executeAsyncScript(
        "const bytes = Uint8Array.from(atob(arguments[0]), c => c.charCodeAt(0));"
            + "navigator.clipboard.write([new ClipboardItem({'image/png':"
            + " new Blob([bytes], {type: 'image/png'})})]).then(arguments[1], arguments[1])",
        base64(Files.readAllBytes(Path.of("samples/centred.png"))));
    new Actions(browser).keyDown(Keys.CONTROL).sendKeys("v").keyUp(Keys.CONTROL).perform();
    await("2");
    assertThat(all("#pictures li")).hasSize(1);
    until(() -> !each("#photo, #pictures img", "naturalWidth").contains("0"));
  }

  /** No browser here decodes a TIFF or a PGM: the server does, and its copy is shown. */
  @Test
  void whatTheBrowserCannotShowIsShownAsTheServerDecodedIt() throws IOException {
    byte[] tiff = TestServer.tiff("samples/shadow.jpg", "samples/thin.jpg");
    drop(Files.write(folder.resolve("two.tif"), tiff));
    await("4");
    until(() -> text("#pages").equals("The first of 2 pages or frames."));
    until(() -> each("#photo, #pictures img", "naturalWidth").size() == 2);
    until(() -> !each("#photo, #pictures img", "naturalWidth").contains("0"));
    BufferedImage picture = ImageIO.read(Path.of("samples/shadow.jpg").toFile());
    browser
        .findElement(By.cssSelector("[name=mode][value=read]"))
        .findElement(By.xpath(".."))
        .click();
    until(() -> all("#boxes rect").size() == 1);
    assertThat(browser.findElement(By.id("boxes")).getDomAttribute("viewBox"))
        .isEqualTo("0 0 %d %d".formatted(picture.getWidth(), picture.getHeight()));

    browser.findElement(By.id("files")).sendKeys(pgm(folder.resolve("seven.pgm")).toString());
    until(() -> text("#pages").isEmpty() && all("#pictures img").size() == 2);
    until(() -> !each("#photo, #pictures img", "naturalWidth").contains("0"));
  }

  /** Wide white paper with a vertical line. */
  private static Path pgm(Path file) throws IOException {
    byte[] pixels = new byte[60 * 40];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 60 / 4 == 7 && i / 60 > 5 && i / 60 < 34 ? 0 : 255);
    }
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes("P5 60 40 255\n".getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(pixels);
    return Files.write(file, bytes.toByteArray());
  }

  @Test
  void whatNobodyCanShowIsTold() throws IOException {
    drop(Files.writeString(folder.resolve("letter.txt"), "no picture"));
    until(() -> text("#why").contains("not a picture format"));
    until(() -> browser.findElement(By.id("unseen")).isDisplayed());
    assertThat(browser.findElement(By.id("photo")).isDisplayed()).isFalse();
    assertThat(all("#pictures img")).isEmpty();
    browser.findElement(By.id("clear")).click();
    assertThat(browser.findElement(By.id("unseen")).isDisplayed()).isFalse();
    assertThat(browser.findElement(By.id("paper")).isDisplayed()).isTrue();
    // The browser itself tells of each answer that is none.
    assertThat(browser.manage().logs().get("browser").getAll())
        .isNotEmpty()
        .allMatch(entry -> entry.getMessage().contains("400 (Bad Request)"));
  }

  private void drop(Path file) {
    Map<String, Object> data =
        Map.of("items", List.of(), "files", List.of(file.toString()), "dragOperationsMask", 1);
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      browser.executeCdpCommand(
          "Input.dispatchDragEvent", Map.of("type", type, "x", 200, "y", 300, "data", data));
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void numbersHaveBoxes() {
    browser
        .findElement(By.cssSelector("[name=mode][value=read]"))
        .findElement(By.xpath(".."))
        .click();
    draw(three(-150, 0, 80));
    draw(three(50, 0, 80));
    until(() -> text("#lines").startsWith("33"));
    assertThat(all("#boxes rect")).hasSize(2);
    assertThat(all("#boxes text")).hasSize(2);
  }

  /** From the page to the disk, and from there as train --pictures reads it. */
  @Test
  void whatIsSavedComesAsAZipWithLabels() throws Exception {
    draw(three(0, 0, 120));
    await("3");
    browser.findElement(By.cssSelector("#digits [value='3']")).click();
    until(() -> text("#saved").startsWith("1 saved"));
    browser
        .findElement(By.id("files"))
        .sendKeys(Path.of("samples/shadow.jpg").toAbsolutePath().toString());
    await("4");
    press("4");
    until(() -> text("#saved").startsWith("2 saved"));
    browser.findElement(By.id("download")).click();
    Path zip = folder.resolve("home/mnistfit-pictures.zip");
    until(() -> Files.exists(zip));
    try (var file = new ZipFile(zip.toFile())) {
      assertThat(Collections.list(file.entries()))
          .extracting(entry -> entry.getName())
          .containsExactly("labels.csv", "0001-3.png", "0002-4.jpg");
      assertThat(
              new String(
                  file.getInputStream(file.getEntry("labels.csv")).readAllBytes(),
                  StandardCharsets.UTF_8))
          .isEqualTo("path,label\n0001-3.png,3\n0002-4.jpg,4\n");
      assertThat(file.getInputStream(file.getEntry("0002-4.jpg")).readAllBytes())
          .isEqualTo(Files.readAllBytes(Path.of("samples/shadow.jpg")));
      byte[] drawn = file.getInputStream(file.getEntry("0001-3.png")).readAllBytes();
      assertThat(
              new ObjectMapper()
                  .readTree(server.post("/predict", drawn).body())
                  .get("digit")
                  .intValue())
          .isEqualTo(3);
      for (ZipEntry entry : Collections.list(file.entries())) {
        Files.write(folder.resolve(entry.getName()), file.getInputStream(entry).readAllBytes());
      }
    }
    List<String> leftOut = new ArrayList<>();
    List<LabelledPicture> listed =
        LabelFile.read(folder.resolve("labels.csv"), (name, reason) -> leftOut.add(name));
    try (var fitter = new LocalFitter(Fit.standard())) {
      assertThat(LabelledPictures.fitted(fitter, listed, (picture, fitted) -> {}))
          .extracting(LabelledImage::label)
          .containsExactly(3, 4);
    }
    assertThat(leftOut).isEmpty();
  }

  /** The picture in the README. It is renewed by hand, from target/serve.png. */
  @Test
  void looksAsTheReadmeShowsIt() throws IOException {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 1000, "height", 1216, "deviceScaleFactor", 1, "mobile", false));
    browser.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    draw(three(0, 0, 120, 5));
    await("3");
    until(() -> !each("#steps img", "naturalWidth").contains("0"));
    until(() -> !text("#compared").startsWith("Two fits"));
    // How long it took is another time each time.
    browser.executeScript(
        "document.activeElement.blur(); document.getElementById('time').textContent = ''");
    byte[] png = browser.getScreenshotAs(OutputType.BYTES);
    browser.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", false));
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    Files.write(Files.createDirectories(Path.of("target")).resolve("serve.png"), png);
    assertThat(
            Sheets.difference(
                ImageIO.read(Path.of("docs/serve.png").toFile()),
                ImageIO.read(new ByteArrayInputStream(png)),
                LOOK))
        .as("docs/serve.png and what it looks like today, target/serve.png")
        .isLessThan(CLOSE);
  }

  @Test
  void fitsAPhoneAndFollowsTheSystemIntoTheDark() {
    String light = browser.findElement(By.tagName("body")).getCssValue("background-color");
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(390L);
    assertThat(browser.findElement(By.tagName("body")).getCssValue("background-color"))
        .isNotEqualTo(light);
    browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** Everything that can be used has a name for a screen reader. */
  @Test
  void whatCanBeUsedHasAName() {
    List<String> nameless = new ArrayList<>();
    for (WebElement element : all("button, input, canvas, a, [role]")) {
      if (element.isDisplayed()
          && element.getAccessibleName().isBlank()
          && !"said".equals(element.getDomAttribute("id"))) {
        nameless.add(element.getDomProperty("outerHTML"));
      }
    }
    assertThat(nameless).isEmpty();
  }

  /**
   * The points of a 3.
   *
   * @param x of its middle, from that of the paper, in pixels of the window
   * @param half half its height
   */
  private static List<int[]> three(int x, int y, int half) {
    return three(x, y, half, 20);
  }

  /** The same with a point every so many degrees. */
  private static List<int[]> three(int x, int y, int half, int degrees) {
    List<int[]> points = new ArrayList<>();
    for (double[] arc : THREE) {
      for (double angle = arc[3]; angle <= arc[4]; angle += degrees) {
        double radians = Math.toRadians(angle);
        points.add(
            new int[] {
              (int) Math.round(x + half * (arc[0] + arc[2] * Math.cos(radians))),
              (int) Math.round(y + half * (arc[1] + arc[2] * Math.sin(radians)))
            });
      }
    }
    return points;
  }

  private void draw(List<int[]> points) {
    browser.perform(List.of(stroke(new PointerInput(Kind.MOUSE, "mouse"), points)));
  }

  private Sequence stroke(PointerInput pointer, List<int[]> points) {
    WebElement paper = browser.findElement(By.id("paper"));
    var sequence = new Sequence(pointer, 0);
    boolean isDown = false;
    for (int[] point : points) {
      sequence.addAction(
          pointer.createPointerMove(Duration.ZERO, Origin.fromElement(paper), point[0], point[1]));
      if (!isDown) {
        sequence.addAction(pointer.createPointerDown(MouseButton.LEFT.asArg()));
        isDown = true;
      }
    }
    return sequence.addAction(pointer.createPointerUp(MouseButton.LEFT.asArg()));
  }

  private void press(CharSequence... keys) {
    new Actions(browser).sendKeys(keys).perform();
  }

  /** Waits until a digit is read. */
  private void await(String digit) {
    until(() -> text("#digit").equals(digit));
  }

  private void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    boolean isMet = isMet(condition);
    while (!isMet && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE);
      isMet = isMet(condition);
    }
    assertThat(isMet).as("what was waited for").isTrue();
  }

  /** An element that the page has replaced meanwhile doesn't meet it yet. */
  private static boolean isMet(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (StaleElementReferenceException e) {
      return false;
    }
  }

  private String text(String selector) {
    return each(selector, "textContent").stream().findFirst().orElse("");
  }

  /** A property of all elements at one moment: the page replaces them with each answer. */
  @SuppressWarnings("unchecked") // what the script returns
  private List<String> each(String selector, String property) {
    return (List<String>)
        browser.executeScript(
            "return [...document.querySelectorAll(arguments[0])].map(e => `${e[arguments[1]]}`)",
            selector,
            property);
  }

  private List<WebElement> all(String selector) {
    return browser.findElements(By.cssSelector(selector));
  }
}
