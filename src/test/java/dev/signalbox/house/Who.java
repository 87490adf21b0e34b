package dev.signalbox.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import dev.signalbox.SignalboxApplication;
import dev.signalbox.outside.Adapter;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.springframework.stereotype.Controller;

/** The kinds of classes that the house rules speak about. */
final class Who {

  private static final Pattern SAYS_NOTHING =
      Pattern.compile(
          "(?:Manager|Helper|Utils?|Impl|VO|DTO|Dto|Base|Common)(?:[A-Z0-9].*)?"
              + "|.*(?:Manager|Helper|Utils?|Impl|VO|DTO|Dto|Base|Common)");

  /** Classes marked as adapters, with everything that is nested in them. */
  static final DescribedPredicate<JavaClass> ADAPTERS =
      describe("are adapters", within(type -> type.isAnnotatedWith(Adapter.class)));

  static final DescribedPredicate<JavaClass> CONTROLLERS =
      describe("are controllers", type -> type.isMetaAnnotatedWith(Controller.class));

  /** Controllers with everything that is nested in them. */
  static final DescribedPredicate<JavaClass> WITHIN_CONTROLLERS =
      describe("are controllers or nested in one", within(CONTROLLERS));

  static final DescribedPredicate<JavaClass> ENTITIES =
      describe(
          "are entities",
          type ->
              type.isAnnotatedWith(Entity.class) || type.isAnnotatedWith(MappedSuperclass.class));

  static final ArchCondition<JavaClass> IMPLEMENT_A_PORT_OF_THEIR_ROOM =
      ArchCondition.from(
          describe(
              "implement a port of their room",
              type ->
                  type.getAllRawInterfaces().stream()
                      .anyMatch(port -> room(port).equals(room(type)))));

  static final ArchCondition<JavaMethod> INVOLVE_AN_ENTITY =
      ArchCondition.from(
          describe(
              "take or return an entity",
              method ->
                  Stream.concat(
                          Stream.of(method.getReturnType()), method.getParameterTypes().stream())
                      .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                      .anyMatch(ENTITIES)));

  static final ArchCondition<JavaClass> HAVE_A_NAME_THAT_SAYS_NOTHING =
      ArchCondition.from(
          describe(
              "have a name that says nothing",
              type -> SAYS_NOTHING.matcher(type.getSimpleName()).matches()));

  static final ArchCondition<JavaClass> LIVE_IN_A_NULL_MARKED_PACKAGE =
      ArchCondition.from(
          describe(
              "live in a @NullMarked package",
              type -> type.getPackage().isAnnotatedWith(NullMarked.class)));

  private Who() {}

  private static Predicate<JavaClass> within(Predicate<? super JavaClass> kind) {
    return type ->
        Stream.iterate(
                Optional.of(type),
                Optional::isPresent,
                inner -> inner.flatMap(JavaClass::getEnclosingClass))
            .flatMap(Optional::stream)
            .anyMatch(kind);
  }

  /** The direct sub-package of the console that a class lives in, or nothing for the others. */
  private static Optional<String> room(JavaClass type) {
    String house = SignalboxApplication.class.getPackageName() + ".";
    return Optional.of(type.getPackageName())
        .filter(name -> name.startsWith(house))
        .map(name -> name.substring(house.length()).split("\\.", 2)[0]);
  }
}
