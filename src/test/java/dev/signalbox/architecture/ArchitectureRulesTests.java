package dev.signalbox.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import dev.signalbox.SignalboxApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks every class of the console against every architecture rule. */
class ArchitectureRulesTests {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackagesOf(SignalboxApplication.class);

  @ParameterizedTest
  @EnumSource
  void mainClassesComply(ArchitectureRules rule) {
    rule.rule().check(MAIN);
  }
}
