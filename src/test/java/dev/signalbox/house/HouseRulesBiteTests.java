package dev.signalbox.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.breaches.PublicEntity;
import dev.signalbox.breaches.Breaks;
import dev.signalbox.breaches.Keeps;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** R15: a rule that lets its own breach pass checks nothing. */
class HouseRulesBiteTests {

  private static final JavaClasses BREACHES =
      new ClassFileImporter().importPackagesOf(Breaks.class, PublicEntity.class);

  @Test
  void everyRuleHasABreach() {
    Set<HouseRules> broken =
        BREACHES.stream()
            .filter(type -> type.isAnnotatedWith(Breaks.class))
            .map(type -> type.getAnnotationOfType(Breaks.class).value())
            .collect(Collectors.toSet());
    assertThat(broken).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(HouseRules.class));
  }

  @TestFactory
  Stream<DynamicTest> everyBreachIsSeen() {
    return BREACHES.stream()
        .filter(type -> type.isAnnotatedWith(Breaks.class))
        .map(
            type -> {
              HouseRules house = type.getAnnotationOfType(Breaks.class).value();
              return DynamicTest.dynamicTest(
                  type.getSimpleName() + " breaks " + house,
                  () -> assertThat(judge(house, type).hasViolation()).isTrue());
            });
  }

  @TestFactory
  Stream<DynamicTest> noInnocentIsAccused() {
    return BREACHES.stream()
        .filter(type -> type.isAnnotatedWith(Keeps.class))
        .map(
            type -> {
              HouseRules house = type.getAnnotationOfType(Keeps.class).value();
              return DynamicTest.dynamicTest(
                  type.getSimpleName() + " keeps " + house,
                  () -> assertThat(judge(house, type).getFailureReport().getDetails()).isEmpty());
            });
  }

  private static EvaluationResult judge(HouseRules house, JavaClass type) {
    return house.rule().evaluate(BREACHES.that(belongToAnyOf(type.reflect())));
  }
}
