package io.github.mnistfit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of CONTRIBUTING.md: each package, with those below it, and what it may touch. */
@AnalyzeClasses(packages = "io.github.mnistfit", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  private static final String ROOT = "io.github.mnistfit";

  /** What all may touch: plain data, and files that appear whole. */
  private static final List<String> COMMON = List.of("mnist", "io");

  /** A room, and what it may touch beside itself and what all may touch. */
  private static final Map<String, List<String>> ROOMS = new LinkedHashMap<>();

  static {
    ROOMS.put("root", List.of("fitter", "fit", "ink", "numbers", "network"));
    ROOMS.put("mnist", List.of());
    ROOMS.put("io", List.of());
    ROOMS.put("image", List.of());
    ROOMS.put("ink", List.of("image", "network"));
    ROOMS.put("fit", List.of("image", "ink"));
    ROOMS.put("numbers", List.of("image", "ink", "fit"));
    ROOMS.put("network", List.of("image"));
    ROOMS.put("fitter", List.of("image", "fit", "numbers"));
    ROOMS.put("training", List.of("network"));
    ROOMS.put("mining", List.of("image", "ink", "fit", "fitter", "numbers", "network", "training"));
    ROOMS.put("evaluation", List.of("root", "fitter"));
    ROOMS.put("report", List.of());
    ROOMS.put("json", List.of("root", "numbers"));
    ROOMS.put("server", List.of("root", "image", "fit", "fitter", "numbers", "network", "json"));
    ROOMS.put("cli", List.copyOf(ROOMS.keySet()));
  }

  @ArchTest static final ArchRule roomsTouchOnlyWhatTheyMay = rooms();

  private static ArchRule rooms() {
    LayeredArchitecture rooms =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : ROOMS.keySet()) {
      rooms = rooms.optionalLayer(room).definedBy(packages(room));
    }
    for (Map.Entry<String, List<String>> room : ROOMS.entrySet()) {
      String[] open =
          Stream.concat(room.getValue().stream(), common(room.getKey()).stream())
              .distinct()
              .toArray(String[]::new);
      rooms =
          open.length == 0
              ? rooms.whereLayer(room.getKey()).mayNotAccessAnyLayer()
              : rooms.whereLayer(room.getKey()).mayOnlyAccessLayers(open);
    }
    return rooms
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture();
  }

  private static List<String> common(String room) {
    return room.equals("io")
        ? List.of()
        : COMMON.stream().filter(other -> !other.equals(room)).toList();
  }

  private static String packages(String room) {
    return room.equals("root") ? ROOT : ROOT + "." + room + "..";
  }

  /** A room and the rooms within it are one: the parts of a pipeline know its types. */
  @ArchTest
  static final ArchRule roomsHaveAnOrder =
      SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule openCvStaysWhereThereAreMats =
      only(List.of("image", "ink", "fit", "numbers", "network"), "org.opencv..", "nu.pattern..");

  @ArchTest
  static final ArchRule nd4jStaysInNetworkAndTraining =
      only(List.of("network", "training"), "org.nd4j..", "org.deeplearning4j..", "org.bytedeco..");

  @ArchTest
  static final ArchRule jettyStaysInServer =
      only(List.of("server"), "org.eclipse.jetty..", "io.prometheus..");

  @ArchTest static final ArchRule picocliStaysInCli = only(List.of("cli"), "picocli..");

  private static ArchRule only(List<String> rooms, String... library) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(rooms.stream().map(RoomsTest::packages).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library);
  }

  /** The two classes that a JVM is started for. */
  @ArchTest
  static final ArchRule onlyAProcessesOwnMainEndsIt =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".cli.Main")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".fitter.FitWorker")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule commandsStayInside =
      classes()
          .that()
          .resideInAPackage(ROOT + ".cli")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".cli.Main")
          .should()
          .notBePublic();
}
