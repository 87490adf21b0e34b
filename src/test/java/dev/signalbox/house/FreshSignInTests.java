package dev.signalbox.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import dev.signalbox.web.Dangerous;
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

/** What changes the cluster needs a fresh sign-in, unless it is said here why not. */
class FreshSignInTests {

  /**
   * These kill nothing, are undone in a moment, and are wanted in a hurry: to end a drain, to keep
   * builds off a client or to let them on it, to pause and abort a plan that was made freshly
   * signed in, and to resume it.
   */
  private static final Set<String> GENTLE =
      Set.of("DrainController.cancel", "EligibilityController.set", "PlanController.want");

  private static final List<JavaMethod> HANDLERS = handlers();

  @Test
  void isAskedForByEveryActOnTheCluster() {
    Set<String> without =
        HANDLERS.stream()
            .filter(FreshSignInTests::acts)
            .filter(method -> !method.isAnnotatedWith(Dangerous.class))
            .map(FreshSignInTests::name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(without).containsExactlyInAnyOrderElementsOf(GENTLE);
  }

  @Test
  void isAskedForBeforeTheFormIsFilledIn() {
    Set<String> acting =
        HANDLERS.stream()
            .filter(method -> acts(method) && method.isAnnotatedWith(Dangerous.class))
            .map(method -> method.getOwner().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> asking =
        HANDLERS.stream()
            .filter(method -> method.isAnnotatedWith(GetMapping.class))
            .filter(method -> method.isAnnotatedWith(Dangerous.class))
            .map(method -> method.getOwner().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(acting).isNotEmpty().isEqualTo(asking);
  }

  private static List<JavaMethod> handlers() {
    JavaClasses room =
        new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.signalbox.nomad");
    return room.stream()
        // scripts sign in with every request
        .filter(type -> type.isAnnotatedWith(Controller.class))
        .map(JavaClass::getMethods)
        .flatMap(Set::stream)
        .toList();
  }

  private static boolean acts(JavaMethod method) {
    return Stream.of(PostMapping.class, PutMapping.class, DeleteMapping.class)
        .anyMatch(method::isAnnotatedWith);
  }

  private static String name(JavaMethod method) {
    return method.getOwner().getSimpleName() + "." + method.getName();
  }
}
