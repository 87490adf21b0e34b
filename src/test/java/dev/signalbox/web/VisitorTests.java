package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The person looking at a page, as the page names them. */
class VisitorTests {

  @ParameterizedTest
  @CsvSource({
    "Amara Okafor,AO",
    "Mei-Ling Tan,ML",
    "Anneke de Wit,AD",
    "octocat,OC",
    "second-admin,SA",
    "x,X",
    "'  Ada   Lovelace ',AL",
    "éva örs,ÉÖ",
    "octocat-,OC",
    "-dash,DA",
    "_under_score,US",
    ". Smith,SM",
    "'',''",
    "' ',''",
    "---,''"
  })
  void hasInitials(String name, String initials) {
    assertThat(Visitor.initialsOf(name)).isEqualTo(initials);
  }

  @Test
  void cutsNoCharacterInHalf() {
    assertThat(Visitor.initialsOf("🚂 Train")).isEqualTo("🚂T");
    assertThat(Visitor.initialsOf("🚂🚃🚃")).isEqualTo("🚂🚃");
  }

  @Test
  void isCalledByTheLoginWhenTheNameIsHidden() {
    assertThat(visitor(null, null).displayName()).isEqualTo("octocat");
    assertThat(visitor(" ", null).displayName()).isEqualTo("octocat");
    assertThat(visitor("Mona Lisa", null).displayName()).isEqualTo("Mona Lisa");
  }

  @Test
  void mayChangeThingsWhenNothingSpeaksAgainstIt() {
    assertThat(visitor(null, null).mayChange()).isTrue();
    assertThat(visitor(null, "Viewers change nothing.").mayChange()).isFalse();
  }

  private static Visitor visitor(@Nullable String name, @Nullable String whyNoChanges) {
    return new Visitor("octocat", name, "admin", true, whyNoChanges);
  }
}
