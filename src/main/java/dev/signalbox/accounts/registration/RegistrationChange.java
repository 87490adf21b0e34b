package dev.signalbox.accounts.registration;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Registration;
import dev.signalbox.accounts.Registration.RequiredOrganization;
import dev.signalbox.accounts.RegistrationRules;
import dev.signalbox.accounts.membership.AccessRevocation;
import dev.signalbox.accounts.membership.Memberships;
import dev.signalbox.accounts.registration.OrganizationLookup.Lookup;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.secrets.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts other rules in force. GitHub is asked first, outside any transaction; then the rules, the
 * audit event and the end of access for whoever is known to be outside are written in one.
 */
@Component
class RegistrationChange {

  private final RegistrationRules rules;
  private final OrganizationLookup lookup;
  private final Outsiders outsiders;
  private final Memberships memberships;
  private final AccessRevocation revocation;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  RegistrationChange(
      RegistrationRules rules,
      OrganizationLookup lookup,
      Outsiders outsiders,
      Memberships memberships,
      AccessRevocation revocation,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.rules = rules;
    this.lookup = lookup;
    this.outsiders = outsiders;
    this.memberships = memberships;
    this.revocation = revocation;
    this.audit = audit;
    this.transaction = transaction;
  }

  RegistrationOutcome change(RegistrationForm form, Operator by) {
    Registration today = rules.current();
    if (!Objects.equals(form.version(), today.version())) {
      return new RegistrationOutcome.Stale(today);
    }
    if (form.anyone()) {
      return change(today, List.of(), form, by);
    }
    Optional<Secret> token = memberships.token(by.id());
    if (token.isEmpty()) {
      return new RegistrationOutcome.Unanswered(
          "ask GitHub on your behalf",
          "your permission for this console was taken back",
          "sign in again");
    }
    return switch (lookedUp(OrganizationList.read(form.list()), today, token.get())) {
      case Lookup.Resolved resolved -> change(today, resolved.organizations(), form, by);
      case Lookup.Wrong wrong -> new RegistrationOutcome.Refused(wrong.why());
      case Lookup.Unclear unclear ->
          new RegistrationOutcome.Unanswered(unclear.tried(), unclear.answered(), unclear.advice());
    };
  }

  private Lookup lookedUp(List<String> names, Registration today, Secret token) {
    try {
      return lookup.resolve(names, today, token);
    } catch (OutsideWorldException e) {
      return new Lookup.Unclear(e.tried(), e.answered(), e.advice());
    }
  }

  private RegistrationOutcome change(
      Registration today,
      List<RequiredOrganization> organizations,
      RegistrationForm form,
      Operator by) {
    return change(
        today,
        new Registration(
            form.anyone(), organizations, form.suspends(), today.version(), today.saved()),
        form,
        by);
  }

  private RegistrationOutcome change(
      Registration today, Registration tomorrow, RegistrationForm form, Operator by) {
    if (today.saved() != null && tomorrow.equals(today)) {
      return new RegistrationOutcome.NothingNew();
    }
    LosingAccess losing = outsiders.losing(today, tomorrow, by.id());
    if (!losing.nobody() && !losing.mark().equals(form.confirmed())) {
      return new RegistrationOutcome.ToConfirm(losing, tomorrow.names());
    }
    return Objects.requireNonNull(transaction.execute(status -> save(today, tomorrow, losing, by)));
  }

  private RegistrationOutcome save(
      Registration today, Registration tomorrow, LosingAccess losing, Operator by) {
    List<UUID> out = outsiders.signedIn(today, tomorrow, by.id());
    if (!rules.replace(tomorrow, by.login())) {
      return new RegistrationOutcome.Stale(rules.current());
    }
    audit.record(
        "settings.registration.updated",
        Target.of("settings", "registration", "Registration"),
        Map.of(
            "before", described(today),
            "after", described(tomorrow),
            "losing_access", losing.outside(),
            "unknown", losing.unknown()));
    out.forEach(id -> revocation.revoke(id, "registration rules"));
    return new RegistrationOutcome.Saved(out.size());
  }

  private static Map<String, Object> described(Registration registration) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("suspend_new_users", registration.suspendNewUsers());
    words.put("anyone", registration.anyone());
    words.put(
        "organizations",
        registration.organizations().stream().map(RegistrationChange::described).toList());
    return words;
  }

  private static String described(RequiredOrganization organization) {
    return organization.githubId() == null
        ? organization.name()
        : organization.name() + " (" + organization.githubId() + ")";
  }
}
