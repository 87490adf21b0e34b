package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import dev.signalbox.web.RequiresReauthentication;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;

/** Every route that changes the cluster requires re-authentication, except those listed here. */
class ReauthenticationRulesTests {

  /**
   * These stop no builds, can be undone, and are needed quickly: canceling a drain, changing the
   * eligibility of a client, and pausing, resuming or aborting a rolling drain, whose creation
   * required re-authentication.
   */
  private static final Set<String> EXEMPT =
      Set.of(
          "DrainController.cancel",
          "EligibilityController.set",
          "RollingDrainController.changeState");

  private static final List<JavaMethod> HANDLERS = handlers();

  @Test
  void isRequiredByEveryMutatingRoute() {
    Set<String> without =
        HANDLERS.stream()
            .filter(ReauthenticationRulesTests::isMutating)
            .filter(method -> !method.isAnnotatedWith(RequiresReauthentication.class))
            .map(ReauthenticationRulesTests::name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(without).containsExactlyInAnyOrderElementsOf(EXEMPT);
  }

  @Test
  void isRequiredBeforeTheFormIsShown() {
    Set<String> mutating =
        HANDLERS.stream()
            .filter(
                method ->
                    isMutating(method) && method.isAnnotatedWith(RequiresReauthentication.class))
            .map(method -> method.getOwner().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> forms =
        HANDLERS.stream()
            .filter(method -> method.isAnnotatedWith(GetMapping.class))
            .filter(method -> method.isAnnotatedWith(RequiresReauthentication.class))
            .map(method -> method.getOwner().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(mutating).isNotEmpty().isEqualTo(forms);
  }

  private static List<JavaMethod> handlers() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                "dev.signalbox.nomad",
                "dev.signalbox.clients",
                "dev.signalbox.jobs",
                "dev.signalbox.queue",
                "dev.signalbox.drains",
                "dev.signalbox.logs",
                "dev.signalbox.history",
                "dev.signalbox.builds");
    return classes.stream()
        // API clients authenticate with every request
        .filter(type -> type.isAnnotatedWith(Controller.class))
        .map(JavaClass::getMethods)
        .flatMap(Set::stream)
        .toList();
  }

  private static boolean isMutating(JavaMethod method) {
    return Stream.of(PostMapping.class, PutMapping.class, DeleteMapping.class)
        .anyMatch(method::isAnnotatedWith);
  }

  private static String name(JavaMethod method) {
    return method.getOwner().getSimpleName() + "." + method.getName();
  }
}
