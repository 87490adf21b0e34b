package dev.signalbox.registration;

import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.RegistrationPolicy;
import dev.signalbox.accounts.RegistrationPolicy.RequiredOrganization;
import dev.signalbox.accounts.RegistrationPolicyRepository;
import dev.signalbox.accounts.membership.AccessRevocation;
import dev.signalbox.accounts.membership.Memberships;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.registration.OrganizationLookup.LookupResult;
import dev.signalbox.remote.RemoteSystemException;
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
 * Changes the registration rules. GitHub is queried first, outside any transaction; then the rules,
 * the audit event and the revocation of access for known non-members are written in one.
 */
@Component
class RegistrationChange {

  private final RegistrationPolicyRepository rules;
  private final OrganizationLookup lookup;
  private final UsersLosingAccess usersLosingAccess;
  private final Memberships memberships;
  private final AccessRevocation revocation;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  RegistrationChange(
      RegistrationPolicyRepository rules,
      OrganizationLookup lookup,
      UsersLosingAccess usersLosingAccess,
      Memberships memberships,
      AccessRevocation revocation,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.rules = rules;
    this.lookup = lookup;
    this.usersLosingAccess = usersLosingAccess;
    this.memberships = memberships;
    this.revocation = revocation;
    this.audit = audit;
    this.transaction = transaction;
  }

  RegistrationOutcome change(RegistrationForm form, Operator by) {
    RegistrationPolicy current = rules.current();
    if (!Objects.equals(form.version(), current.version())) {
      return new RegistrationOutcome.VersionConflict(current);
    }
    if (form.anyone()) {
      return change(current, List.of(), form, by);
    }
    Optional<Secret> token = memberships.token(by.id());
    if (token.isEmpty()) {
      return new RegistrationOutcome.UpstreamUnavailable(
          "query GitHub with your permission", "the permission was revoked", "sign in again");
    }
    return switch (lookUp(OrganizationList.parse(form.list()), current, token.get())) {
      case LookupResult.Resolved resolved -> change(current, resolved.organizations(), form, by);
      case LookupResult.InvalidNames invalid ->
          new RegistrationOutcome.InvalidOrganizations(invalid.why());
      case LookupResult.Unavailable unavailable ->
          new RegistrationOutcome.UpstreamUnavailable(
              unavailable.tried(), unavailable.response(), unavailable.advice());
    };
  }

  private LookupResult lookUp(List<String> names, RegistrationPolicy current, Secret token) {
    try {
      return lookup.resolve(names, current, token);
    } catch (RemoteSystemException e) {
      return new LookupResult.Unavailable(e.tried(), e.response(), e.advice());
    }
  }

  private RegistrationOutcome change(
      RegistrationPolicy current,
      List<RequiredOrganization> organizations,
      RegistrationForm form,
      Operator by) {
    return change(
        current,
        new RegistrationPolicy(
            form.anyone(),
            organizations,
            form.requiresApproval(),
            current.version(),
            current.saved()),
        form,
        by);
  }

  private RegistrationOutcome change(
      RegistrationPolicy current, RegistrationPolicy updated, RegistrationForm form, Operator by) {
    if (current.saved() != null && updated.equals(current)) {
      return new RegistrationOutcome.Unchanged();
    }
    AccessLossPreview preview = usersLosingAccess.preview(current, updated, by.id());
    if (!preview.isEmpty() && !preview.confirmationToken().equals(form.confirmed())) {
      return new RegistrationOutcome.ConfirmationRequired(preview, updated.names());
    }
    return Objects.requireNonNull(
        transaction.execute(status -> save(current, updated, preview, by)));
  }

  private RegistrationOutcome save(
      RegistrationPolicy current,
      RegistrationPolicy updated,
      AccessLossPreview preview,
      Operator by) {
    List<UUID> signedOut = usersLosingAccess.findSignedIn(current, updated, by.id());
    if (!rules.replace(updated, by.login())) {
      return new RegistrationOutcome.VersionConflict(rules.current());
    }
    audit.record(
        "settings.registration.updated",
        Target.of("settings", "registration", "Registration"),
        Map.of(
            "before", describe(current),
            "after", describe(updated),
            "losing_access", preview.nonMembers(),
            "unknown", preview.unknown()));
    revocation.revokeAll(signedOut, "registration rules");
    return new RegistrationOutcome.Saved(signedOut.size());
  }

  private static Map<String, Object> describe(RegistrationPolicy registration) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("suspend_new_users", registration.suspendNewUsers());
    payload.put("anyone", registration.anyone());
    payload.put(
        "organizations",
        registration.organizations().stream().map(RegistrationChange::describe).toList());
    return payload;
  }

  private static String describe(RequiredOrganization organization) {
    return organization.githubId() == null
        ? organization.name()
        : organization.name() + " (" + organization.githubId() + ")";
  }
}
