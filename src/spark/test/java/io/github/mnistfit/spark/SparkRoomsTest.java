package io.github.mnistfit.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The rooms of the job: the recogniser's process knows the library and nothing of Spark, all else
 * knows Spark and of the library nothing but {@code io}, which is in the job's jar.
 */
@AnalyzeClasses(packages = "io.github.mnistfit.spark", importOptions = DoNotIncludeTests.class)
final class SparkRoomsTest {
  private static final String PROCESS = "io.github.mnistfit.spark.process..";

  @ArchTest
  static final ArchRule processKnowsNothingOfSpark =
      noClasses()
          .that()
          .resideInAPackage(PROCESS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache..", "scala..", "picocli..");

  @ArchTest
  static final ArchRule executorsKnowNothingOfTheLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage(PROCESS)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage("io.github.mnistfit..")
                  .and(
                      JavaClass.Predicates.resideOutsideOfPackages(
                          "io.github.mnistfit.spark..", "io.github.mnistfit.io.."))
                  .or(
                      JavaClass.Predicates.resideInAnyPackage(
                          "org.nd4j..", "org.deeplearning4j..", "org.opencv..", "org.bytedeco..")));

  @ArchTest
  static final ArchRule processIsKnownByItsProtocolAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage(PROCESS)
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.resideInAPackage(PROCESS)
                  .and(
                      DescribedPredicate.not(
                          JavaClass.Predicates.simpleName("RecognizerProtocol"))));
}
