package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.Person;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Ends a person's access because they do not belong, and tells the audit log why. */
@Component
public class AccessRevocation {

  private final Memberships memberships;
  private final Accounts accounts;
  private final AuditLog audit;

  AccessRevocation(Memberships memberships, Accounts accounts, AuditLog audit) {
    this.memberships = memberships;
    this.accounts = accounts;
    this.audit = audit;
  }

  /** Their sessions and streams end everywhere; their token is forgotten. */
  @Transactional
  public void revoke(UUID account, String cause) {
    Person person = accounts.find(account).orElseThrow();
    memberships.over(account, cause);
    accounts.cut(account);
    audit.record(
        Actor.CONSOLE,
        "user.access_revoked",
        Target.of("user", account.toString(), person.login()),
        true,
        Map.of("cause", cause));
  }
}
