package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.github.GitHub;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.secrets.Secret;
import org.springframework.stereotype.Component;

/**
 * Has GitHub forget the person's permission for this console. GitHub shows the page on which one
 * asks an organisation for access only with the first permission, so whoever joined later has no
 * other way.
 */
@Component
class PermissionReset {

  private final GitHub gitHub;
  private final AuditLog audit;

  PermissionReset(GitHub gitHub, AuditLog audit) {
    this.gitHub = gitHub;
    this.audit = audit;
  }

  void resetPermission(Secret token) {
    audit.recording(
        "user.permission.reset",
        Target.of("github-permission", "of a refused person", null),
        () -> gitHub.revokeGrant(token));
  }
}
