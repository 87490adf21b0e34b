package dev.signalbox.architecture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.architecture.RouteRow.Visitor;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
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

/** R14: every route responds to every visitor as {@code architecture/routes.txt} specifies. */
@InstallationTest
class RouteAccessTests {

  /** Handled by filters or resource handlers instead of controllers. */
  private static final Set<String> WITHOUT_CONTROLLER =
      Set.of("GET /sign-in/github", "GET /sign-in/callback", "POST /sign-out", "GET /assets/**");

  private final MockBrowsers browsers;
  private final RequestMappingHandlerMapping mappings;
  private final DatabaseTestClient records;
  private final RouteTable routes;

  @Autowired
  RouteAccessTests(
      MockBrowsers browsers,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
      JdbcClient database) {
    this.browsers = browsers;
    this.mappings = mappings;
    this.records = new DatabaseTestClient(database);
    this.routes = new RouteTable(records);
  }

  @Test
  void tableListsExactlyTheMappedRoutes() {
    Set<String> mapped = new TreeSet<>(WITHOUT_CONTROLLER);
    mappings.getHandlerMethods().entrySet().stream()
        // the sandbox's pages are not part of the console
        .filter(e -> !e.getValue().getBeanType().getPackageName().endsWith(".sandbox"))
        .flatMap(entry -> names(entry.getKey()))
        .forEach(mapped::add);

    assertThat(RouteTable.all())
        .extracting(RouteRow::name)
        .containsExactlyInAnyOrderElementsOf(mapped);
  }

  @ParameterizedTest
  @EnumSource
  void respondsToEachVisitorAsTheTableSpecifies(Visitor visitor) {
    MockBrowser browser = browser(visitor);
    Map<String, String> responses = new LinkedHashMap<>();
    for (RouteRow route : RouteTable.all()) {
      MockBrowser used = visitor == Visitor.SUSPENDED ? browser(visitor) : browser;
      responses.put(route.name(), routes.describe(routes.request(used, route)));
    }

    assertThat(responses).isEqualTo(table(visitor));
  }

  @Test
  void treatsAVisitorWithARefusedSignInAsAGuest() {
    MockBrowser outsider = browsers.signedIn(Persona.OUTSIDER);
    List<RouteRow> internal =
        RouteTable.all().stream()
            .filter(route -> !route.path("", "").startsWith("/sign-in"))
            .toList();
    Map<String, String> responses = new LinkedHashMap<>();
    internal.forEach(
        route -> responses.put(route.name(), routes.describe(routes.request(outsider, route))));

    assertThat(responses)
        .isEqualTo(
            internal.stream()
                .collect(toMap(RouteRow::name, route -> route.expectedResponse(Visitor.GUEST))));
  }

  private MockBrowser browser(Visitor visitor) {
    return switch (visitor) {
      case GUEST -> browsers.open();
      case SUSPENDED -> suspended();
      case MEMBER -> browsers.signedIn(Persona.MEMBER);
      case VIEWER -> browsers.signedIn(Persona.VIEWER);
      case ADMIN -> browsers.signedIn(Persona.ADMIN);
    };
  }

  private MockBrowser suspended() {
    records.setAccountColumn(Persona.VIEWER, "status", "ACTIVE");
    MockBrowser browser = browsers.signedIn(Persona.VIEWER);
    records.setAccountColumn(Persona.VIEWER, "status", "SUSPENDED");
    return browser;
  }

  private static Map<String, String> table(Visitor visitor) {
    return RouteTable.all().stream()
        .collect(toMap(RouteRow::name, route -> route.expectedResponse(visitor)));
  }

  private static Stream<String> names(RequestMappingInfo mapping) {
    String htmx = mapping.getCustomCondition() == null ? "" : " htmx";
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    List<String> verbs =
        methods.isEmpty() ? List.of("ANY") : methods.stream().map(RequestMethod::name).toList();
    return verbs.stream()
        .flatMap(verb -> mapping.getPatternValues().stream().map(path -> verb + " " + path + htmx));
  }
}
