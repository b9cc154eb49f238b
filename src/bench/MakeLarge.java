import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import javax.imageio.ImageIO;

/** Makes a JPEG of a handwritten 7 on paper: MakeLarge FILE MEGAPIXELS. */
final class MakeLarge {
  private MakeLarge() {}

  public static void main(String[] arguments) throws Exception {
    double pixels = 1e6 * Double.parseDouble(arguments[1]);
    int height = (int) Math.sqrt(pixels * 3 / 4);
    int width = (int) (pixels / height);
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(new Color(228, 224, 214));
    pen.fillRect(0, 0, width, height);
    pen.setColor(new Color(40, 40, 70));
    pen.setStroke(new BasicStroke(height / 40f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.drawPolyline(
        new int[] {width * 2 / 5, width * 3 / 5, width * 9 / 20},
        new int[] {height / 4, height / 4, height * 3 / 4},
        3);
    pen.dispose();
    ImageIO.write(picture, "jpg", new File(arguments[0]));
  }
}
