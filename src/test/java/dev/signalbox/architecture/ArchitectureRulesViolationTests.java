package dev.signalbox.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.signalbox.violations.Complies;
import dev.signalbox.violations.Violates;
import dev.violations.PublicEntity;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** R15: every rule fails on its violation class. */
class ArchitectureRulesViolationTests {

  private static final JavaClasses VIOLATIONS =
      new ClassFileImporter().importPackagesOf(Violates.class, PublicEntity.class);

  @Test
  void everyRuleHasAViolationClass() {
    Set<ArchitectureRules> violated =
        VIOLATIONS.stream()
            .filter(type -> type.isAnnotatedWith(Violates.class))
            .map(type -> type.getAnnotationOfType(Violates.class).value())
            .collect(Collectors.toSet());
    assertThat(violated)
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(ArchitectureRules.class));
  }

  @TestFactory
  Stream<DynamicTest> detectsEveryViolation() {
    return VIOLATIONS.stream()
        .filter(type -> type.isAnnotatedWith(Violates.class))
        .map(
            type -> {
              ArchitectureRules rule = type.getAnnotationOfType(Violates.class).value();
              return DynamicTest.dynamicTest(
                  type.getSimpleName() + " violates " + rule,
                  () -> assertThat(evaluate(rule, type).hasViolation()).isTrue());
            });
  }

  @TestFactory
  Stream<DynamicTest> acceptsEveryCompliantClass() {
    return VIOLATIONS.stream()
        .filter(type -> type.isAnnotatedWith(Complies.class))
        .map(
            type -> {
              ArchitectureRules rule = type.getAnnotationOfType(Complies.class).value();
              return DynamicTest.dynamicTest(
                  type.getSimpleName() + " complies with " + rule,
                  () -> assertThat(evaluate(rule, type).getFailureReport().getDetails()).isEmpty());
            });
  }

  private static EvaluationResult evaluate(ArchitectureRules rule, JavaClass type) {
    return rule.rule().evaluate(VIOLATIONS.that(belongToAnyOf(type.reflect())));
  }
}
