package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.web.RequiresReauthentication;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/**
 * Every page handler requires re-authentication according to the highest risk of the {@code
 * Mutating} methods that it leads to.
 */
class ReauthenticationRulesTests {

  private static final List<JavaMethod> HANDLERS = handlers();

  @Test
  void isRequiredByTheRiskOfTheChange() {
    Map<String, ActionRisk> missing = new TreeMap<>();
    for (JavaMethod handler : changing()) {
      ActionRisk risk = riskOf(handler);
      if (declared(handler).compareTo(risk) < 0) {
        missing.put(name(handler), risk);
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void findsTheRiskOfAChange() {
    assertThat(
            changing().stream()
                .collect(Collectors.toMap(method -> name(method), method -> riskOf(method))))
        .containsEntry("DrainController.drain", ActionRisk.NORMAL)
        .containsEntry("DrainController.cancel", ActionRisk.LOW)
        .containsEntry("AllocationRestartController.restart", ActionRisk.HIGH)
        .containsEntry("JobStopController.stop", ActionRisk.HIGH)
        .containsEntry("PurgeController.purge", ActionRisk.HIGH)
        .containsEntry("RollingDrainController.resume", ActionRisk.NORMAL)
        .containsEntry("RollingDrainController.stop", ActionRisk.LOW)
        .containsEntry("SelectionController.suspend", ActionRisk.NORMAL)
        .containsEntry("SuspensionController.suspend", ActionRisk.NORMAL)
        .containsEntry("RoleController.update", ActionRisk.NORMAL)
        .containsEntry("TokensController.create", ActionRisk.HIGH)
        .containsEntry("RegistrationController.save", ActionRisk.HIGH)
        .containsEntry("OneTimeCodesController.create", ActionRisk.HIGH)
        .containsEntry("OneTimeCodesController.revoke", ActionRisk.LOW)
        .containsEntry("SessionsController.endOthers", ActionRisk.LOW);
  }

  /** The risk depends on the deadline, which the call does not show. */
  @Test
  void isRequiredForHighRiskToKillBuildsWithADrain() {
    assertThat(HANDLERS)
        .filteredOn(method -> name(method).equals("DrainController.stopNow"))
        .allMatch(method -> declared(method) == ActionRisk.HIGH)
        .hasSize(1);
  }

  /** Except for buttons, whose page does not change anything else. */
  @Test
  void isRequiredBeforeTheFormIsShown() {
    Set<String> mutating =
        changing().stream()
            .filter(
                method ->
                    !Set.of(
                            "RollingDrainController.resume",
                            "RestoreStateController.retry",
                            "PolicyController.publish")
                        .contains(name(method)))
            .filter(method -> method.isAnnotatedWith(RequiresReauthentication.class))
            .map(method -> method.getOwner().getSimpleName() + " " + declared(method))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> forms =
        HANDLERS.stream()
            .filter(method -> method.isAnnotatedWith(GetMapping.class))
            .filter(method -> method.isAnnotatedWith(RequiresReauthentication.class))
            .map(method -> method.getOwner().getSimpleName() + " " + declared(method))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(mutating).isNotEmpty().isEqualTo(forms);
  }

  private static List<JavaMethod> handlers() {
    return MainClasses.ALL.stream()
        // API clients authenticate with every request
        .filter(type -> type.isAnnotatedWith(Controller.class))
        .map(JavaClass::getMethods)
        .flatMap(Set::stream)
        .toList();
  }

  private static List<JavaMethod> changing() {
    return HANDLERS.stream()
        .filter(
            method ->
                Stream.of(PostMapping.class, PutMapping.class, DeleteMapping.class)
                    .anyMatch(method::isAnnotatedWith))
        // is the authentication
        .filter(method -> !name(method).equals("OneTimeCodeController.signIn"))
        .toList();
  }

  private static ActionRisk declared(JavaMethod handler) {
    return handler
        .tryGetAnnotationOfType(RequiresReauthentication.class)
        .map(RequiresReauthentication::value)
        .orElse(ActionRisk.LOW);
  }

  private static ActionRisk riskOf(JavaMethod handler) {
    return riskOf(handler, new HashSet<>());
  }

  /** The highest risk of all methods that a method calls, directly or indirectly. */
  private static ActionRisk riskOf(JavaCodeUnit method, Set<JavaCodeUnit> visited) {
    ActionRisk highest = ActionRisk.LOW;
    if (!visited.add(method)) {
      return highest;
    }
    List<JavaCodeUnit> called =
        method.getAccessesFromSelf().stream()
            .flatMap(access -> access.getTarget().resolveMember().stream())
            .flatMap(ReauthenticationRulesTests::codeUnits)
            .toList();
    for (JavaCodeUnit target : called) {
      ActionRisk risk =
          MutatingCallCondition.mutation(target)
              .map(mutation -> mutation.value())
              .orElseGet(() -> riskOf(target, visited));
      highest = risk.compareTo(highest) > 0 ? risk : highest;
    }
    return highest;
  }

  /** A method of the console and its implementations. */
  private static Stream<JavaCodeUnit> codeUnits(JavaMember member) {
    if (!(member instanceof JavaCodeUnit method)
        || !method.getOwner().getPackageName().startsWith("dev.signalbox")) {
      return Stream.empty();
    }
    String[] parameters =
        method.getRawParameterTypes().stream().map(JavaClass::getName).toArray(String[]::new);
    return Stream.concat(
        Stream.of(method),
        method.getOwner().getAllSubclasses().stream()
            .flatMap(type -> type.tryGetMethod(method.getName(), parameters).stream()));
  }

  private static String name(JavaMethod method) {
    return method.getOwner().getSimpleName() + "." + method.getName();
  }
}
