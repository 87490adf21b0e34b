package dev.signalbox.accounts.tokens;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** What a token can be used for, limited by its owner's permissions. */
@EnumNaming(EnumNamingStrategies.SnakeCaseStrategy.class)
public enum TokenScope {
  READ("everything you can see"),
  WRITE("everything you can change"),
  AUDIT_INGEST("add events to the audit log"),
  ORBS("publish and import orbs");

  private final String description;

  TokenScope(String description) {
    this.description = description;
  }

  /** The name of the scope in the API, such as {@code audit_ingest}. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A short description of what it allows. */
  public String description() {
    return description;
  }

  /** The Spring Security authority of the scope. */
  public String authority() {
    return "SCOPE_" + apiName();
  }

  static Optional<TokenScope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.apiName().equals(word)).findFirst();
  }
}
