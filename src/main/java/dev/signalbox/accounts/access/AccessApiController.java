package dev.signalbox.accounts.access;

import dev.signalbox.api.ApiOperation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The gate for services that know a person by their GitHub id and have no browser to ask with. */
@RestController
class AccessApiController {

  private final InstallationAccess access;

  AccessApiController(InstallationAccess access) {
    this.access = access;
  }

  @ApiOperation(
      value = "Ask whether somebody may use the installation",
      needs =
          "Scope read and the role viewer or admin. It is read from the database at each call, so"
              + " a suspension holds at the next one.")
  @GetMapping("/api/v1/access/{githubId}")
  AccessJson ask(@PathVariable long githubId) {
    return AccessJson.of(githubId, access.forGitHubId(githubId));
  }
}
