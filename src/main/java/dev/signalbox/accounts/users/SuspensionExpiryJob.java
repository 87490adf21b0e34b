package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountService;
import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reactivates users within a minute after the end date of their suspension. */
@Component
class SuspensionExpiryJob {

  private static final int BATCH_SIZE = 200;

  private final AccountService accounts;
  private final AuditLog audit;

  SuspensionExpiryJob(AccountService accounts, AuditLog audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  @Scheduled(fixedDelayString = "PT1M")
  @Transactional
  public void reactivateExpired() {
    accounts
        .lockExpiredSuspensions(BATCH_SIZE)
        .forEach(
            user -> {
              accounts.activate(user.id(), "Signalbox");
              audit.record(
                  Actor.SYSTEM,
                  "user.activated",
                  Suspension.target(user),
                  true,
                  Map.of(
                      "reason",
                      "the suspension ended",
                      "before",
                      user.status().name(),
                      "after",
                      AccountStatus.ACTIVE.name()));
            });
  }
}
