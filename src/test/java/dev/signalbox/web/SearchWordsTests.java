package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.InstallationTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The words of a search, and how PostgreSQL finds them in a database with the locale C. */
@InstallationTest
class SearchWordsTests {

  private final JdbcClient database;

  @Autowired
  SearchWordsTests(JdbcClient database) {
    this.database = database;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Amara                                | amara",
        "https://github.com/Amara-O            | amara-o",
        "https://github.com/amara-o/?tab=stars | amara-o",
        "http://ghe:8443/amara-o#top           | amara-o",
        "github.com/amara-o                    | amara-o",
        "github.com                            | github.com",
        "acme/api                              | acme/api",
        "https://github.com                    | https://github.com",
        "a@b.example                           | a@b.example",
        "@                                     | @"
      })
  void readsMentionsAndUrls(String text, String word) {
    assertThat(SearchWords.of(text).words()).containsExactly(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00a0\u200b", "\u3164", "\ufeff"})
  void hasNoWordsWithoutVisibleCharacters(String text) {
    assertThat(SearchWords.of(text).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ÉMILE ÖST", "émile", "E\u0301MILE", "öström É", "(?:É", "%", "[É", "\\é"})
  void findsBothCasesAndFormsInTheLocaleC(String text) {
    boolean isName = text.matches("[\\p{L}\\p{M} ]+");
    for (String name :
        new String[] {"Émile Öström", "E\u0301mile O\u0308stro\u0308m", "ÉMILE ÖSTRÖM"}) {
      assertThat(matches(name, text)).as(name).isEqualTo(isName);
    }
    assertThat(matches("Emil Ostrom", text)).isFalse();
  }

  @Test
  void escapesRegularExpressions() {
    assertThat(matches("Ä.*+?()[]{}|^$\\ b", "ä.*+?()[]{}|^$\\")).isTrue();
    assertThat(matches("Äxxb", "ä.*b")).isFalse();
  }

  private boolean matches(String name, String text) {
    Map<String, Object> parameters = new HashMap<>();
    String condition =
        SearchWords.of(text).condition("lower(:name::text collate \"C\")", parameters);
    return database
        .sql("select " + condition)
        .params(parameters)
        .param("name", name)
        .query(Boolean.class)
        .single();
  }
}
