package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Revokes the access of a user who is no longer a member, and records an audit event. */
@Component
public class AccessRevocation {

  private final Memberships memberships;
  private final AccountService accounts;
  private final AuditLog audit;

  AccessRevocation(Memberships memberships, AccountService accounts, AuditLog audit) {
    this.memberships = memberships;
    this.accounts = accounts;
    this.audit = audit;
  }

  /**
   * Revokes the access of several users. Locks the admins first, as suspensions and role changes
   * do: otherwise these could wait for each other.
   */
  @Transactional
  public void revokeAll(List<UUID> ids, String cause) {
    accounts.lockActiveAdmins();
    ids.forEach(id -> end(id, cause));
  }

  /** Ends all sessions and streams of the account and deletes its GitHub token. */
  @Transactional
  public void revoke(UUID account, String cause) {
    end(account, cause);
  }

  private void end(UUID account, String cause) {
    UserAccount user = accounts.lock(account).orElseThrow();
    memberships.recordRevocation(account, cause);
    accounts.revokeSessions(account);
    audit.record(
        Actor.SYSTEM,
        "user.access_revoked",
        Target.of("user", account.toString(), user.login()),
        true,
        Map.of("cause", cause));
  }
}
