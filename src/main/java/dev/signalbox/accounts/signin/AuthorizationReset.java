package dev.signalbox.accounts.signin;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.github.GitHubClient;
import dev.signalbox.secrets.Secret;
import org.springframework.stereotype.Component;

/**
 * Revokes a user's GitHub authorization for the console. GitHub offers to request access to an
 * organization only during the first authorization, so a user who joined it later has to reset.
 */
@Component
class AuthorizationReset {

  private final GitHubClient gitHub;
  private final AuditLog audit;

  AuthorizationReset(GitHubClient gitHub, AuditLog audit) {
    this.gitHub = gitHub;
    this.audit = audit;
  }

  void resetAuthorization(Secret token) {
    audit.recording(
        "user.permission.reset",
        Target.of("github-permission", "refused user", null),
        () -> gitHub.revokeGrant(token));
  }
}
