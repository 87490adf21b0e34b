package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A list's place in one address. */
class ListUrlTests {

  @Test
  void isThePathWhenNothingIsAsked() {
    assertThat(new ListUrl("/users", Map.of())).hasToString("/users");
  }

  @Test
  void leavesOutWhatIsBlank() {
    assertThat(new ListUrl("/users", Map.of("q", " ", "role", ""))).hasToString("/users");
  }

  @Test
  void keepsTheOtherParametersInTheirOrder() {
    assertThat(list("status", "active", "q", "ann").with("role", "admin"))
        .hasToString("/users?status=active&q=ann&role=admin");
  }

  @Test
  void goesBackToTheFirstPageWhenAFilterChanges() {
    assertThat(list("q", "ann", "after", "17").with("role", "admin"))
        .hasToString("/users?q=ann&role=admin");
    assertThat(list("q", "ann", "before", "17").with("q", null)).hasToString("/users");
  }

  @Test
  void goesBackToTheFirstPageWhenTheSortChanges() {
    assertThat(list("after", "17").sortedBy("login")).hasToString("/users?sort=login");
  }

  @Test
  void knowsOnePlaceAtATime() {
    assertThat(list("q", "ann", "after", "17").at("before", "9"))
        .hasToString("/users?q=ann&before=9");
  }

  @Test
  void turnsTheSortAround() {
    ListUrl ascending = list().sortedBy("login");
    ListUrl descending = ascending.sortedBy("login");

    assertThat(ascending.ariaSort("login")).isEqualTo("ascending");
    assertThat(descending.ariaSort("login")).isEqualTo("descending");
    assertThat(descending.ariaSort("name")).isEqualTo("none");
    assertThat(descending.sortedBy("login")).isEqualTo(ascending);
  }

  @Test
  void readsWhatItWrote() {
    ListUrl url = list("q", "a b&c=d%", "sort", "-login");

    assertThat(ListUrl.parse(url.toString())).isEqualTo(url);
    assertThat(ListUrl.parse("/users")).isEqualTo(list());
    assertThat(ListUrl.parse("/users?&=1&q&role=%zz")).isEqualTo(list("role", "%zz"));
  }

  @Test
  void forgetsEverythingWhenCleared() {
    assertThat(list("q", "ann", "sort", "login", "after", "17").cleared()).hasToString("/users");
  }

  @Test
  void writesAnyTextSoThatItStaysOneParameter() {
    assertThat(list("q", "a&b=c #d\"é%00")).hasToString("/users?q=a%26b%3Dc+%23d%22%C3%A9%2500");
  }

  @Test
  void readsAMissingParameterAsEmpty() {
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
