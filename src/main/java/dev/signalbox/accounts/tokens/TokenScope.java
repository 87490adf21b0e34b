package dev.signalbox.accounts.tokens;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** What a token may be used for, within what its owner may do. */
@EnumNaming(EnumNamingStrategies.SnakeCaseStrategy.class)
public enum TokenScope {
  READ("look at whatever the owner may see"),
  WRITE("change whatever the owner may change"),
  AUDIT_INGEST("add events to the audit log"),
  ORBS("publish and import orbs");

  private final String means;

  TokenScope(String means) {
    this.means = means;
  }

  /** The scope as the API and pages write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it allows, as the end of a sentence. */
  public String means() {
    return means;
  }

  /** The authority that a call with this scope has. */
  public String authority() {
    return "SCOPE_" + word();
  }

  static Optional<TokenScope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }
}
