package dev.signalbox.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.ProxyRules;
import dev.signalbox.outside.Adapter;
import dev.signalbox.settings.Settings;
import java.io.ObjectInputStream;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * What holds for every class of the console. Rules name types rather than text where they can: a
 * renamed type breaks the build, a renamed package would quietly switch a rule off.
 */
public enum HouseRules {
  /** R3: foreign protocols have one place each. */
  ONLY_ADAPTERS_SPEAK_TO_THE_WORLD(
      noClasses()
          .that(not(Who.ADAPTERS))
          .and(not(resideInAPackage("dev.signalbox.cluster..")))
          .should(dependOnClassesThat(resideInAnyPackage(What.CLIENTS)))
          .orShould(accessTargetWhere(What.OPENS_A_CONNECTION))),

  /** R4: nobody knows the adapter, everybody its port. */
  ADAPTERS_HIDE_BEHIND_A_PORT(
      classes()
          .that()
          .areAnnotatedWith(Adapter.class)
          .should()
          .bePackagePrivate()
          .andShould(Who.IMPLEMENT_A_PORT_OF_THEIR_ROOM)),

  /** R5: a controller is reached by its address only. */
  CONTROLLERS_ARE_HIDDEN(classes().that(Who.CONTROLLERS).should().bePackagePrivate()),

  /** R6: whoever changes something writes it down. */
  CHANGES_ARE_AUDITED(noClasses().should(ChangesCall.WITHOUT_AUDIT)),

  /** R7: deciding and changing belong to a service. */
  CONTROLLERS_CHANGE_NOTHING(noClasses().that(Who.WITHIN_CONTROLLERS).should(ChangesCall.ANY)),

  /** R8: what the browser sends or sees is never a row of the database. */
  CONTROLLERS_SPEAK_IN_RECORDS(
      noMethods().that().areDeclaredInClassesThat(Who.CONTROLLERS).should(Who.INVOLVE_AN_ENTITY)),

  /** R8: entities stay inside their room. */
  ENTITIES_STAY_INSIDE(noClasses().that(Who.ENTITIES).should().bePublic()),

  /** R9: what a class needs is in its constructor. */
  NO_FIELD_INJECTION(
      noFields().should(GeneralCodingRules.BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION)),

  /** R9: what is worth telling goes to the log. */
  NO_STANDARD_STREAMS(
      noClasses()
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .orShould(accessTargetWhere(What.PRINTS_A_TRACE))),

  /** R9: there is one logging library. */
  NO_JAVA_UTIL_LOGGING(noClasses().should(GeneralCodingRules.USE_JAVA_UTIL_LOGGING)),

  /** R10: tests can turn the clock. */
  TIME_COMES_FROM_A_CLOCK(noClasses().should(accessTargetWhere(What.ASKS_THE_MACHINE_FOR_TIME))),

  /** R10: and there is one clock to turn. */
  THE_CLOCK_IS_MADE_IN_SETTINGS(
      noClasses()
          .that()
          .resideOutsideOfPackage(Settings.class.getPackageName())
          .should(accessTargetWhere(What.MAKES_A_CLOCK))),

  /** R11: an annotation that works through a proxy does nothing within its own class. */
  PROXIES_ARE_NOT_BYPASSED(
      ProxyRules.no_classes_should_directly_call_other_methods_declared_in_the_same_class_that(
          What.WORKS_THROUGH_A_PROXY)),

  /** The console starts no other program. */
  NO_PROCESSES(
      noClasses()
          .should(dependOnClassesThat(What.is(ProcessBuilder.class)))
          .orShould(accessTargetWhere(What.RUNS_A_COMMAND))),

  /** Nothing read from outside becomes an object by itself. */
  NO_DESERIALIZATION(noClasses().should(dependOnClassesThat(What.is(ObjectInputStream.class)))),

  /** Nothing read from outside becomes code. */
  NO_EXPRESSIONS_FROM_TEXT(
      noClasses()
          .should(dependOnClassesThat(What.is(SpelExpressionParser.class)))
          .orShould(dependOnClassesThat(resideInAPackage("javax.script..")))),

  /** A name says what the thing does. */
  NAMES_SAY_SOMETHING(noClasses().should(Who.HAVE_A_NAME_THAT_SAYS_NOTHING)),

  /** Null is possible only where it is written. */
  PACKAGES_ARE_NULL_MARKED(classes().should(Who.LIVE_IN_A_NULL_MARKED_PACKAGE));

  // immutable, only not marked so
  @SuppressWarnings("ImmutableEnumChecker")
  private final ArchRule rule;

  HouseRules(ArchRule rule) {
    // that the subject is found at all is proved by the rule's breach, not by today's main classes
    this.rule = rule.allowEmptyShould(true);
  }

  ArchRule rule() {
    return rule;
  }
}
