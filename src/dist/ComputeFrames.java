import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Brings classes that were compiled for Java 5 to the form of Java 8, in which they say themselves
 * which types are on the stack at each branch. Without that, no JVM archives them: each start would
 * look for them in the jar, read and verify them anew, which takes longer than all else of a help.
 *
 * <p>Arguments: a jar, which is replaced, then the beginnings of the names of the classes that are
 * worth it. Code, names and order of the entries stay as they are.
 */
final class ComputeFrames {
  private ComputeFrames() {}

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    List<String> beginnings = List.of(arguments).subList(1, arguments.length);
    Path partial = jar.resolveSibling(jar.getFileName() + ".part");
    int upgraded = 0;
    try (var in = new ZipFile(jar.toFile());
        var classes = new URLClassLoader(urls(jar));
        var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(partial)))) {
      for (ZipEntry entry : Collections.list(in.entries())) {
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        String name = entry.getName();
        if (name.endsWith(".class") && beginnings.stream().anyMatch(name::startsWith)) {
          var reader = new ClassReader(bytes);
          if (majorVersion(reader) < Opcodes.V1_6) {
            bytes = upgraded(reader, classes);
            upgraded++;
          }
        }
        var copy = new ZipEntry(name);
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(bytes);
      }
    }
    if (upgraded == 0) {
      // Then this step has lost its reason, or its arguments are wrong.
      throw new IOException("no class in " + jar + " needed its frames computed");
    }
    Files.move(partial, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int majorVersion(ClassReader reader) {
    return reader.readUnsignedShort(6);
  }

  private static byte[] upgraded(ClassReader reader, ClassLoader classes) {
    var writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return classes; // where branches meet, their types' common ancestor is looked for
          }
        };
    var visitor =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version,
              int access,
              String name,
              String signature,
              String superName,
              String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
          }
        };
    reader.accept(visitor, 0);
    return writer.toByteArray();
  }

  private static URL[] urls(Path jar) throws MalformedURLException {
    return new URL[] {jar.toUri().toURL()};
  }
}
