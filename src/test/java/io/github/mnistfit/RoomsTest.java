package io.github.mnistfit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** Who may touch what; see CONTRIBUTING.md. */
@AnalyzeClasses(packages = "io.github.mnistfit", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  private static final String ROOT = "io.github.mnistfit";

  @ArchTest
  static final ArchRule roomsKnowOnlyThoseBelow =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
          .layer("mnist")
          .definedBy(ROOT + ".mnist")
          .layer("io")
          .definedBy(ROOT + ".io")
          .layer("image")
          .definedBy(ROOT + ".image")
          .layer("fit")
          .definedBy(ROOT + ".fit")
          .layer("network")
          .definedBy(ROOT + ".network")
          .layer("training")
          .definedBy(ROOT + ".training..")
          .layer("ink")
          .definedBy(ROOT + ".ink")
          .layer("root")
          .definedBy(ROOT)
          .layer("worker")
          .definedBy(ROOT + ".worker")
          .layer("evaluation")
          .definedBy(ROOT + ".evaluation")
          .optionalLayer("report")
          .definedBy(ROOT + ".report")
          .layer("cli")
          .definedBy(ROOT + ".cli")
          .whereLayer("mnist")
          .mayNotAccessAnyLayer()
          .whereLayer("io")
          .mayNotAccessAnyLayer()
          .whereLayer("image")
          .mayOnlyAccessLayers("mnist", "io")
          .whereLayer("fit")
          .mayOnlyAccessLayers("image", "mnist")
          .whereLayer("network")
          .mayOnlyAccessLayers("mnist", "io")
          .whereLayer("ink")
          .mayOnlyAccessLayers("network", "mnist")
          .whereLayer("training")
          .mayOnlyAccessLayers("fit", "network", "mnist", "io")
          .whereLayer("root")
          .mayOnlyAccessLayers("image", "fit", "network", "mnist")
          .whereLayer("worker")
          .mayOnlyAccessLayers("root", "image", "fit", "mnist")
          .whereLayer("evaluation")
          .mayOnlyAccessLayers("root", "mnist")
          .whereLayer("report")
          .mayOnlyAccessLayers("mnist", "io")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule openCvStaysInImageAndFit =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".image", ROOT + ".fit")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.opencv..", "nu.pattern..");

  @ArchTest
  static final ArchRule nd4jStaysInNetworkAndTraining =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".network", ROOT + ".training")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..");

  @ArchTest
  static final ArchRule picocliStaysInCli =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".cli")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  @ArchTest
  static final ArchRule onlyMainEndsTheProcess =
      noClasses()
          .that(DescribedPredicate.not(JavaClass.Predicates.simpleName("Main")))
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
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .notBePublic();
}
