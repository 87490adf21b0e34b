package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.UserAccount;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Suspends and activates users. Refuses to suspend the acting admin and the last active admin. */
@Component
class Suspension {

  private final AccountService accounts;
  private final AuditLog audit;

  Suspension(AccountService accounts, AuditLog audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  @Transactional
  public SuspensionOutcome suspend(UUID id, Operator by, String reason, @Nullable Instant until) {
    // locked first and in a fixed order: of two admins who suspend each other, one is refused
    List<UserAccount> admins = accounts.lockActiveAdmins();
    UserAccount user = accounts.lock(id).orElseThrow();
    if (user.id().equals(by.id())) {
      return new SuspensionOutcome.OwnAccount();
    }
    if (user.status() == AccountStatus.SUSPENDED) {
      return new SuspensionOutcome.NoChange(user);
    }
    if (isLastAdmin(admins, user)) {
      return new SuspensionOutcome.LastAdmin(user);
    }
    accounts.suspend(id, by.login(), reason, until);
    audit.record(
        "user.suspended",
        target(user),
        Map.of(
            "reason",
            reason,
            "until",
            until == null ? "an admin activates" : until.toString(),
            "before",
            user.status().name(),
            "after",
            AccountStatus.SUSPENDED.name()));
    return new SuspensionOutcome.Done(user);
  }

  @Transactional
  public SuspensionOutcome activate(UUID id, Operator by) {
    UserAccount user = accounts.lock(id).orElseThrow();
    if (user.status().canSignIn()) {
      return new SuspensionOutcome.NoChange(user);
    }
    accounts.activate(id, by.login());
    audit.record("user.activated", target(user), activated(user));
    return new SuspensionOutcome.Done(user);
  }

  private static Map<String, ?> activated(UserAccount user) {
    Map<String, Object> payload = new HashMap<>();
    payload.put("before", user.status().name());
    payload.put("after", AccountStatus.ACTIVE.name());
    if (user.statusReason() != null) {
      payload.put("suspended_because", user.statusReason());
    }
    return payload;
  }

  static boolean isLastAdmin(List<UserAccount> admins, UserAccount user) {
    return user.role() == Role.ADMIN
        && admins.stream().allMatch(admin -> admin.id().equals(user.id()));
  }

  static Target target(UserAccount user) {
    return Target.of("user", user.id().toString(), user.login());
  }
}
