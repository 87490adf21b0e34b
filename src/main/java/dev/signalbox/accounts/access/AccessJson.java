package dev.signalbox.accounts.access;

import dev.signalbox.accounts.Role;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a service of the installation is told about somebody.
 *
 * @param because why they may not, or null when they may
 * @param login null unless they may
 * @param name null unless they may
 * @param role the console's; null unless they may
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AccessJson(
    long githubId,
    boolean allowed,
    @Nullable Because because,
    @Nullable String login,
    @Nullable String name,
    @Nullable Role role) {

  static AccessJson of(long githubId, AccessAnswer answer) {
    return switch (answer) {
      case AccessAnswer.Welcome welcome ->
          new AccessJson(
              githubId, true, null, welcome.login(), welcome.displayName(), welcome.role());
      case AccessAnswer.Nobody nobody ->
          new AccessJson(githubId, false, Because.UNKNOWN, null, null, null);
      case AccessAnswer.Refused refused ->
          new AccessJson(githubId, false, Because.of(refused.cause()), null, null, null);
    };
  }

  /** Why somebody may not pass. */
  @EnumNaming(EnumNamingStrategies.SnakeCaseStrategy.class)
  enum Because {
    /** They never signed in here. */
    UNKNOWN,
    SUSPENDED,
    OUTSIDE,
    UNCONFIRMED;

    static Because of(AccessAnswer.Cause cause) {
      return switch (cause) {
        case SUSPENDED -> SUSPENDED;
        case OUTSIDE -> OUTSIDE;
        case UNCONFIRMED -> UNCONFIRMED;
      };
    }
  }
}
