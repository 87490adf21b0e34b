package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Accounts;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.Role;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives people another role; it holds from their next request on. */
@Component
class RoleChange {

  private final Accounts accounts;
  private final AuditLog audit;

  RoleChange(Accounts accounts, AuditLog audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  /**
   * Gives a role.
   *
   * @param reason kept in the audit log, or null where none was given
   */
  @Transactional
  public RoleOutcome change(UUID id, Role role, @Nullable String reason, Operator by) {
    List<Person> admins = accounts.lockedAdmins();
    Person person = accounts.find(id).orElseThrow();
    if (person.id().equals(by.id())) {
      return new RoleOutcome.Oneself();
    }
    if (person.role() == role) {
      return new RoleOutcome.AlreadySo(person);
    }
    if (Suspension.isLastOf(admins, person)) {
      return new RoleOutcome.LastAdmin(person);
    }
    accounts.become(id, role);
    audit.record(
        "user.role.changed",
        Target.of("user", id.toString(), person.login()),
        Reason.with(reason, Map.of("before", person.role().word(), "after", role.word())));
    return new RoleOutcome.Done(person, role);
  }
}
