package dev.signalbox.accounts.access;

import dev.signalbox.api.ApiOperation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

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
}
