package dev.signalbox.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.remote.Mutating;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Matches calls of methods annotated with {@link Mutating}, optionally only unaudited ones. */
final class MutatingCallCondition extends ArchCondition<JavaClass> {

  static final ArchCondition<JavaClass> ANY =
      new MutatingCallCondition("call a method annotated with @Mutating", access -> true);

  static final ArchCondition<JavaClass> WITHOUT_AUDIT =
      new MutatingCallCondition(
          "call a method annotated with @Mutating without calling the audit log",
          access -> !isWithinSamePort(access) && !isAudited(access));

  private final Predicate<JavaAccess<?>> violates;

  private MutatingCallCondition(String description, Predicate<JavaAccess<?>> violates) {
    super(description);
    this.violates = violates;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    // accesses attribute lambdas to the enclosing method and include method references
    type.getAccessesFromSelf().stream()
        .filter(
            access ->
                access
                    .getTarget()
                    .resolveMember()
                    .filter(MutatingCallCondition::isMutating)
                    .isPresent())
        .filter(violates)
        .forEach(
            access -> events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
  }

  private static boolean isAudited(JavaAccess<?> access) {
    return Stream.concat(
            sourceMethod(access.getOrigin()).getAccessesFromSelf().stream(),
            access.getOrigin().getAccessesFromSelf().stream())
        .anyMatch(
            call ->
                call.getTargetOwner().isAssignableTo(AuditLog.class)
                    && call.getName().startsWith("record"));
  }

  /** Returns the method in the source: for an anonymous or local class, the enclosing method. */
  private static JavaCodeUnit sourceMethod(JavaCodeUnit method) {
    Optional<JavaCodeUnit> around = method.getOwner().getEnclosingCodeUnit();
    return around.map(MutatingCallCondition::sourceMethod).orElse(method);
  }

  /** Whether a mutating method calls another one of the same port; its caller is audited. */
  private static boolean isWithinSamePort(JavaAccess<?> access) {
    return isMutating(access.getOrigin())
        && access.getOriginOwner().getAllRawInterfaces().stream()
            .anyMatch(port -> access.getTargetOwner().isAssignableTo(port.getName()));
  }

  private static boolean isMutating(JavaMember member) {
    return mutation(member).isPresent();
  }

  /** The annotation of a method or of the method of a port that it implements. */
  static Optional<Mutating> mutation(JavaMember member) {
    if (!(member instanceof JavaCodeUnit method)) {
      return Optional.empty();
    }
    return Stream.concat(
            Stream.of(method.getOwner()), method.getOwner().getAllRawInterfaces().stream())
        .flatMap(owner -> declaredIn(method, owner).stream())
        .flatMap(declared -> declared.tryGetAnnotationOfType(Mutating.class).stream())
        .findFirst();
  }

  private static Optional<? extends JavaCodeUnit> declaredIn(JavaCodeUnit method, JavaClass owner) {
    return owner.tryGetMethod(
        method.getName(),
        method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new));
  }
}
