package dev.signalbox.artifacts.policy;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.web.ObjectNotFoundException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and saves revisions of the policy. */
@Component
class PolicyService {

  /** The number of revisions that pages show; the audit log contains all changes. */
  static final int MAX_REVISIONS = 200;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final PolicyRevisionRepository revisions;
  private final CurrentPolicy currentPolicy;
  private final PolicyPublisher publisher;
  private final AuditLog audit;
  private final CurrentActor actors;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PolicyService(
      PolicyRevisionRepository revisions,
      CurrentPolicy currentPolicy,
      PolicyPublisher publisher,
      AuditLog audit,
      CurrentActor actors,
      TransactionTemplate transaction,
      Clock clock) {
    this.revisions = revisions;
    this.currentPolicy = currentPolicy;
    this.publisher = publisher;
    this.audit = audit;
    this.actors = actors;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Returns the policy in force, read from the database. */
  PolicyRevision current() {
    return revisions.latest();
  }

  /** Returns the newest revisions, newest first, without the default. */
  List<PolicyRevision> newest() {
    return revisions.findByOrderByNumberDesc(Limit.of(MAX_REVISIONS)).stream()
        .map(StoredPolicyRevision::toRevision)
        .toList();
  }

  /**
   * Returns a revision.
   *
   * @param number as text; 0 is the default
   */
  PolicyRevision get(String number) {
    return (NUMBER.matcher(number).matches()
            ? find(Integer.parseInt(number))
            : Optional.<PolicyRevision>empty())
        .orElseThrow(
            () ->
                new ObjectNotFoundException(
                    "revision", number, PolicyController.PAGE, "Artifact policy"));
  }

  /** Returns the revision before one; the default is before itself. */
  PolicyRevision before(PolicyRevision revision) {
    return find(revision.number() - 1).orElse(PolicyRevision.DEFAULT);
  }

  private Optional<PolicyRevision> find(int number) {
    return number == 0
        ? Optional.of(PolicyRevision.DEFAULT)
        : revisions.findByNumber(number).map(StoredPolicyRevision::toRevision);
  }

  /**
   * Saves a policy and writes it to the ConfigMap.
   *
   * @param base number of the revision that the policy is based on
   */
  PolicyOutcome save(int base, ContentTypePolicy policy, String reason) {
    PolicyRevision before = current();
    if (before.number() != base) {
      return new PolicyOutcome.VersionConflict(before);
    }
    if (before.policy().equals(policy)) {
      return new PolicyOutcome.Unchanged();
    }
    Instant now = clock.instant();
    String login = Objects.requireNonNullElse(actors.actor().name(), actors.actor().id());
    PolicyRevision saved = new PolicyRevision(base + 1, policy, reason.strip(), login, now);
    boolean isSaved =
        Boolean.TRUE.equals(transaction.execute(status -> insert(before, saved, login, now)));
    if (!isSaved) {
      return new PolicyOutcome.VersionConflict(current());
    }
    currentPolicy.invalidate();
    return new PolicyOutcome.Saved(saved, publisher.publish());
  }

  private boolean insert(PolicyRevision before, PolicyRevision saved, String login, Instant now) {
    ContentTypePolicy policy = saved.policy();
    int inserted =
        revisions.insert(
            saved.number(),
            StoredPolicyRevision.join(policy.rendered()),
            StoredPolicyRevision.join(policy.plainText()),
            policy.allowUnsafe(),
            saved.reason(),
            login,
            now);
    if (inserted == 0) {
      return false;
    }
    audit.record(
        "artifact.policy.changed",
        Target.of("artifact-policy", "policy", "Artifact policy"),
        Map.of(
            "revision",
            saved.number(),
            "reason",
            saved.reason(),
            "before",
            describe(before.policy()),
            "after",
            describe(policy)));
    currentPolicy.publishChange();
    return true;
  }

  private static Map<String, ?> describe(ContentTypePolicy policy) {
    return Map.of(
        "rendered", policy.rendered(),
        "plain_text", policy.plainText(),
        "allow_unsafe", policy.allowUnsafe());
  }
}
