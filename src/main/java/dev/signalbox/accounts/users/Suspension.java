package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.Role;
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

/** Sends people away and lets them back in; never oneself, and never the last admin. */
@Component
class Suspension {

  private final Accounts accounts;
  private final AuditLog audit;

  Suspension(Accounts accounts, AuditLog audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  @Transactional
  public SuspensionOutcome suspend(UUID id, Operator by, String reason, @Nullable Instant until) {
    // locked first and in one order: of two admins who suspend each other, one is told no
    List<Person> admins = accounts.lockedAdmins();
    Person person = accounts.find(id).orElseThrow();
    if (person.id().equals(by.id())) {
      return new SuspensionOutcome.Oneself();
    }
    if (person.status() == AccountStatus.SUSPENDED) {
      return new SuspensionOutcome.AlreadySo(person);
    }
    if (isLastOf(admins, person)) {
      return new SuspensionOutcome.LastAdmin(person);
    }
    accounts.suspend(id, by.login(), reason, until);
    audit.record(
        "user.suspended",
        target(person),
        Map.of(
            "reason",
            reason,
            "until",
            until == null ? "an admin activates" : until.toString(),
            "before",
            person.status().name(),
            "after",
            AccountStatus.SUSPENDED.name()));
    return new SuspensionOutcome.Done(person);
  }

  @Transactional
  public SuspensionOutcome activate(UUID id, Operator by) {
    Person person = accounts.find(id).orElseThrow();
    if (person.status().mayEnter()) {
      return new SuspensionOutcome.AlreadySo(person);
    }
    accounts.activate(id, by.login());
    audit.record("user.activated", target(person), activated(person));
    return new SuspensionOutcome.Done(person);
  }

  private static Map<String, ?> activated(Person person) {
    Map<String, Object> payload = new HashMap<>();
    payload.put("before", person.status().name());
    payload.put("after", AccountStatus.ACTIVE.name());
    if (person.statusReason() != null) {
      payload.put("suspended_because", person.statusReason());
    }
    return payload;
  }

  static boolean isLastOf(List<Person> admins, Person person) {
    return person.role() == Role.ADMIN
        && admins.stream().allMatch(admin -> admin.id().equals(person.id()));
  }

  static Target target(Person person) {
    return Target.of("user", person.id().toString(), person.login());
  }
}
