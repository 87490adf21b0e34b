package dev.signalbox.house;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.house.Door.Visitor;
import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.Browser;
import dev.signalbox.sandbox.Browsers;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** R14: every door of the console answers everybody as {@code house/doors.txt} says. */
@InstallationTest
class DoorsTests {

  /** Answered before or beside the controllers. */
  private static final Set<String> WITHOUT_CONTROLLER =
      Set.of("GET /sign-in/github", "GET /sign-in/callback", "POST /sign-out", "GET /assets/**");

  private final Browsers browsers;
  private final RequestMappingHandlerMapping mappings;
  private final Books books;
  private final Doors doors;

  @Autowired
  DoorsTests(
      Browsers browsers,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
      JdbcClient database) {
    this.browsers = browsers;
    this.mappings = mappings;
    this.books = new Books(database);
    this.doors = new Doors(books);
  }

  @Test
  void everyDoorStandsInTheTableAndTheTableHasNoOther() {
    Set<String> doorsThereAre = new TreeSet<>(WITHOUT_CONTROLLER);
    mappings.getHandlerMethods().entrySet().stream()
        // the sandbox's own pages are not the console's
        .filter(e -> !e.getValue().getBeanType().getPackageName().endsWith(".sandbox"))
        .flatMap(entry -> names(entry.getKey()))
        .forEach(doorsThereAre::add);

    assertThat(Doors.all())
        .extracting(Door::name)
        .containsExactlyInAnyOrderElementsOf(doorsThereAre);
  }

  @ParameterizedTest
  @EnumSource
  void answersEverybodyAsTheTableSays(Visitor visitor) {
    Browser browser = browser(visitor);
    Map<String, String> answers = new LinkedHashMap<>();
    for (Door door : Doors.all()) {
      Browser inFront = visitor == Visitor.SUSPENDED ? browser(visitor) : browser;
      answers.put(door.name(), doors.answer(doors.knock(inFront, door)));
    }

    assertThat(answers).isEqualTo(table(visitor));
  }

  @Test
  void treatsWhoeverWasRefusedAsAGuest() {
    Browser outsider = browsers.signedIn(Persona.OUTSIDER);
    List<Door> inside =
        Doors.all().stream().filter(door -> !door.path("", "").startsWith("/sign-in")).toList();
    Map<String, String> answers = new LinkedHashMap<>();
    inside.forEach(door -> answers.put(door.name(), doors.answer(doors.knock(outsider, door))));

    assertThat(answers)
        .isEqualTo(inside.stream().collect(toMap(Door::name, door -> door.answer(Visitor.GUEST))));
  }

  private Browser browser(Visitor visitor) {
    return switch (visitor) {
      case GUEST -> browsers.open();
      case SUSPENDED -> suspended();
      case MEMBER -> browsers.signedIn(Persona.MEMBER);
      case VIEWER -> browsers.signedIn(Persona.VIEWER);
      case ADMIN -> browsers.signedIn(Persona.ADMIN);
    };
  }

  private Browser suspended() {
    books.set(Persona.VIEWER, "status", "ACTIVE");
    Browser browser = browsers.signedIn(Persona.VIEWER);
    books.set(Persona.VIEWER, "status", "SUSPENDED");
    return browser;
  }

  private static Map<String, String> table(Visitor visitor) {
    return Doors.all().stream().collect(toMap(Door::name, door -> door.answer(visitor)));
  }

  private static Stream<String> names(RequestMappingInfo mapping) {
    String htmx = mapping.getCustomCondition() == null ? "" : " htmx";
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    List<String> words =
        methods.isEmpty() ? List.of("ANY") : methods.stream().map(RequestMethod::name).toList();
    return words.stream()
        .flatMap(word -> mapping.getPatternValues().stream().map(path -> word + " " + path + htmx));
  }
}
