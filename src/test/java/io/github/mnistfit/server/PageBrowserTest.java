package io.github.mnistfit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.openqa.selenium.interactions.PointerInput.PointerEventProperties;
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
    scheme("light");
    browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
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
    mode("read");
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
    assertThat(text("#compared")).isEqualTo("Neither fit finds a digit.");
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
    mode("read");
    draw(three(-150, 0, 80));
    until(() -> text("#lines").matches("3[0-9.]+ % sure"));
    draw(three(50, 0, 80));
    until(() -> text("#lines").matches("33[0-9.]+ % sure of both digits"));
    assertThat(all("#boxes rect")).hasSize(2);
    assertThat(all("#boxes text")).hasSize(2);
    draw(three(220, 0, 60));
    until(() -> text("#lines").matches("333[0-9.]+ % sure of all 3 digits"));
  }

  /**
   * A drawing has one label however fast somebody presses, a picture the last that it was given.
   */
  @Test
  void nothingIsSavedTwice() {
    draw(three(0, 0, 120));
    await("3");
    press("33");
    // Where the drawing is gone before the second key comes, that is told instead.
    until(
        () -> text("#saved").matches("1 saved, the last as 3[.]|There is nothing to save yet[.]"));
    browser
        .findElement(By.id("files"))
        .sendKeys(Path.of("samples/shadow.jpg").toAbsolutePath().toString());
    await("4");
    press("9");
    until(() -> text("#saved").equals("2 saved, the last as 9."));
    press("4");
    until(() -> text("#saved").equals("2 saved, the last as 4."));
    browser
        .findElement(By.id("files"))
        .sendKeys(Path.of("samples/labels.csv").toAbsolutePath().toString());
    until(() -> text("#why").contains("not a picture"));
    press("4");
    until(() -> text("#saved").contains("can’t be read"));
    browser.manage().logs().get("browser"); // where the browser tells of the file
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
    try (var file = new ZipFile(download().toFile())) {
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

  @Test
  void numbersComeAsAZipWithTheirRows() throws IOException {
    mode("read");
    draw(three(-150, 0, 80));
    draw(three(50, 0, 80));
    until(() -> text("#lines").startsWith("33"));
    browser.findElement(By.cssSelector("#rows button")).click();
    until(() -> text("#saved").startsWith("1 saved"));
    Path list = folder.resolve("numbers.csv");
    try (var file = new ZipFile(download().toFile())) {
      assertThat(Collections.list(file.entries()))
          .extracting(entry -> entry.getName())
          .containsExactly("numbers.csv", "0001-33.png");
      Files.write(list, file.getInputStream(file.getEntry("numbers.csv")).readAllBytes());
    }
    assertThat(LabelFile.readNumbers(list))
        .extracting(numbers -> numbers.name(), numbers -> numbers.rows())
        .containsExactly(tuple("0001-33.png", List.of("33")));
  }

  /** And leaving the page warns until what is saved is downloaded. */
  @Test
  void aSavedFileIsInTheZipThoughItIsDeleted() throws IOException {
    Path original = Path.of("samples/shadow.jpg");
    Path file = Files.copy(original, folder.resolve("deleted.jpg"));
    open(file);
    await("4");
    assertThat(leavingWarns()).isFalse();
    press("4");
    until(() -> text("#saved").startsWith("1 saved"));
    Files.delete(file);
    assertThat(leavingWarns()).isTrue();
    browser.executeScript(
        "window.real = URL.createObjectURL;"
            + "URL.createObjectURL = () => { throw new Error('no memory'); }");
    browser.findElement(By.id("download")).click();
    until(() -> text("#saved").equals("The zip can’t be made: no memory"));
    assertThat(leavingWarns()).isTrue();
    browser.executeScript("URL.createObjectURL = window.real");
    try (var zip = new ZipFile(download().toFile())) {
      assertThat(zip.getInputStream(zip.getEntry("0001-4.jpg")).readAllBytes())
          .isEqualTo(Files.readAllBytes(original));
    }
    assertThat(leavingWarns()).isFalse();
  }

  private boolean leavingWarns() {
    return (boolean)
        browser.executeScript(
            "return !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))");
  }

  private Path download() throws IOException {
    Path zip = folder.resolve("home/mnistfit-pictures.zip");
    Files.deleteIfExists(zip);
    browser.findElement(By.id("download")).click();
    until(() -> Files.exists(zip));
    return zip;
  }

  @Test
  void aKeyThatIsHeldSavesOnce() {
    open(Path.of("samples/shadow.jpg"));
    await("4");
    hold("4", "4");
    browser.executeScript("document.querySelector('#digits [value=\"5\"]').focus()");
    hold("Enter", "\r");
    press("6");
    until(() -> text("#saved").equals("1 saved, the last as 6."));
  }

  /** Presses a key for so long that it repeats. */
  private void hold(String key, String text) {
    for (boolean repeats : new boolean[] {false, true, true, true}) {
      browser.executeCdpCommand(
          "Input.dispatchKeyEvent",
          Map.of("type", "keyDown", "key", key, "text", text, "autoRepeat", repeats));
    }
    browser.executeCdpCommand("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  @Test
  void goingBackFindsTheDrawing() {
    draw(three(0, 0, 120));
    await("3");
    open(Path.of("samples/shadow.jpg"));
    await("4");
    assertThat(text("#clear")).isEqualTo("Back to drawing");
    browser.findElement(By.id("clear")).click();
    await("3");
    browser.findElement(By.cssSelector("#pictures button")).click();
    await("4");
    press("c");
    await("3");
    assertThat(text("#clear")).isEqualTo("Clear");
  }

  /** By keyboard, a list would be lost at each answer. */
  @Test
  void theListKeepsTheFocus() {
    open(
        Path.of("samples/shadow.jpg"), Path.of("samples/centred.png"), Path.of("samples/thin.jpg"));
    until(() -> each("#pictures strong", "textContent").equals(List.of("4", "2", "4")));
    browser.executeScript("document.querySelector('#pictures button').focus()");
    press(Keys.TAB, Keys.ENTER);
    await("2");
    assertThat(focused()).isEqualTo("centred.png2");
    mode("read"); // which asks about all of them again
    browser.executeScript("document.querySelectorAll('#pictures button')[1].focus()");
    until(() -> each("#pictures strong", "textContent").equals(List.of("4", "2", "4")));
    press(Keys.TAB, Keys.ENTER);
    until(() -> text("#lines").startsWith("4"));
    assertThat(focused()).isEqualTo("thin.jpg4");
  }

  private String focused() {
    return browser.switchTo().activeElement().getDomProperty("textContent");
  }

  @Test
  void clearingIsUndone() {
    draw(three(0, 0, 120));
    await("3");
    press("c");
    until(() -> text("#digit").equals("·"));
    draw(List.of(new int[] {0, -120}, new int[] {0, 120}));
    await("1");
    press("zz"); // the 1, and the clearing
    await("3");
    press("z");
    until(() -> text("#digit").equals("·"));
    assertThat(browser.findElement(By.id("undo")).isEnabled()).isFalse();
  }

  @Test
  void whatIsDrawnFurtherRightComesBackWithNumbers() {
    mode("read");
    draw(three(200, 0, 80));
    until(() -> text("#lines").startsWith("3"));
    mode("predict");
    until(() -> browser.findElement(By.id("beyond")).isDisplayed());
    mode("read");
    until(() -> text("#lines").startsWith("3"));
    assertThat(browser.findElement(By.id("beyond")).isDisplayed()).isFalse();
  }

  @Test
  void aPenDrawsTheWiderTheHarderItIsPressed() {
    drawByPen(-100, .1f);
    drawByPen(100, 1);
    List<?> ink =
        (List<?>)
            browser.executeScript(
                "const all = document.getElementById('paper').getContext('2d')"
                    + ".getImageData(0, 0, 400, 400).data;"
                    + "const dark = [0, 0];"
                    + "for (let i = 0; i < all.length; i += 4)"
                    + " dark[i / 4 % 400 < 200 ? 0 : 1] += all[i] < 128;"
                    + "return dark");
    assertThat((long) ink.get(1)).isGreaterThan(2 * (long) ink.get(0)).isPositive();
  }

  /** A vertical line. */
  private void drawByPen(int x, float pressure) {
    var pen = new PointerInput(Kind.PEN, "pen" + pressure);
    PointerEventProperties pressed = PointerInput.eventProperties().setPressure(pressure);
    Origin paper = Origin.fromElement(browser.findElement(By.id("paper")));
    browser.perform(
        List.of(
            new Sequence(pen, 0)
                .addAction(pen.createPointerMove(Duration.ZERO, paper, x, -100))
                .addAction(pen.createPointerDown(MouseButton.LEFT.asArg(), pressed))
                .addAction(pen.createPointerMove(Duration.ZERO, paper, x, 100, pressed))
                .addAction(pen.createPointerUp(MouseButton.LEFT.asArg()))));
  }

  @Test
  void thePhotographOfACameraIsTaken() {
    WebElement camera = browser.findElement(By.id("camera"));
    assertThat(camera.getDomAttribute("capture")).isEqualTo("environment");
    assertThat(camera.getDomAttribute("accept")).isEqualTo("image/*");
    camera.sendKeys(Path.of("samples/shadow.jpg").toAbsolutePath().toString());
    await("4");
  }

  @Test
  void oneRefusedPictureDoesNotHoldUpTheOthers() throws IOException {
    ServerLimits standard = ServerLimits.standard();
    var limits =
        new ServerLimits(
            100_000,
            standard.buffered(),
            standard.pictures(),
            standard.waiting(),
            standard.waitingOfOne(),
            standard.connections(),
            standard.times());
    try (var strict = TestServer.start(limits)) {
      browser.get(strict.address().toString());
      open(
          Path.of("samples/thin.jpg"),
          Path.of("samples/small-in-large.jpg"),
          Path.of("samples/shadow.jpg"));
      until(() -> each("#pictures strong", "textContent").equals(List.of("4", "!", "4")));
      assertThat(text("#pictures small")).contains("larger than 100000 bytes");
      until(
          () -> {
            all("#pictures button").get(1).click();
            return text("#trouble").contains("larger than 100000 bytes");
          });
      assertNothingIsShown();
    }
    assertThat(browser.manage().logs().get("browser").getAll())
        .isNotEmpty()
        .allMatch(entry -> entry.getMessage().contains("413 (Payload Too Large)"));
  }

  @Test
  void aFolderIsNoPicture() throws IOException {
    drop(Files.createDirectory(folder.resolve("pictures")));
    until(() -> text("#pictures small").contains("folder"));
    assertThat(text("#trouble")).isEqualTo(text("#pictures small"));
    assertThat(text("#pictures strong")).isEqualTo("!");
    press("4");
    until(() -> text("#saved").contains("folder"));
    browser.manage().logs().get("browser"); // where the browser tells it, too
  }

  /** One picture's answer never stands beside another. */
  @Test
  void untilAnAnswerComesNothingIsShownAndARefusalIsAskedAgain() {
    draw(three(0, 0, 120));
    await("3");
    // What the strokes still ask waits, too.
    browser.executeScript(
        "const refused = new Promise(done => window.refuse = done); window.real = window.fetch;"
            + " window.fetch = () => refused.then(() =>"
            + " new Response('{\"error\": \"too busy\"}', {status: 503}))");
    open(Path.of("samples/shadow.jpg"));
    until(() -> browser.findElement(By.id("photo")).isDisplayed());
    assertThat(text("#sureness")).isEqualTo("Reading…");
    assertNothingIsShown();
    browser.executeScript("window.refuse()");
    until(() -> text("#trouble").equals("too busy"));
    assertNothingIsShown();
    browser.executeScript("window.fetch = window.real");
    await("4");
    assertThat(browser.findElement(By.id("trouble")).isDisplayed()).isFalse();
  }

  private void assertNothingIsShown() {
    assertThat(text("#digit")).isEqualTo("·");
    assertThat(each("#probabilities .value", "textContent")).containsOnly("");
    assertThat(all("#steps li, #digits .suggested")).isEmpty();
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
  void fitsAPhoneAndFollowsTheSystemIntoTheDark() throws IOException {
    String light = browser.findElement(By.tagName("body")).getCssValue("background-color");
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    scheme("dark");
    assertThat(browser.findElement(By.tagName("body")).getCssValue("background-color"))
        .isNotEqualTo(light);
    draw(three(0, 0, 120));
    await("3");
    assertFitsAPhone();
    Path named = folder.resolve("a-name-that-no-phone-has-room-for".repeat(4) + ".jpg");
    open(Files.copy(Path.of("samples/shadow.jpg"), named), Files.createTempDirectory(folder, "no"));
    await("4");
    until(() -> text("#pictures small").contains("folder"));
    assertFitsAPhone();
    assertThat(
            browser.executeScript(
                "const list = document.getElementById('pictures');"
                    + "return list.scrollWidth - list.clientWidth"))
        .as("what of the list is cut off")
        .isEqualTo(0L);
    mode("read");
    until(() -> text("#lines").startsWith("4"));
    assertFitsAPhone();
    press("c");
    until(() -> text("#lines").startsWith("3"));
    assertFitsAPhone();
    browser.manage().logs().get("browser"); // where the browser tells of the folder
  }

  private void assertFitsAPhone() {
    assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(390L);
  }

  private void scheme(String value) {
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", value))));
  }

  /** By WCAG 2, level AA: 4.5 between all text and what is behind it. */
  @Test
  void textStandsOut() throws IOException {
    String script = Page.resource("contrast.js");
    for (String value : List.of("light", "dark")) {
      browser.navigate().refresh();
      scheme(value);
      assertThat((List<?>) browser.executeScript(script)).as("%s: an empty page", value).isEmpty();
      draw(three(0, 0, 120));
      await("3");
      browser.findElement(By.cssSelector("#digits [value='3']")).click();
      until(() -> text("#saved").startsWith("1 saved"));
      open(Path.of("samples/shadow.jpg"));
      await("4");
      assertThat((List<?>) browser.executeScript(script)).as("%s: a picture", value).isEmpty();
      drop(Files.createTempDirectory(folder, "no"));
      until(() -> browser.findElement(By.id("trouble")).isDisplayed());
      assertThat((List<?>) browser.executeScript(script)).as("%s: a refusal", value).isEmpty();
      mode("read");
      until(
          () -> {
            all("#pictures button").get(0).click();
            return true;
          });
      until(() -> text("#lines").startsWith("4"));
      assertThat((List<?>) browser.executeScript(script)).as("%s: numbers", value).isEmpty();
    }
    browser.manage().logs().get("browser"); // where the browser tells of the folder
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

  /** Chooses between one digit, predict, and numbers, read. */
  private void mode(String value) {
    browser
        .findElement(By.cssSelector("[name=mode][value=%s]".formatted(value)))
        .findElement(By.xpath(".."))
        .click();
  }

  private void open(Path... pictures) {
    browser
        .findElement(By.id("files"))
        .sendKeys(
            Stream.of(pictures)
                .map(picture -> picture.toAbsolutePath().toString())
                .collect(Collectors.joining("\n")));
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
