package dev.signalbox.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import dev.signalbox.SignalboxApplication;
import dev.signalbox.remote.Adapter;
import dev.signalbox.remote.TransportPackage;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.stereotype.Controller;

/** Predicates and conditions on classes and methods for the architecture rules. */
final class ClassPredicates {

  private static final Pattern GENERIC_NAME =
      Pattern.compile(
          "(?:Manager|Helper|Utils?|Impl|VO|DTO|Dto|Base|Common)(?:[A-Z0-9].*)?"
              + "|.*(?:Manager|Helper|Utils?|Impl|VO|DTO|Dto|Base|Common)");

  private static final int MAX_PARAMETERS = 7;

  /** The page of a user and that of a restore have the most. */
  private static final int MAX_COMPONENTS = 27;

  /** Classes annotated with {@code @Adapter} and their nested classes. */
  static final DescribedPredicate<JavaClass> ADAPTERS =
      describe("are adapters", within(type -> type.isAnnotatedWith(Adapter.class)));

  static final DescribedPredicate<JavaClass> IN_A_TRANSPORT_PACKAGE =
      describe(
          "are in a transport package",
          type -> type.getPackage().isAnnotatedWith(TransportPackage.class));

  static final DescribedPredicate<JavaClass> CONTROLLERS =
      describe("are controllers", type -> type.isMetaAnnotatedWith(Controller.class));

  /** Controllers and their nested classes. */
  static final DescribedPredicate<JavaClass> WITHIN_CONTROLLERS =
      describe("are controllers or nested in one", within(CONTROLLERS));

  static final DescribedPredicate<JavaClass> ENTITIES =
      describe(
          "are entities",
          type ->
              type.isAnnotatedWith(Entity.class) || type.isAnnotatedWith(MappedSuperclass.class));

  static final ArchCondition<JavaClass> IMPLEMENT_A_PORT_OF_THEIR_MODULE =
      ArchCondition.from(
          describe(
              "implement a port of their module",
              type ->
                  type.getAllRawInterfaces().stream()
                      .anyMatch(port -> module(port).equals(module(type)))));

  static final ArchCondition<JavaMethod> INVOLVE_AN_ENTITY =
      ArchCondition.from(
          describe(
              "take or return an entity",
              method ->
                  Stream.concat(
                          Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                      .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                      .anyMatch(ENTITIES)));

  static final ArchCondition<JavaClass> HAVE_A_GENERIC_NAME =
      ArchCondition.from(
          describe(
              "have a generic name", type -> GENERIC_NAME.matcher(type.getSimpleName()).matches()));

  static final ArchCondition<JavaClass> HAVE_A_LONG_CONSTRUCTOR =
      ArchCondition.from(
          describe(
              "have a constructor of more than %d parameters".formatted(MAX_PARAMETERS),
              type ->
                  type.getConstructors().stream()
                      .mapToInt(constructor -> constructor.getParameters().size())
                      .anyMatch(
                          number -> number > (type.isRecord() ? MAX_COMPONENTS : MAX_PARAMETERS))));

  static final ArchCondition<JavaClass> RESIDE_IN_A_NULL_MARKED_PACKAGE =
      ArchCondition.from(
          describe(
              "reside in a @NullMarked package",
              type -> type.getPackage().isAnnotatedWith(NullMarked.class)));

  private ClassPredicates() {}

  private static Predicate<JavaClass> within(Predicate<? super JavaClass> kind) {
    return type ->
        Stream.iterate(
                Optional.of(type),
                Optional::isPresent,
                inner -> inner.flatMap(JavaClass::getEnclosingClass))
            .flatMap(Optional::stream)
            .anyMatch(kind);
  }

  /** Returns the module of a class: its direct sub-package of the console's base package. */
  private static Optional<String> module(JavaClass type) {
    String base = SignalboxApplication.class.getPackageName() + ".";
    return Optional.of(type.getPackageName())
        .filter(name -> name.startsWith(base))
        .map(name -> name.substring(base.length()).split("\\.", 2)[0]);
  }
}
