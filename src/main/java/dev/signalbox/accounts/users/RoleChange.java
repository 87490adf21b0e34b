package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes users' roles. Takes effect with the user's next request. */
@Component
class RoleChange {

  private final AccountService accounts;
  private final AuditLog audit;

  RoleChange(AccountService accounts, AuditLog audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  /**
   * Changes a user's role.
   *
   * @param reason saved in the audit log, or null
   */
  @Transactional
  public RoleOutcome change(UUID id, Role role, @Nullable String reason, Operator by) {
    List<UserAccount> admins = accounts.lockActiveAdmins();
    UserAccount user = accounts.lock(id).orElseThrow();
    if (user.id().equals(by.id())) {
      return new RoleOutcome.OwnAccount();
    }
    if (user.role() == role) {
      return new RoleOutcome.NoChange(user);
    }
    if (Suspension.isLastAdmin(admins, user)) {
      return new RoleOutcome.LastAdmin(user);
    }
    accounts.changeRole(id, role);
    audit.record(
        "user.role.changed",
        Target.of("user", id.toString(), user.login()),
        AuditReason.with(reason, Map.of("before", user.role().label(), "after", role.label())));
    return new RoleOutcome.Done(user, role);
  }
}
