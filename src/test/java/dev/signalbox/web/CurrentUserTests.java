package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurrentUserTests {

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
    assertThat(CurrentUser.initialsOf(name)).isEqualTo(initials);
  }

  @Test
  void doesNotSplitSurrogatePairs() {
    assertThat(CurrentUser.initialsOf("🚂 Train")).isEqualTo("🚂T");
    assertThat(CurrentUser.initialsOf("🚂🚃🚃")).isEqualTo("🚂🚃");
  }

  @Test
  void usesTheLoginIfThereIsNoName() {
    assertThat(userNamed(null, null).displayName()).isEqualTo("octocat");
    assertThat(userNamed(" ", null).displayName()).isEqualTo("octocat");
    assertThat(userNamed("Mona Lisa", null).displayName()).isEqualTo("Mona Lisa");
  }

  @Test
  void mayMakeChangesUnlessThereIsAReason() {
    assertThat(userNamed(null, null).mayChange()).isTrue();
    assertThat(userNamed(null, "Read-only: your role is viewer.").mayChange()).isFalse();
  }

  private static CurrentUser userNamed(@Nullable String name, @Nullable String readOnlyReason) {
    return new CurrentUser("octocat", name, "admin", true, readOnlyReason);
  }
}
