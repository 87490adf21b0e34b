package dev.signalbox.architecture;

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
import dev.signalbox.remote.Adapter;
import dev.signalbox.settings.ConsoleProperties;
import java.io.ObjectInputStream;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * Architecture rules for every class of the console; see docs/architecture.md. Where possible,
 * rules refer to types instead of package names: renaming a type breaks the build, but renaming a
 * package would silently disable a rule.
 */
public enum ArchitectureRules {
  /** R3: HTTP clients are used only by adapters. */
  ONLY_ADAPTERS_USE_HTTP_CLIENTS(
      noClasses()
          .that(not(ClassPredicates.ADAPTERS))
          .should(dependOnClassesThat(resideInAnyPackage(AccessPredicates.CLIENT_PACKAGES)))
          .orShould(accessTargetWhere(AccessPredicates.OPENS_A_CONNECTION))),

  /** R3: the Kubernetes client is used only by adapters and in transport packages. */
  ONLY_TRANSPORT_PACKAGES_USE_THE_KUBERNETES_CLIENT(
      noClasses()
          .that(not(ClassPredicates.ADAPTERS))
          .and(not(ClassPredicates.IN_A_TRANSPORT_PACKAGE))
          .should(dependOnClassesThat(resideInAPackage(AccessPredicates.KUBERNETES_CLIENT)))),

  /** R3: the client of S3 is used only by the stores of files and of artifacts. */
  ONLY_STORES_USE_THE_S3_CLIENT(
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.signalbox.storage..", "dev.signalbox.artifacts.storage..")
          .should(dependOnClassesThat(resideInAPackage(AccessPredicates.S3_CLIENT)))),

  /** R4: callers depend on the port, not on the adapter. */
  ADAPTERS_IMPLEMENT_A_PORT(
      classes()
          .that()
          .areAnnotatedWith(Adapter.class)
          .should()
          .bePackagePrivate()
          .andShould(ClassPredicates.IMPLEMENT_A_PORT_OF_THEIR_MODULE)),

  /** R5: a controller is called only through its routes. */
  CONTROLLERS_ARE_PACKAGE_PRIVATE(
      classes().that(ClassPredicates.CONTROLLERS).should().bePackagePrivate()),

  /** R6: a method that calls a mutating port method also writes an audit event. */
  MUTATIONS_ARE_AUDITED(noClasses().should(MutatingCallCondition.WITHOUT_AUDIT)),

  /** R7: decisions and changes belong in services. */
  CONTROLLERS_CALL_NO_MUTATING_METHODS(
      noClasses().that(ClassPredicates.WITHIN_CONTROLLERS).should(MutatingCallCondition.ANY)),

  /** R8: request and response types are not entities. */
  CONTROLLERS_EXPOSE_NO_ENTITIES(
      noMethods()
          .that()
          .areDeclaredInClassesThat(ClassPredicates.CONTROLLERS)
          .should(ClassPredicates.INVOLVE_AN_ENTITY)),

  /** R8: entities are internal to their module. */
  ENTITIES_ARE_NOT_PUBLIC(noClasses().that(ClassPredicates.ENTITIES).should().bePublic()),

  /** R9: dependencies are injected through the constructor. */
  NO_FIELD_INJECTION(
      noFields().should(GeneralCodingRules.BE_ANNOTATED_WITH_AN_INJECTION_ANNOTATION)),

  /** R9: output goes to the log. */
  NO_STANDARD_STREAMS(
      noClasses()
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
          .orShould(accessTargetWhere(AccessPredicates.PRINTS_A_STACK_TRACE))),

  /** R9: SLF4J is the only logging API. */
  NO_JAVA_UTIL_LOGGING(noClasses().should(GeneralCodingRules.USE_JAVA_UTIL_LOGGING)),

  /** R10: tests control the time. */
  TIME_COMES_FROM_A_CLOCK(
      noClasses().should(accessTargetWhere(AccessPredicates.READS_THE_SYSTEM_TIME))),

  /** R10: the only system clock is created in settings. */
  CLOCKS_ARE_CREATED_IN_SETTINGS(
      noClasses()
          .that()
          .resideOutsideOfPackage(ConsoleProperties.class.getPackageName())
          .should(accessTargetWhere(AccessPredicates.CREATES_A_SYSTEM_CLOCK))),

  /** R11: proxy-based annotations have no effect on calls within the same class. */
  PROXIES_ARE_NOT_BYPASSED(
      ProxyRules.no_classes_should_directly_call_other_methods_declared_in_the_same_class_that(
          AccessPredicates.REQUIRES_A_PROXY)),

  /** The console starts no processes. */
  NO_PROCESSES(
      noClasses()
          .should(dependOnClassesThat(AccessPredicates.is(ProcessBuilder.class)))
          .orShould(accessTargetWhere(AccessPredicates.RUNS_A_COMMAND))),

  /** External data is not deserialized by Java serialization. */
  NO_DESERIALIZATION(
      noClasses().should(dependOnClassesThat(AccessPredicates.is(ObjectInputStream.class)))),

  /** External data is not evaluated as an expression or a script. */
  NO_EXPRESSIONS_FROM_TEXT(
      noClasses()
          .should(dependOnClassesThat(AccessPredicates.is(SpelExpressionParser.class)))
          .orShould(dependOnClassesThat(resideInAPackage("javax.script..")))),

  /** A class with many collaborators has several tasks. Records take one value per component. */
  CONSTRUCTORS_HAVE_FEW_PARAMETERS(noClasses().should(ClassPredicates.HAVE_A_LONG_CONSTRUCTOR)),

  /** Class names contain no generic words such as Manager or Utils. */
  NO_GENERIC_NAMES(noClasses().should(ClassPredicates.HAVE_A_GENERIC_NAME)),

  /** Every package is annotated with {@code @NullMarked}. */
  PACKAGES_ARE_NULL_MARKED(classes().should(ClassPredicates.RESIDE_IN_A_NULL_MARKED_PACKAGE));

  // ArchRule is immutable but not annotated as such
  @SuppressWarnings("ImmutableEnumChecker")
  private final ArchRule rule;

  ArchitectureRules(ArchRule rule) {
    // the violation class proves that the rule matches; main code may have no matching class
    this.rule = rule.allowEmptyShould(true);
  }

  ArchRule rule() {
    return rule;
  }
}
