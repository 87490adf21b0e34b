package dev.signalbox.house;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.outside.Changes;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds calls of methods marked {@link Changes}, with or without a word to the audit log. */
final class ChangesCall extends ArchCondition<JavaClass> {

  static final ArchCondition<JavaClass> ANY =
      new ChangesCall("call a method marked @Changes", access -> true);

  static final ArchCondition<JavaClass> WITHOUT_AUDIT =
      new ChangesCall(
          "call a method marked @Changes without a call of the audit log beside it",
          access -> !belongsToTheChangeItself(access) && !isAudited(access));

  private final Predicate<JavaAccess<?>> guilty;

  private ChangesCall(String description, Predicate<JavaAccess<?>> guilty) {
    super(description);
    this.guilty = guilty;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    // accesses know lambdas as part of their method and include method references
    type.getAccessesFromSelf().stream()
        .filter(
            access -> access.getTarget().resolveMember().filter(ChangesCall::changes).isPresent())
        .filter(guilty)
        .forEach(
            access -> events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
  }

  private static boolean isAudited(JavaAccess<?> access) {
    return Stream.concat(
            writtenMethod(access.getOrigin()).getAccessesFromSelf().stream(),
            access.getOrigin().getAccessesFromSelf().stream())
        .anyMatch(
            call ->
                call.getTargetOwner().isAssignableTo(AuditLog.class)
                    && call.getName().startsWith("record"));
  }

  /** The method in the source: an anonymous or local class counts as the method around it. */
  private static JavaCodeUnit writtenMethod(JavaCodeUnit method) {
    Optional<JavaCodeUnit> around = method.getOwner().getEnclosingCodeUnit();
    return around.map(ChangesCall::writtenMethod).orElse(method);
  }

  /** A change made of smaller ones of the same port is written down by its own caller. */
  private static boolean belongsToTheChangeItself(JavaAccess<?> access) {
    return changes(access.getOrigin())
        && access.getOriginOwner().getAllRawInterfaces().stream()
            .anyMatch(port -> access.getTargetOwner().isAssignableTo(port.getName()));
  }

  private static boolean changes(JavaMember member) {
    return member instanceof JavaCodeUnit method
        && Stream.concat(
                Stream.of(method.getOwner()), method.getOwner().getAllRawInterfaces().stream())
            .flatMap(owner -> same(method, owner).stream())
            .anyMatch(declared -> declared.isAnnotatedWith(Changes.class));
  }

  private static Optional<? extends JavaCodeUnit> same(JavaCodeUnit method, JavaClass owner) {
    return owner.tryGetMethod(
        method.getName(),
        method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new));
  }
}
