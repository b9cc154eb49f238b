import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** Makes a folder of PNGs of 100×100, a printed digit in each: MakePictures FOLDER NUMBER. */
final class MakePictures {
  private static final int SIDE = 100;

  private MakePictures() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    var random = new Random(1);
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D pen = picture.createGraphics();
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.setColor(new Color(235, 232, 225));
      pen.fillRect(0, 0, SIDE, SIDE);
      pen.setColor(new Color(40, 40, 60));
      pen.rotate(0.3 * random.nextDouble() - 0.15, SIDE / 2.0, SIDE / 2.0);
      pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 50 + random.nextInt(30)));
      pen.drawString(Integer.toString(i % 10), 25 + random.nextInt(15), 75 + random.nextInt(10));
      pen.dispose();
      ImageIO.write(picture, "png", folder.resolve("%06d.png".formatted(i)).toFile());
    }
  }
}
