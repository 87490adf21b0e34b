package dev.signalbox.architecture;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks every class of the console against every architecture rule. */
class ArchitectureRulesTests {

  @ParameterizedTest
  @EnumSource
  void mainClassesComply(ArchitectureRules rule) {
    rule.rule().check(MainClasses.ALL);
  }
}
