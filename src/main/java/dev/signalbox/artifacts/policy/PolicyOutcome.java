package dev.signalbox.artifacts.policy;

/** The result of saving a policy. */
sealed interface PolicyOutcome {

  record Saved(PolicyRevision revision, PublishOutcome published) implements PolicyOutcome {}

  /** It equals the policy in force. */
  record Unchanged() implements PolicyOutcome {}

  /** Another admin saved a policy meanwhile. */
  record VersionConflict(PolicyRevision current) implements PolicyOutcome {}
}
