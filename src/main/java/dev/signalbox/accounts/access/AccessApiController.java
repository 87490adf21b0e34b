package dev.signalbox.accounts.access;

import dev.signalbox.accounts.Role;
import dev.signalbox.api.ApiOperation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.annotation.JsonNaming;

/** Checks access by GitHub id, for services that have no browser session. */
@RestController
class AccessApiController {

  private final InstallationAccess access;

  AccessApiController(InstallationAccess access) {
    this.access = access;
  }

  @ApiOperation(
      id = "checkAUsersAccess",
      value = "Check a user's access",
      needs =
          "Scope read and the role viewer or admin. Reads the database on every call, so a"
              + " suspension takes effect on the next call.")
  @GetMapping("/api/v1/access/{githubId}")
  AccessJson check(@PathVariable long githubId) {
    return AccessJson.of(githubId, access.forGitHubId(githubId));
  }

  /**
   * A user's access to the CI server.
   *
   * @param because the reason of a denial, or null if access is allowed
   * @param login null if access is denied
   * @param name null if access is denied
   * @param role the role in the console; null if access is denied
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record AccessJson(
      long githubId,
      boolean allowed,
      @Nullable DenialReason because,
      @Nullable String login,
      @Nullable String name,
      @Nullable Role role) {

    static AccessJson of(long githubId, AccessDecision decision) {
      return switch (decision) {
        case AccessDecision.Allowed allowed ->
            new AccessJson(
                githubId, true, null, allowed.login(), allowed.displayName(), allowed.role());
        case AccessDecision.Unauthenticated unauthenticated ->
            new AccessJson(githubId, false, DenialReason.UNKNOWN, null, null, null);
        case AccessDecision.Denied denied ->
            new AccessJson(githubId, false, DenialReason.of(denied.cause()), null, null, null);
      };
    }

    /** The reason of a denial. */
    @EnumNaming(EnumNamingStrategies.SnakeCaseStrategy.class)
    enum DenialReason {
      /** The user has never signed in. */
      UNKNOWN,
      SUSPENDED,
      OUTSIDE,
      UNCONFIRMED;

      static DenialReason of(AccessDecision.Cause cause) {
        return switch (cause) {
          case SUSPENDED -> SUSPENDED;
          case OUTSIDE -> OUTSIDE;
          case UNCONFIRMED -> UNCONFIRMED;
        };
      }
    }
  }
}
