package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListUrlTests {

  @Test
  void isThePathWithoutParameters() {
    assertThat(new ListUrl("/users", Map.of())).hasToString("/users");
  }

  @Test
  void omitsBlankParameters() {
    assertThat(new ListUrl("/users", Map.of("q", " ", "role", ""))).hasToString("/users");
  }

  @Test
  void keepsParameterOrder() {
    assertThat(list("status", "active", "q", "ann").with("role", "admin"))
        .hasToString("/users?status=active&q=ann&role=admin");
  }

  @Test
  void returnsToTheFirstPageIfAFilterChanges() {
    assertThat(list("q", "ann", "after", "17").with("role", "admin"))
        .hasToString("/users?q=ann&role=admin");
    assertThat(list("q", "ann", "before", "17").with("q", null)).hasToString("/users");
  }

  @Test
  void returnsToTheFirstPageIfTheSortOrderChanges() {
    assertThat(list("after", "17").sortedBy("login")).hasToString("/users?sort=login");
  }

  @Test
  void replacesThePosition() {
    assertThat(list("q", "ann", "after", "17").at("before", "9"))
        .hasToString("/users?q=ann&before=9");
  }

  @Test
  void togglesTheSortOrder() {
    ListUrl ascending = list().sortedBy("login");
    ListUrl descending = ascending.sortedBy("login");

    assertThat(ascending.ariaSort("login")).isEqualTo("ascending");
    assertThat(descending.ariaSort("login")).isEqualTo("descending");
    assertThat(descending.ariaSort("name")).isEqualTo("none");
    assertThat(descending.sortedBy("login")).isEqualTo(ascending);
  }

  @Test
  void parsesItsOutput() {
    ListUrl url = list("q", "a b&c=d%", "sort", "-login");

    assertThat(ListUrl.parse(url.toString())).isEqualTo(url);
    assertThat(ListUrl.parse("/users")).isEqualTo(list());
    assertThat(ListUrl.parse("/users?&=1&q&role=%zz")).isEqualTo(list("role", "%zz"));
  }

  @Test
  void clearsAllParameters() {
    assertThat(list("q", "ann", "sort", "login", "after", "17").cleared()).hasToString("/users");
  }

  @Test
  void encodesParameters() {
    assertThat(list("q", "a&b=c #d\"é%00")).hasToString("/users?q=a%26b%3Dc+%23d%22%C3%A9%2500");
  }

  @Test
  void returnsAnEmptyStringForAMissingParameter() {
    assertThat(list("q", "ann").value("q")).isEqualTo("ann");
    assertThat(list().value("q")).isEmpty();
  }

  private static ListUrl list(String... parameters) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      all.put(parameters[i], parameters[i + 1]);
    }
    return new ListUrl("/users", all);
  }
}
