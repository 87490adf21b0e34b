package dev.signalbox.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import dev.signalbox.SignalboxApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every class of the console keeps every rule of the house. */
class HouseRulesTests {

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackagesOf(SignalboxApplication.class);

  @ParameterizedTest
  @EnumSource
  void isKept(HouseRules house) {
    house.rule().check(MAIN);
  }
}
