package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Accounts;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets people in again whose suspension had an end, within a minute of it. */
@Component
class SuspensionEnds {

  private static final int AT_ONCE = 200;

  private final Accounts accounts;
  private final AuditLog audit;

  SuspensionEnds(Accounts accounts, AuditLog audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  @Scheduled(fixedDelayString = "PT1M")
  @Transactional
  public void letIn() {
    accounts
        .lockedEndedSuspensions(AT_ONCE)
        .forEach(
            person -> {
              accounts.activate(person.id(), "Signalbox");
              audit.record(
                  Actor.CONSOLE,
                  "user.activated",
                  Suspension.target(person),
                  true,
                  Map.of(
                      "reason",
                      "the suspension ended",
                      "before",
                      person.status().name(),
                      "after",
                      AccountStatus.ACTIVE.name()));
            });
  }
}
