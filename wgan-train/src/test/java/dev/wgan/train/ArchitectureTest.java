package dev.wgan.train;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wgan.runtime.ActiveProvider;
import dev.wgan.runtime.Batching;
import dev.wgan.runtime.GeneratorStats;
import dev.wgan.runtime.ModelInfo;
import dev.wgan.runtime.ModelInput;
import dev.wgan.runtime.ModelOutput;
import dev.wgan.runtime.SamplingEvent;
import dev.wgan.runtime.SelfTestResult;
import org.junit.jupiter.api.Test;

/** The arrows between the modules: data flows one way, dependencies the other. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.wgan");

  @Test
  void theRuntimeKnowsOnnxRuntimeAlone() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.wgan.runtime..", "dev.wgan.table..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.wgan.network..",
            "dev.wgan.onnx..",
            "dev.wgan.train..",
            "ai.djl..",
            "com.fasterxml..",
            "com.google..",
            "picocli..",
            "org.slf4j..")
        .check(CLASSES);
  }

  @Test
  void noiseDependsOnTheJdkAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.wgan.noise..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "dev.wgan.noise..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void theExporterKnowsNoTrainer() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.wgan.network..", "dev.wgan.run..", "dev.wgan.onnx..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.wgan.train..", "ai.djl..")
        .check(CLASSES);
  }

  @Test
  void networksKnowNoOnnx() {
    noClasses()
        .that()
        .resideInAPackage("dev.wgan.network")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.wgan.onnx..", "ai.onnx..", "ai.onnxruntime..")
        .check(CLASSES);
  }

  /** Evaluation, for one, needs no PyTorch. */
  @Test
  void fourPackagesAloneUseTheEngine() {
    noClasses()
        .that()
        .resideInAPackage("dev.wgan.train..")
        .and()
        .resideOutsideOfPackages(
            "dev.wgan.train",
            "dev.wgan.train.torchscript",
            "dev.wgan.train.classify",
            "dev.wgan.train.djl")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(CLASSES);
  }

  /** An image on its way: data, then the loop, then what is written; the command line is last. */
  @Test
  void dataFlowsOneWayThroughTraining() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("kind")
        .definedBy("dev.wgan.train.kind")
        .layer("data")
        .definedBy("dev.wgan.train.data")
        .layer("task")
        .definedBy("dev.wgan.train.task")
        .layer("records")
        .definedBy("dev.wgan.train.monitor", "dev.wgan.train.report")
        .layer("evaluate")
        .definedBy("dev.wgan.train.evaluate")
        .layer("loop")
        .definedBy("dev.wgan.train")
        .layer("command line")
        .definedBy("dev.wgan.train.cli")
        .whereLayer("command line")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("loop")
        .mayOnlyBeAccessedByLayers("command line")
        .whereLayer("task")
        .mayOnlyBeAccessedByLayers("loop", "command line")
        .whereLayer("records")
        .mayOnlyBeAccessedByLayers("loop", "command line", "evaluate")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.wgan.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** Their components may grow without breaking anybody. */
  @Test
  void theRuntimeAloneConstructsItsDescriptions() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.wgan.runtime..")
        .should()
        .callConstructorWhere(
            JavaCall.Predicates.target(
                HasOwner.Predicates.With.owner(
                    belongToAnyOf(
                        ModelInfo.class,
                        ModelInput.class,
                        ModelOutput.class,
                        SamplingEvent.class,
                        GeneratorStats.class,
                        ActiveProvider.class,
                        Batching.class,
                        SelfTestResult.class))))
        .check(CLASSES);
  }
}
